"""OCSP responses (RFC 6960 §4.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import certificates, der
from .certificates import DAY, TIME, Certificate
from .extensions import Extension
from .keys import ALGORITHMS, Key

_HOUR = timedelta(hours=1)
THIS_UPDATE, NEXT_UPDATE = TIME - _HOUR, TIME + DAY

_HASHES = {"sha1": "1.3.14.3.2.26", "sha256": "2.16.840.1.101.3.4.2.1", "sha384": "2.16.840.1.101.3.4.2.2"}
BASIC, OTHER_TYPE = "1.3.6.1.5.5.7.48.1.1", "2.999.8"

GOOD = der.implicit(0, b"")
UNKNOWN = der.implicit(2, b"")


def revoked(date: datetime = TIME - 30 * DAY, reason: int | None = None) -> bytes:
    shown = der.explicit(0, der.enumerated(reason)) if reason is not None else b""
    return der.explicit(1, der.generalized_time(date), shown)


def certificate_id(
    certificate: Certificate,
    issuer: Certificate,
    *,
    hash_: str = "sha1",
    name: bytes | None = None,
    key: Key | None = None,
    serial: int | None = None,
) -> bytes:
    """The CertID of a certificate, with a name, key or serial number in place of the right one where given."""

    def digest(octets: bytes) -> bytes:
        return der.octets(hashlib.new(hash_, octets).digest())

    return der.sequence(
        der.sequence(der.identifier(_HASHES[hash_]), der.null()),
        digest(name or issuer.subject),
        digest((key or issuer.key).bits),
        der.integer(serial or certificate.serial),
    )


@dataclass(frozen=True)
class Single:
    """A SingleResponse; `this` and `next_` may be the elements themselves."""

    id_: bytes
    status: bytes = GOOD
    this: datetime | bytes = THIS_UPDATE
    next_: datetime | bytes | None = NEXT_UPDATE
    extensions: Sequence[Extension] = ()

    @property
    def der(self) -> bytes:
        next_ = der.explicit(0, _time(self.next_)) if self.next_ else b""
        listed = [extension.der for extension in self.extensions]
        shown = der.explicit(1, der.sequence(*listed)) if listed else b""
        return der.sequence(self.id_, self.status, _time(self.this), next_, shown)


def _time(value: datetime | bytes) -> bytes:
    return value if isinstance(value, bytes) else der.generalized_time(value)


def response(
    responder: Certificate,
    *singles: Single,
    by: str = "key",
    responder_id: bytes | None = None,
    produced: datetime | bytes | None = None,
    extensions: Sequence[Extension] = (),
    embedded: Sequence[Certificate] = (),
    signing_key: Key | None = None,
    algorithm: str | None = None,
    type_: str = BASIC,
) -> bytes:
    """A successful response that `responder` signs, who calls itself `by` `key` or `name`."""
    key = signing_key or responder.key
    identity = der.explicit(1, responder.subject) if by == "name" else der.explicit(2, der.octets(key.identifier))
    if produced is None:
        latest = max((single.this for single in singles if isinstance(single.this, datetime)), default=THIS_UPDATE)
        produced = latest
    listed = [extension.der for extension in extensions]
    content = der.sequence(
        responder_id or identity,
        _time(produced),
        der.sequence(*(single.der for single in singles)),
        der.explicit(1, der.sequence(*listed)) if listed else b"",
    )
    inner = algorithm or key.usual_algorithm
    certificates_ = der.explicit(0, der.sequence(*(each.der for each in embedded))) if embedded else b""
    basic = der.sequence(content, ALGORITHMS[inner], der.bit_string(key.sign(content, inner)), certificates_)
    return wrapped(basic, type_)


def wrapped(basic: bytes, type_: str = BASIC) -> bytes:
    return der.sequence(der.enumerated(0), der.explicit(0, der.sequence(der.identifier(type_), der.octets(basic))))


def failure(status: int) -> bytes:
    """A response without an answer: 3 is tryLater, 6 unauthorized."""
    return der.sequence(der.enumerated(status))


def tampered(responder: Certificate, *singles: Single) -> bytes:
    """A response without certificates, so that its last octet belongs to the signature."""
    return certificates.tampered(response(responder, *singles))
