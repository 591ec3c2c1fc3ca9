"""The enveloped-signature and base64 transforms."""

from __future__ import annotations

from .. import algorithms as a
from ..cases.book import CaseBook
from ..recipe import BASE64, ENVELOPED, Program, Reference, Transform
from .sheet import (
    BOTH_SIGNED,
    CONTENT_CHANGED,
    CONTENT_SIGNED,
    EXCLUSIVE,
    INCLUSIVE,
    NOTE_UNSIGNED,
    Change,
    Form,
    add,
    record,
    signature,
)

_FILE = Change("attachment", ("TuG7mWkg", "TuG7mWkh"))


def add_to(book: CaseBook) -> None:
    _add_enveloped(book)
    _add_base64(book)


def _add_enveloped(book: CaseBook) -> None:
    within = record("").replace("</NoiDung>", "{{signature}}</NoiDung>")
    first = record("").replace('k:muc="1">', 'k:muc="1">{{signature}}')
    comments = Transform(a.EXCLUSIVE_COMMENTS)
    rows: tuple[tuple[str, str, Program, Reference, tuple[Change, ...], str], ...] = (
        ("document", "the document", Program.SIGNXML, Reference("", (ENVELOPED, EXCLUSIVE)), BOTH_SIGNED, record()),
        ("implicit", "no canonicalization", Program.OPENSSL, Reference("", (ENVELOPED,)), BOTH_SIGNED, record()),
        ("root", "the root by Id", Program.SIGNXML, Reference("#ho-so", (ENVELOPED, INCLUSIVE)), BOTH_SIGNED, record()),
        ("element", "within an element", Program.JDK, Reference("#noi-dung", (ENVELOPED,)), CONTENT_SIGNED, within),
        (
            "first",
            "before the content",
            Program.SIGNXML,
            Reference("#noi-dung", (ENVELOPED, EXCLUSIVE)),
            CONTENT_SIGNED,
            first,
        ),
        (
            "xpointer",
            "the root node by XPointer",
            Program.XMLSEC,
            Reference("#xpointer(/)", (ENVELOPED, comments)),
            (*BOTH_SIGNED, Change("comment", ("bản thảo", "bản cuối"))),
            record(),
        ),
        (
            "xpointer-element",
            "an element by XPointer",
            Program.CRYPTOGRAPHY,
            Reference("#xpointer(id('noi-dung'))", (ENVELOPED, comments)),
            (*CONTENT_SIGNED, Change("comment", ("bản thảo", "bản cuối"))),
            within,
        ),
        ("twice", "twice", Program.JDK, Reference("", (ENVELOPED, ENVELOPED, EXCLUSIVE)), BOTH_SIGNED, record()),
    )
    for name, why, program, reference, changes, text in rows:
        add(
            book,
            Form(f"enveloped-{name}", f"enveloped-signature: {why}", signature(program, reference), changes, text),
        )


def _add_base64(book: CaseBook) -> None:
    rows: tuple[tuple[str, str, Program, tuple[Transform, ...], str], ...] = (
        ("element", "an element's text, around a comment", Program.XMLSEC, (BASE64,), "#tep"),
        ("element-lxml", "an element's text, around a comment", Program.CRYPTOGRAPHY, (BASE64,), "#tep"),
        ("xpointer", "a node set with comments", Program.JDK, (BASE64,), "#xpointer(id('tep'))"),
    )
    for name, why, program, transforms, uri in rows:
        form = Form(
            f"base64-{name}", f"base64: {why}", signature(program, Reference(uri, transforms)), (_FILE, NOTE_UNSIGNED)
        )
        add(book, form)
    text = record().replace("TuG7mWkg ZHVuZyB04buH", "<k:A>TuG7mWkg</k:A> ZHVuZyB0<k:B><k:C>4buH</k:C></k:B>")
    form = Form(
        "base64-descendants",
        "base64: text of descendants, their tags left out",
        signature(Program.OPENSSL, Reference("#tep", (BASE64,))),
        (_FILE, NOTE_UNSIGNED, Change("tag", ("<k:A>TuG7mWkg</k:A>", "TuG7mWkg"), holds=True)),
        text,
    )
    add(book, form)
    self_text = Transform(a.XPATH, content="<ds:XPath>self::text()</ds:XPath>")
    form = Form(
        "base64-text-nodes",
        "base64: a node set of text alone",
        signature(Program.XMLSEC, Reference("#tep", (self_text, BASE64))),
        (_FILE, NOTE_UNSIGNED),
    )
    add(book, form)
    book.files["forms/external/attachment.b64"] = b"TuG7mWkg\r\nZHVuZyB04buHcA==\r\n"
    for program in (Program.JDK, Program.XMLSEC, Program.CRYPTOGRAPHY):
        form = Form(
            f"base64-octets-{program.value}",
            "base64: octets of a file",
            signature(program, Reference("attachment.b64", (BASE64,))),
            (Change("content", CONTENT_CHANGED.text, holds=True),),
            detached={"attachment.b64": "forms/external/attachment.b64"},
        )
        add(book, form)
