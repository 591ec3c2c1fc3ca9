"""Extensions of certificates, lists and OCSP responses (RFC 5280 §4.2, §5.2, §5.3; RFC 6960 §4.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from . import der, names


@dataclass(frozen=True)
class Extension:
    oid: str
    value: bytes
    critical: bool = False

    @property
    def der(self) -> bytes:
        critical = der.boolean(True) if self.critical else b""
        return der.sequence(der.identifier(self.oid), critical, der.octets(self.value))

    def with_(self, *, critical: bool) -> Extension:
        return replace(self, critical=critical)


SUBJECT_KEY_IDENTIFIER = "2.5.29.14"
KEY_USAGE = "2.5.29.15"
SUBJECT_ALTERNATIVE_NAME = "2.5.29.17"
BASIC_CONSTRAINTS = "2.5.29.19"
CRL_NUMBER = "2.5.29.20"
REASON_CODE = "2.5.29.21"
DELTA_INDICATOR = "2.5.29.27"
ISSUING_DISTRIBUTION_POINT = "2.5.29.28"
CERTIFICATE_ISSUER = "2.5.29.29"
NAME_CONSTRAINTS = "2.5.29.30"
CRL_DISTRIBUTION_POINTS = "2.5.29.31"
CERTIFICATE_POLICIES = "2.5.29.32"
POLICY_MAPPINGS = "2.5.29.33"
AUTHORITY_KEY_IDENTIFIER = "2.5.29.35"
POLICY_CONSTRAINTS = "2.5.29.36"
EXTENDED_KEY_USAGE = "2.5.29.37"
FRESHEST_CRL = "2.5.29.46"
INHIBIT_ANY_POLICY = "2.5.29.54"
EXPIRED_CERTIFICATES_ON_CRL = "2.5.29.60"
AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1"
SUBJECT_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.11"
OCSP, CA_ISSUERS = "1.3.6.1.5.5.7.48.1", "1.3.6.1.5.5.7.48.2"
OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5"
ARCHIVE_CUTOFF = "1.3.6.1.5.5.7.48.1.6"
# 2.999 is the arc for examples (ITU-T X.660).
UNKNOWN = "2.999.9"

ANY_POLICY = "2.5.29.32.0"
SERVER_AUTH = "1.3.6.1.5.5.7.3.1"
CLIENT_AUTH = "1.3.6.1.5.5.7.3.2"
EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4"
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"

USAGES = (
    "digitalSignature",
    "contentCommitment",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
)
REASONS = (
    "unused",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "privilegeWithdrawn",
    "aACompromise",
)
"""In the order of the bits of ReasonFlags."""


def subject_key_identifier(value: bytes) -> Extension:
    return Extension(SUBJECT_KEY_IDENTIFIER, der.octets(value))


def authority_key_identifier(value: bytes) -> Extension:
    return Extension(AUTHORITY_KEY_IDENTIFIER, der.sequence(der.implicit(0, value)))


def authority_issuer_and_serial(issuer: bytes, serial: int) -> Extension:
    """The form of an authorityKeyIdentifier without a keyIdentifier."""
    number = der.implicit(2, der.contents(der.integer(serial)))
    return Extension(AUTHORITY_KEY_IDENTIFIER, der.sequence(der.explicit(1, names.directory(issuer)), number))


def key_usage(*granted: str, critical: bool = True) -> Extension:
    return Extension(KEY_USAGE, der.named_bits(*(USAGES.index(name) for name in granted)), critical)


def basic_constraints(*, ca: bool, path_length: int | None = None, critical: bool = True) -> Extension:
    length = b"" if path_length is None else der.integer(path_length)
    return Extension(BASIC_CONSTRAINTS, der.sequence(der.boolean(True) if ca else b"", length), critical)


def alternative_names(*general_names: bytes, critical: bool = False) -> Extension:
    return Extension(SUBJECT_ALTERNATIVE_NAME, der.sequence(*general_names), critical)


def name_constraints(
    permitted: Sequence[bytes] = (), excluded: Sequence[bytes] = (), *, critical: bool = True
) -> Extension:
    def trees(tag: int, general_names: Sequence[bytes]) -> bytes:
        return der.explicit(tag, *map(der.sequence, general_names)) if general_names else b""

    return Extension(NAME_CONSTRAINTS, der.sequence(trees(0, permitted), trees(1, excluded)), critical)


def policies(*oids: str, critical: bool = False) -> Extension:
    return Extension(CERTIFICATE_POLICIES, der.sequence(*(der.sequence(der.identifier(oid)) for oid in oids)), critical)


def policy_mappings(*pairs: tuple[str, str], critical: bool = True) -> Extension:
    mapped = (der.sequence(der.identifier(issuer), der.identifier(subject)) for issuer, subject in pairs)
    return Extension(POLICY_MAPPINGS, der.sequence(*mapped), critical)


def policy_constraints(
    *, require_explicit: int | None = None, inhibit_mapping: int | None = None, critical: bool = True
) -> Extension:
    parts = [
        b"" if skip is None else der.implicit(tag, der.contents(der.integer(skip)))
        for tag, skip in enumerate((require_explicit, inhibit_mapping))
    ]
    return Extension(POLICY_CONSTRAINTS, der.sequence(*parts), critical)


def inhibit_any_policy(skip: int, *, critical: bool = True) -> Extension:
    return Extension(INHIBIT_ANY_POLICY, der.integer(skip), critical)


def extended_key_usage(*oids: str, critical: bool = False) -> Extension:
    return Extension(EXTENDED_KEY_USAGE, der.sequence(*map(der.identifier, oids)), critical)


def access(oid: str, method: str, *locations: bytes, critical: bool = False) -> Extension:
    descriptions = (der.sequence(der.identifier(method), location) for location in locations)
    return Extension(oid, der.sequence(*descriptions), critical)


def full_name(*general_names: bytes) -> bytes:
    """A DistributionPointName."""
    return der.explicit(0, *general_names)


def relative_name(*attributes: bytes) -> bytes:
    """A DistributionPointName relative to the name of the list's issuer."""
    return der.explicit(1, *attributes)


def _reasons(tag: int, reasons: Sequence[str]) -> bytes:
    bits = der.named_bits(*(REASONS.index(reason) for reason in reasons))
    return der.implicit(tag, der.contents(bits)) if reasons else b""


def distribution_point(
    name: bytes | None = None, reasons: Sequence[str] = (), crl_issuer: Sequence[bytes] = ()
) -> bytes:
    return der.sequence(
        der.explicit(0, name) if name else b"",
        _reasons(1, reasons),
        der.explicit(2, *crl_issuer) if crl_issuer else b"",
    )


def distribution_points(*points: bytes, oid: str = CRL_DISTRIBUTION_POINTS, critical: bool = False) -> Extension:
    return Extension(oid, der.sequence(*points), critical)


def issuing_distribution_point(
    name: bytes | None = None,
    *,
    only: str | None = None,
    reasons: Sequence[str] = (),
    indirect: bool = False,
    critical: bool = True,
) -> Extension:
    """`only`: `user`, `ca` or `attribute` certificates."""

    def flag(tag: int, is_set: bool) -> bytes:
        return der.implicit(tag, b"\xff") if is_set else b""

    value = der.sequence(
        der.explicit(0, name) if name else b"",
        flag(1, only == "user"),
        flag(2, only == "ca"),
        _reasons(3, reasons),
        flag(4, indirect),
        flag(5, only == "attribute"),
    )
    return Extension(ISSUING_DISTRIBUTION_POINT, value, critical)


def crl_number(number: int) -> Extension:
    return Extension(CRL_NUMBER, der.integer(number))


def delta_indicator(base: int, *, critical: bool = True) -> Extension:
    return Extension(DELTA_INDICATOR, der.integer(base), critical)


def reason(code: int) -> Extension:
    return Extension(REASON_CODE, der.enumerated(code))


def certificate_issuer(name: bytes) -> Extension:
    return Extension(CERTIFICATE_ISSUER, der.sequence(names.directory(name)), critical=True)


def expired_certificates_on_crl(since: datetime) -> Extension:
    return Extension(EXPIRED_CERTIFICATES_ON_CRL, der.generalized_time(since))


def ocsp_no_check() -> Extension:
    return Extension(OCSP_NO_CHECK, der.null())


def archive_cutoff(since: datetime) -> Extension:
    return Extension(ARCHIVE_CUTOFF, der.generalized_time(since))


def unknown(*, critical: bool) -> Extension:
    return Extension(UNKNOWN, der.null(), critical)
