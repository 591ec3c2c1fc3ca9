"""The programs that verify, each on its own: the confirmation of every expectation."""

from __future__ import annotations

import base64
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import xmlsec
from cryptography.hazmat.primitives import serialization
from lxml import etree

from . import algorithms, document as documents
from .jdk import JavaPeer, PeerError, key_family
from .signers.xmlsec_signer import ID_ATTRIBUTES


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
class Outcome:
    is_valid: bool
    detail: str


class Verifier(Protocol):
    name: str

    def can_verify(self, identifiers: set[str]) -> bool:
        """Whether it knows all these algorithms; a peer that doesn't is no witness, for or against."""
        ...

    def verify(self, octets: bytes, signature_index: int, key: VerificationKey) -> Outcome: ...


class JDKVerifier:
    def __init__(self, java: JavaPeer, secure: bool = False) -> None:
        self._java = java
        self._secure = secure
        self.name = "jdk17-secure" if secure else "jdk17"

    def can_verify(self, identifiers: set[str]) -> bool:
        return True

    def verify(self, octets: bytes, signature_index: int, key: VerificationKey) -> Outcome:
        family = "HMAC" if key.secret is not None else key_family(key.public)
        try:
            answer = self._java.ask(
                "verify",
                document=octets,
                index=str(signature_index),
                family=family,
                key=key.secret if key.secret is not None else key.spki,
                secure=str(self._secure).lower(),
            ).decode()
        except PeerError as error:
            return Outcome(False, str(error))
        return Outcome(answer == "valid", answer)


class LibXMLSecVerifier:
    """libxmlsec 1.3, in process."""

    name = "xmlsec-1.3"

    def can_verify(self, identifiers: set[str]) -> bool:
        return algorithms.ED25519 not in identifiers

    def verify(self, octets: bytes, signature_index: int, key: VerificationKey) -> Outcome:
        try:
            tree = documents.parse(octets)
            xmlsec.tree.add_ids(tree.getroot(), ID_ATTRIBUTES)
            context = xmlsec.SignatureContext()
            if key.secret is not None:
                context.key = xmlsec.Key.from_binary_data(xmlsec.constants.KeyDataHmac, key.secret)
            else:
                context.key = xmlsec.Key.from_memory(key.pem, xmlsec.constants.KeyDataFormatPem)
            context.verify(documents.signatures(tree)[signature_index])
        except (xmlsec.Error, etree.XMLSyntaxError, IndexError) as error:
            return Outcome(False, str(error))
        return Outcome(True, "")


class XMLSecCommand:
    """Debian's `xmlsec1`, an older release on another libxml2 and OpenSSL."""

    name = "xmlsec1-1.2"
    _UNKNOWN = {
        algorithms.ED25519,
        algorithms.SHA3_256,
        algorithms.SHA3_512,
        algorithms.PSS_SHA256,
        algorithms.PSS_SHA384,
        algorithms.PSS_SHA512,
        algorithms.PSS_SHA3_256,
    }

    def can_verify(self, identifiers: set[str]) -> bool:
        return not identifiers & self._UNKNOWN

    def verify(self, octets: bytes, signature_index: int, key: VerificationKey) -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            document, key_file = Path(folder, "document.xml"), Path(folder, "key")
            document.write_bytes(octets)
            key_file.write_bytes(key.secret if key.secret is not None else key.pem)
            option = "--hmackey" if key.secret is not None else "--pubkey-pem"
            place = f"(//*[local-name()='Signature' and namespace-uri()='{algorithms.XMLDSIG}'])[{signature_index + 1}]"
            command = ["xmlsec1", "--verify", "--enabled-key-data", "key-name", option, str(key_file)]
            command += [*self._identifiers(octets), "--node-xpath", place, str(document)]
            done = subprocess.run(command, capture_output=True, timeout=60)
        return Outcome(done.returncode == 0, done.stderr.decode(errors="replace").strip()[:300])

    def _identifiers(self, octets: bytes) -> Iterable[str]:
        try:
            tree = documents.parse(octets)
        except etree.XMLSyntaxError:
            return []
        pairs = {
            (attribute, element.tag)
            for element in tree.iter(etree.Element)
            for attribute in ID_ATTRIBUTES
            if element.get(attribute) is not None
        }
        names = []
        for attribute, tag in sorted(pairs):
            name = etree.QName(tag)
            names += [f"--id-attr:{attribute}", f"{name.namespace}:{name.localname}" if name.namespace else name.localname]
        return names


class OpenSSLVerifier:
    """lxml's canonical forms and the `openssl` command, for what no verifier of XML Signature but the signer's knows."""

    name = "openssl+lxml"

    def can_verify(self, identifiers: set[str]) -> bool:
        return algorithms.ED25519 in identifiers

    def verify(self, octets: bytes, signature_index: int, key: VerificationKey) -> Outcome:
        try:
            signature = documents.signatures(documents.parse(octets))[signature_index]
            references = signature.findall(f"{documents.ds('SignedInfo')}/{documents.ds('Reference')}")
            for number, reference in enumerate(references):
                method = reference.find(documents.ds("DigestMethod"))
                value = reference.find(documents.ds("DigestValue"))
                assert method is not None and value is not None
                name = algorithms.DIGESTS[method.get("Algorithm", "")]
                digest_input = documents.digest_input(octets, signature_index, number)
                command = ["openssl", "dgst", f"-{name}", "-binary"]
                digest = subprocess.run(command, input=digest_input, stdout=subprocess.PIPE, check=True).stdout
                if digest != base64.b64decode(value.text or ""):
                    return Outcome(False, f"digest of {reference.get('URI')}")
            return self._value(octets, signature_index, signature, key)
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
