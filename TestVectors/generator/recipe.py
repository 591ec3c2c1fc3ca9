"""What a document and its signatures should look like, before anybody has signed: plain values."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from . import algorithms


class Program(enum.Enum):
    """The independent programs that sign."""

    CRYPTOGRAPHY = "cryptography"
    """Assembled by us over lxml, signed by Python's `cryptography`."""
    OPENSSL = "openssl"
    """Assembled by us over lxml, digested and signed by the `openssl` command."""
    SIGNXML = "signxml"
    XMLSEC = "xmlsec"
    """libxmlsec 1.3 through PyPI's `xmlsec`."""
    JDK = "jdk"
    """`javax.xml.crypto` of the JDK."""


class KeyInfo(enum.Enum):
    LEAF = "leaf"
    LEAF_AND_ISSUER = "leaf-and-issuer"
    SUBJECT_AND_LEAF = "subject-and-leaf"
    KEY_VALUE = "key-value"
    DER_ENCODED = "der-encoded"
    KEY_VALUE_AND_LEAF = "key-value-and-leaf"
    NONE = "none"


@dataclass(frozen=True)
class Transform:
    algorithm: str
    prefixes: str | None = None
    """The `PrefixList` of an exclusive canonicalization."""
    content: str = ""
    """Other parameters, as the text of what the element holds; the prefix of XML Signature's names there is `ds`."""


ENVELOPED = Transform(algorithms.ENVELOPED)
BASE64 = Transform(algorithms.BASE64)


@dataclass(frozen=True)
class Reference:
    uri: str | None
    transforms: tuple[Transform, ...] = ()
    digest: str = algorithms.SHA256
    type: str | None = None


@dataclass(frozen=True)
class SignatureRecipe:
    slot: str
    """The place in the document's text, written `{{slot}}` there."""
    program: Program
    identity: str
    """A name of the infrastructure, `hmac`, or `dsa-…`."""
    references: tuple[Reference, ...]
    method: str = algorithms.RSA_SHA256
    method_content: str = ""
    """Parameters of the signature method, as the text of what its element holds."""
    output_bits: int | None = None
    """To how many bits an HMAC is cut, as `method_content` says."""
    canonicalization: Transform = Transform(algorithms.EXCLUSIVE)
    key_info: KeyInfo = KeyInfo.LEAF
    key_info_text: str = ""
    """The whole `KeyInfo` as text, in place of a form."""
    id: str | None = None
    value_id: str | None = None
    objects: tuple[str, ...] = ()
    """Whole `Object` elements as text, with their namespace declared on them. Digests within are places as well, which
    count on from those of the references."""
    prefix: str = "ds"
    """The prefix of XML Signature's names; empty: the default namespace."""
    indented: bool = True

    @property
    def needs_template(self) -> bool:
        """Whether it can be expressed as markup only."""
        return bool(
            self.key_info_text
            or self.method_content
            or any("Reference" in text or "<ds:" in text for text in self.objects)
            or any(
                reference.uri is None or any(transform.content for transform in reference.transforms)
                for reference in self.references
            )
        )


@dataclass(frozen=True)
class DocumentRecipe:
    file: str
    """Below `TestVectors/`."""
    text: str
    """The document with its slots, as characters."""
    signatures: tuple[SignatureRecipe, ...]
    """In the order in which they are made."""
    encoding: str = "UTF-8"
    byte_order_mark: bool = False
    line_end: str = "\n"
    title: str = ""
    detached: dict[str, bytes] = field(default_factory=dict)
    """What external references name, by their URI."""

    @property
    def in_document_order(self) -> tuple[SignatureRecipe, ...]:
        return tuple(sorted(self.signatures, key=lambda signature: self.text.index("{{" + signature.slot + "}}")))

    def encoded(self, text: str) -> bytes:
        """The octets of `text` in the encoding of this document, declaration and line ends included."""
        codec = {"UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be"}.get(self.encoding, self.encoding)
        mark = "\ufeff" if self.byte_order_mark else ""
        ends = text.replace("\n", self.line_end)
        return (mark + ends).encode(codec, errors="xmlcharrefreplace")
