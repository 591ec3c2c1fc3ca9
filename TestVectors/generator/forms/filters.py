"""XPath Filter 2.0: intersect, subtract, union, alone and in sequence."""

from __future__ import annotations

from xml.sax.saxutils import escape

from .. import algorithms as a
from ..cases.book import CaseBook
from ..recipe import ENVELOPED, Program, Reference, Transform
from .sheet import ATTACHED, BOTH_SIGNED, CONTENT, CONTENT_SIGNED, EXCLUSIVE, Change, Form, add, signature

_NAMESPACES = {"dsig": a.XMLDSIG, "h": CONTENT, "k": ATTACHED}
_FILE = Change("attachment", ("TuG7mWkg", "TuG7mWkh"))
_FILE_UNSIGNED = Change("attachment", ("TuG7mWkg", "TuG7mWkh"), holds=True)
# The subtree of the root node is the document (Filter 2.0 §3.2).
_NO_ROOT = {
    "dissenting": dict.fromkeys(("jdk17", "xmlsec-1.3", "xmlsec1-1.2"), "finds nothing below the root node"),
    "unconfirmed": "the verifiers find nothing below the root node, which they don't look at",
}

Step = tuple[str, str]


def filtered(*steps: Step) -> Transform:
    """A Filter 2.0 transform of these operations and expressions."""
    content = ""
    for operation, expression in steps:
        declarations = "".join(
            f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items() if f"{prefix}:" in expression
        )
        content += f'<f:XPath xmlns:f="{a.FILTER2}"{declarations} Filter="{operation}">{escape(expression)}</f:XPath>'
    return Transform(a.FILTER2, content=content)


def add_to(book: CaseBook) -> None:
    signature_out: Step = ("subtract", "here()/ancestor::dsig:Signature[1]")
    rows: tuple[tuple[str, Program, tuple[Step, ...], tuple[Change, ...]], ...] = (
        ("known-here", Program.XMLSEC, (signature_out,), BOTH_SIGNED),
        ("known-here-jdk", Program.JDK, (signature_out,), BOTH_SIGNED),
        ("known-here-lxml", Program.CRYPTOGRAPHY, (signature_out,), BOTH_SIGNED),
        ("known-all", Program.JDK, (("subtract", "//dsig:Signature"),), BOTH_SIGNED),
        ("known-descendant", Program.OPENSSL, (("subtract", "/descendant::dsig:Signature"),), BOTH_SIGNED),
        ("known-root", Program.OPENSSL, (("intersect", "/"), signature_out), BOTH_SIGNED),
        ("known-id", Program.XMLSEC, (("intersect", "id('noi-dung')"), signature_out), CONTENT_SIGNED),
        ("intersect", Program.JDK, (("intersect", "//h:NoiDung"),), CONTENT_SIGNED),
        ("intersect-lxml", Program.OPENSSL, (("intersect", "//h:NoiDung"),), CONTENT_SIGNED),
        ("intersect-two", Program.XMLSEC, (("intersect", "//h:NoiDung | //k:Tep"),), (*CONTENT_SIGNED, _FILE)),
        (
            "intersect-two-lxml",
            Program.CRYPTOGRAPHY,
            (("intersect", "//h:NoiDung | //k:Tep"),),
            (*CONTENT_SIGNED, _FILE),
        ),
        ("subtract", Program.XMLSEC, (signature_out, ("subtract", "//h:GhiChu")), CONTENT_SIGNED),
        ("subtract-lxml", Program.OPENSSL, (signature_out, ("subtract", "//h:GhiChu")), CONTENT_SIGNED),
        ("union", Program.JDK, (("intersect", "//h:NoiDung"), ("union", "//k:Tep")), (*CONTENT_SIGNED, _FILE)),
        (
            "again",
            Program.XMLSEC,
            (("subtract", "/*/*"), ("union", "//h:NoiDung")),
            (*CONTENT_SIGNED, _FILE_UNSIGNED),
        ),
        (
            "again-lxml",
            Program.CRYPTOGRAPHY,
            (("subtract", "/*/*"), ("union", "//h:NoiDung")),
            (*CONTENT_SIGNED, _FILE_UNSIGNED),
        ),
        (
            "five",
            Program.JDK,
            (
                ("intersect", "/*"),
                ("subtract", "//dsig:Signature"),
                ("subtract", "//h:GhiChu | //k:Tep"),
                ("union", "//h:GhiChu"),
                ("subtract", "//h:b"),
            ),
            (
                Change("note", ("chuyển văn thư", "chuyển kho lưu")),
                Change("content", ("12 bộ", "92 bộ"), True),
                _FILE_UNSIGNED,
            ),
        ),
        (
            "attribute",
            Program.OPENSSL,
            (signature_out, ("subtract", "//@k:muc")),
            (*BOTH_SIGNED, Change("attribute", ('k:muc="1"', 'k:muc="3"'), holds=True)),
        ),
        (
            "text",
            Program.JDK,
            (signature_out, ("subtract", "//h:b/text()")),
            (Change("content", ("12 bộ", "92 bộ"), True), Change("note", ("chuyển văn thư", "chuyển kho lưu"))),
        ),
    )
    for name, program, steps, changes in rows:
        why = "XPath Filter 2.0: " + ", ".join(f"{operation} {expression}" for operation, expression in steps)
        recipe = signature(program, Reference("", (filtered(*steps), EXCLUSIVE)))
        fields = _NO_ROOT if name == "known-root" else {}
        add(book, Form(f"filter-{name}", why, recipe, changes, fields=fields))
    recipe = signature(
        Program.JDK,
        Reference("", (ENVELOPED, filtered(("subtract", "//h:GhiChu")), filtered(("intersect", "//h:*")), EXCLUSIVE)),
    )
    add(
        book,
        Form("filter-two-transforms", "two Filter 2.0 transforms after enveloped-signature", recipe, CONTENT_SIGNED),
    )
    recipe = signature(Program.XMLSEC, Reference("#noi-dung", (filtered(("subtract", "//h:b")), EXCLUSIVE)))
    changes = (Change("content", ("Điều 1. Cấp", "Điều 2. Cấp")), Change("filtered", ("12 bộ", "92 bộ"), True))
    add(book, Form("filter-of-element", "Filter 2.0 over an element: the filter sees the document", recipe, changes))
