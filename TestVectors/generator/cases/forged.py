"""Twins of good documents: changed content, changed signatures, and changes that change nothing."""

from __future__ import annotations

import unicodedata

from .. import algorithms as a
from ..archive import envelopes
from ..content import edxml, plain
from ..recipe import ENVELOPED, Program, Reference, Transform
from ..tampering import replaced
from . import basis
from .book import CaseBook, Signed

_HARMLESS = {"expect": "valid", "core": "valid"}


def add_to(book: CaseBook) -> None:
    _add_content(book)
    _add_signed_info(book)
    _add_values(book)
    _add_unsigned_additions(book)
    _add_comments(book)
    _add_harmless(book)
    _add_envelope(book)


def _add_content(book: CaseBook) -> None:
    """A word changed in a document of each program."""
    for number, program in enumerate(Program, 701):
        origin = basis.enveloped(book, program, number, uri=f"#quyet-dinh-{number}")
        octets = replaced(origin.octets, "Ban hành kèm theo", "Bãi bỏ kèm theo")
        book.twin(f"content-changed-{program.value}", origin, octets, "a word of the content was changed")
    origin = basis.by_id(book, Program.JDK, 706)
    decomposed = unicodedata.normalize("NFD", "Điều 1. Ban hành")
    octets = replaced(origin.octets, "Điều 1. Ban hành", decomposed)
    book.twin("content-decomposed", origin, octets, "the same characters in Unicode's normalization form D")
    octets = replaced(origin.octets, '<NoiDung Id="noi-dung">', '<NoiDung Id="noi-dung">\n  ')
    book.twin("content-indented", origin, octets, "pretty-printed after signing")
    octets = replaced(origin.octets, '<NoiDung Id="noi-dung">', '<NoiDung Id="noi-dung" muc="1">')
    book.twin("attribute-added", origin, octets, "an attribute more")
    octets = replaced(origin.octets, "<NoiDung Id=", "<q:NoiDung xmlns:q='urn:example:quyet-dinh' Id=")
    octets = replaced(octets, "</NoiDung>", "</q:NoiDung>")
    book.twin("prefix-changed", origin, octets, "the same expanded name by another prefix")


def _add_signed_info(book: CaseBook) -> None:
    origin = basis.by_id(book, Program.XMLSEC, 711)
    digest = f'<ds:DigestMethod Algorithm="{a.SHA256}"/>'
    octets = replaced(origin.octets, digest, f'<ds:DigestMethod Algorithm="{a.SHA512}"/>')
    book.twin("digest-method-changed", origin, octets, "SignedInfo names another digest")
    octets = replaced(origin.octets, 'URI="#noi-dung"', 'URI="#noi-dung" Type="urn:example:khac"')
    book.twin("type-added", origin, octets, "SignedInfo has an attribute more")
    # Content and digest fit each other again; only the signature value tells.
    changed = replaced(origin.octets, "Ban hành kèm theo", "Bãi bỏ kèm theo").decode()
    other = book.signed(
        "basis-712",
        plain.decision(711, body="Điều 1. Bãi bỏ kèm theo quyết định này quy chế mẫu."),
        origin.recipe.signatures[0],
    )
    forged = changed.replace(_between(changed, "DigestValue"), _between(other.text, "DigestValue"))
    book.twin(
        "digest-recomputed",
        origin,
        forged.encode(),
        "the digest fits the changed content, the signature value does not",
    )
    two = book.signed(
        "basis-713",
        plain.decision(713),
        basis.recipe(
            Program.JDK,
            "leader-01",
            Reference("#noi-dung", (basis.EXCLUSIVE,)),
            Reference("#quyet-dinh-713", (ENVELOPED, basis.EXCLUSIVE)),
        ),
    )
    start = two.text.index("<ds:Reference ")
    end = two.text.index("</ds:Reference>") + len("</ds:Reference>")
    book.twin("reference-removed", two, (two.text[:start] + two.text[end:]).encode(), "SignedInfo lost a reference")
    octets = replaced(two.octets, "<TrichYeu>Về việc", "<TrichYeu>Về  việc")
    book.twin("second-reference-fails", two, octets, "the first reference holds, the second does not")


def _between(text: str, name: str) -> str:
    start = text.index(f"<ds:{name}>") + len(f"<ds:{name}>")
    return text[start : text.index(f"</ds:{name}>")]


def _add_values(book: CaseBook) -> None:
    """The signature value and the certificate."""
    for number, program in enumerate(Program, 721):
        origin = basis.by_id(book, program, number)
        value = _between(origin.text, "SignatureValue")
        # Another sextet in the middle: still base64, another number.
        middle = len(value) // 2
        while not value[middle].isalpha():
            middle += 1
        changed = value[:middle] + ("A" if value[middle] != "A" else "B") + value[middle + 1 :]
        octets = replaced(origin.octets, value, changed)
        book.twin(f"value-changed-{program.value}", origin, octets, "one character of the signature value was changed")
    first = basis.by_id(book, Program.JDK, 726)
    second = book.signed("basis-727", plain.decision(726), basis.recipe(Program.JDK, "leader-01"))
    own, other = _between(first.text, "X509Certificate"), _between(second.text, "X509Certificate")
    octets = replaced(first.octets, own, other)
    book.twin("certificate-swapped", first, octets, "KeyInfo holds the certificate of another leader")
    value = _between(second.text, "SignatureValue")
    octets = replaced(first.octets, _between(first.text, "SignatureValue"), value)
    book.twin("value-of-another", first, octets, "the signature value of another document")


def _add_unsigned_additions(book: CaseBook) -> None:
    unsigned = "<BoSung>Điều 2. Chi thêm 90.000.000 đồng.</BoSung></QuyetDinh>"
    whole = basis.enveloped(book, Program.SIGNXML, 731, uri="#quyet-dinh-731")
    book.twin(
        "element-added-to-whole",
        whole,
        replaced(whole.octets, "</QuyetDinh>", unsigned),
        "an element more where all is signed",
    )
    part = basis.by_id(book, Program.CRYPTOGRAPHY, 732)
    book.twin(
        "element-added-beside",
        part,
        replaced(part.octets, "</QuyetDinh>", unsigned),
        "an element more that nobody signed: the signature holds, the coverage says what for",
        kind="attack",
        **_HARMLESS,
    )


def _add_comments(book: CaseBook) -> None:
    comment = "<!-- thêm sau khi ký -->"
    rows = (
        ("id", "#noi-dung", Transform(a.EXCLUSIVE_COMMENTS), True, "a bare #id never covers comments"),
        ("id-plain", "#noi-dung", basis.INCLUSIVE, True, "the canonicalization drops comments"),
        ("xpointer", "#xpointer(id('noi-dung'))", Transform(a.CANONICAL10_COMMENTS), False, "xpointer covers comments"),
        ("xpointer-plain", "#xpointer(id('noi-dung'))", basis.INCLUSIVE, True, "the canonicalization drops comments"),
        ("xpointer-root", "#xpointer(/)", Transform(a.CANONICAL11_COMMENTS), False, "xpointer covers comments"),
    )
    for number, (name, uri, transform, holds, why) in enumerate(rows, 741):
        transforms = (ENVELOPED, transform) if uri == "#xpointer(/)" else (transform,)
        origin = book.signed(
            f"basis-{number}",
            plain.decision(number),
            basis.recipe(Program.JDK, "leader-03", Reference(uri, transforms)),
        )
        octets = replaced(origin.octets, "Điều 1.", f"Điều 1.{comment}")
        expected = _HARMLESS if holds else {}
        book.twin(f"comment-added-{name}", origin, octets, f"a comment was added: {why}", **expected)


def _add_harmless(book: CaseBook) -> None:
    """Changes that the canonical form takes back."""
    origin = basis.by_id(book, Program.XMLSEC, 751)
    book.twin("line-ends-changed", origin, origin.text.replace("\n", "\r\n").encode(), "CRLF for LF", **_HARMLESS)
    utf16 = origin.text.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    book.twin("recoded", origin, ("\ufeff" + utf16).encode("utf-16-le"), "UTF-16 for UTF-8", **_HARMLESS)
    octets = replaced(origin.octets, '<NoiDung Id="noi-dung">', "<NoiDung\n   Id\t=\t'noi-dung'  >")
    book.twin("quoted-otherwise", origin, octets, "other quotes and white space in a tag", **_HARMLESS)
    octets = replaced(origin.octets, "Điều 1.", "&#272;i&#x1EC1;u<![CDATA[ 1.]]>")
    book.twin("escaped-otherwise", origin, octets, "character references and CDATA", **_HARMLESS)
    octets = replaced(origin.octets, '<QuyetDinh xmlns="', '<QuyetDinh xmlns:moi="urn:example:moi" xmlns="')
    book.twin("namespace-added-exclusive", origin, octets, "a namespace that nothing uses, exclusive", **_HARMLESS)
    inclusive = book.signed(
        "basis-752",
        plain.decision(752),
        basis.recipe(
            Program.JDK, "leader-01", Reference("#noi-dung", (basis.INCLUSIVE,)), canonicalization=basis.INCLUSIVE
        ),
    )
    octets = replaced(inclusive.octets, '<QuyetDinh xmlns="', '<QuyetDinh xmlns:moi="urn:example:moi" xmlns="')
    book.twin("namespace-added-inclusive", inclusive, octets, "a namespace that nothing uses, inclusive")
    start, end = origin.text.index("<ds:Signature "), origin.text.index("</ds:Signature>") + len("</ds:Signature>")
    signature = origin.text[start:end]
    moved = origin.text.replace(signature, "").replace("<So>", f"<ChuKy>{signature}</ChuKy><So>")
    book.twin("signature-moved", origin, moved.encode(), "the signature stands elsewhere", **_HARMLESS)
    value = _between(origin.text, "SignatureValue")
    octets = replaced(origin.octets, value, " \t\n" + "\n ".join(value) + "\n")
    dissenting = {"jdk17": "stumbles over white space within the padding"}
    book.twin("value-spaced", origin, octets, "white space anywhere in base64", dissenting=dissenting, **_HARMLESS)


def _add_envelope(book: CaseBook) -> None:
    """Envelopes with four signatures: what breaks which."""
    chain = envelopes.Chain(
        (Program.XMLSEC, Program.JDK, Program.OPENSSL, Program.SIGNXML),
        ("specialist-01", "office-01", "leader-03", "seal-01"),
    )
    envelope = edxml.Envelope(
        761,
        "SM1-VP",
        "Về việc bàn giao",
        "Bàn giao tài sản.",
        (("phu-luc.txt", "Danh mục tài sản mẫu."),),
        seal_at_root=True,
    )
    origin = book.signed("envelope-761", envelope.text(), *envelopes.envelope_signatures(envelope, chain))
    holds, fails = {"expect": "valid", "core": "valid"}, {"expect": "invalid", "core": "invalid"}
    trace = (
        "<edXML:TraceHeader><edXML:OrganId>000.00.00.X98</edXML:OrganId><edXML:Timestamp>2026/05/30 10:00:00</edXML:Timestamp>"
        "</edXML:TraceHeader></edXML:TraceHeaderList>"
    )
    octets = replaced(origin.octets, "</edXML:TraceHeaderList>", trace)
    _four(book, "envelope-trace-added", origin, octets, "a hop added its trace", (holds, holds, holds, fails))
    attachment = replaced(origin.octets, "<ContentId>tep-1</ContentId>", "<ContentId>tep-9</ContentId>")
    _four(
        book,
        "envelope-attachment-changed",
        origin,
        attachment,
        "an attachment was changed",
        (holds, holds, holds, fails),
    )
    value = origin.text[origin.text.index('Id="gia-tri-chuyen-vien">') + 25 :]
    value = value[: value.index("<")]
    octets = replaced(origin.octets, value, value[:9] + ("A" if value[9] != "A" else "B") + value[10:])
    _four(
        book,
        "envelope-first-value-changed",
        origin,
        octets,
        "the first signature's value was changed",
        (fails, fails, fails, fails),
    )
    start = origin.text.index("<ds:Signature ")
    end = origin.text.index("</ds:Signature>") + len("</ds:Signature>")
    without = (origin.text[:start] + origin.text[end:]).encode()
    for index, why in enumerate(
        ("its reference to the first value", "its reference to the first value", "the whole document")
    ):
        book.twin(
            "envelope-first-removed",
            origin,
            without,
            f"the first signature was removed, and with it {why}",
            kind="attack",
            signature_index=index,
            signed_by=chain.programs[index + 1],
            variant=f"signature-{index + 1}",
            **({"core": None, "expect": "refused"} if index < 2 else {}),
        )


def _four(
    book: CaseBook, name: str, origin: Signed, octets: bytes, why: str, expectations: tuple[dict[str, str], ...]
) -> None:
    for index, expected in enumerate(expectations):
        book.twin(name, origin, octets, why, signature_index=index, variant=f"signature-{index + 1}", **expected)
