"""The project's own public key infrastructure: roles and example organisations, no persons.

Shapes follow what Vietnamese authorities issue: signers with nonRepudiation alone, 16-byte serial numbers, AIA that lists
the root before the issuer, policies with a user notice, subjects with `UID=MST:…`. Names and numbers are made up.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID, ObjectIdentifier

from . import deterministic

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey

VALIDATION_TIME = datetime(2026, 6, 1, tzinfo=UTC)
"""The time at which the archive is verified."""


def instant(year: int, month: int = 1, day: int = 1) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


# 2.999 is the arc for examples (ITU-T X.660).
POLICY = ObjectIdentifier("2.999.1.1")
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.4.1.311.10.3.12")


@dataclass(frozen=True)
class Authority:
    name: str
    subject: tuple[tuple[str, str], ...]
    key: str
    issuer: str | None
    hash: type[hashes.SHA256 | hashes.SHA384] = hashes.SHA256
    from_: datetime = instant(2024)
    until: datetime = instant(2039)


@dataclass(frozen=True)
class EndEntity:
    name: str
    subject: tuple[tuple[str, str], ...]
    key: str
    issuer: str
    usage: str = "person"
    """`person`: nonRepudiation alone; `organisation`: digitalSignature and nonRepudiation; `tax`: see `_tax_extensions`."""
    from_: datetime = instant(2025)
    until: datetime = instant(2030)


def _subject(
    common_name: str, organisation: str, unit: str | None = None, uid: str | None = None
) -> tuple[tuple[str, str], ...]:
    parts = [("C", "VN"), ("O", organisation)]
    if unit:
        parts.append(("OU", unit))
    parts.append(("CN", common_name))
    if uid:
        parts.append(("UID", uid))
    return tuple(parts)


_ISSUING_PERSONS = _subject("CA mẫu phục vụ cán bộ", "Tổ chức chứng thực mẫu")
_ROOT = _subject("Root CA mẫu", "Tổ chức chứng thực mẫu")

AUTHORITIES: tuple[Authority, ...] = (
    Authority("root", _ROOT, "rsa-4096", None, until=instant(2044)),
    Authority("issuing-persons", _ISSUING_PERSONS, "rsa-3072", "root"),
    Authority(
        "issuing-organisations",
        _subject("CA mẫu phục vụ tổ chức", "Tổ chức chứng thực mẫu"),
        "p384",
        "root",
        hashes.SHA384,
    ),
    Authority("issuing-public", _subject("CA công cộng mẫu", "Công ty chứng thực mẫu"), "rsa-3072", "root"),
    Authority("issuing-withdrawn", _subject("CA mẫu đã thu hồi", "Tổ chức chứng thực mẫu"), "p256", "root"),
    # The same names as above under a root that nobody trusts.
    Authority("stranger/root", _ROOT, "rsa-3072", None, until=instant(2044)),
    Authority("stranger/issuing-persons", _ISSUING_PERSONS, "rsa-2048", "stranger/root"),
)

_DEPARTMENT = "Sở mẫu số 1"
_MINISTRY = "Bộ mẫu"
_LEADER = _subject("Lãnh đạo 01", _DEPARTMENT, "Ban lãnh đạo")

END_ENTITIES: tuple[EndEntity, ...] = (
    EndEntity("specialist-01", _subject("Chuyên viên 01", _DEPARTMENT, "Phòng mẫu A"), "rsa-2048", "issuing-persons"),
    EndEntity("specialist-02", _subject("Chuyên viên 02", _DEPARTMENT, "Phòng mẫu B"), "p256", "issuing-persons"),
    EndEntity("specialist-03", _subject("Chuyên viên 03", _MINISTRY, "Vụ mẫu"), "ed25519", "issuing-persons"),
    EndEntity("specialist-04", _subject("Chuyên viên 04", _MINISTRY, "Cục mẫu"), "rsa-2048", "issuing-persons"),
    EndEntity("office-01", _subject("Văn phòng 01", _DEPARTMENT, "Văn phòng"), "rsa-3072", "issuing-persons"),
    EndEntity("office-02", _subject("Văn phòng 02", _MINISTRY, "Văn phòng"), "p256", "issuing-persons"),
    EndEntity("office-03", _subject("Văn phòng 03", _DEPARTMENT, "Văn phòng"), "rsa-2048", "issuing-persons"),
    EndEntity("leader-01", _LEADER, "rsa-3072", "issuing-persons"),
    EndEntity("leader-02", _subject("Lãnh đạo 02", _MINISTRY, "Lãnh đạo Bộ"), "p384", "issuing-persons"),
    EndEntity("leader-03", _subject("Lãnh đạo 03", _DEPARTMENT, "Ban lãnh đạo"), "rsa-2048", "issuing-persons"),
    EndEntity("seal-01", _subject("Sở mẫu số 1", _DEPARTMENT), "rsa-3072", "issuing-organisations", "organisation"),
    EndEntity("seal-02", _subject("Bộ mẫu", _MINISTRY), "p384", "issuing-organisations", "organisation"),
    EndEntity("seal-03", _subject("Cục mẫu", _MINISTRY), "rsa-2048", "issuing-organisations", "organisation"),
    EndEntity(
        "seller-01",
        _subject("Công ty bán hàng mẫu", "Công ty bán hàng mẫu", uid="MST:0000000001"),
        "rsa-2048",
        "issuing-public",
        "organisation",
    ),
    EndEntity(
        "seller-02",
        _subject("Cửa hàng mẫu", "Cửa hàng mẫu", uid="MST:0000000002"),
        "p256",
        "issuing-public",
        "organisation",
    ),
    EndEntity(
        "buyer-01",
        _subject("Đơn vị mua hàng mẫu", "Đơn vị mua hàng mẫu", uid="MST:0000000003"),
        "rsa-2048",
        "issuing-public",
        "organisation",
    ),
    # Two spaces, as in a certificate of a real tax office.
    EndEntity(
        "tax-office", _subject("Cơ quan  Thuế mẫu", "MST:0000000009"), "rsa-3072", "issuing-public", "organisation"
    ),
    EndEntity("clinic-01", _subject("Cơ sở y tế mẫu", "Cơ sở y tế mẫu"), "rsa-2048", "issuing-public", "organisation"),
    EndEntity(
        "specialist-revoked", _subject("Chuyên viên 91", _DEPARTMENT, "Phòng mẫu A"), "rsa-2048", "issuing-persons"
    ),
    EndEntity("office-suspended", _subject("Văn phòng 91", _DEPARTMENT, "Văn phòng"), "p256", "issuing-persons"),
    EndEntity(
        "seal-revoked", _subject("Sở mẫu đã sáp nhập", _DEPARTMENT), "rsa-2048", "issuing-organisations", "organisation"
    ),
    EndEntity(
        "leader-expired",
        _subject("Lãnh đạo 92", _DEPARTMENT, "Ban lãnh đạo"),
        "rsa-2048",
        "issuing-persons",
        from_=instant(2024),
        until=instant(2026),
    ),
    EndEntity(
        "seller-expired",
        _subject("Công ty đã giải thể mẫu", "Công ty đã giải thể mẫu", uid="MST:0000000004"),
        "p256",
        "issuing-public",
        "organisation",
        from_=instant(2024),
        until=instant(2025, 12, 31),
    ),
    EndEntity(
        "seal-future",
        _subject("Sở mẫu số 2", "Sở mẫu số 2"),
        "rsa-2048",
        "issuing-organisations",
        "organisation",
        from_=instant(2027),
    ),
    EndEntity(
        "leader-of-withdrawn", _subject("Lãnh đạo 93", _DEPARTMENT, "Ban lãnh đạo"), "rsa-2048", "issuing-withdrawn"
    ),
    EndEntity("tax-office-old", _subject("Cơ quan Thuế mẫu cũ", "MST:0000000008"), "rsa-2048", "issuing-public", "tax"),
    # Its issuer is no authority, though its key usage claims keyCertSign.
    EndEntity("issued-by-end-entity", _subject("Đơn vị giả", "Đơn vị giả"), "rsa-2048", "tax-office-old"),
    EndEntity(
        "legacy-1024",
        _subject("Máy ký cũ", _DEPARTMENT, "Văn thư"),
        "rsa-1024",
        "issuing-organisations",
        "organisation",
    ),
    EndEntity("stranger/leader-01", _LEADER, "rsa-3072", "stranger/issuing-persons"),
)

REVOCATIONS: dict[str, tuple[tuple[str, datetime, x509.ReasonFlags], ...]] = {
    "root": (("issuing-withdrawn", instant(2026, 2, 1), x509.ReasonFlags.ca_compromise),),
    "issuing-persons": (
        ("specialist-revoked", instant(2026, 3, 1), x509.ReasonFlags.key_compromise),
        ("office-suspended", instant(2026, 5, 4), x509.ReasonFlags.certificate_hold),
    ),
    "issuing-organisations": (("seal-revoked", instant(2026, 1, 15), x509.ReasonFlags.cessation_of_operation),),
    "issuing-public": (),
    "issuing-withdrawn": (),
}


@dataclass
class Infrastructure:
    """Keys and certificates by name, and the files they are written to."""

    keys: dict[str, PrivateKey] = field(default_factory=dict)
    certificates: dict[str, x509.Certificate] = field(default_factory=dict)
    crls: dict[str, x509.CertificateRevocationList] = field(default_factory=dict)

    def issuer_of(self, name: str) -> str:
        return next(entity.issuer for entity in END_ENTITIES if entity.name == name)

    def der(self, name: str) -> bytes:
        return self.certificates[name].public_bytes(serialization.Encoding.DER)

    def spki(self, name: str) -> bytes:
        return (
            self.keys[name]
            .public_key()
            .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        )

    def pkcs8(self, name: str, encoding: serialization.Encoding = serialization.Encoding.DER) -> bytes:
        return self.keys[name].private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())

    def name_of(self, certificate: bytes) -> str | None:
        return next((name for name in self.certificates if self.der(name) == certificate), None)

    def write(self, folder: Path) -> None:
        for name, certificate in self.certificates.items():
            path = folder / f"{name}.pem"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        issuing = (authority.name for authority in AUTHORITIES if authority.issuer == "root")
        bundle = b"".join(self.certificates[name].public_bytes(serialization.Encoding.PEM) for name in issuing)
        (folder / "issuing.pem").write_bytes(bundle)
        for name, crl in self.crls.items():
            (folder / f"{name}.crl").write_bytes(crl.public_bytes(serialization.Encoding.PEM))


def key_of(kind: str, label: str) -> PrivateKey:
    makers: dict[str, Callable[[], PrivateKey]] = {
        "p256": lambda: deterministic.ec_key(label, ec.SECP256R1()),
        "p384": lambda: deterministic.ec_key(label, ec.SECP384R1()),
        "ed25519": lambda: deterministic.ed25519_key(label),
    }
    if kind.startswith("rsa-"):
        return deterministic.rsa_key(label, int(kind.removeprefix("rsa-")))
    return makers[kind]()


_ATTRIBUTES = {
    "C": NameOID.COUNTRY_NAME,
    "O": NameOID.ORGANIZATION_NAME,
    "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "CN": NameOID.COMMON_NAME,
    "UID": NameOID.USER_ID,
}


def _name(parts: tuple[tuple[str, str], ...]) -> x509.Name:
    return x509.Name([x509.NameAttribute(_ATTRIBUTES[attribute], value) for attribute, value in parts])


def _serial(label: str) -> int:
    """Sixteen octets that begin with 0x54 0x01, as the numbers of Vietnamese authorities do."""
    return int.from_bytes(b"\x54\x01" + deterministic.SeededStream(f"serial {label}").octets(14), "big")


def _key_usage(*granted: str) -> x509.KeyUsage:
    bits = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign "
        "encipher_only decipher_only"
    ).split()
    return x509.KeyUsage(**{bit: bit in granted for bit in bits})


def _signed(
    builder: x509.CertificateBuilder, key: PrivateKey, hash_: type[hashes.SHA256 | hashes.SHA384]
) -> x509.Certificate:
    deterministic_ecdsa = True if isinstance(key, ec.EllipticCurvePrivateKey) else None
    return builder.sign(key, hash_(), ecdsa_deterministic=deterministic_ecdsa)


def _base(
    infrastructure: Infrastructure, name: str, subject: x509.Name, issuer: str, from_: datetime, until: datetime
) -> x509.CertificateBuilder:
    issuer_name = subject if issuer == name else infrastructure.certificates[issuer].subject
    issuer_key = infrastructure.keys[issuer].public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer_name)
        .public_key(infrastructure.keys[name].public_key())
        .serial_number(_serial(name))
        .not_valid_before(from_)
        .not_valid_after(until)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(infrastructure.keys[name].public_key()), critical=False
        )
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
    )


def _authority(infrastructure: Infrastructure, authority: Authority) -> x509.Certificate:
    issuer = authority.issuer or authority.name
    builder = _base(infrastructure, authority.name, _name(authority.subject), issuer, authority.from_, authority.until)
    builder = builder.add_extension(
        x509.BasicConstraints(ca=True, path_length=None if authority.issuer is None else 0), True
    )
    builder = builder.add_extension(_key_usage("key_cert_sign", "crl_sign"), critical=True)
    return _signed(builder, infrastructure.keys[issuer], authority.hash)


def _locations(issuer: str, critical_distribution_point: bool) -> list[tuple[x509.ExtensionType, bool]]:
    place = f"http://pki.example/{issuer}"
    access = [
        # The root first: whoever follows these has to try each.
        (AuthorityInformationAccessOID.CA_ISSUERS, "http://pki.example/root.crt"),
        (AuthorityInformationAccessOID.CA_ISSUERS, f"{place}.crt"),
        (AuthorityInformationAccessOID.OCSP, "http://ocsp.pki.example/"),
    ]
    point = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{place}.crl")], None, None, None)
    return [
        (
            x509.AuthorityInformationAccess(
                [x509.AccessDescription(method, x509.UniformResourceIdentifier(uri)) for method, uri in access]
            ),
            False,
        ),
        (x509.CRLDistributionPoints([point]), critical_distribution_point),
    ]


def _person_extensions() -> list[tuple[x509.ExtensionType, bool]]:
    return [(_key_usage("content_commitment"), True)]


def _organisation_extensions() -> list[tuple[x509.ExtensionType, bool]]:
    purposes = [x509.ExtendedKeyUsageOID.EMAIL_PROTECTION, DOCUMENT_SIGNING]
    return [
        (_key_usage("digital_signature", "content_commitment"), True),
        (x509.ExtendedKeyUsage(purposes), False),
    ]


def _tax_extensions() -> list[tuple[x509.ExtensionType, bool]]:
    """The shape of a real certificate that breaks RFC 5280 §4.2.1.3: keyCertSign though no authority; EKU critical."""
    usages = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign"
    )
    purposes = [x509.ExtendedKeyUsageOID.CLIENT_AUTH, x509.ExtendedKeyUsageOID.EMAIL_PROTECTION, DOCUMENT_SIGNING]
    return [(_key_usage(*usages.split()), True), (x509.ExtendedKeyUsage(purposes), True)]


_USAGES = {"person": _person_extensions, "organisation": _organisation_extensions, "tax": _tax_extensions}


def _end_entity(infrastructure: Infrastructure, entity: EndEntity) -> x509.Certificate:
    builder = _base(infrastructure, entity.name, _name(entity.subject), entity.issuer, entity.from_, entity.until)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    notice = x509.UserNotice(None, "")
    policy = x509.PolicyInformation(POLICY, ["http://pki.example/cps", notice])
    extensions = _USAGES[entity.usage]()
    extensions += [(x509.CertificatePolicies([policy]), False)]
    extensions += _locations(entity.issuer, critical_distribution_point=entity.usage == "tax")
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return _signed(builder, infrastructure.keys[entity.issuer], hashes.SHA256)


def _crl(infrastructure: Infrastructure, issuer: str) -> x509.CertificateRevocationList:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(infrastructure.certificates[issuer].subject)
        .last_update(instant(2026, 5, 15))
        .next_update(instant(2026, 7, 1))
        .add_extension(x509.CRLNumber(17), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(infrastructure.keys[issuer].public_key()), critical=False
        )
    )
    for name, date, reason in REVOCATIONS[issuer]:
        revoked = x509.RevokedCertificateBuilder().serial_number(infrastructure.certificates[name].serial_number)
        revoked = revoked.revocation_date(date).add_extension(x509.CRLReason(reason), critical=False)
        builder = builder.add_revoked_certificate(revoked.build())
    key = infrastructure.keys[issuer]
    deterministic_ecdsa = True if isinstance(key, ec.EllipticCurvePrivateKey) else None
    return builder.sign(key, hashes.SHA256(), ecdsa_deterministic=deterministic_ecdsa)


@functools.cache
def infrastructure() -> Infrastructure:
    """All keys, certificates and revocation lists, the same at every call and on every machine."""
    made = Infrastructure()
    for authority in AUTHORITIES:
        made.keys[authority.name] = key_of(authority.key, authority.name)
        made.certificates[authority.name] = _authority(made, authority)
    for entity in END_ENTITIES:
        made.keys[entity.name] = key_of(entity.key, entity.name)
        made.certificates[entity.name] = _end_entity(made, entity)
    for issuer in REVOCATIONS:
        made.crls[issuer] = _crl(made, issuer)
    return made
