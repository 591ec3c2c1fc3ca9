"""One document for all forms, and the twins that each gets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .. import algorithms as a
from ..cases.book import CaseBook, Signed
from ..recipe import KeyInfo, Program, Reference, SignatureRecipe, Transform
from ..tampering import replaced

CONTENT = "urn:example:ho-so"
ATTACHED = "urn:example:kem-theo"
SIGNER = "leader-03"
SIGNER_FILE = f"cert:pki/{SIGNER}.pem"

EXCLUSIVE = Transform(a.EXCLUSIVE)
INCLUSIVE = Transform(a.CANONICAL10)

SIGNED_TEXT = ("12 bộ máy tính", "92 bộ máy tính")
"""A change within `NoiDung`."""
OTHER_TEXT = ("chuyển văn thư", "chuyển kho lưu")
"""A change within `GhiChu`."""


def record(inside: str = "{{signature}}", root: str = "") -> str:
    """A record of content, a note, an attachment in base64, and the place of the signature."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<HoSo xmlns="{CONTENT}" xmlns:k="{ATTACHED}" Id="ho-so"{root}>
<NoiDung Id="noi-dung" k:muc="1">Điều 1. Cấp <b>12 bộ máy tính</b>.<!-- bản thảo --></NoiDung>
<GhiChu Id="ghi-chu" k:muc="2">Đã xem, chuyển văn thư.</GhiChu>
<k:Tep Id="tep">TuG7mWkg ZHVuZyB04buH<!-- tiếp -->cA==</k:Tep>
{inside}
</HoSo>
"""


def signature(
    program: Program, *references: Reference, identity: str = SIGNER, key_info: KeyInfo = KeyInfo.NONE, **more: object
) -> SignatureRecipe:
    """A signature in the place `signature`, which says nothing about its key if not asked to."""
    return SignatureRecipe("signature", program, identity, references, key_info=key_info, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Change:
    """A twin with other text, and whether its signature holds all the same."""

    name: str
    text: tuple[str, str]
    holds: bool = False


CONTENT_CHANGED = Change("content", SIGNED_TEXT)
NOTE_CHANGED = Change("note", OTHER_TEXT)
NOTE_UNSIGNED = Change("note", OTHER_TEXT, holds=True)
BOTH_SIGNED = (CONTENT_CHANGED, NOTE_CHANGED)
CONTENT_SIGNED = (CONTENT_CHANGED, NOTE_UNSIGNED)


@dataclass(frozen=True)
class Form:
    name: str
    why: str
    signature: SignatureRecipe
    changes: tuple[Change, ...] = BOTH_SIGNED
    text: str = field(default_factory=record)
    key: str = SIGNER_FILE
    detached: dict[str, str] = field(default_factory=dict)
    """Files of the book by the URI that names them."""
    fields: dict[str, object] = field(default_factory=dict)
    """Of every line of the form."""
    has_digest_twin: bool = False
    """Twins of the value and of the text suffice where something else than digests is tried."""


def add(book: CaseBook, form: Form) -> Signed:
    """The document, and its twins: a digest, the value, and each change of its text."""
    given = {uri: book.files[path] for uri, path in form.detached.items()}
    signed = book.signed(form.name, form.text, form.signature, detached=given)
    fields = {"key": form.key, "detached": form.detached, **form.fields}
    book.add_signed(signed, form.why, core="valid", **fields)
    dissenting = fields.pop("dissenting", {})
    if dissenting:
        # Whoever takes the document for bad takes its twins for bad.
        fields.pop("unconfirmed", None)
    for element, what in (("DigestValue", "digest"), ("SignatureValue", "value")):
        if what == "value" or form.has_digest_twin:
            octets = _one_octet_other(signed, element)
            book.twin(f"{form.name}-{what}", signed, octets, f"{form.why}; another {what}", **fields)
    for change in form.changes:
        holds = {"expect": "valid", "core": "valid", "dissenting": dissenting}
        why = f"{form.why}; {'unsigned' if change.holds else 'signed'} text changed"
        name, changed = f"{form.name}-{change.name}", replaced(signed.octets, *change.text)
        book.twin(name, signed, changed, why, **{**fields, **(holds if change.holds else {})})
    return signed


def _one_octet_other(signed: Signed, element: str) -> bytes:
    """The first of these values with one bit of it changed."""
    place = re.search(rf"<(?:\w+:)?{element}\b[^>]*>\s*", signed.text)
    assert place is not None
    letter = signed.text[place.end()]
    other = "B" if letter == "A" else "A"
    return (signed.text[: place.end()] + other + signed.text[place.end() + 1 :]).encode()
