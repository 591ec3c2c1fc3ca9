"""Has every expectation confirmed by programs other than the signer; a disagreement ends the run."""

from __future__ import annotations

import base64
import copy
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from lxml import etree

from . import algorithms, manifest, paths
from . import document as documents
from .jdk import JavaPeer
from .peers import (
    JDKVerifier,
    LibXMLSecVerifier,
    OpenSSLVerifier,
    Question,
    SignXMLVerifier,
    VerificationKey,
    Verifier,
    XMLSecCommand,
)
from .recipe import Program

_OF_THE_SIGNER: dict[Program, tuple[str, ...]] = {
    Program.CRYPTOGRAPHY: ("openssl+lxml",),
    Program.OPENSSL: ("openssl+lxml",),
    Program.SIGNXML: ("openssl+lxml",),
    Program.XMLSEC: ("xmlsec-1.3", "xmlsec1-1.2"),
    Program.JDK: ("jdk17", "jdk17-secure"),
}

_CURVES: dict[str, ec.EllipticCurve] = {
    "urn:oid:1.2.840.10045.3.1.7": ec.SECP256R1(),
    "urn:oid:1.3.132.0.34": ec.SECP384R1(),
    "urn:oid:1.3.132.0.35": ec.SECP521R1(),
}


class Disagreement(Exception):
    pass


class Confirmation:
    def __init__(self, java: JavaPeer, files: dict[str, bytes]) -> None:
        self._verifiers: list[Verifier] = [JDKVerifier(java), LibXMLSecVerifier(), XMLSecCommand(), OpenSSLVerifier()]
        secure = JDKVerifier(java, secure=True)
        self._on_demand: dict[str, Verifier] = {secure.name: secure, SignXMLVerifier.name: SignXMLVerifier()}
        self._java = java
        self._files = files
        """All generated files by their path relative to the manifest."""

    def confirm_all(self, lines: list[manifest.Line]) -> None:
        """Confirms every line, then raises once with all disagreements."""
        problems = []
        for line in lines:
            try:
                self.confirm(line)
            except Disagreement as problem:
                problems.append(str(problem))
        if problems:
            raise Disagreement("\n".join(problems))

    def confirm(self, line: manifest.Line) -> None:
        """Fills `confirmed_by`, or raises."""
        octets = self._files[line.file]
        witnesses = self._core_witnesses(line, octets)
        if line.asks_for_path and line.trust and line.expect != "refused" and line.expected_core:
            witnesses += self._path_witnesses(line, octets)
        line.confirmed_by = witnesses
        of_signer = _OF_THE_SIGNER[line.signed_by] if line.signed_by else ()
        independent = [name for name in witnesses if name not in of_signer]
        if bool(independent) == bool(line.unconfirmed):
            raise Disagreement(f"{line.file} {line.variant or ''}: confirmed by {witnesses}, said: {line.unconfirmed}")

    def _core_witnesses(self, line: manifest.Line, octets: bytes) -> list[str]:
        names = self._identifiers(octets, line.signature_index)
        key = self._key(line, octets)
        id_names = tuple(line.id_attrs) or documents.PLAIN_ID_NAMES
        detached = {uri: self._files[path] for uri, path in line.detached.items()}
        witnesses, problems = [], []
        for verifier in [*self._verifiers, *(self._on_demand[name] for name in line.also_asked)]:
            if key is None or verifier.name in line.not_asked or not verifier.can_verify(names):
                continue
            outcome = verifier.verify(Question(octets, line.signature_index, key, id_names, detached))
            agrees = outcome.is_valid == line.expected_core
            if agrees:
                witnesses.append(verifier.name)
            if agrees == (verifier.name in line.dissenting):
                problems.append(f"{verifier.name} says {outcome}")
        if problems:
            place = f"{line.file} [{line.signature_index}] {line.variant or ''}"
            raise Disagreement(f"{place}: expected core {line.expected_core}, " + "; ".join(problems))
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
            return VerificationKey(
                _spki(key_value(documents.signatures(documents.parse(octets))[line.signature_index]))
            )
        certificate = self._signing_certificate(line, octets)
        return None if certificate is None else VerificationKey(_spki(certificate.public_key()))

    def _signing_certificate(self, line: manifest.Line, octets: bytes) -> x509.Certificate | None:
        """The first certificate of `KeyInfo`, or the file that the line knows to hold it."""
        if line.certificate:
            return x509.load_pem_x509_certificate(self._files[line.certificate])
        try:
            return next(iter(manifest.embedded_certificates(octets, line.signature_index)), None)
        except (etree.XMLSyntaxError, IndexError):
            return None

    def _path_witnesses(self, line: manifest.Line, octets: bytes) -> list[str]:
        leaf = self._signing_certificate(line, octets)
        assert leaf is not None and line.time is not None and len(line.trust) == 1
        given = [
            certificate for path in line.untrusted for certificate in x509.load_pem_x509_certificates(self._files[path])
        ]
        question = paths.PathQuestion(
            leaf,
            x509.load_pem_x509_certificate(self._files[line.trust[0]]),
            (*given, *manifest.embedded_certificates(octets, line.signature_index)),
            datetime.fromisoformat(line.time),
            tuple(x509.load_pem_x509_crl(self._files[path]) for path in line.crls)
            if "require-crl" in line.policy
            else None,
        )
        expected = line.expect == "valid"
        answers = {
            "openssl-path": paths.openssl_accepts(question),
            "jdk17-path": paths.jdk_accepts(question, self._java),
        }
        for name, answer in answers.items():
            if (answer == expected) == (name in line.dissenting):
                raise Disagreement(f"{line.file} {line.variant or ''}: {name} says {answer}")
        return [name for name, answer in answers.items() if answer == expected]


def _spki(key: object) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined]


def _key_info(signature: etree._Element) -> etree._Element:
    """`KeyInfo`, or one of what its RetrievalMethod names in the document."""
    info = signature.find(documents.ds("KeyInfo"))
    if info is None:
        raise ValueError("no KeyInfo")
    method = info.find(documents.ds("RetrievalMethod"))
    if method is None:
        return info
    uri = method.get("URI", "")
    (named,) = documents.elements_by_id(signature.getroottree(), uri.removeprefix("#"))
    made = etree.Element(info.tag)
    is_encoded = etree.QName(named).localname == "DEREncodedKeyValue"
    (made if is_encoded else etree.SubElement(made, documents.ds("KeyValue"))).append(copy.deepcopy(named))
    return made


def key_value(signature: etree._Element) -> object:
    """The key of `KeyValue` or `DEREncodedKeyValue`."""
    info = _key_info(signature)

    def octets(path: str) -> bytes:
        element = info.find(path)
        if element is None:
            raise ValueError(f"no {path}")
        return base64.b64decode(element.text or "")

    def number(path: str) -> int:
        return int.from_bytes(octets(path), "big")

    value = documents.ds("KeyValue")
    encoded = f"{{{algorithms.XMLDSIG11}}}DEREncodedKeyValue"
    if info.find(encoded) is not None:
        return serialization.load_der_public_key(octets(encoded))
    coordinates = [
        element.get("Value", "")
        for name in "XY"
        for element in info.iterfind(f"{value}//{{{algorithms.MORE2001}}}{name}")
    ]
    if coordinates:
        named = info.find(f"{value}//{{{algorithms.MORE2001}}}NamedCurve")
        assert named is not None
        x, y = map(int, coordinates)
        return ec.EllipticCurvePublicNumbers(x, y, _CURVES[named.get("URN", "")]).public_key()
    children = info.find(value)
    if children is None:
        raise ValueError("no KeyValue")
    kind = etree.QName(children[0]).localname
    if kind == "RSAKeyValue":
        base = f"{value}/{documents.ds('RSAKeyValue')}"
        numbers = rsa.RSAPublicNumbers(
            number(f"{base}/{documents.ds('Exponent')}"), number(f"{base}/{documents.ds('Modulus')}")
        )
        return numbers.public_key()
    if kind == "DSAKeyValue":
        base = f"{value}/{documents.ds('DSAKeyValue')}"
        p, q, g, y = (number(f"{base}/{documents.ds(name)}") for name in "PQGY")
        return dsa.DSAPublicNumbers(y, dsa.DSAParameterNumbers(p, q, g)).public_key()
    curve = children[0].find(f"{{{algorithms.XMLDSIG11}}}NamedCurve")
    assert curve is not None
    point = octets(f"{value}/{{{algorithms.XMLDSIG11}}}ECKeyValue/{{{algorithms.XMLDSIG11}}}PublicKey")
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[curve.get("URI", "")], point)
