"""Certificates, right in everything that a case doesn't change."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from . import der, extensions, names
from .extensions import Extension
from .keys import ALGORITHMS, Key

TIME = datetime(2026, 6, 1, tzinfo=UTC)
"""The time in question, unless a case says otherwise."""

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
FROM, UNTIL = datetime(2025, 1, 1, tzinfo=UTC), datetime(2029, 12, 31, 23, 59, 59, tzinfo=UTC)
AUTHORITY_FROM, AUTHORITY_UNTIL = datetime(2024, 1, 1, tzinfo=UTC), datetime(2039, 12, 31, 23, 59, 59, tzinfo=UTC)


@dataclass(frozen=True)
class Certificate:
    der: bytes
    subject: bytes
    issuer: bytes
    serial: int
    key: Key

    @property
    def pem(self) -> str:
        return pem(self.der, "CERTIFICATE")


def pem(octets: bytes, label: str) -> str:
    """Also of what no program would load."""
    text = b64encode(octets).decode()
    lines = "\n".join(text[start : start + 64] for start in range(0, len(text), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n"


def signed(content: bytes, key: Key, inner: str, outer: str | None = None) -> bytes:
    """SEQUENCE of content, algorithm and signature; `inner` made it, `outer` is what it says outside."""
    return der.sequence(content, ALGORITHMS[outer or inner], der.bit_string(key.sign(content, inner)))


def tampered(octets: bytes) -> bytes:
    """The last octet, which belongs to the signature's value, changed."""
    return octets[:-1] + bytes([octets[-1] ^ 1])


def issue(
    subject: bytes,
    issuer: Certificate | None,
    *,
    key: Key,
    extra: Sequence[Extension] = (),
    defaults: Sequence[Extension] = (),
    without: Collection[str] = (),
    from_: datetime = FROM,
    until: datetime = UNTIL,
    validity: bytes | None = None,
    serial: int | None = None,
    version: int = 3,
    algorithm: str | None = None,
    outer: str | None = None,
    issuer_name: bytes | None = None,
    signing_key: Key | None = None,
    spki: bytes | None = None,
    unique_identifier: bytes | None = None,
) -> Certificate:
    """A certificate with `extra` extensions, and of `defaults` those that neither `extra` replaces nor `without` names.

    Self-signed without an `issuer`. The serial number comes from the rest of the content.
    """
    signer = signing_key or (issuer.key if issuer else key)
    replaced = {extension.oid for extension in extra} | set(without)
    listed = [extension for extension in defaults if extension.oid not in replaced] + list(extra)
    inner = algorithm or signer.usual_algorithm
    name = issuer_name if issuer_name is not None else issuer.subject if issuer else subject
    rest = (
        ALGORITHMS[inner],
        name,
        validity or der.sequence(der.time(from_), der.time(until)),
        subject,
        spki or key.spki,
        der.implicit(1, b"\0" + unique_identifier) if unique_identifier else b"",
        der.explicit(3, der.sequence(*(extension.der for extension in listed))) if listed else b"",
    )
    if serial is None:
        serial = int.from_bytes(b"\x40" + hashlib.sha256(b"".join(rest)).digest()[:7], "big")
    shown_version = der.explicit(0, der.integer(version - 1)) if version > 1 else b""
    content = der.sequence(shown_version, der.integer(serial), *rest)
    return Certificate(signed(content, signer, inner, outer), subject, name, serial, key)


def _identifiers(key: Key, issuer: Certificate | None) -> list[Extension]:
    own = [extensions.subject_key_identifier(key.identifier)]
    return own + ([extensions.authority_key_identifier(issuer.key.identifier)] if issuer else [])


def authority(
    common_name: str,
    issuer: Certificate | None = None,
    *,
    key: Key | None = None,
    subject: bytes | None = None,
    path_length: int | None = None,
    usage: Sequence[str] = ("keyCertSign", "cRLSign"),
    from_: datetime = AUTHORITY_FROM,
    until: datetime = AUTHORITY_UNTIL,
    **changes,
) -> Certificate:
    """An authority's certificate; its key is named as it is, unless `key` says otherwise."""
    key = key or Key(common_name)
    defaults = [
        *_identifiers(key, issuer),
        extensions.basic_constraints(ca=True, path_length=path_length),
        extensions.key_usage(*usage),
    ]
    name = subject if subject is not None else names.name(common_name)
    return issue(name, issuer, key=key, defaults=defaults, from_=from_, until=until, **changes)


def signer(
    issuer: Certificate,
    *extra: Extension,
    common_name: str = "Signer",
    key: Key | None = None,
    subject: bytes | None = None,
    usage: Sequence[str] = ("digitalSignature", "contentCommitment"),
    **changes,
) -> Certificate:
    """A certificate of somebody who signs documents."""
    key = key or Key(common_name)
    defaults = [*_identifiers(key, issuer), extensions.key_usage(*usage)]
    name = subject if subject is not None else names.name(common_name)
    return issue(name, issuer, key=key, extra=extra, defaults=defaults, **changes)


def explicit_parameters(key: Key) -> bytes:
    """The SubjectPublicKeyInfo of a P-256 key with the curve written out (RFC 3279 §2.3.5), which RFC 5480 forbids."""
    prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    base = bytes.fromhex(
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
    )
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    parameters = der.sequence(
        der.integer(1),
        der.sequence(der.identifier("1.2.840.10045.1.1"), der.integer(prime)),
        der.sequence(der.octets((prime - 3).to_bytes(32, "big")), der.octets(b.to_bytes(32, "big"))),
        der.octets(base),
        der.integer(order),
        der.integer(1),
    )
    algorithm = der.sequence(der.identifier("1.2.840.10045.2.1"), parameters)
    return der.sequence(algorithm, der.bit_string(key.bits))
