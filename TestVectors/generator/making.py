"""Signs documents in the order of their recipes, and keeps what is committed where signing is random."""

from __future__ import annotations

import re
from pathlib import Path

from . import algorithms, markup
from .recipe import DocumentRecipe, Program
from .signers import Signer

_VALUES = re.compile(r"(<(?:\w+:)?(?:SignatureValue|DigestValue)\b[^>]*>)[^<]*")


class Workshop:
    """Makes the octets of documents."""

    def __init__(self, signers: dict[Program, Signer], committed: Path, renew: bool) -> None:
        self._signers = signers
        self._committed = committed
        self._renew = renew
        self.kept: list[str] = []
        """Files that are the committed ones, though signed anew they would differ."""

    def make(self, recipe: DocumentRecipe, signer: Signer | None = None) -> bytes:
        """The signed document; `signer` signs in place of the programs that the recipe names."""
        text = recipe.text
        for signature in recipe.signatures:
            made = (signer or self._signers[signature.program]).sign(recipe, text, signature)
            text = markup.fill(text, signature.slot, made)
        return self._kept_or_new(recipe, recipe.encoded(markup.without_slots(text)))

    def _kept_or_new(self, recipe: DocumentRecipe, new: bytes) -> bytes:
        """The committed document where it differs in signature values only, as every random signature does.

        Digests differ as well where a later signature covers an earlier value. Whether the kept values are right is for
        the verifiers to say, which see the kept document.
        """
        is_random = any(algorithms.SIGNATURES[signature.method].is_random for signature in recipe.signatures)
        path = self._committed / recipe.file
        if self._renew or not is_random or not path.exists():
            return new
        old = path.read_bytes()
        if old != new and _without_values(recipe, old) == _without_values(recipe, new):
            self.kept.append(recipe.file)
            return old
        return new


def _without_values(recipe: DocumentRecipe, octets: bytes) -> str:
    codec = {"UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be"}.get(recipe.encoding, recipe.encoding)
    return _VALUES.sub(r"\1", octets.decode(codec, errors="replace"))
