"""Identifiers: their attributes, and characters that look alike."""

from __future__ import annotations

import unicodedata

from ..content import plain
from ..recipe import Program, Reference
from ..tampering import replaced
from . import basis
from .book import CaseBook, Signed

_COMPOSED = unicodedata.normalize("NFC", "hồ-sơ-số-1")
_DECOMPOSED = unicodedata.normalize("NFD", _COMPOSED)
_UTILITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"


def add_to(book: CaseBook) -> None:
    _add_attributes(book)
    _add_normalization(book)
    _add_odd_values(book)


def _signed(
    book: CaseBook, name: str, number: int, attribute: str, value: str, program: Program = Program.JDK
) -> Signed:
    """A decision whose content has its identifier in another attribute."""
    text = plain.decision(number).replace('<NoiDung Id="noi-dung">', f'<NoiDung {attribute}="{value}">')
    return book.signed(name, text, basis.recipe(program, "leader-03", Reference(f"#{value}", (basis.EXCLUSIVE,))))


def _add_attributes(book: CaseBook) -> None:
    for number, (attribute, name) in enumerate((("ID", "upper"), ("id", "lower"), ("xml:id", "xml")), 901):
        signed = _signed(book, f"identifier-{name}", number, attribute, "noi-dung", Program.XMLSEC)
        book.add_signed(signed, f"identifier in the attribute {attribute}", core="valid")
    # Signed with the usual attribute, which then gets another name: the digest needs the name, so each is signed anew.
    utility = book.signed(
        "identifier-wsu",
        plain.decision(904).replace('<NoiDung Id="noi-dung">', f'<NoiDung xmlns:wsu="{_UTILITY}" wsu:Id="noi-dung">'),
        basis.recipe(Program.XMLSEC, "leader-03", Reference("#noi-dung", (basis.EXCLUSIVE,))),
    )
    book.add_signed(
        utility,
        "identifier in the attribute wsu:Id",
        core="valid",
        id_attrs=(f"{{{_UTILITY}}}Id",),
        signed_paths=("/QuyetDinh/NoiDung",),
    )
    other = _signed(book, "basis-905", 905, "Id", "noi-dung", Program.XMLSEC)
    missing = replaced(other.octets, '<NoiDung Id="noi-dung">', '<NoiDung Ma="noi-dung">')
    book.twin(
        "identifier-gone", other, missing, "no attribute of that name is an identifier", expect="refused", core=None
    )


def _add_normalization(book: CaseBook) -> None:
    composed = _signed(book, "identifier-composed", 911, "Id", _COMPOSED)
    book.add_signed(composed, "an identifier outside of ASCII", core="valid")
    decomposed = replaced(composed.octets, f'Id="{_COMPOSED}"', f'Id="{_DECOMPOSED}"')
    book.twin(
        "identifier-twin-only",
        composed,
        decomposed,
        "the only candidate is the identifier's twin by Unicode normalization",
        kind="attack",
        expect="refused",
        core=None,
    )
    both = replaced(
        composed.octets, "<TrichYeu>", f'<NoiDung Id="{_DECOMPOSED}">Điều 1. Chi 90.000.000 đồng.</NoiDung><TrichYeu>'
    )
    book.twin(
        "identifier-twin-beside",
        composed,
        both,
        "an element with the twin's identifier beside the signed one; they are two identifiers",
        kind="attack",
        expect="valid",
        core="valid",
    )
    cased = replaced(composed.octets, f'Id="{_COMPOSED}"', f'Id="{_COMPOSED.upper()}"')
    book.twin(
        "identifier-other-case",
        composed,
        cased,
        "the identifier in capitals",
        kind="attack",
        expect="refused",
        core=None,
    )


def _add_odd_values(book: CaseBook) -> None:
    signed = _signed(book, "identifier-escaped", 921, "Id", "a.b-c_1", Program.OPENSSL)
    escaped = replaced(signed.octets, 'Id="a.b-c_1"', 'Id="&#97;.b-c&#x5F;1"')
    book.add_signed(signed, "an identifier with punctuation", core="valid")
    book.twin(
        "identifier-escaped-twin",
        signed,
        escaped,
        "the identifier by character references",
        expect="valid",
        core="valid",
    )
