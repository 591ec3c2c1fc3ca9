"""Signatures that we assemble over lxml, with the digests and the signature value from another program."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa, utils

from .. import algorithms, digesting, markup
from .. import document as documents
from ..recipe import DocumentRecipe, SignatureRecipe
from .keyring import Keyring


class Keys(Protocol):
    """What does the cryptography."""

    def digest(self, name: str, octets: bytes) -> bytes: ...

    def sign(self, identity: str, algorithm: algorithms.SignatureAlgorithm, octets: bytes) -> bytes:
        """The octets of a `SignatureValue` (XML-DSig 1.1 §6.4)."""
        ...


class AssembledSigner:
    def __init__(self, keyring: Keyring, keys: Keys) -> None:
        self._keyring = keyring
        self._keys = keys

    def sign(self, document: DocumentRecipe, text: str, recipe: SignatureRecipe) -> str:
        signature = markup.SignatureMarkup(recipe, self._keyring.infrastructure).text()
        index = documents.index_of_place(document, text, recipe.slot)

        def octets() -> bytes:
            return document.encoded(markup.without_slots(markup.fill(text, recipe.slot, signature)))

        methods = [reference.digest for reference in recipe.references]
        methods += [algorithms.SHA256] * (len(re.findall(r"@digest-\d+@", signature)) - len(methods))
        # From the last one on, so that a Manifest is complete before a reference digests it.
        for number, method in reversed(list(enumerate(methods))):
            digest = self._keys.digest(
                algorithms.DIGESTS[method], digesting.digest_input(octets(), index, number, document.detached)
            )
            signature = signature.replace(markup.digest_place(number), markup.base64_lines(digest))
        algorithm = algorithms.SIGNATURES[recipe.method]
        value = self._keys.sign(recipe.identity, algorithm, documents.signed_info_octets(octets(), index))
        if recipe.output_bits is not None:
            value = value[: recipe.output_bits // 8]
        return signature.replace(markup.VALUE_PLACE, markup.base64_lines(value))


_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "md5": hashes.MD5,
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
    "sha3-224": hashes.SHA3_224,
    "sha3-256": hashes.SHA3_256,
    "sha3-384": hashes.SHA3_384,
    "sha3-512": hashes.SHA3_512,
}


def _concatenated(der: bytes, size: int) -> bytes:
    """r ‖ s of a DER sequence (XML-DSig 1.1 §6.4.3)."""
    r, s = utils.decode_dss_signature(der)
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def integer_size(key: object) -> int:
    """The octets of r and of s."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return (key.curve.key_size + 7) // 8
    if isinstance(key, dsa.DSAPrivateKey):
        return (key.parameters().parameter_numbers().q.bit_length() + 7) // 8
    raise ValueError(key)


class CryptographyKeys:
    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def digest(self, name: str, octets: bytes) -> bytes:
        digest = hashes.Hash(_HASHES[name]())
        digest.update(octets)
        return digest.finalize()

    def sign(self, identity: str, algorithm: algorithms.SignatureAlgorithm, octets: bytes) -> bytes:
        if algorithm.scheme == "hmac":
            assert algorithm.hash is not None
            code = hmac.HMAC(self._keyring.secret, _HASHES[algorithm.hash]())
            code.update(octets)
            return code.finalize()
        key = self._keyring.private(identity)
        if isinstance(key, (ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey)):
            return key.sign(octets)
        assert algorithm.hash is not None
        hash_ = _HASHES[algorithm.hash]()
        if isinstance(key, rsa.RSAPrivateKey):
            if algorithm.scheme == "pss":
                # RFC 9231 §2.3.10: MGF1 with the same hash, a salt as long as the hash.
                return key.sign(octets, padding.PSS(padding.MGF1(hash_), hash_.digest_size), hash_)
            return key.sign(octets, padding.PKCS1v15(), hash_)
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return _concatenated(key.sign(octets, ec.ECDSA(hash_, deterministic_signing=True)), integer_size(key))
        return _concatenated(key.sign(octets, hash_), integer_size(key))


class OpenSSLKeys:
    """The `openssl` command, which hands its input over in files."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def digest(self, name: str, octets: bytes) -> bytes:
        return _run(["openssl", "dgst", f"-{name}", "-binary"], octets)

    def sign(self, identity: str, algorithm: algorithms.SignatureAlgorithm, octets: bytes) -> bytes:
        if algorithm.scheme == "hmac":
            secret = self._keyring.secret.hex()
            return _run(
                ["openssl", "dgst", f"-{algorithm.hash}", "-mac", "HMAC", "-macopt", f"hexkey:{secret}", "-binary"],
                octets,
            )
        with tempfile.TemporaryDirectory() as folder:
            key, data = Path(folder, "key.pem"), Path(folder, "data")
            key.write_bytes(self._keyring.pem(identity))
            data.write_bytes(octets)
            if algorithm.scheme == "eddsa":
                return _run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", str(key), "-in", str(data)])
            command = ["openssl", "dgst", f"-{algorithm.hash}", "-sign", str(key), "-binary"]
            if algorithm.scheme == "pss":
                for option in ("rsa_padding_mode:pss", "rsa_pss_saltlen:digest", f"rsa_mgf1_md:{algorithm.hash}"):
                    command += ["-sigopt", option]
            value = _run([*command, str(data)])
        if algorithm.scheme in ("ecdsa", "dsa"):
            return _concatenated(value, integer_size(self._keyring.private(identity)))
        return value


def _run(command: list[str], octets: bytes | None = None) -> bytes:
    return subprocess.run(command, input=octets, stdout=subprocess.PIPE, check=True).stdout
