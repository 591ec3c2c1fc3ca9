"""References to the same document, in every form of the URI."""

from __future__ import annotations

from dataclasses import replace

from .. import algorithms as a
from ..cases.book import CaseBook
from ..recipe import ENVELOPED, Program, Reference, Transform
from .sheet import (
    BOTH_SIGNED,
    CONTENT_CHANGED,
    CONTENT_SIGNED,
    EXCLUSIVE,
    INCLUSIVE,
    Change,
    Form,
    add,
    record,
    signature,
)

_COMMENTS = Transform(a.EXCLUSIVE_COMMENTS)
_COMMENT = ("bản thảo", "bản cuối")
_KEPT = Change("comment", _COMMENT)
_OMITTED = Change("comment", _COMMENT, holds=True)


def add_to(book: CaseBook) -> None:
    rows: tuple[tuple[str, str, Program, str, tuple[Transform, ...], tuple[Change, ...]], ...] = (
        ("empty", "the document", Program.XMLSEC, "", (ENVELOPED, _COMMENTS), (*BOTH_SIGNED, _OMITTED)),
        ("id", "an element", Program.SIGNXML, "#noi-dung", (EXCLUSIVE,), (*CONTENT_SIGNED, _OMITTED)),
        ("id-comments", "an element", Program.JDK, "#noi-dung", (_COMMENTS,), (*CONTENT_SIGNED, _OMITTED)),
        ("root-node", "the root node", Program.JDK, "#xpointer(/)", (ENVELOPED, _COMMENTS), (*BOTH_SIGNED, _KEPT)),
        (
            "root-node-xmlsec",
            "the root node",
            Program.XMLSEC,
            "#xpointer(/)",
            (ENVELOPED, _COMMENTS),
            (*BOTH_SIGNED, _KEPT),
        ),
        (
            "xpointer-id",
            "an element with comments",
            Program.XMLSEC,
            "#xpointer(id('noi-dung'))",
            (_COMMENTS,),
            (*CONTENT_SIGNED, _KEPT),
        ),
        (
            "xpointer-id-quoted",
            "an element with comments",
            Program.OPENSSL,
            '#xpointer(id("noi-dung"))',
            (_COMMENTS,),
            (*CONTENT_SIGNED, _KEPT),
        ),
    )
    for name, what, program, uri, transforms, changes in rows:
        form = Form(
            f"reference-{name}", f"{what}: URI={uri!r}", signature(program, Reference(uri, transforms)), changes
        )
        add(book, replace(form, has_digest_twin=True))
    _add_escaped(book)
    _add_without_uri(book)
    _add_several(book)


def _add_escaped(book: CaseBook) -> None:
    """A fragment is part of a URI, in which a character may stand by its octets (RFC 3986 §2.1)."""
    rows = (
        ("escaped", Program.CRYPTOGRAPHY, "#noi%2Ddung", record()),
        ("escaped-letters", Program.OPENSSL, "#n%E1%BB%99i-dung", record().replace('"noi-dung"', '"nội-dung"')),
        ("escaped-xpointer", Program.OPENSSL, "#xpointer(id(%27noi-dung%27))", record()),
    )
    for name, program, uri, text in rows:
        form = Form(
            f"reference-{name}",
            f"an element, whose ID is escaped: URI={uri!r}",
            signature(program, Reference(uri, (EXCLUSIVE,))),
            (CONTENT_CHANGED,),
            text,
            fields={
                "dissenting": dict.fromkeys(("jdk17", "xmlsec-1.3", "xmlsec1-1.2"), "takes a fragment as it is written"),
                "unconfirmed": "no other verifier unescapes a fragment; its escaped octets stand for characters (RFC 3986 §2.1)",
            },
        )
        add(book, replace(form, has_digest_twin=True))


def _add_without_uri(book: CaseBook) -> None:
    for name, program in (("reference-absent", Program.CRYPTOGRAPHY), ("reference-absent-openssl", Program.OPENSSL)):
        form = Form(
            name,
            "no URI: the document, as the application says",
            signature(program, Reference(None, (ENVELOPED, EXCLUSIVE))),
            fields={"needs": ("no-uri",), "signed_paths": ("/",), "not_asked": ("jdk17",)},
        )
        add(book, replace(form, has_digest_twin=True))


def _add_several(book: CaseBook) -> None:
    form = Form(
        "references-two",
        "two elements, one by Id and one by XPointer",
        signature(
            Program.SIGNXML,
            Reference("#noi-dung", (EXCLUSIVE,)),
            Reference("#ghi-chu", (EXCLUSIVE,)),
        ),
        BOTH_SIGNED,
    )
    add(book, replace(form, has_digest_twin=True))
    form = Form(
        "references-same-element",
        "one element twice, canonicalized and digested otherwise",
        signature(
            Program.CRYPTOGRAPHY,
            Reference("#noi-dung", (EXCLUSIVE,), a.SHA256),
            Reference("#noi-dung", (INCLUSIVE,), a.SHA512, "urn:example:loai-khac"),
        ),
        CONTENT_SIGNED,
    )
    add(book, replace(form, has_digest_twin=True))
    form = Form(
        "references-nested",
        "the document, and an element of it",
        signature(
            Program.JDK,
            Reference("", (ENVELOPED, EXCLUSIVE), a.SHA384),
            Reference("#noi-dung", (), a.SHA256),
        ),
        BOTH_SIGNED,
        record(root=' xml:lang="vi"'),
    )
    add(book, replace(form, has_digest_twin=True))
