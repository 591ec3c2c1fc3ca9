"""Lines of the manifest: one a signature, in the form that `xmldsig fixtures` reads."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography import x509
from lxml import etree

from . import algorithms, digesting
from . import document as documents
from .recipe import Program

_FILTERS = (algorithms.XPATH, algorithms.FILTER2)


@dataclass
class Line:
    """What is expected of one signature; paths are relative to the manifest."""

    suite: str
    file: str
    kind: str = "xmldsig"
    expect: str = "valid"
    core: str | None = None
    why: str = ""
    variant: str | None = None
    key: str = "x509"
    trust: tuple[str, ...] = ()
    untrusted: tuple[str, ...] = ()
    crls: tuple[str, ...] = ()
    time: str | None = None
    policy: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    id_attrs: tuple[str, ...] = ()
    detached: dict[str, str] = field(default_factory=dict)
    """Files by the URI of the external reference that names them."""
    key_name: str | None = None
    lookup_pool: tuple[str, ...] = ()
    signature_index: int = 0
    signed_paths: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    signed_by: Program | None = None
    certificate: str | None = None
    """The signer's certificate, where it isn't the first of `KeyInfo`; for the confirmation only."""
    also_asked: tuple[str, ...] = ()
    """Verifiers that are asked about this line only."""
    not_asked: tuple[str, ...] = ()
    """Verifiers that don't know what the line needs, where its algorithms don't tell."""
    dissenting: dict[str, str] = field(default_factory=dict)
    """Verifiers that answer otherwise, each with the reason why the expectation stands."""
    unconfirmed: str | None = None
    """Why no verifier can confirm this line; else one that did not sign has to."""
    confirmed_by: list[str] = field(default_factory=list)
    more: dict[str, object] = field(default_factory=dict)
    """Fields of other kinds of line."""

    @property
    def expected_core(self) -> bool:
        return self.core == "valid" if self.core is not None else self.expect == "valid"

    @property
    def asks_for_path(self) -> bool:
        return self.key == "x509" and "no-chain-validation" not in self.policy

    def json(self) -> str:
        fields: dict[str, object] = {"suite": self.suite, "file": self.file}
        optional = {
            "variant": self.variant,
            "kind": self.kind,
            "expect": self.expect,
            "core": self.core,
            "why": self.why,
            "features": list(self.features),
            "key": self.key if self.kind in ("xmldsig", "attack") else None,
            "trust": list(self.trust),
            "untrusted": list(self.untrusted),
            "crls": list(self.crls),
            "time": self.time,
            "policy": list(self.policy),
            "needs": list(self.needs),
            "id_attrs": list(self.id_attrs),
            "keyname": self.key_name,
            "lookup_pool": list(self.lookup_pool),
            "detached": self.detached,
            "signature_index": self.signature_index or None,
            "signed_paths": list(self.signed_paths),
            "signed_by": self.signed_by.value if self.signed_by else None,
            "dissenting": self.dissenting,
            "unconfirmed": self.unconfirmed,
            "confirmed_by": self.confirmed_by,
            **self.more,
        }
        fields |= {name: value for name, value in optional.items() if value not in (None, [], {}, "")}
        return json.dumps(fields, ensure_ascii=False)


def identifiers(signature: etree._Element) -> set[str]:
    """All algorithms that a signature names."""
    return {element.get("Algorithm", "") for element in signature.iter(etree.Element)} - {""}


def features(signature: etree._Element) -> tuple[str, ...]:
    """What a signature uses, in short words."""

    def short(uri: str) -> str:
        return uri.replace("http://www.w3.org/", "").rsplit("#", 1)[-1] or "exc-c14n"

    names: dict[str, None] = {}
    canonicalizations = {
        algorithms.CANONICAL10: "c14n",
        algorithms.CANONICAL10_COMMENTS: "c14n-with-comments",
        algorithms.CANONICAL11: "c14n11",
        algorithms.CANONICAL11_COMMENTS: "c14n11-with-comments",
        algorithms.EXCLUSIVE: "exc-c14n",
        algorithms.EXCLUSIVE_COMMENTS: "exc-c14n-with-comments",
    }
    prefixes = {
        "CanonicalizationMethod": "c14n",
        "SignatureMethod": "sig",
        "Transform": "transform",
        "DigestMethod": "digest",
    }
    for element in signature.iter(etree.Element):
        name = etree.QName(element).localname
        algorithm = element.get("Algorithm", "")
        if name in prefixes:
            names[f"{prefixes[name]}:{canonicalizations.get(algorithm, short(algorithm))}"] = None
        elif name == "InclusiveNamespaces":
            names["prefix-list"] = None
        elif name == "Reference":
            uri = element.get("URI")
            names["ref:" + _reference_form(uri)] = None
        elif name in (
            "X509Certificate",
            "X509SubjectName",
            "RSAKeyValue",
            "ECKeyValue",
            "DSAKeyValue",
            "DEREncodedKeyValue",
        ):
            names[f"keyinfo:{name}"] = None
    return tuple(names)


def _reference_form(uri: str | None) -> str:
    if uri is None:
        return "none"
    if uri == "":
        return "whole"
    if uri.startswith("#xpointer"):
        return "xpointer"
    return "id" if uri.startswith("#") else "external"


def covered_paths(octets: bytes, signature_index: int, detached: Mapping[str, bytes] | None = None) -> tuple[str, ...]:
    """What the references of a signature cover in this document, in their order, each once.

    Nothing where a filter leaves nodes that lxml can't work out.
    """
    tree = documents.parse(octets)
    signature = documents.signatures(tree)[signature_index]
    paths: dict[str, None] = {}
    for number, reference in enumerate(signature.findall(f"{documents.ds('SignedInfo')}/{documents.ds('Reference')}")):
        uri = reference.get("URI", "")
        if detached and uri in detached:
            continue
        if any(element.get("Algorithm") in _FILTERS for element in reference.iter(documents.ds("Transform"))):
            found = digesting.filtered_paths(octets, signature_index, number)
            if found is None:
                return ()
            paths |= dict.fromkeys(found)
            continue
        target = documents.dereference(tree, uri)
        paths["/" if target.element is None else documents.path(target.element)] = None
    return tuple(paths)


def embedded_certificates(octets: bytes, signature_index: int) -> list[x509.Certificate]:
    """The certificates of `KeyInfo`."""
    signature = documents.signatures(documents.parse(octets))[signature_index]
    place = f"{documents.ds('KeyInfo')}/{documents.ds('X509Data')}/{documents.ds('X509Certificate')}"
    return [
        x509.load_der_x509_certificate(base64.b64decode(element.text or "")) for element in signature.findall(place)
    ]
