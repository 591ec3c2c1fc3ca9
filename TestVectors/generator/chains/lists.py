"""Certificate revocation lists (RFC 5280 §5)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from . import certificates, der, extensions
from .certificates import DAY, TIME, Certificate
from .extensions import Extension
from .keys import ALGORITHMS, Key

THIS_UPDATE, NEXT_UPDATE = TIME - 7 * DAY, TIME + 7 * DAY


@dataclass(frozen=True)
class Entry:
    serial: int
    date: datetime
    extensions: tuple[Extension, ...] = ()

    @property
    def der(self) -> bytes:
        listed = der.sequence(*(extension.der for extension in self.extensions)) if self.extensions else b""
        return der.sequence(der.integer(self.serial), der.time(self.date), listed)


def entry(
    certificate: Certificate | int,
    date: datetime = TIME - 30 * DAY,
    *more: Extension,
    reason: int | None = None,
) -> Entry:
    serial = certificate if isinstance(certificate, int) else certificate.serial
    listed = (extensions.reason(reason),) if reason is not None else ()
    return Entry(serial, date, listed + more)


def crl(
    issuer: Certificate,
    *entries: Entry,
    number: int = 20,
    extra: Sequence[Extension] = (),
    without: Collection[str] = (),
    this_update: datetime | bytes = THIS_UPDATE,
    next_update: datetime | None = NEXT_UPDATE,
    signing_key: Key | None = None,
    algorithm: str | None = None,
    outer: str | None = None,
    version: int = 2,
    writes_no_entries: bool = False,
) -> bytes:
    """A list of `issuer` over `entries`, right in everything that isn't asked for otherwise."""
    key = signing_key or issuer.key
    defaults = [extensions.authority_key_identifier(key.identifier), extensions.crl_number(number)]
    replaced = {extension.oid for extension in extra} | set(without)
    listed = [extension for extension in defaults if extension.oid not in replaced] + list(extra)
    inner = algorithm or key.usual_algorithm
    content = der.sequence(
        der.integer(version - 1) if version > 1 else b"",
        ALGORITHMS[inner],
        issuer.subject,
        this_update if isinstance(this_update, bytes) else der.time(this_update),
        der.time(next_update) if next_update else b"",
        der.sequence(*(entry.der for entry in entries)) if entries or writes_no_entries else b"",
        der.explicit(0, der.sequence(*(extension.der for extension in listed))) if listed else b"",
    )
    return certificates.signed(content, key, inner, outer)


def delta(issuer: Certificate, *entries: Entry, base: int, number: int = 21, **changes) -> bytes:
    """A list of what changed since the complete list number `base`."""
    extra = (extensions.delta_indicator(base), *changes.pop("extra", ()))
    return crl(issuer, *entries, number=number, extra=extra, **changes)
