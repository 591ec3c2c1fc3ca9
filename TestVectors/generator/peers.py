"""The programs that verify, each on its own: the confirmation of every expectation."""

from __future__ import annotations

import base64
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import cryptography.exceptions
import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from lxml import etree
from signxml import SignatureConfiguration, XMLVerifier
from signxml.exceptions import SignXMLException

from . import algorithms, digesting, external_data
from . import document as documents
from .jdk import JavaPeer, PeerError, key_family


@dataclass(frozen=True)
class VerificationKey:
    """A public key, or a shared secret."""

    spki: bytes | None = None
    secret: bytes | None = None

    @property
    def public(self) -> object:
        assert self.spki is not None
        return serialization.load_der_public_key(self.spki)

    @property
    def pem(self) -> bytes:
        key = serialization.load_der_public_key(self.spki or b"")
        return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


@dataclass(frozen=True)
class Question:
    octets: bytes
    signature_index: int
    key: VerificationKey
    id_names: tuple[str, ...] = documents.PLAIN_ID_NAMES
    detached: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    is_valid: bool
    detail: str


class Verifier(Protocol):
    name: str

    def can_verify(self, identifiers: set[str]) -> bool:
        """Whether it knows all these algorithms; a peer that doesn't is no witness, for or against."""
        ...

    def verify(self, question: Question) -> Outcome: ...


class JDKVerifier:
    def __init__(self, java: JavaPeer, secure: bool = False) -> None:
        self._java = java
        self._secure = secure
        self.name = "jdk17-secure" if secure else "jdk17"

    _UNKNOWN = {
        algorithms.RELATIONSHIP,
        *(uri for uri, name in algorithms.DIGESTS.items() if name in ("ripemd160", "md5")),
        *(
            uri
            for uri, algorithm in algorithms.SIGNATURES.items()
            if algorithm.hash in ("ripemd160", "md5")
            or (algorithm.scheme == "ecdsa" and (algorithm.hash or "").startswith("sha3-"))
        ),
    }

    def can_verify(self, identifiers: set[str]) -> bool:
        return not identifiers & self._UNKNOWN

    def verify(self, question: Question) -> Outcome:
        key = question.key
        try:
            answer = self._java.ask(
                "verify",
                document=question.octets,
                index=str(question.signature_index),
                family="HMAC" if key.secret is not None else key_family(key.public),
                key=key.secret if key.secret is not None else key.spki,
                idName=list(question.id_names),
                secure=str(self._secure).lower(),
                detachedURI=list(question.detached),
                detached=list(question.detached.values()),
            ).decode()
        except PeerError as error:
            return Outcome(False, str(error))
        return Outcome(answer == "valid", answer)


class LibXMLSecVerifier:
    """libxmlsec 1.3, in process."""

    name = "xmlsec-1.3"
    _UNKNOWN = {algorithms.ED25519, algorithms.ED448, algorithms.PSS}

    def can_verify(self, identifiers: set[str]) -> bool:
        return not identifiers & self._UNKNOWN

    def verify(self, question: Question) -> Outcome:
        key = question.key
        try:
            tree = documents.parse(question.octets)
            # By their local names: it knows no namespaces of attributes.
            xmlsec.tree.add_ids(tree.getroot(), [name.rpartition("}")[2] for name in question.id_names])
            context = xmlsec.SignatureContext()
            if key.secret is not None:
                context.key = xmlsec.Key.from_binary_data(xmlsec.constants.KeyDataHmac, key.secret)
            else:
                context.key = xmlsec.Key.from_memory(key.pem, xmlsec.constants.KeyDataFormatPem)
            with external_data.given_to_xmlsec(question.detached):
                context.verify(documents.signatures(tree)[question.signature_index])
        except (xmlsec.Error, etree.XMLSyntaxError, IndexError) as error:
            return Outcome(False, str(error))
        return Outcome(True, "")


class XMLSecCommand:
    """Debian's `xmlsec1`, an older release on another libxml2 and OpenSSL."""

    name = "xmlsec1-1.2"
    _UNKNOWN = {
        algorithms.ED25519,
        algorithms.ED448,
        algorithms.PSS,
        algorithms.ECDSA_RIPEMD160,
        *(uri for uri, algorithm in algorithms.SIGNATURES.items() if algorithm.scheme == "pss"),
        *(uri for uri, name in algorithms.DIGESTS.items() if name.startswith("sha3-")),
        *(uri for uri, algorithm in algorithms.SIGNATURES.items() if (algorithm.hash or "").startswith("sha3-")),
    }

    def can_verify(self, identifiers: set[str]) -> bool:
        return not identifiers & self._UNKNOWN

    def verify(self, question: Question) -> Outcome:
        key = question.key
        with tempfile.TemporaryDirectory() as folder:
            document, key_file = Path(folder, "document.xml"), Path(folder, "key")
            document.write_bytes(question.octets)
            key_file.write_bytes(key.secret if key.secret is not None else key.pem)
            option = "--hmackey" if key.secret is not None else "--pubkey-pem"
            number = question.signature_index + 1
            place = f"(//*[local-name()='Signature' and namespace-uri()='{algorithms.XMLDSIG}'])[{number}]"
            command = ["xmlsec1", "--verify", "--enabled-key-data", "key-name", option, str(key_file)]
            for position, (uri, octets) in enumerate(question.detached.items()):
                external = Path(folder, f"external-{position}")
                external.write_bytes(octets)
                command += [f"--url-map:{uri}", str(external)]
            command += [*self._identifiers(question), "--node-xpath", place, str(document)]
            done = subprocess.run(command, capture_output=True, timeout=60)
        return Outcome(done.returncode == 0, done.stderr.decode(errors="replace").strip()[:300])

    def _identifiers(self, question: Question) -> Iterable[str]:
        try:
            tree = documents.parse(question.octets)
        except etree.XMLSyntaxError:
            return []
        pairs = {
            (attribute.rpartition("}")[2], element.tag)
            for element in tree.iter(etree.Element)
            for attribute in question.id_names
            if element.get(attribute) is not None
        }
        names = []
        for attribute, tag in sorted(pairs):
            name = etree.QName(tag)
            names += [
                f"--id-attr:{attribute}",
                f"{name.namespace}:{name.localname}" if name.namespace else name.localname,
            ]
        return names


class OpenSSLVerifier:
    """lxml's canonical forms and the `openssl` command, for what no verifier of XML Signature but the signer's knows."""

    name = "openssl+lxml"

    def can_verify(self, identifiers: set[str]) -> bool:
        return bool(identifiers & {algorithms.ED25519, algorithms.ED448})

    def verify(self, question: Question) -> Outcome:
        octets, index = question.octets, question.signature_index
        try:
            signature = documents.signatures(documents.parse(octets))[index]
            references = signature.findall(f"{documents.ds('SignedInfo')}/{documents.ds('Reference')}")
            for number, reference in enumerate(references):
                method = reference.find(documents.ds("DigestMethod"))
                value = reference.find(documents.ds("DigestValue"))
                assert method is not None and value is not None
                name = algorithms.DIGESTS[method.get("Algorithm", "")]
                digest_input = digesting.digest_input(octets, index, number, question.detached)
                command = ["openssl", "dgst", f"-{name}", "-binary"]
                digest = subprocess.run(command, input=digest_input, stdout=subprocess.PIPE, check=True).stdout
                if digest != base64.b64decode(value.text or ""):
                    return Outcome(False, f"digest of {reference.get('URI')}")
            return self._value(octets, index, signature, question.key)
        except (documents.UnresolvableReference, etree.XMLSyntaxError, ValueError) as error:
            return Outcome(False, str(error))

    def _value(self, octets: bytes, index: int, signature: etree._Element, key: VerificationKey) -> Outcome:
        value = signature.find(documents.ds("SignatureValue"))
        assert value is not None
        with tempfile.TemporaryDirectory() as folder:
            files = {name: Path(folder, name) for name in ("key", "data", "value")}
            files["key"].write_bytes(key.pem)
            files["data"].write_bytes(documents.signed_info_octets(octets, index))
            files["value"].write_bytes(base64.b64decode(value.text or ""))
            command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", str(files["key"])]
            command += ["-in", str(files["data"]), "-sigfile", str(files["value"])]
            done = subprocess.run(command, capture_output=True)
        return Outcome(done.returncode == 0, done.stderr.decode(errors="replace"))


class SignXMLVerifier:
    """`signxml`, asked only about lines that name it: it knows neither nested signatures nor most transforms."""

    name = "signxml"

    def can_verify(self, identifiers: set[str]) -> bool:
        return True

    def verify(self, question: Question) -> Outcome:
        configuration = SignatureConfiguration(require_x509=False, expect_references=False)
        try:
            certificate = documents.parse(question.octets).find(f".//{documents.ds('X509Certificate')}")
            pinned = (
                None
                if certificate is None
                else x509.load_der_x509_certificate(base64.b64decode(certificate.text or ""))
            )
            XMLVerifier().verify(question.octets, x509_cert=pinned, expect_config=configuration)
        except (SignXMLException, cryptography.exceptions.InvalidSignature, etree.LxmlError) as error:
            return Outcome(False, str(error))
        return Outcome(True, "")
