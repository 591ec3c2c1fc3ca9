"""What the rooms of the archive share."""

from __future__ import annotations

import base64

from .. import algorithms as a
from .. import pki
from ..recipe import Program, Reference, SignatureRecipe

# One letter each, so that a chain of four signers fits in one line.
C, O, S, X, J = Program.CRYPTOGRAPHY, Program.OPENSSL, Program.SIGNXML, Program.XMLSEC, Program.JDK

_METHODS = {"p256": a.ECDSA_SHA256, "p384": a.ECDSA_SHA384, "ed25519": a.ED25519}


def method_of(identity: str, rsa: str = a.RSA_SHA256) -> str:
    """The method that fits the key of an end entity."""
    key = next(entity.key for entity in pki.END_ENTITIES if entity.name == identity)
    return _METHODS.get(key, rsa)


BASE64_CONTENT = base64.b64encode("<HO_SO>Khám bệnh, 01 lượt</HO_SO>".encode()).decode()


def one(slot: str, program: Program, identity: str, *references: Reference, **more: object) -> SignatureRecipe:
    method = more.pop("method", method_of(identity))
    return SignatureRecipe(slot, program, identity, references, method, **more)  # type: ignore[arg-type]
