"""The six canonical forms as transforms and of SignedInfo, over subsets, documents and octets."""

from __future__ import annotations

from dataclasses import replace

from .. import algorithms as a
from ..cases.book import CaseBook
from ..recipe import ENVELOPED, Program, Reference, Transform
from .sheet import BOTH_SIGNED, CONTENT_SIGNED, Change, Form, add, record, signature

_COMMENT = ("<!-- bản thảo -->", "<!-- bản cuối -->")
_INHERITED = ' xml:lang="vi" xml:base="http://example.com/ho-so/" xml:space="preserve"'
_NAMES = {
    a.CANONICAL10: "canonical10",
    a.CANONICAL10_COMMENTS: "canonical10-comments",
    a.CANONICAL11: "canonical11",
    a.CANONICAL11_COMMENTS: "canonical11-comments",
    a.EXCLUSIVE: "exclusive",
    a.EXCLUSIVE_COMMENTS: "exclusive-comments",
}


def add_to(book: CaseBook) -> None:
    _add_subsets(book)
    _add_documents(book)
    _add_prefix_lists(book)
    _add_sequences(book)


def _comment(is_kept: bool) -> Change:
    return Change("comment", _COMMENT, holds=not is_kept)


def _add_subsets(book: CaseBook) -> None:
    """An element whose ancestors have attributes of `xml:` and namespaces that it doesn't use."""
    programs = (Program.XMLSEC, Program.JDK) * 3
    for program, (method, name) in zip(programs, _NAMES.items(), strict=True):
        transform = Transform(method)
        form = Form(
            f"{name}-subset",
            f"{method} of an element, comments asked for",
            signature(program, Reference("#xpointer(id('noi-dung'))", (transform,)), canonicalization=transform),
            (*CONTENT_SIGNED, _comment(a.keeps_comments(method))),
            record(root=_INHERITED),
        )
        add(book, replace(form, has_digest_twin=True))


def _add_documents(book: CaseBook) -> None:
    programs = (Program.CRYPTOGRAPHY, Program.OPENSSL, Program.JDK, Program.XMLSEC, Program.SIGNXML, Program.OPENSSL)
    for program, (method, name) in zip(programs, _NAMES.items(), strict=True):
        transform = Transform(method)
        uri = "" if program is Program.SIGNXML else "#xpointer(/)"
        form = Form(
            f"{name}-document",
            f"{method} of a document",
            signature(program, Reference(uri, (ENVELOPED, transform)), canonicalization=transform),
            (*BOTH_SIGNED, _comment(a.keeps_comments(method))),
        )
        add(book, replace(form, has_digest_twin=True))


def _add_prefix_lists(book: CaseBook) -> None:
    for program, prefixes in ((Program.XMLSEC, "k"), (Program.JDK, "#default k"), (Program.CRYPTOGRAPHY, "k xml")):
        name = prefixes.replace("#", "").replace(" ", "-")
        transform = Transform(a.EXCLUSIVE, prefixes)
        text = record().replace("<NoiDung", '<q:NoiDung xmlns:q="urn:example:q"').replace("</NoiDung>", "</q:NoiDung>")
        form = Form(
            f"exclusive-prefixes-{name}",
            f"Exclusive XML Canonicalization with the PrefixList {prefixes}",
            signature(program, Reference("#noi-dung", (transform,)), canonicalization=transform),
            CONTENT_SIGNED,
            text,
        )
        add(book, replace(form, has_digest_twin=True))


def _add_sequences(book: CaseBook) -> None:
    twice = (Transform(a.EXCLUSIVE_COMMENTS), Transform(a.CANONICAL10))
    form = Form(
        "canonical-twice",
        "one canonical form of the octets of another",
        signature(Program.CRYPTOGRAPHY, Reference("#xpointer(id('noi-dung'))", twice)),
        (*CONTENT_SIGNED, _comment(is_kept=False)),
    )
    add(book, replace(form, has_digest_twin=True))
    form = Form(
        "canonical-then-xpath",
        "octets are parsed again for a transform that wants nodes",
        signature(
            Program.XMLSEC,
            Reference(
                "#noi-dung",
                (
                    Transform(a.EXCLUSIVE),
                    Transform(a.XPATH, content="<ds:XPath>not(ancestor-or-self::*[local-name()='b'])</ds:XPath>"),
                ),
            ),
        ),
        (
            Change("content", ("Điều 1. Cấp", "Điều 2. Cấp")),
            Change("filtered", ("12 bộ máy tính", "92 bộ máy tính"), True),
        ),
    )
    add(book, replace(form, has_digest_twin=True))
    form = Form(
        "canonical-implicit",
        "no transform: Canonical XML 1.0 without comments",
        signature(Program.JDK, Reference("#xpointer(id('noi-dung'))")),
        (*CONTENT_SIGNED, _comment(is_kept=False)),
        record(root=_INHERITED),
    )
    add(book, replace(form, has_digest_twin=True))
