"""A root, an issuing authority and as many signers as wanted; and the same under a root that nobody trusts."""

from __future__ import annotations

import functools
import itertools
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID, ObjectIdentifier

from generator import deterministic

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

VALIDATION_TIME = "2026-06-01T00:00:00Z"
# Some peers can only verify at the present time, so the certificates are good for long.
FROM, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Signer:
    """A key and what stands in `X509Data`: the signer's certificate and its issuer's."""

    key: PrivateKey
    chain: tuple[bytes, ...]

    @property
    def is_rsa(self) -> bool:
        return isinstance(self.key, rsa.RSAPrivateKey)


@dataclass(frozen=True)
class Authority:
    name: x509.Name
    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)


@dataclass(frozen=True)
class Infrastructure:
    root: Authority
    issuing: Authority

    def write_root(self, path: Path) -> None:
        path.write_bytes(self.root.certificate.public_bytes(serialization.Encoding.PEM))


def _primes_of(label: str) -> tuple[int, int]:
    numbers = deterministic.rsa_key(label, 2048).private_numbers()
    return numbers.p, numbers.q


@functools.cache
def prime_pool(label: str, pairs: int) -> tuple[int, ...]:
    """Primes of 1,024 bits. Finding them is what takes time; two of them are a key."""
    with ProcessPoolExecutor() as workers:
        return tuple(itertools.chain(*workers.map(_primes_of, [f"{label} {number}" for number in range(pairs)])))


def rsa_keys(label: str, count: int) -> list[rsa.RSAPrivateKey]:
    """Different keys out of few primes: n primes give n(n-1)/2 moduli. Worthless as keys, good enough to measure with."""
    pairs = next(pairs for pairs in itertools.count(1) if pairs * (2 * pairs - 1) >= count)
    chosen = itertools.islice(itertools.combinations(prime_pool(label, pairs), 2), count)
    return [
        deterministic.rsa_numbers(first, second).private_key(unsafe_skip_rsa_key_validation=True)
        for first, second in chosen
    ]


def name(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def usage(*granted: str) -> x509.KeyUsage:
    bits = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign "
        "encipher_only decipher_only"
    ).split()
    return x509.KeyUsage(**{bit: bit in granted for bit in bits})


def _serial(label: str) -> int:
    return int.from_bytes(b"\x54\x02" + deterministic.SeededStream(f"serial {label}").octets(14), "big")


def bare_builder(
    label: str, subject: x509.Name, key: PrivateKey, issuer: x509.Name, until: datetime = UNTIL
) -> x509.CertificateBuilder:
    """No extension yet."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(_serial(label))
        .not_valid_before(FROM)
        .not_valid_after(until)
    )


def _builder(
    label: str,
    subject: x509.Name,
    key: PrivateKey,
    issuer: x509.Name,
    issuer_key: rsa.RSAPrivateKey,
    until: datetime = UNTIL,
) -> x509.CertificateBuilder:
    return (
        bare_builder(label, subject, key, issuer, until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )


def _authority(label: str, subject: x509.Name, key: rsa.RSAPrivateKey, issuer: Authority | None) -> Authority:
    issuer_name, issuer_key = (issuer.name, issuer.key) if issuer else (subject, key)
    builder = _builder(label, subject, key, issuer_name, issuer_key)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0 if issuer else None), critical=True)
    builder = builder.add_extension(usage("key_cert_sign", "crl_sign"), critical=True)
    return Authority(subject, key, builder.sign(issuer_key, hashes.SHA256()))


def authorities_of(label: str, root_key: rsa.RSAPrivateKey, issuing_key: rsa.RSAPrivateKey) -> Infrastructure:
    """The authorities of a label have the same names as those of any other."""
    root = _authority(f"{label} root", name("Root CA mẫu", "Tổ chức chứng thực mẫu"), root_key, None)
    issuing_name = name("CA mẫu phục vụ tổ chức", "Tổ chức chứng thực mẫu")
    return Infrastructure(root, _authority(f"{label} issuing", issuing_name, issuing_key, root))


@functools.cache
def infrastructure(label: str) -> Infrastructure:
    """As `authorities_of`, with keys of the label's own."""
    root_key, issuing_key = rsa_keys(f"{label} authorities", 2)
    return authorities_of(label, root_key, issuing_key)


def trusted() -> Infrastructure:
    return infrastructure("measured")


def stranger() -> Infrastructure:
    return infrastructure("stranger")


def signer(label: str, key: PrivateKey, authorities: Infrastructure, until: datetime = UNTIL) -> Signer:
    """With the extensions, and about the size, of what Vietnamese authorities issue to organisations."""
    issuing = authorities.issuing
    subject = name(f"Đơn vị mẫu {label}", f"Đơn vị mẫu {label}")
    place = "http://pki.example/issuing"
    policy = x509.PolicyInformation(ObjectIdentifier("2.999.1.1"), ["http://pki.example/cps"])
    access = [
        (AuthorityInformationAccessOID.CA_ISSUERS, f"{place}.crt"),
        (AuthorityInformationAccessOID.OCSP, "http://ocsp.pki.example/"),
    ]
    certificate = (
        _builder(label, subject, key, issuing.name, issuing.key, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage("digital_signature", "content_commitment"), critical=True)
        .add_extension(x509.CertificatePolicies([policy]), critical=False)
        .add_extension(
            x509.AuthorityInformationAccess(
                [x509.AccessDescription(method, x509.UniformResourceIdentifier(uri)) for method, uri in access]
            ),
            critical=False,
        )
        .add_extension(
            x509.CRLDistributionPoints(
                [x509.DistributionPoint([x509.UniformResourceIdentifier(f"{place}.crl")], None, None, None)]
            ),
            critical=False,
        )
        .sign(issuing.key, hashes.SHA256())
    )
    return Signer(key, (certificate.public_bytes(serialization.Encoding.DER), issuing.der))


def rsa_signers(label: str, count: int, authorities: Infrastructure | None = None) -> list[Signer]:
    keys = rsa_keys(label, count)
    return [signer(f"{label} {number}", key, authorities or trusted()) for number, key in enumerate(keys)]


def p256_signers(label: str, count: int, authorities: Infrastructure | None = None) -> list[Signer]:
    names = [f"{label} {number}" for number in range(count)]
    return [signer(name, deterministic.ec_key(name, ec.SECP256R1()), authorities or trusted()) for name in names]
