"""The XPath transform: the forms that `strict` knows, and expressions of all kinds."""

from __future__ import annotations

from xml.sax.saxutils import escape

from .. import algorithms as a
from ..cases.book import CaseBook
from ..recipe import ENVELOPED, Program, Reference, Transform
from .sheet import (
    ATTACHED,
    BOTH_SIGNED,
    CONTENT,
    CONTENT_SIGNED,
    EXCLUSIVE,
    Change,
    Form,
    add,
    record,
    signature,
)

_NAMESPACES = f' xmlns:dsig="{a.XMLDSIG}" xmlns:h="{CONTENT}" xmlns:k="{ATTACHED}"'

_ATTRIBUTE = ('k:muc="1"', 'k:muc="3"')
ALL_ATTRIBUTES = {"jdk17": "writes every attribute of an element that is in the set"}
_COMMENT = ("bản thảo", "bản cuối")


def filtered(expression: str) -> Transform:
    used = [
        declaration
        for declaration in _NAMESPACES.split(" ")
        if declaration and declaration.removeprefix("xmlns:").split("=")[0] + ":" in expression
    ]
    declarations = "".join(" " + declaration for declaration in used)
    return Transform(a.XPATH, content=f"<ds:XPath{declarations}>{escape(expression)}</ds:XPath>")


def add_to(book: CaseBook) -> None:
    _add_known(book)
    _add_general(book)
    _add_attributes(book)
    _add_sequences(book)


def _add_known(book: CaseBook) -> None:
    """Each takes signatures out; the first three in more than one writing."""
    rows = (
        ("ancestor", Program.XMLSEC, "not(ancestor-or-self::dsig:Signature)"),
        ("ancestor-jdk", Program.JDK, " not ( ancestor-or-self :: dsig:Signature ) "),
        ("ancestor-lxml", Program.CRYPTOGRAPHY, "not(ancestor-or-self::dsig:Signature)"),
        ("self", Program.JDK, "not(self::dsig:Signature) and not(ancestor::dsig:Signature)"),
        ("self-lxml", Program.OPENSSL, "not(self::dsig:Signature) and not(ancestor::dsig:Signature)"),
        (
            "here",
            Program.XMLSEC,
            "count(ancestor-or-self::dsig:Signature | here()/ancestor::dsig:Signature[1]) > "
            "count(ancestor-or-self::dsig:Signature)",
        ),
        (
            "here-lxml",
            Program.CRYPTOGRAPHY,
            "count(ancestor-or-self::dsig:Signature | here()/ancestor::dsig:Signature[1]) > "
            "count(ancestor-or-self::dsig:Signature)",
        ),
    )
    for name, program, expression in rows:
        form = Form(
            f"xpath-known-{name}",
            f"XPath: {expression.strip()}",
            signature(program, Reference("", (filtered(expression), EXCLUSIVE))),
            BOTH_SIGNED,
            fields={"signed_paths": ("/",)},
        )
        add(book, form)


def _add_general(book: CaseBook) -> None:
    not_signature = "not(ancestor-or-self::dsig:Signature)"
    comment = Change("comment", _COMMENT, holds=True)
    rows: tuple[tuple[str, Program, str, tuple[Change, ...]], ...] = (
        ("element", Program.JDK, "ancestor-or-self::h:NoiDung", CONTENT_SIGNED),
        ("element-lxml", Program.OPENSSL, "ancestor-or-self::h:NoiDung", CONTENT_SIGNED),
        ("without", Program.XMLSEC, f"{not_signature} and not(ancestor-or-self::h:GhiChu)", CONTENT_SIGNED),
        ("without-lxml", Program.CRYPTOGRAPHY, f"{not_signature} and not(ancestor-or-self::h:GhiChu)", CONTENT_SIGNED),
        (
            "hole",
            Program.JDK,
            f"{not_signature} and not(self::h:b) and not(ancestor-or-self::h:GhiChu)",
            (*CONTENT_SIGNED, comment),
        ),
        (
            "text",
            Program.XMLSEC,
            f"self::text() and {not_signature}",
            (*BOTH_SIGNED, Change("attribute", _ATTRIBUTE, True)),
        ),
        ("by-value", Program.JDK, f"{not_signature} and not(ancestor-or-self::*[@k:muc='2'])", CONTENT_SIGNED),
        (
            "by-id",
            Program.XMLSEC,
            "count(ancestor-or-self::* | id('noi-dung')) = count(ancestor-or-self::*)",
            CONTENT_SIGNED,
        ),
        (
            "here",
            Program.JDK,
            "count(ancestor-or-self::* | here()/ancestor::dsig:Signature[1]/preceding-sibling::h:NoiDung) = "
            "count(ancestor-or-self::*)",
            CONTENT_SIGNED,
        ),
        (
            "here-lxml",
            Program.CRYPTOGRAPHY,
            "count(ancestor-or-self::* | here()/ancestor::dsig:Signature[1]/preceding-sibling::h:NoiDung) = "
            "count(ancestor-or-self::*)",
            CONTENT_SIGNED,
        ),
        (
            "string-value",
            Program.XMLSEC,
            f"{not_signature} and (self::text() or ancestor-or-self::*[contains(normalize-space(.), 'Điều 1')])",
            BOTH_SIGNED,
        ),
        (
            "number",
            Program.JDK,
            f"{not_signature} and count(ancestor-or-self::*) < 3",
            (Change("content", ("12 bộ", "92 bộ"), True),),
        ),
        ("true", Program.CRYPTOGRAPHY, "1 = 1", BOTH_SIGNED),
    )
    for name, program, expression, changes in rows:
        before = (ENVELOPED,) if expression == "1 = 1" else ()
        form = Form(
            f"xpath-{name}",
            f"XPath: {expression}",
            signature(program, Reference("", (*before, filtered(expression), EXCLUSIVE))),
            changes,
        )
        add(book, form)
    form = Form(
        "xpath-comments",
        "XPath over the root node with comments",
        signature(
            Program.JDK,
            Reference("#xpointer(/)", (filtered(not_signature), Transform(a.CANONICAL10_COMMENTS))),
        ),
        (*BOTH_SIGNED, Change("comment", _COMMENT)),
    )
    add(book, form)
    form = Form(
        "xpath-no-comments",
        "XPath takes the comments out",
        signature(
            Program.XMLSEC,
            Reference(
                "#xpointer(/)",
                (filtered(f"{not_signature} and not(self::comment())"), Transform(a.CANONICAL10_COMMENTS)),
            ),
        ),
        (*BOTH_SIGNED, Change("comment", _COMMENT, True)),
    )
    add(book, form)


def _add_attributes(book: CaseBook) -> None:
    """Attributes and namespace nodes are asked one by one."""
    not_signature = "not(ancestor-or-self::dsig:Signature)"
    unsigned = Change("attribute", _ATTRIBUTE, holds=True)
    rows = (
        (
            "no-attributes",
            Program.CRYPTOGRAPHY,
            f"{not_signature} and not(count(../@* | .) = count(../@*))",
            unsigned,
        ),
        ("no-attribute", Program.OPENSSL, f"{not_signature} and not(name() = 'k:muc')", unsigned),
        (
            "attribute-of",
            Program.CRYPTOGRAPHY,
            f"{not_signature} and not(parent::h:NoiDung and count(../@k:muc | .) = count(../@k:muc))",
            unsigned,
        ),
        (
            "no-namespace",
            Program.XMLSEC,
            f"{not_signature} and not(count(../namespace::* | .) = count(../namespace::*) and name() = 'k' "
            "and not(parent::k:*))",
            Change("attribute", _ATTRIBUTE),
        ),
        (
            "no-namespaces",
            Program.JDK,
            f"{not_signature} and not(count(../namespace::* | .) = count(../namespace::*))",
            Change("attribute", _ATTRIBUTE),
        ),
    )
    for name, program, expression, attribute in rows:
        form = Form(
            f"xpath-{name}",
            f"XPath: {expression}",
            signature(program, Reference("", (filtered(expression), Transform(a.CANONICAL10)))),
            (*BOTH_SIGNED, attribute),
            fields={"dissenting": ALL_ATTRIBUTES} if attribute.holds else {},
        )
        add(book, form)


def _add_sequences(book: CaseBook) -> None:
    form = Form(
        "xpath-three",
        "three XPath transforms, one after the other",
        signature(
            Program.XMLSEC,
            Reference(
                "",
                (
                    filtered("not(ancestor-or-self::dsig:Signature)"),
                    filtered("not(ancestor-or-self::h:GhiChu)"),
                    filtered("not(ancestor-or-self::k:Tep)"),
                    EXCLUSIVE,
                ),
            ),
        ),
        (*CONTENT_SIGNED, Change("attachment", ("TuG7mWkg", "TuG7mWkh"), holds=True)),
    )
    add(book, form)
    form = Form(
        "xpath-then-enveloped",
        "XPath before enveloped-signature",
        signature(
            Program.JDK,
            Reference("", (filtered("not(ancestor-or-self::h:GhiChu)"), ENVELOPED, Transform(a.CANONICAL11))),
        ),
        CONTENT_SIGNED,
        record(),
    )
    add(book, form)
