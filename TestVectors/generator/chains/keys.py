"""Keys by their labels, and deterministic signatures with them."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from .. import deterministic
from . import der

_RSA = "1.2.840.113549.1.1"
_ECDSA = "1.2.840.10045.4"

ALGORITHMS: dict[str, bytes] = {
    "rsa-md5": der.sequence(der.identifier(f"{_RSA}.4"), der.null()),
    "rsa-sha1": der.sequence(der.identifier(f"{_RSA}.5"), der.null()),
    "rsa-sha256": der.sequence(der.identifier(f"{_RSA}.11"), der.null()),
    "ecdsa-sha1": der.sequence(der.identifier(f"{_ECDSA}.1")),
    "ecdsa-sha256": der.sequence(der.identifier(f"{_ECDSA}.3.2")),
    "ecdsa-sha384": der.sequence(der.identifier(f"{_ECDSA}.3.3")),
    "ed25519": der.sequence(der.identifier("1.3.101.112")),
}

_HASHES = {"md5": hashes.MD5, "sha1": hashes.SHA1, "sha256": hashes.SHA256, "sha384": hashes.SHA384}
_USUAL = {"p256": "ecdsa-sha256", "p384": "ecdsa-sha384", "ed25519": "ed25519"}


@functools.cache
def _private(label: str, kind: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey:
    label = f"chains {label}"
    if kind.startswith("rsa-"):
        return deterministic.rsa_key(label, int(kind.removeprefix("rsa-")))
    if kind == "ed25519":
        return deterministic.ed25519_key(label)
    return deterministic.ec_key(label, {"p256": ec.SECP256R1(), "p384": ec.SECP384R1()}[kind])


@dataclass(frozen=True)
class Key:
    label: str
    kind: str = "p256"

    @property
    def usual_algorithm(self) -> str:
        return _USUAL.get(self.kind, "rsa-sha256")

    @property
    def spki(self) -> bytes:
        return (
            _private(self.label, self.kind)
            .public_key()
            .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        )

    @property
    def bits(self) -> bytes:
        """The value of the BIT STRING subjectPublicKey, whose SHA-1 is the usual key identifier."""
        elements = der.contents(self.spki)
        algorithm = der.parser.parse(elements, strict=False)
        rest = elements[len(algorithm[3]) + len(algorithm[4]) + len(algorithm[5]) :]
        return der.contents(rest)[1:]

    @property
    def identifier(self) -> bytes:
        """RFC 5280 §4.2.1.2 (1)."""
        return hashlib.sha1(self.bits, usedforsecurity=False).digest()

    def sign(self, content: bytes, algorithm: str) -> bytes:
        key = _private(self.label, self.kind)
        if isinstance(key, ed25519.Ed25519PrivateKey):
            return key.sign(content)
        hash_ = _HASHES[algorithm.split("-")[1]]()
        if isinstance(key, rsa.RSAPrivateKey):
            return key.sign(content, padding.PKCS1v15(), hash_)
        return key.sign(content, ec.ECDSA(hash_, deterministic_signing=True))
