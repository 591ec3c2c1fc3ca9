"""The text of a signature before it has values, and the places in a document where signatures go."""

from __future__ import annotations

import base64
import re
import textwrap
from xml.sax.saxutils import escape, quoteattr

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa

from . import algorithms
from .pki import Infrastructure
from .recipe import KeyInfo, Reference, SignatureRecipe, Transform

_SLOT = re.compile(r"\{\{([a-z0-9-]+)\}\}")

_CURVES = {
    "secp256r1": "urn:oid:1.2.840.10045.3.1.7",
    "secp384r1": "urn:oid:1.3.132.0.34",
    "secp521r1": "urn:oid:1.3.132.0.35",
}


def fill(text: str, slot: str, fragment: str) -> str:
    """`text` with `fragment` in its place."""
    place = "{{" + slot + "}}"
    if text.count(place) != 1:
        raise ValueError(f"{text.count(place)} places named {slot}")
    return text.replace(place, fragment)


def without_slots(text: str) -> str:
    """`text` as it stands before later signatures come."""
    return _SLOT.sub("", text)


def base64_lines(octets: bytes, width: int = 76) -> str:
    return "\n".join(textwrap.wrap(base64.b64encode(octets).decode(), width))


def digest_place(index: int) -> str:
    return f"@digest-{index}@"


VALUE_PLACE = "@value@"

_PLACES = re.compile(r"@(?:digest-\d+|value)@")


def with_places(text: str, placeholder: str) -> str:
    """`text` with the same in the place of each digest and of the value."""
    return _PLACES.sub(placeholder, text)


class SignatureMarkup:
    """Writes the `Signature` element of a recipe; digests and value are places to be filled."""

    def __init__(self, recipe: SignatureRecipe, infrastructure: Infrastructure) -> None:
        self._recipe = recipe
        self._infrastructure = infrastructure
        self._prefix = recipe.prefix + ":" if recipe.prefix else ""
        self._separator = "\n" if recipe.indented else ""

    def text(self) -> str:
        recipe = self._recipe
        declaration = f"xmlns:{recipe.prefix}" if recipe.prefix else "xmlns"
        identifier = f" Id={quoteattr(recipe.id)}" if recipe.id else ""
        value_id = f" Id={quoteattr(recipe.value_id)}" if recipe.value_id else ""
        parts = [
            f'<{self._prefix}Signature {declaration}="{algorithms.XMLDSIG}"{identifier}>',
            self._signed_info(),
            f"<{self._prefix}SignatureValue{value_id}>{VALUE_PLACE}</{self._prefix}SignatureValue>",
            *self.key_info(),
            *recipe.objects,
            f"</{self._prefix}Signature>",
        ]
        return self._separator.join(parts)

    def _element(self, name: str, content: str, attributes: str = "") -> str:
        return f"<{self._prefix}{name}{attributes}>{content}</{self._prefix}{name}>"

    def _algorithm(self, name: str, transform: Transform) -> str:
        attribute = f' Algorithm="{transform.algorithm}"'
        if transform.content:
            return self._element(name, transform.content, attribute)
        if transform.prefixes is None:
            return f"<{self._prefix}{name}{attribute}/>"
        inclusive = (
            f'<ec:InclusiveNamespaces xmlns:ec="{algorithms.EXCLUSIVE_NAMESPACE}" PrefixList="{transform.prefixes}"/>'
        )
        return self._element(name, inclusive, attribute)

    def _signed_info(self) -> str:
        recipe = self._recipe
        parts = [
            self._algorithm("CanonicalizationMethod", recipe.canonicalization),
            self._algorithm("SignatureMethod", Transform(recipe.method, content=recipe.method_content)),
            *(self._reference(index, reference) for index, reference in enumerate(recipe.references)),
        ]
        return self._element("SignedInfo", self._separator + self._separator.join(parts) + self._separator)

    def _reference(self, index: int, reference: Reference) -> str:
        type_ = f" Type={quoteattr(reference.type)}" if reference.type else ""
        transforms = "".join(self._algorithm("Transform", transform) for transform in reference.transforms)
        content = self._element("Transforms", transforms) if transforms else ""
        content += self._algorithm("DigestMethod", Transform(reference.digest))
        content += self._element("DigestValue", digest_place(index))
        uri = "" if reference.uri is None else f" URI={quoteattr(reference.uri)}"
        return self._element("Reference", content, f"{uri}{type_}")

    def key_info(self) -> list[str]:
        recipe = self._recipe
        if recipe.key_info_text:
            return [recipe.key_info_text]
        if recipe.key_info is KeyInfo.NONE:
            return []
        leaf = self._infrastructure.certificates.get(recipe.identity)
        content = ""
        if recipe.key_info in (KeyInfo.KEY_VALUE, KeyInfo.KEY_VALUE_AND_LEAF):
            content += self.key_value(self._infrastructure.keys[recipe.identity].public_key())
        if recipe.key_info is KeyInfo.DER_ENCODED:
            encoded = base64_lines(self._infrastructure.spki(recipe.identity))
            content += f'<dsig11:DEREncodedKeyValue xmlns:dsig11="{algorithms.XMLDSIG11}">{encoded}</dsig11:DEREncodedKeyValue>'
        if recipe.key_info in (
            KeyInfo.LEAF,
            KeyInfo.LEAF_AND_ISSUER,
            KeyInfo.KEY_VALUE_AND_LEAF,
            KeyInfo.SUBJECT_AND_LEAF,
        ):
            if leaf is None:
                raise ValueError(f"{recipe.identity} has no certificate")
            names = [recipe.identity]
            if recipe.key_info is KeyInfo.LEAF_AND_ISSUER:
                names.append(self._infrastructure.issuer_of(recipe.identity))
            data = ""
            if recipe.key_info is KeyInfo.SUBJECT_AND_LEAF:
                data += self._element("X509SubjectName", escape(leaf.subject.rfc4514_string()))
            data += "".join(
                self._element("X509Certificate", base64_lines(self._infrastructure.der(name))) for name in names
            )
            content += self._element("X509Data", data)
        return [self._element("KeyInfo", content)]

    def key_value(self, key: object) -> str:
        """A `KeyValue` (XML-DSig 1.1 §4.5.2)."""
        number = self._number
        if isinstance(key, rsa.RSAPublicKey):
            numbers = key.public_numbers()
            content = self._element("RSAKeyValue", number("Modulus", numbers.n) + number("Exponent", numbers.e))
        elif isinstance(key, ec.EllipticCurvePublicKey):
            point = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
            content = (
                f'<dsig11:ECKeyValue xmlns:dsig11="{algorithms.XMLDSIG11}">'
                f'<dsig11:NamedCurve URI="{_CURVES[key.curve.name]}"/>'
                f"<dsig11:PublicKey>{base64_lines(point)}</dsig11:PublicKey></dsig11:ECKeyValue>"
            )
        elif isinstance(key, dsa.DSAPublicKey):
            public = key.public_numbers()
            parameters = public.parameter_numbers
            fields = (("P", parameters.p), ("Q", parameters.q), ("G", parameters.g), ("Y", public.y))
            content = self._element("DSAKeyValue", "".join(number(name, value) for name, value in fields))
        else:
            raise ValueError(f"no KeyValue for {key}")
        return self._element("KeyValue", content)

    def _number(self, name: str, value: int) -> str:
        """A `CryptoBinary`: big-endian, no leading zero octets."""
        return self._element(name, base64_lines(value.to_bytes((value.bit_length() + 7) // 8, "big")))
