"""Several signatures in a document: side by side, over one another, within one another."""

from __future__ import annotations

from dataclasses import replace

from .. import algorithms as a
from ..cases.book import CaseBook, Signed
from ..recipe import ENVELOPED, Program, Reference, SignatureRecipe
from ..tampering import replaced
from . import xpath
from .sheet import CONTENT, EXCLUSIVE, INCLUSIVE, OTHER_TEXT, SIGNED_TEXT, SIGNER_FILE, record, signature

_CONTENT = Reference("#noi-dung", (EXCLUSIVE,))
_NOTE = Reference("#ghi-chu", (EXCLUSIVE,))


def add_to(book: CaseBook) -> None:
    _add_parallel(book)
    _add_countersignatures(book)
    _add_nested(book)
    _add_enveloping(book)


def _two(program: Program, second: Program, *references: Reference, **more: object) -> tuple[SignatureRecipe, ...]:
    """The first over the content; the second, by another key, over `references`."""
    first = replace(signature(program, _CONTENT, id="chu-ky-1", value_id="gia-tri-1"), slot="first")
    other = replace(signature(second, *references, identity="seal-03", **more), slot="second")
    return (first, other)


_KEYS = (SIGNER_FILE, "cert:pki/seal-03.pem")


def _add(
    book: CaseBook, name: str, why: str, text: str, recipes: tuple[SignatureRecipe, ...], keys: tuple[str, ...] = _KEYS
) -> Signed:
    signed = book.signed(name, text, *recipes)
    book.recipes.append(signed.recipe)
    for index, key in enumerate(keys):
        book.add(name, signed.octets, why, signed, core="valid", key=key, signature_index=index)
    return signed


def _twin(
    book: CaseBook,
    name: str,
    signed: Signed,
    change: tuple[str, str],
    why: str,
    holds: tuple[bool, ...],
    keys: tuple[str, ...] = _KEYS,
) -> None:
    octets = replaced(signed.octets, *change)
    for index, (key, is_valid) in enumerate(zip(keys, holds, strict=True)):
        result = "valid" if is_valid else "invalid"
        book.twin(name, signed, octets, why, expect=result, core=result, key=key, signature_index=index)


def _value_change(signed: Signed, identifier: str) -> tuple[str, str]:
    """One letter of the value that has the identifier."""
    opening = f'<ds:SignatureValue Id="{identifier}">'
    start = signed.text.index(opening) + len(opening)
    old = signed.text[start : start + 40]
    letter = next(index for index, character in enumerate(old) if character.isalnum())
    other = "B" if old[letter] == "A" else "A"
    return old, old[:letter] + other + old[letter + 1 :]


def _add_parallel(book: CaseBook) -> None:
    text = record("{{first}}\n{{second}}")
    rows = (
        ("two-parallel", Program.SIGNXML, Program.JDK),
        ("two-parallel-xmlsec", Program.XMLSEC, Program.CRYPTOGRAPHY),
    )
    for name, first, second in rows:
        signed = _add(book, name, "side by side, over other elements", text, _two(first, second, _NOTE))
        _twin(book, f"{name}-content", signed, SIGNED_TEXT, "the element of the first changed", (False, True))
        _twin(book, f"{name}-note", signed, OTHER_TEXT, "the element of the second changed", (True, False))
    whole = Reference("", (xpath.filtered("not(ancestor-or-self::dsig:Signature)"), EXCLUSIVE))
    recipes = (
        replace(signature(Program.XMLSEC, whole), slot="first"),
        replace(signature(Program.OPENSSL, whole, identity="seal-03"), slot="second"),
    )
    signed = _add(book, "two-without-signatures", "each over the document without any signature", text, recipes)
    _twin(book, "two-without-signatures-content", signed, SIGNED_TEXT, "the content changed", (False, False))


def _add_countersignatures(book: CaseBook) -> None:
    text = record("{{first}}\n{{second}}")
    rows = (
        ("value", "a SignatureValue is signed", Program.CRYPTOGRAPHY, Program.XMLSEC, "#gia-tri-1"),
        ("value-jdk", "a SignatureValue is signed", Program.XMLSEC, Program.JDK, "#gia-tri-1"),
        ("whole", "a whole Signature is signed", Program.JDK, Program.CRYPTOGRAPHY, "#chu-ky-1"),
        ("whole-xmlsec", "a whole Signature is signed", Program.OPENSSL, Program.XMLSEC, "#chu-ky-1"),
    )
    for name, why, first, second, uri in rows:
        recipes = _two(first, second, Reference(uri, (INCLUSIVE,)))
        signed = _add(book, f"countersigned-{name}", why, text, recipes)
        change = _value_change(signed, "gia-tri-1")
        _twin(book, f"countersigned-{name}-first", signed, change, f"{why}; the first's value changed", (False, False))
        _twin(book, f"countersigned-{name}-content", signed, SIGNED_TEXT, f"{why}; the content changed", (False, True))
    recipes = _two(Program.OPENSSL, Program.SIGNXML, Reference("", (ENVELOPED, EXCLUSIVE)))
    signed = _add(book, "countersigned-document", "the second covers the first and all the rest", text, recipes)
    change = _value_change(signed, "gia-tri-1")
    _twin(book, "countersigned-document-first", signed, change, "the first's value changed", (False, False))
    _twin(
        book, "countersigned-document-note", signed, OTHER_TEXT, "what the first doesn't cover changed", (True, False)
    )


def _add_nested(book: CaseBook) -> None:
    """A signature in an Object of another, made before it."""
    inner = replace(signature(Program.CRYPTOGRAPHY, _CONTENT, identity="seal-03", value_id="gia-tri-2"), slot="inner")
    for program in (Program.XMLSEC, Program.OPENSSL):
        outer = signature(
            program,
            Reference("#goi", (EXCLUSIVE,), type=a.OBJECT),
            objects=(f'<ds:Object xmlns:ds="{a.XMLDSIG}" Id="goi">@inner@</ds:Object>',),
        )
        signed = _nested(book, f"nested-{program.value}", inner, outer)
        change = _value_change(signed, "gia-tri-2")
        _twin(book, f"nested-{program.value}-inner", signed, change, "the inner value changed", (False, False))
        _twin(
            book, f"nested-{program.value}-content", signed, SIGNED_TEXT, "what the inner signs changed", (True, False)
        )


def _nested(book: CaseBook, name: str, inner: SignatureRecipe, outer: SignatureRecipe) -> Signed:
    """The inner one is signed beside the place of the outer one: both have the same namespaces in scope."""
    apart = book.signed(f"{name}-apart", record("{{inner}}"), inner)
    start = apart.text.index("<ds:Signature ")
    made = apart.text[start : apart.text.rindex("</ds:Signature>") + len("</ds:Signature>")]
    objects = tuple(text.replace("@inner@", made) for text in outer.objects)
    signed = book.signed(name, record(), replace(outer, objects=objects))
    book.recipes.append(signed.recipe)
    for index, key in enumerate(_KEYS):
        program = outer.program if index == 0 else inner.program
        book.add(
            name,
            signed.octets,
            "a signature within an Object of another",
            signed,
            core="valid",
            key=key,
            signature_index=index,
            signed_by=program,
        )
    return signed


def _add_enveloping(book: CaseBook) -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?>\n{{signature}}\n'
    content = (
        f'<ds:Object xmlns:ds="{a.XMLDSIG}" Id="goi"><HoSo xmlns="{CONTENT}">Cấp 12 bộ máy tính</HoSo></ds:Object>'
    )
    for program in (Program.JDK, Program.OPENSSL, Program.XMLSEC):
        name = f"enveloping-{program.value}"
        recipe = signature(program, Reference("#goi", (), type=a.OBJECT), objects=(content,))
        signed = _add(book, name, "the signature is the root", text, (recipe,), _KEYS[:1])
        _twin(book, f"{name}-content", signed, SIGNED_TEXT, "the content changed", (False,), _KEYS[:1])
