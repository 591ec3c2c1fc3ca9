"""The keys by the names that recipes use: the infrastructure's, a shared secret, and keys without certificates."""

from __future__ import annotations

import functools

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448

from .. import deterministic
from ..pki import Infrastructure, PrivateKey


class Keyring:
    def __init__(self, infrastructure: Infrastructure) -> None:
        self.infrastructure = infrastructure
        self.secret = deterministic.secret("hmac", 48)

    @functools.cached_property
    def _dsa(self) -> dict[str, dsa.DSAPrivateKey]:
        return {
            "dsa-1024": deterministic.dsa_key("legacy", 1024, 160),
            "dsa-2048": deterministic.dsa_key("legacy", 2048, 256),
        }

    @functools.cached_property
    def _rare(self) -> dict[str, PrivateKey | ed448.Ed448PrivateKey]:
        return {
            "p521": deterministic.ec_key("form", ec.SECP521R1()),
            "secp256k1": deterministic.ec_key("form", ec.SECP256K1()),
            "brainpoolP256r1": deterministic.ec_key("form", ec.BrainpoolP256R1()),
            "ed448": deterministic.ed448_key("form"),
        }

    def private(self, identity: str) -> PrivateKey | dsa.DSAPrivateKey | ed448.Ed448PrivateKey:
        if identity.startswith("dsa-"):
            return self._dsa[identity]
        return self._rare.get(identity) or self.infrastructure.keys[identity]

    def pem(self, identity: str) -> bytes:
        return self.private(identity).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def pkcs8(self, identity: str) -> bytes:
        return self.private(identity).private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def spki_pem(self, identity: str) -> bytes:
        return (
            self.private(identity)
            .public_key()
            .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        )
