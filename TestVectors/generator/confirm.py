"""Has every expectation confirmed by programs other than the signer; a disagreement ends the run."""

from __future__ import annotations

import base64
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from lxml import etree

from . import algorithms, document as documents, manifest, paths
from .jdk import JavaPeer
from .peers import VerificationKey, Verifier
from .recipe import Program

_OF_THE_SIGNER: dict[Program, tuple[str, ...]] = {
    Program.CRYPTOGRAPHY: ("openssl+lxml",),
    Program.OPENSSL: ("openssl+lxml",),
    Program.SIGNXML: ("openssl+lxml",),
    Program.XMLSEC: ("xmlsec-1.3", "xmlsec1-1.2"),
    Program.JDK: ("jdk17", "jdk17-secure"),
}

_CURVES: dict[str, ec.EllipticCurve] = {"urn:oid:1.2.840.10045.3.1.7": ec.SECP256R1(), "urn:oid:1.3.132.0.34": ec.SECP384R1()}


class Disagreement(Exception):
    pass


class Confirmation:
    def __init__(self, verifiers: list[Verifier], java: JavaPeer, files: dict[str, bytes]) -> None:
        self._verifiers = verifiers
        self._java = java
        self._files = files
        """All generated files by their path relative to the manifest."""

    def confirm(self, line: manifest.Line) -> None:
        """Fills `confirmed_by`, or raises."""
        octets = self._files[line.file]
        witnesses = self._core_witnesses(line, octets)
        if line.asks_for_path and line.expect != "refused" and line.expected_core:
            witnesses += self._path_witnesses(line, octets)
        line.confirmed_by = witnesses
        of_signer = _OF_THE_SIGNER[line.signed_by] if line.signed_by else ()
        independent = [name for name in witnesses if name not in of_signer]
        if bool(independent) == bool(line.unconfirmed):
            raise Disagreement(f"{line.file} {line.variant or ''}: confirmed by {witnesses}, said: {line.unconfirmed}")

    def _core_witnesses(self, line: manifest.Line, octets: bytes) -> list[str]:
        names = self._identifiers(octets, line.signature_index)
        key = self._key(line, octets)
        witnesses = []
        for verifier in self._verifiers:
            if key is None or not verifier.can_verify(names):
                continue
            outcome = verifier.verify(octets, line.signature_index, key)
            if outcome.is_valid == line.expected_core:
                if verifier.name in line.dissenting:
                    raise Disagreement(f"{line.file} {line.variant or ''}: {verifier.name} does not dissent")
                witnesses.append(verifier.name)
            elif verifier.name not in line.dissenting:
                raise Disagreement(
                    f"{line.file} [{line.signature_index}] {line.variant or ''}: expected core {line.expected_core}, "
                    f"{verifier.name} says {outcome}"
                )
        return witnesses

    def _identifiers(self, octets: bytes, index: int) -> set[str]:
        try:
            return manifest.identifiers(documents.signatures(documents.parse(octets))[index])
        except (etree.XMLSyntaxError, IndexError):
            return set()

    def _key(self, line: manifest.Line, octets: bytes) -> VerificationKey | None:
        """The key that the line names, from the document where it says so."""
        kind, _, path = line.key.partition(":")
        if kind == "hmac-file":
            return VerificationKey(secret=self._files[path])
        if kind == "cert":
            return VerificationKey(_spki(x509.load_pem_x509_certificate(self._files[path]).public_key()))
        if kind == "key":
            return VerificationKey(_spki(serialization.load_pem_public_key(self._files[path])))
        if kind == "keyvalue":
            return VerificationKey(_spki(key_value(documents.signatures(documents.parse(octets))[line.signature_index])))
        certificate = manifest.embedded_certificate(octets, line.signature_index)
        if certificate is None:
            return None
        return VerificationKey(_spki(x509.load_der_x509_certificate(certificate).public_key()))

    def _path_witnesses(self, line: manifest.Line, octets: bytes) -> list[str]:
        leaf = manifest.embedded_certificate(octets, line.signature_index)
        assert leaf is not None
        if not line.trust:
            return []
        assert line.time is not None and len(line.trust) == 1
        question = paths.PathQuestion(
            x509.load_der_x509_certificate(leaf),
            x509.load_pem_x509_certificate(self._files[line.trust[0]]),
            tuple(certificate for path in line.untrusted for certificate in x509.load_pem_x509_certificates(self._files[path])),
            datetime.fromisoformat(line.time),
            tuple(x509.load_pem_x509_crl(self._files[path]) for path in line.crls) if "require-crl" in line.policy else None,
        )
        expected = line.expect == "valid"
        answers = {
            "openssl-path": paths.openssl_accepts(question),
            "jdk17-path": paths.jdk_accepts(question, self._java),
        }
        for name, answer in answers.items():
            if answer != expected and name not in line.dissenting:
                raise Disagreement(f"{line.file} {line.variant or ''}: {name} says {answer}")
        return [name for name, answer in answers.items() if answer == expected]


def _spki(key: object) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined]


def key_value(signature: etree._Element) -> object:
    """The key of `KeyValue` or `DEREncodedKeyValue`."""

    def octets(path: str) -> bytes:
        element = signature.find(f"{documents.ds('KeyInfo')}/{path}")
        if element is None:
            raise ValueError(f"no {path}")
        return base64.b64decode(element.text or "")

    def number(path: str) -> int:
        return int.from_bytes(octets(path), "big")

    value = documents.ds("KeyValue")
    encoded = f"{documents.ds('KeyInfo')}/{{{algorithms.XMLDSIG11}}}DEREncodedKeyValue"
    if signature.find(encoded) is not None:
        return serialization.load_der_public_key(octets(f"{{{algorithms.XMLDSIG11}}}DEREncodedKeyValue"))
    children = signature.find(f"{documents.ds('KeyInfo')}/{value}")
    if children is None:
        raise ValueError("no KeyValue")
    kind = etree.QName(children[0]).localname
    if kind == "RSAKeyValue":
        base = f"{value}/{documents.ds('RSAKeyValue')}"
        numbers = rsa.RSAPublicNumbers(number(f"{base}/{documents.ds('Exponent')}"), number(f"{base}/{documents.ds('Modulus')}"))
        return numbers.public_key()
    if kind == "DSAKeyValue":
        base = f"{value}/{documents.ds('DSAKeyValue')}"
        p, q, g, y = (number(f"{base}/{documents.ds(name)}") for name in "PQGY")
        return dsa.DSAPublicNumbers(y, dsa.DSAParameterNumbers(p, q, g)).public_key()
    curve = children[0].find(f"{{{algorithms.XMLDSIG11}}}NamedCurve")
    assert curve is not None
    point = octets(f"{value}/{{{algorithms.XMLDSIG11}}}ECKeyValue/{{{algorithms.XMLDSIG11}}}PublicKey")
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[curve.get("URI", "")], point)
