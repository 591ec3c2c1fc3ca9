"""Signature wrapping: the signature holds, but not for what a careless reader takes."""

from __future__ import annotations

from .. import algorithms as a
from ..content import invoices, plain
from ..recipe import ENVELOPED, Program, Reference
from ..tampering import replaced
from . import basis
from .book import CaseBook, Signed

_FORGED = '<NoiDung Id="{identifier}">Điều 1. Chi 90.000.000 đồng.</NoiDung>'
_HOLDS = {"kind": "attack", "expect": "valid", "core": "valid"}
_REFUSED = {"kind": "attack", "expect": "refused", "core": None}
_REFUSES_TWINS = {"xmlsec1-1.2": "refuses any identifier that occurs twice"}
_TAKES_ONE = "takes one of the elements that have the identifier"


def add_to(book: CaseBook) -> None:
    _add_moved(book)
    _add_twins(book)
    _add_fake_objects(book)
    _add_bundle(book)


def _element(text: str, name: str) -> str:
    """The one element of that name, as text."""
    start = text.index(f"<{name}")
    return text[start : text.index(f"</{name}>", start) + len(f"</{name}>")]


def _add_moved(book: CaseBook) -> None:
    """The signed element goes elsewhere, another takes its place."""
    origin = basis.by_id(book, Program.XMLSEC, 801)
    signed = _element(origin.text, "NoiDung")
    forged = _FORGED.format(identifier="noi-dung-moi")

    def moved(wrapper: str) -> bytes:
        return (
            origin.text.replace(signed, forged)
            .replace("</QuyetDinh>", f"{wrapper.format(signed)}\n</QuyetDinh>")
            .encode()
        )

    book.twin(
        "wrapped-in-sibling",
        origin,
        moved("<LuuTru>{}</LuuTru>"),
        "the signed element was moved into another",
        **_HOLDS,
    )
    book.twin("wrapped-deep", origin, moved("<A>" * 20 + "{}" + "</A>" * 20), "moved twenty levels down", **_HOLDS)
    in_object = f'<ds:Object xmlns:ds="{a.XMLDSIG}">{signed}</ds:Object></ds:Signature>'
    octets = origin.text.replace(signed, forged).replace("</ds:Signature>", in_object).encode()
    book.twin(
        "wrapped-in-object", origin, octets, "the signed element was moved into an Object of the signature", **_HOLDS
    )
    octets = replaced(origin.octets, signed, _FORGED.format(identifier="khac") + signed)
    book.twin("forged-before", origin, octets, "a forged element before the signed one", **_HOLDS)
    octets = replaced(
        origin.octets, signed, f"{_FORGED.format(identifier='khac').replace('</NoiDung>', '')}{signed}</NoiDung>"
    )
    book.twin("forged-around", origin, octets, "a forged element around the signed one", **_HOLDS)


def _add_twins(book: CaseBook) -> None:
    """Two elements with the identifier."""
    origin = basis.by_id(book, Program.CRYPTOGRAPHY, 811)
    signed = _element(origin.text, "NoiDung")
    forged = _FORGED.format(identifier="noi-dung")
    rows = (
        ("twin-before", forged + signed, "a forged element with the same Id before the signed one"),
        ("twin-after", signed + forged, "a forged element with the same Id after the signed one"),
        ("twin-identical", signed + signed, "the signed element twice"),
        ("twin-other-attribute", signed + forged.replace("Id=", "ID="), "the same value in ID and in Id"),
        ("twin-xml-id", signed + forged.replace("Id=", "xml:id="), "the same value in xml:id and in Id"),
        (
            "twin-around",
            forged.replace("</NoiDung>", signed + "</NoiDung>"),
            "a forged element with the same Id around the signed one",
        ),
    )
    for name, content, why in rows:
        octets = replaced(origin.octets, signed, content)
        dissenting = dict.fromkeys(_TWIN_DISSENT.get(name, ()), _TAKES_ONE)
        book.twin(name, origin, octets, why, dissenting=dissenting, also_asked=("jdk17-secure",), **_REFUSED)
    two = '<GhiChu Id="ghi-chu">1</GhiChu><GhiChu Id="ghi-chu">2</GhiChu></QuyetDinh>'
    octets = replaced(origin.octets, "</QuyetDinh>", two)
    why = "two elements with an Id that nothing refers to"
    book.twin("twins-elsewhere", origin, octets, why, dissenting=_REFUSES_TWINS, **_HOLDS)


_TWIN_DISSENT: dict[str, tuple[str, ...]] = {
    "twin-before": ("jdk17",),
    "twin-after": ("xmlsec-1.3",),
    "twin-identical": ("jdk17", "xmlsec-1.3"),
    "twin-other-attribute": ("xmlsec-1.3",),
    "twin-around": ("jdk17",),
    "bundle-same-identifier": ("jdk17", "xmlsec-1.3"),
}


def _add_fake_objects(book: CaseBook) -> None:
    """What only counts inside the signature, outside of it."""
    content = f'<Object xmlns="{a.XMLDSIG}" Id="doi-tuong">Thông báo số 821</Object>'
    signature = basis.recipe(
        Program.XMLSEC,
        "leader-03",
        Reference("#doi-tuong", (basis.INCLUSIVE,), type=a.OBJECT),
        objects=(content,),
        prefix="",
        canonicalization=basis.EXCLUSIVE,
    )
    origin = book.signed("basis-821", plain.decision(821), signature)
    # Both places have the same namespaces in scope, so that the digest stays.
    signed = _element(origin.text, "Object")
    octets = origin.text.replace(signed, "").replace("</QuyetDinh>", f"<LuuTru>{signed}</LuuTru></QuyetDinh>").encode()
    book.add(
        "object-outside",
        octets,
        "Type says Object, and the Object stands outside of the signature",
        origin,
        kind="attack",
        expect="invalid",
        dissenting={name: "does not look at Type" for name in ("jdk17", "xmlsec-1.3", "xmlsec1-1.2")},
        unconfirmed="the verifiers do not look at Type; a rule of this project",
    )


def _add_bundle(book: CaseBook) -> None:
    """Three invoices in one message, of which one is signed; then two that use the same identifier."""
    invoice = invoices.Invoice(
        831, "C26TMM", "Đơn vị mua hàng mẫu", (invoices.Line("Giấy A4", "ram", 2, 65_000),), "SignData"
    )
    body = invoice.text().split("\n", 1)[1]
    unsigned = [body.replace("{{seller}}", "").replace("SignData", f"SignData-{number}") for number in (1, 2)]
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<TDiep><DLieu>{unsigned[0]}{body}{unsigned[1]}</DLieu></TDiep>\n'
    signature = basis.recipe(
        Program.JDK, "seller-01", Reference("#SignData", (ENVELOPED,)), canonicalization=basis.INCLUSIVE, prefix=""
    )
    origin = _at(book, "bundle", text, signature)
    book.add_signed(origin, "one of three invoices is signed", dissenting=_REFUSES_TWINS, **_HOLDS)
    same = replaced(origin.octets, 'Id="SignData-2"', 'Id="SignData"')
    book.twin(
        "bundle-same-identifier",
        origin,
        same,
        "two invoices of a bundle have the identifier",
        dissenting=dict.fromkeys(_TWIN_DISSENT["bundle-same-identifier"], _TAKES_ONE),
        also_asked=("jdk17-secure",),
        **_REFUSED,
    )


def _at(book: CaseBook, name: str, text: str, signature: object) -> Signed:
    return book.signed(name, text.replace("{{seller}}", "{{signature}}"), signature)  # type: ignore[arg-type]
