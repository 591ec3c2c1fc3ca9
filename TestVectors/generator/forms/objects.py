"""What signatures hold themselves: Object, SignatureProperties, Manifest, KeyInfo, as targets of references."""

from __future__ import annotations

from .. import algorithms as a
from ..cases.book import CaseBook
from ..recipe import Program, Reference, SignatureRecipe
from .sheet import (
    CONTENT_CHANGED,
    CONTENT_SIGNED,
    EXCLUSIVE,
    INCLUSIVE,
    Change,
    Form,
    add,
    signature,
)

_CONTENT = Reference("#noi-dung", (EXCLUSIVE,))
_NOT_A_SIGNATURE = dict.fromkeys(("xmlsec-1.3", "xmlsec1-1.2"), "fails where an entry of a Manifest fails")


def _object(content: str, attributes: str = ' Id="doi-tuong"') -> str:
    return f'<ds:Object xmlns:ds="{a.XMLDSIG}"{attributes}>{content}</ds:Object>'


def add_to(book: CaseBook) -> None:
    _add_objects(book)
    _add_properties(book)
    _add_key_info(book)
    _add_manifests(book)


def _add_objects(book: CaseBook) -> None:
    change = Change("object", ("Phiếu trình 1", "Phiếu trình 2"))
    content = '<t:Phieu xmlns:t="urn:example:phieu">Phiếu trình 1</t:Phieu>'
    whole = Reference("#doi-tuong", (EXCLUSIVE,), type=a.OBJECT)
    rows: tuple[tuple[str, str, Program, tuple[Reference, ...], str, str], ...] = (
        ("type", "an Object by its Type", Program.XMLSEC, (whole,), content, ' Id="doi-tuong"'),
        ("type-jdk", "an Object by its Type", Program.JDK, (whole, _CONTENT), content, ' Id="doi-tuong"'),
        (
            "attributes",
            "an Object with MimeType and Encoding, which nobody acts upon",
            Program.OPENSSL,
            (whole,),
            content,
            f' Id="doi-tuong" MimeType="text/plain" Encoding="{a.BASE64}"',
        ),
        (
            "content",
            "what an Object holds",
            Program.CRYPTOGRAPHY,
            (Reference("#phieu", (INCLUSIVE,)),),
            content.replace("<t:Phieu", '<t:Phieu Id="phieu"'),
            "",
        ),
    )
    for name, why, program, references, text, attributes in rows:
        recipe = signature(program, *references, objects=(_object(text, attributes),))
        add(book, Form(f"object-{name}", why, recipe, (change,)))
    both = (_object(content), _object(content.replace("trình 1", "trình 3"), ' Id="khac"'))
    recipe = signature(Program.JDK, whole, objects=both)
    unsigned = Change("other", ("Phiếu trình 3", "Phiếu trình 4"), holds=True)
    add(book, Form("object-two", "one of two Objects", recipe, (change, unsigned)))


def _add_properties(book: CaseBook) -> None:
    properties = (
        '<ds:SignatureProperties Id="tinh-chat"><ds:SignatureProperty Target="#chu-ky" Id="luc-ky">'
        '<t:Luc xmlns:t="urn:example:luc">2026-05-02T08:00:00+07:00</t:Luc></ds:SignatureProperty>'
        "</ds:SignatureProperties>"
    )
    change = Change("property", ("2026-05-02", "2026-05-03"))
    rows = (
        ("properties", Program.XMLSEC, "#tinh-chat", a.SIGNATURE_PROPERTIES),
        ("properties-jdk", Program.JDK, "#tinh-chat", a.SIGNATURE_PROPERTIES),
        ("property", Program.CRYPTOGRAPHY, "#luc-ky", None),
    )
    for name, program, uri, type_ in rows:
        recipe = signature(
            program,
            _CONTENT,
            Reference(uri, (INCLUSIVE,), type=type_),
            id="chu-ky",
            objects=(_object(properties, ""),),
        )
        add(book, Form(name, "SignatureProperties", recipe, (*CONTENT_SIGNED, change)))


def _add_key_info(book: CaseBook) -> None:
    text = '<ds:KeyInfo Id="khoa"><ds:KeyName>leader-03</ds:KeyName></ds:KeyInfo>'
    change = Change("key-name", ("<ds:KeyName>leader-03", "<ds:KeyName>leader-04"))
    for program in (Program.XMLSEC, Program.JDK, Program.OPENSSL):
        recipe = signature(program, _CONTENT, Reference("#khoa", (EXCLUSIVE,)), key_info_text=text)
        add(book, Form(f"key-info-signed-{program.value}", "KeyInfo is signed", recipe, (*CONTENT_SIGNED, change)))


def _entry(number: int, uri: str, transforms: str = "") -> str:
    return (
        f'<ds:Reference URI="{uri}">{transforms}<ds:DigestMethod Algorithm="{a.SHA256}"/>'
        f"<ds:DigestValue>@digest-{number}@</ds:DigestValue></ds:Reference>"
    )


def _manifest(*entries: str) -> str:
    return _object(f'<ds:Manifest Id="danh-muc">{"".join(entries)}</ds:Manifest>', "")


def _with_manifest(program: Program, *entries: str, others: tuple[Reference, ...] = ()) -> SignatureRecipe:
    typed = Reference("#danh-muc", (EXCLUSIVE,), type=a.MANIFEST)
    return signature(program, typed, *others, objects=(_manifest(*entries),))


def _add_manifests(book: CaseBook) -> None:
    """An entry that fails is the application's affair (XML-DSig 1.1 §5.1): core validation holds."""
    exclusive = f'<ds:Transforms><ds:Transform Algorithm="{a.EXCLUSIVE}"/></ds:Transforms>'
    bad = Change("content", CONTENT_CHANGED.text, holds=True)
    uri = "cid:ghi-chu@example.com"
    path = "forms/external/notes.txt"
    for program in (Program.XMLSEC, Program.JDK, Program.CRYPTOGRAPHY):
        recipe = _with_manifest(program, _entry(1, "#noi-dung", exclusive), _entry(2, "#ghi-chu", exclusive))
        form = Form(
            f"manifest-{program.value}",
            "a Manifest of two entries",
            recipe,
            (bad, Change("entry", ('URI="#ghi-chu"', 'URI="#tep"'))),
            fields={"signed_paths": ("/HoSo/ds:Signature/ds:Object/ds:Manifest",)},
        )
        add(book, form)
    for program in (Program.JDK, Program.OPENSSL):
        form = Form(
            f"manifest-external-{program.value}",
            "a Manifest with an external entry, and a reference beside it",
            _with_manifest(program, _entry(2, uri), others=(_CONTENT,)),
            CONTENT_SIGNED,
            detached={uri: path},
        )
        signed = add(book, form)
        if program is Program.JDK:
            continue
        book.add(
            form.name,
            signed.octets,
            "an entry of a Manifest that nobody can resolve",
            signed,
            core="valid",
            key=form.key,
            dissenting=_NOT_A_SIGNATURE,
        )
    form = Form(
        "manifest-untyped",
        "a Manifest without the Type that says so",
        signature(
            Program.XMLSEC,
            Reference("#danh-muc", (EXCLUSIVE,)),
            objects=(
                _manifest(_entry(1, "", f'<ds:Transforms><ds:Transform Algorithm="{a.ENVELOPED}"/></ds:Transforms>')),
            ),
        ),
        (Change("content", CONTENT_CHANGED.text, holds=True),),
    )
    add(book, form)
