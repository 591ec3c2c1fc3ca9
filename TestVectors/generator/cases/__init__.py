"""Documents that are valid only under conditions, forged, wrapped, or to be refused."""

from __future__ import annotations

from ..making import Workshop
from ..signers.keyring import Keyring
from . import chains, forged, identifiers, keys, refused, values, wrapping
from .book import CaseBook


def all_cases(workshop: Workshop, keyring: Keyring) -> CaseBook:
    book = CaseBook(workshop, keyring)
    for room in (keys, chains, forged, wrapping, identifiers, values, refused):
        room.add_to(book)
    return book
