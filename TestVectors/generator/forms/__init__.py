"""Each transform, reference, key and algorithm of XML Signature in a document of its own, with tampered twins."""

from __future__ import annotations

from ..cases.book import CaseBook
from ..making import Workshop
from ..signers.keyring import Keyring
from . import (
    algorithm_forms,
    canonicalizations,
    external,
    filters,
    key_forms,
    objects,
    references,
    several,
    transforms,
    xpath,
)


def all_forms(workshop: Workshop, keyring: Keyring) -> CaseBook:
    book = CaseBook(workshop, keyring, "forms")
    rooms = (
        canonicalizations,
        transforms,
        xpath,
        filters,
        references,
        external,
        objects,
        several,
        key_forms,
        algorithm_forms,
    )
    for room in rooms:
        room.add_to(book)
    return book
