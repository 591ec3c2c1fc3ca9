"""References to what lies outside of the document, and the relationships of Office Open XML."""

from __future__ import annotations

import dataclasses

from .. import algorithms as a
from .. import relationships
from ..cases.book import CaseBook
from ..recipe import Program, Reference, Transform
from . import xpath
from .filters import filtered
from .sheet import CONTENT_CHANGED, EXCLUSIVE, Form, add, signature

_UNSIGNED = (dataclasses.replace(CONTENT_CHANGED, holds=True),)
_XML = (
    '<?xml version="1.0"?>\n<!-- ngoài -->\n<DanhSach xmlns="urn:example:danh-sach"><Muc so="2" ma="b"/>'
    "<Muc so='1'>Bàn\r\nghế</Muc><!-- trong --></DanhSach>\n"
)
_FILES = {
    "notes.txt": "Ghi chú ngoài văn bản.\r\n".encode(),
    "list.xml": _XML.encode(),
    "nothing": b"",
    "package.rels": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f'<Relationships xmlns="{relationships.PACKAGE}">'
        '<Relationship Id="rId3" Type="urn:example:rels/styles" Target="styles.xml"/>'
        '<Relationship Id="rId1" Type="urn:example:rels/document" Target="document.xml" TargetMode="Internal"/>'
        '<Relationship Id="rId10" Type="urn:example:rels/link" Target="http://example.com/" '
        'TargetMode="External"/>'
        '<Relationship Id="rId2" Type="urn:example:rels/styles" Target="theme.xml"/>'
        "</Relationships>"
    ).encode(),
}


def add_to(book: CaseBook) -> None:
    book.files |= {f"forms/external/{name}": octets for name, octets in _FILES.items()}
    _add_octets(book)
    _add_parsed(book)
    _add_relationships(book)


def _add(
    book: CaseBook, name: str, why: str, program: Program, reference: Reference, file: str, other: bytes, **more: object
) -> None:
    """The form, and what becomes of it where the file is another or isn't there."""
    assert reference.uri is not None
    path = f"forms/external/{file}"
    form = Form(name, why, signature(program, reference), _UNSIGNED, detached={reference.uri: path}, **more)  # type: ignore[arg-type]
    signed = add(book, form)
    changed = f"forms/external/{name}-other"
    book.files[changed] = other
    given = {"key": form.key, **form.fields}
    book.twin(name, signed, signed.octets, f"{why}; another file", detached={reference.uri: changed}, **given)
    book.twin(name, signed, signed.octets, f"{why}; nobody gives it", **{**given, "expect": "refused", "core": None})


def _add_octets(book: CaseBook) -> None:
    rows = (
        ("relative", "a relative URI", Program.XMLSEC, "notes.txt"),
        ("relative-jdk", "a relative URI", Program.JDK, "../tep/notes.txt"),
        ("cid", "a part of a MIME message", Program.JDK, "cid:ghi-chu@example.com"),
        ("cid-xmlsec", "a part of a MIME message", Program.XMLSEC, "cid:ghi-chu@example.com"),
        ("http", "a URL, which nobody fetches", Program.CRYPTOGRAPHY, "http://example.com/notes.txt?a=1&b=2"),
        ("urn", "a name", Program.OPENSSL, "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66"),
    )
    other = _FILES["notes.txt"].replace(b"Ghi", b"Chi")
    for name, why, program, uri in rows:
        _add(book, f"external-{name}", f"external: {why}", program, Reference(uri), "notes.txt", other)
    _add(book, "external-empty", "external: no octets at all", Program.JDK, Reference("cid:khong"), "nothing", b"\n")
    reference = Reference("list.xml", digest=a.SHA512)
    # Octets are digested as they are: not even the line ends may change.
    other = _FILES["list.xml"].replace(b"\r\n", b"\n")
    _add(
        book, "external-xml-octets", "external: XML that nothing parses", Program.OPENSSL, reference, "list.xml", other
    )


def _add_parsed(book: CaseBook) -> None:
    other = _FILES["list.xml"].replace("Bàn".encode(), "Tủ".encode())
    rows = (
        ("exclusive", Program.XMLSEC, (EXCLUSIVE,)),
        ("canonical10", Program.CRYPTOGRAPHY, (Transform(a.CANONICAL10),)),
        ("comments", Program.JDK, (Transform(a.CANONICAL11_COMMENTS),)),
        ("xpath", Program.JDK, (xpath.filtered("not(self::comment())"), Transform(a.CANONICAL10_COMMENTS))),
        ("filter", Program.XMLSEC, (filtered(("subtract", "//*[@so='2']")), EXCLUSIVE)),
        ("xpath-implicit", Program.OPENSSL, (xpath.filtered("not(ancestor-or-self::*[@so='2'])"),)),
    )
    for name, program, transforms in rows:
        why = f"external: octets are parsed for {name}"
        _add(book, f"external-{name}", why, program, Reference("list.xml", transforms), "list.xml", other)


def _add_relationships(book: CaseBook) -> None:
    """The JDK has no such transform, libxmlsec none of groups."""

    def transform(*sources: str) -> Transform:
        content = "".join(f'<r:{source} xmlns:r="{relationships.SIGNATURE}"/>' for source in sources)
        return Transform(a.RELATIONSHIP, content=content)

    one = transform('RelationshipReference SourceId="rId2"', 'RelationshipReference SourceId="rId10"')
    group = transform('RelationshipsGroupReference SourceType="urn:example:rels/styles"')
    uri = "/_rels/.rels?ContentType=application/vnd.openxmlformats-package.relationships+xml"
    original = _FILES["package.rels"]
    fields = {"needs": ("relationship-transform",)}
    for name, program in (("", Program.OPENSSL), ("-again", Program.CRYPTOGRAPHY)):
        _add(
            book,
            f"relationships{name}",
            "two relationships by their Id",
            program,
            Reference(uri, (one, Transform(a.CANONICAL10))),
            "package.rels",
            original.replace(b"theme.xml", b"forged.xml"),
            fields=fields,
        )
    recipe = signature(Program.OPENSSL, Reference(uri, (group, Transform(a.CANONICAL10))))
    path = "forms/external/package.rels"
    given = {uri: path}
    form = Form(
        "relationships-group",
        "relationships by their type",
        recipe,
        (),
        detached=given,
        fields={**fields, "not_asked": ("xmlsec-1.3", "xmlsec1-1.2"), "unconfirmed": "libxmlsec knows no groups"},
    )
    add(book, form)
    # What isn't selected may change, in another order too.
    moved = original.replace(b"styles.xml", b"other.xml").replace(b'Id="rId1"', b'Id="rId0"')
    book.files["forms/external/relationships-unsigned"] = moved
    book.add(
        "relationships",
        book.files["forms/relationships.xml"],
        "relationships that nobody signed changed",
        None,
        core="valid",
        key=form.key,
        detached={uri: "forms/external/relationships-unsigned"},
        signed_by=Program.OPENSSL,
        **{**fields, "not_asked": ("jdk17",)},
    )
