"""XML signatures by templates: canonical by construction, digests of lxml's canonical forms, values by `cryptography`."""

from __future__ import annotations

import base64
import hashlib
import textwrap
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
from lxml import etree

from .authorities import Signer

XMLDSIG = "http://www.w3.org/2000/09/xmldsig#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
ENVELOPED = XMLDSIG + "enveloped-signature"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"


@dataclass
class Digested:
    """What no verifier of a document can avoid: the octets that are digested, and the signatures over digests of them."""

    octets: list[bytes] = field(default_factory=list)
    """Each of them once: equal references need be digested once."""
    signatures: list[tuple[bytes, bytes, bytes]] = field(default_factory=list)
    """Certificate, octets of the signature value as OpenSSL takes them, SHA-256 of the canonical SignedInfo."""

    def add(self, octets: bytes) -> None:
        if octets not in self.octets:
            self.octets.append(octets)


def canonical(element: etree._Element) -> bytes:
    """The exclusive canonical form of a subtree."""
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False)


def _encoded(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


def _lines(octets: bytes) -> str:
    return "\n".join(textwrap.wrap(_encoded(octets), 64))


@dataclass(frozen=True)
class Reference:
    uri: str
    octets: bytes
    """The canonical form of what it refers to."""
    is_enveloped: bool = False

    def text(self) -> str:
        enveloped = f'<Transform Algorithm="{ENVELOPED}"></Transform>' if self.is_enveloped else ""
        digest = _encoded(hashlib.sha256(self.octets).digest())
        return (
            f'<Reference URI="{self.uri}"><Transforms>{enveloped}<Transform Algorithm="{EXCLUSIVE}"></Transform>'
            f'</Transforms><DigestMethod Algorithm="{SHA256}"></DigestMethod><DigestValue>{digest}</DigestValue>'
            "</Reference>"
        )


def _signed(signer: Signer, digest: bytes) -> tuple[bytes, bytes]:
    """The signature value as OpenSSL takes it, and as `SignatureValue` has it."""
    prehashed = utils.Prehashed(hashes.SHA256())
    if signer.is_rsa:
        value = signer.key.sign(digest, padding.PKCS1v15(), prehashed)
        return value, value
    value = signer.key.sign(digest, ec.ECDSA(prehashed, deterministic_signing=True))
    r, s = utils.decode_dss_signature(value)
    return value, r.to_bytes(32, "big") + s.to_bytes(32, "big")


def signature(signer: Signer, references: list[Reference], digested: Digested, identifier: str | None = None) -> str:
    """A `Signature` element; what was digested for it is added to `digested`."""
    method = RSA_SHA256 if signer.is_rsa else ECDSA_SHA256
    inside = (
        f'<CanonicalizationMethod Algorithm="{EXCLUSIVE}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{method}"></SignatureMethod>'
        + "".join(reference.text() for reference in references)
        + "</SignedInfo>"
    )
    signed_info = f'<SignedInfo xmlns="{XMLDSIG}">{inside}'.encode()
    value, written = _signed(signer, hashlib.sha256(signed_info).digest())
    for reference in references:
        digested.add(reference.octets)
    digested.add(signed_info)
    digested.signatures.append((signer.chain[0], value, hashlib.sha256(signed_info).digest()))
    certificates = "".join(f"<X509Certificate>\n{_lines(der)}\n</X509Certificate>" for der in signer.chain)
    identifiers = (f' Id="{identifier}"', f' Id="{identifier}-value"') if identifier else ("", "")
    return (
        f'<Signature xmlns="{XMLDSIG}"{identifiers[0]}><SignedInfo>{inside}'
        f"<SignatureValue{identifiers[1]}>{_encoded(written)}</SignatureValue>"
        f"<KeyInfo><X509Data>{certificates}</X509Data></KeyInfo></Signature>"
    )


def enveloped(text: str, place: str, signer: Signer) -> tuple[str, Digested]:
    """A signature over the whole document, put where `place` stands in the text."""
    digested = Digested()
    octets = canonical(etree.fromstring(text.replace(place, "").encode()))
    return text.replace(place, signature(signer, [Reference("", octets, True)], digested)), digested


def value_element(signature_text: str) -> bytes:
    """The canonical form of the `SignatureValue` of a signature made here."""
    element = etree.fromstring(signature_text.encode()).find(f"{{{XMLDSIG}}}SignatureValue")
    return canonical(element)
