"""Structures that are no signatures, and algorithms that nobody should follow."""

from __future__ import annotations

from .. import algorithms as a
from ..content import edxml, plain
from ..recipe import ENVELOPED, KeyInfo, Program, Reference, Transform
from ..tampering import replaced
from . import basis
from .book import LENIENT, NO_POLICY, CaseBook, Signed

_REFUSED = {"expect": "refused", "core": None}


def add_to(book: CaseBook) -> None:
    _add_structures(book)
    _add_algorithms(book)
    _add_references(book)
    _add_truncation(book)
    _add_foreign_namespace(book)
    _add_document_types(book)


def _element(text: str, name: str) -> str:
    start = text.index(f"<ds:{name}")
    end = f"</ds:{name}>"
    return text[start : text.index(end, start) + len(end)]


def _add_structures(book: CaseBook) -> None:
    """The schema of XML-DSig §4: cardinality, order, and nothing else."""
    signed = basis.by_id(book, Program.XMLSEC, 1101)
    text = signed.text
    signed_info, value = _element(text, "SignedInfo"), _element(text, "SignatureValue")
    reference = _element(text, "Reference")
    canonicalization = text[text.index("<ds:CanonicalizationMethod") : text.index("<ds:SignatureMethod")]
    method = text[text.index("<ds:SignatureMethod") : text.index("<ds:Reference")]
    digest_method = text[text.index("<ds:DigestMethod") : text.index("<ds:DigestValue")]
    forged = signed_info.replace("#noi-dung", "#quyet-dinh-1101")
    rows: tuple[tuple[str, str, str, str], ...] = (
        ("two-signed-info", signed_info, signed_info + forged, "a second SignedInfo"),
        ("two-signed-info-first", signed_info, forged + signed_info, "a second SignedInfo, before the signed one"),
        ("two-values", value, value + value, "a second SignatureValue"),
        ("no-value", value, "", "no SignatureValue"),
        ("no-signed-info", signed_info, "", "no SignedInfo"),
        ("no-reference", reference, "", "no Reference"),
        ("no-method", method, "", "no SignatureMethod"),
        ("no-canonicalization", canonicalization, "", "no CanonicalizationMethod"),
        ("no-digest-method", digest_method, "", "no DigestMethod"),
        ("order-in-signed-info", canonicalization + method, method + canonicalization, "SignatureMethod first"),
        ("order-in-signature", signed_info + "\n" + value, value + "\n" + signed_info, "SignatureValue first"),
        ("foreign-in-signature", value, value + '<x xmlns="urn:example:la"/>', "a foreign element in Signature"),
        ("text-in-signature", value, value + "chữ", "text in Signature"),
        ("two-key-infos", "</ds:Signature>", _element(text, "KeyInfo") + "</ds:Signature>", "a second KeyInfo"),
    )
    for name, old, new, why in rows:
        assert text.count(old) == 1, name
        _refuse(book, name, signed, text.replace(old, new).encode(), why)
    rows_inside = (
        (
            "foreign-in-signed-info",
            "</ds:SignedInfo>",
            '<x xmlns="urn:example:la"/></ds:SignedInfo>',
            "a foreign element in SignedInfo",
        ),
        ("text-in-signed-info", "</ds:SignedInfo>", "chữ</ds:SignedInfo>", "text in SignedInfo"),
        (
            "attribute-in-method",
            "<ds:SignatureMethod ",
            '<ds:SignatureMethod Them="1" ',
            "an attribute that SignatureMethod has not",
        ),
    )
    for name, old, new, why in rows_inside:
        _refuse(book, name, signed, text.replace(old, new).encode(), why)


def _refuse(book: CaseBook, name: str, signed: Signed, octets: bytes, why: str, **fields: object) -> None:
    dissenting = dict.fromkeys(_DISSENT.get(name, ()), LENIENT)
    # signxml validates against the schema.
    also_asked = ("signxml",) if dissenting else ()
    book.twin(name, signed, octets, why, **{**_REFUSED, "dissenting": dissenting, "also_asked": also_asked, **fields})


_DISSENT: dict[str, tuple[str, ...]] = {"text-in-signature": ("jdk17", "xmlsec-1.3", "xmlsec1-1.2")}


def _add_algorithms(book: CaseBook) -> None:
    """Unknown, misspelt and dangerous identifiers; changed after signing, since nobody signs with them."""
    signed = basis.by_id(book, Program.JDK, 1111)
    transform = f'<ds:Transform Algorithm="{a.EXCLUSIVE}"/>'
    canonicalization = f'<ds:CanonicalizationMethod Algorithm="{a.EXCLUSIVE}"/>'
    stylesheet = (
        f'<ds:Transform Algorithm="{a.XSLT}"><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:template match="/"><a/></xsl:template></xsl:stylesheet></ds:Transform>'
    )
    bogus = "http://www.w3.org/TR/xml-exc-c14n#"
    rows = (
        (
            "transform-misspelt",
            transform,
            transform.replace(a.EXCLUSIVE, bogus),
            "the URI of the specification, as samples in the wild have it",
        ),
        ("transform-xslt", transform, stylesheet, "XSLT"),
        (
            "transform-decrypt-binary",
            transform,
            f'<ds:Transform Algorithm="{a.DECRYPT_BINARY}"/>',
            "the Decrypt transform of octets",
        ),
        (
            "canonicalization-unknown",
            canonicalization,
            canonicalization.replace(a.EXCLUSIVE, bogus),
            "unknown canonicalization",
        ),
        (
            "canonicalization-xslt",
            canonicalization,
            canonicalization.replace(a.EXCLUSIVE, a.XSLT),
            "XSLT as canonicalization",
        ),
        ("digest-unknown", a.SHA256, "urn:example:digest", "unknown digest"),
        ("digest-md5", a.SHA256, a.MD5, "MD5 as digest"),
        ("method-unknown", a.RSA_SHA256, "urn:example:signature", "unknown signature method"),
        ("method-empty", a.RSA_SHA256, "", "empty signature method"),
        ("method-hmac", a.RSA_SHA256, a.HMAC_SHA256, "an HMAC method with the certificate of an RSA key"),
        ("method-ecdsa", a.RSA_SHA256, a.ECDSA_SHA256, "an ECDSA method with the certificate of an RSA key"),
    )
    for name, old, new, why in rows:
        _refuse(book, name, signed, replaced(signed.octets, old, new), why)
    for name, program in (("transform-decrypt", Program.CRYPTOGRAPHY), ("transform-decrypt-openssl", Program.OPENSSL)):
        _add_decrypt(book, name, program)
    many = book.signed(
        "transforms-nine",
        plain.decision(1112),
        basis.recipe(Program.XMLSEC, "leader-03", Reference("#noi-dung", (basis.EXCLUSIVE,) * 9)),
    )
    book.twin(
        "transforms-nine",
        many,
        many.octets,
        "nine transforms: one more than the limit",
        **_REFUSED,
        also_asked=("jdk17-secure",),
        dissenting=dict.fromkeys(("jdk17", "xmlsec-1.3", "xmlsec1-1.2"), NO_POLICY),
    )
    eight = book.signed(
        "transforms-eight",
        plain.decision(1113),
        basis.recipe(Program.XMLSEC, "leader-03", Reference("#noi-dung", (basis.EXCLUSIVE, basis.INCLUSIVE) * 4)),
    )
    book.add_signed(eight, "eight transforms: the limit", core="valid")


def _add_decrypt(book: CaseBook, name: str, program: Program) -> None:
    """Signed with the transform, which has nothing to decrypt here: whoever knows it finds a good signature."""
    excepted = f'<d:Except xmlns:d="{a.DECRYPT}" URI="#ma-hoa"/>'
    decrypt = Transform(a.DECRYPT_XML, content=excepted)
    reference = Reference("#noi-dung", (decrypt, basis.EXCLUSIVE))
    signed = book.signed(name, plain.decision(1114), basis.recipe(program, "leader-03", reference))
    book.add(name, signed.octets, "the Decrypt transform, signed", signed, **_REFUSED)


def _add_references(book: CaseBook) -> None:
    signed = basis.by_id(book, Program.XMLSEC, 1121)
    for name, uri, why in (
        ("reference-http", "http://127.0.0.1:9/tai-lieu.xml", "a web address where nobody answers"),
        ("reference-file", "file:///khong-co/tai-lieu.xml", "a file"),
        ("reference-relative", "tai-lieu.xml", "a relative address"),
        ("reference-missing", "#khong-co", "an identifier that no element has"),
        ("reference-hash", "#", "an empty fragment"),
        ("reference-xpointer-any", "#xpointer(//NoiDung)", "any other XPointer"),
    ):
        _refuse(book, name, signed, replaced(signed.octets, 'URI="#noi-dung"', f'URI="{uri}"'), f"reference to {why}")
    _refuse(
        book, "reference-no-uri", signed, replaced(signed.octets, ' URI="#noi-dung"', ""), "a reference without URI"
    )
    # Nothing uses the namespace, so that the exclusive form would be the one that was signed.
    octets = replaced(signed.octets, '<NoiDung Id="noi-dung">', '<NoiDung Id="noi-dung" xmlns:q="duong/dan">')
    why = "a relative namespace URI, on which Canonical XML 1.0 §1.3 says to fail"
    _refuse(book, "relative-namespace", signed, octets, why)


def _add_truncation(book: CaseBook) -> None:
    """`HMACOutputLength` (CVE-2009-0217)."""
    signed = book.signed(
        "basis-1131",
        plain.decision(1131),
        basis.recipe(Program.JDK, "hmac", method=a.HMAC_SHA256, key_info=KeyInfo.NONE),
    )
    method = f'<ds:SignatureMethod Algorithm="{a.HMAC_SHA256}"/>'
    for length in ("0", "8", "-8", "255", "9999999999999999999", ""):
        inside = f"<ds:HMACOutputLength>{length}</ds:HMACOutputLength>"
        octets = replaced(signed.octets, method, method.replace("/>", f">{inside}</ds:SignatureMethod>"))
        name = f"hmac-length-{length or 'empty'}".replace("--", "-minus-")
        _refuse(
            book,
            name,
            signed,
            octets,
            f"HMACOutputLength {length or 'empty'}",
            key="hmac-file:keys/hmac.bin",
            kind="attack",
        )
    rsa = basis.by_id(book, Program.JDK, 1132)
    method = f'<ds:SignatureMethod Algorithm="{a.RSA_SHA256}"/>'
    octets = replaced(
        rsa.octets, method, method.replace("/>", "><ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>")
    )
    _refuse(book, "hmac-length-of-rsa", rsa, octets, "HMACOutputLength in an RSA method")


def _add_foreign_namespace(book: CaseBook) -> None:
    """A `Signature` that inherits the envelope's namespace is none of XML-DSig's."""
    origin = basis.enveloped(book, Program.XMLSEC, 1141, prefix="")
    octets = replaced(origin.octets, f' xmlns="{a.XMLDSIG}"', "")
    book.twin(
        "signature-in-other-namespace",
        origin,
        octets,
        "Signature in the document's own namespace",
        certificate="pki/leader-03.pem",
        **_REFUSED,
    )
    empty = edxml.Envelope(1142, "SM1-VP", "Về việc không ký", "Văn bản chưa ký.", (), in_digital_signature=True)
    unsigned = empty.text()
    for role in ("specialist", "office", "leader", "seal"):
        unsigned = unsigned.replace("{{" + role + "}}\n", "").replace("\n{{" + role + "}}", "")
    book.add(
        "no-signature",
        unsigned.encode(),
        "an envelope with an empty DigitalSignature",
        None,
        certificate="pki/leader-03.pem",
        **_REFUSED,
    )


def _add_document_types(book: CaseBook) -> None:
    text = (
        plain.decision(1151)
        .replace("<QuyetDinh ", '<!DOCTYPE QuyetDinh [<!ENTITY muc "Điều 1">]>\n<QuyetDinh ')
        .replace("Điều 1.", "&muc;.")
    )
    signed = book.signed(
        "document-type", text, basis.recipe(Program.JDK, "leader-03", Reference("", (ENVELOPED, basis.EXCLUSIVE)))
    )
    book.add_signed(
        signed,
        "an entity of an internal subset, where that is permitted",
        core="valid",
        needs=("dtd",),
        dissenting={"xmlsec1-1.2": "does not replace entities"},
    )
    book.add(
        "document-type",
        signed.octets,
        "the same under strict",
        signed,
        **_REFUSED,
        dissenting=dict.fromkeys(("jdk17", "xmlsec-1.3"), NO_POLICY),
        also_asked=("signxml",),
    )
