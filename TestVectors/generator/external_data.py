"""Hands libxmlsec the octets of external references."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping

import xmlsec


@contextlib.contextmanager
def given_to_xmlsec(detached: Mapping[str, bytes]) -> Iterator[None]:
    """While this lasts, libxmlsec finds these URIs, and nothing else that it would look for."""
    if not detached:
        yield
        return
    names = {uri.encode(): octets for uri, octets in detached.items()}
    xmlsec.cleanup_callbacks()
    xmlsec.register_callbacks(
        lambda uri: bytes(uri) in names,
        lambda uri: io.BytesIO(names[bytes(uri)]),
        lambda stream, buffer: stream.readinto(buffer),
        lambda stream: stream.close(),
    )
    try:
        yield
    finally:
        xmlsec.cleanup_callbacks()
        xmlsec.register_default_callbacks()
