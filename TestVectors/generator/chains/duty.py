"""Pairs of cases about an issuer's duty: one neglects it, the other doesn't."""

from __future__ import annotations

from collections.abc import Iterator

from .basis import ROOT
from .case import Case
from .certificates import Certificate, signer
from .lists import crl


def duty(
    rule: str,
    description: str,
    clause: str,
    bad: Certificate | tuple[Certificate, ...],
    good: Certificate | tuple[Certificate, ...],
    *,
    finding: str | None = None,
    relying_party: str | None = "SUCCESS",
) -> Iterator[Case]:
    """`bad` and `good`: a signer of the root, or a signer and the authorities above it.

    `description`: what `bad` does. `relying_party`: the result of `bad` under RFC 5280 §6 alone.
    """
    for kind, certificates in (("neglected", bad), ("met", good)):
        peer, *between = certificates if isinstance(certificates, tuple) else (certificates,)
        neglected = kind == "neglected"
        yield Case(
            f"conforming::{rule}-{kind}",
            f"{description}." if neglected else f"Not so: {description[0].lower()}{description[1:]}.",
            clause,
            peer,
            [ROOT],
            between,
            accepted=not neglected,
            rule=rule,
            relying_party=relying_party if neglected else "SUCCESS",
            finding=finding if neglected else None,
        )


def of_authority(authority: Certificate) -> tuple[Certificate, Certificate]:
    """A signer in order below an authority."""
    return signer(authority), authority


def list_duty(
    rule: str,
    description: str,
    clause: str,
    bad: bytes | list[bytes],
    good: bytes | list[bytes],
    peer: Certificate,
    *,
    finding: str | None = None,
    relying_party: str | None = "SUCCESS",
    revocation: str | None = "good",
) -> Iterator[Case]:
    """As `duty`, of revocation lists; `revocation` is what the list in order says."""
    for kind, given in (("neglected", bad), ("met", good)):
        neglected = kind == "neglected"
        yield Case(
            f"conforming::{rule}-{kind}",
            f"{description}." if neglected else f"Not so: {description[0].lower()}{description[1:]}.",
            clause,
            peer,
            [ROOT],
            accepted=not neglected and revocation == "good",
            revocation=None if neglected else revocation,
            crls=given if isinstance(given, list) else [given],
            mode="required",
            rule=rule,
            relying_party=relying_party if neglected else "SUCCESS" if revocation == "good" else "FAILURE",
            finding=finding if neglected else None,
        )


EMPTY_LIST = crl(ROOT)
