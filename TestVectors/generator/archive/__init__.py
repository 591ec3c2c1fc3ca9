"""The sample archive: documents that all verify under the root, and whose signatures come from five programs."""

from __future__ import annotations

from ..recipe import DocumentRecipe
from . import envelopes, files, invoices, plain

TAMPERED_FILE = envelopes.TAMPERED_FILE


def documents() -> tuple[DocumentRecipe, ...]:
    """All documents of the archive, before one of them is tampered with."""
    rooms = (envelopes, invoices, files, plain)
    return tuple(document for room in rooms for document in room.documents())
