"""The signed documents that most cases start from."""

from __future__ import annotations

from .. import algorithms as a
from ..content import plain
from ..recipe import ENVELOPED, KeyInfo, Program, Reference, SignatureRecipe, Transform
from .book import CaseBook, Signed

EXCLUSIVE = Transform(a.EXCLUSIVE)
INCLUSIVE = Transform(a.CANONICAL10)


def recipe(
    program: Program, identity: str = "leader-03", *references: Reference, method: str = a.RSA_SHA256, **more: object
) -> SignatureRecipe:
    """A signature in the place `signature`; without references it covers `#noi-dung` alone."""
    given = references or (Reference("#noi-dung", (EXCLUSIVE,)),)
    return SignatureRecipe("signature", program, identity, given, method, **more)  # type: ignore[arg-type]


def by_id(book: CaseBook, program: Program, number: int, **more: object) -> Signed:
    """A decision whose content alone is signed, by identifier."""
    return book.signed(f"basis-{number}", plain.decision(number), recipe(program, **more))  # type: ignore[arg-type]


def enveloped(
    book: CaseBook, program: Program, number: int, transform: Transform = EXCLUSIVE, uri: str = "", **more: object
) -> Signed:
    """A decision that is signed as a whole."""
    reference = Reference(uri, (ENVELOPED, transform))
    signature = recipe(program, "leader-03", reference, canonicalization=transform, **more)  # type: ignore[arg-type]
    return book.signed(f"basis-{number}", plain.decision(number), signature)


__all__ = ["EXCLUSIVE", "INCLUSIVE", "KeyInfo", "Program", "Reference", "Transform", "by_id", "enveloped", "recipe"]
