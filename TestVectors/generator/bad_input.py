"""Input that is no document, or none that anybody should read: small files, each with its own cause."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from . import document as documents
from .confirm import Disagreement
from .jdk import JavaPeer, PeerError
from .manifest import Line

_POLICY = "well-formed; this project refuses it by policy"


@dataclass(frozen=True)
class BadInput:
    name: str
    octets: bytes
    why: str
    by_policy: bool = False
    """Well-formed, so that other parsers read it."""
    with_document_type: str | None = None
    """What is expected where `dtd` is permitted."""
    dissenting: tuple[str, ...] = ()


def _text(name: str, text: str, why: str, **more: object) -> BadInput:
    return BadInput(name, text.encode(), why, **more)  # type: ignore[arg-type]


_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LAUGHS = "".join(f'<!ENTITY c{level} "{f"&c{level - 1};" * 10}">' for level in range(1, 10))
_BLOCK = "x" * 20_000

INPUTS: tuple[BadInput, ...] = (
    # No document
    BadInput("empty", b"", "nothing"),
    BadInput("white-space", b" \n\t\r\n", "white space alone"),
    _text("not-xml", "Kính gửi: Bộ mẫu\nSở mẫu số 1 báo cáo như sau.\n", "plain text"),
    BadInput("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "the beginning of a PDF"),
    BadInput("zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(40)), "the beginning of a ZIP"),
    _text("declaration-alone", _DECLARED, "a declaration and no root"),
    _text("comment-alone", "<!-- không có gì -->", "a comment and no root"),
    _text(
        "garbage-before",
        "1212" + _DECLARED + "<a/>",
        "octets before the XML declaration, as in samples of the exchange",
    ),
    _text("space-before", "\n" + _DECLARED + "<a/>", "a line end before the XML declaration"),
    _text("two-roots", "<a/><b/>", "two roots"),
    _text("text-after", "<a/>chữ", "text after the root"),
    # Truncated
    _text("truncated-tag", '<a><b thuoc-tinh="1', "ends in an attribute value"),
    _text("truncated-content", "<a><b>chữ", "ends in content"),
    _text("truncated-comment", "<a><!-- chưa hết", "ends in a comment"),
    _text("truncated-cdata", "<a><![CDATA[ chưa hết", "ends in CDATA"),
    BadInput("truncated-character", "<a>ế".encode()[:-1], "ends within a character"),
    # Encodings
    _text("encoding-unknown", '<?xml version="1.0" encoding="x-mau"?><a/>', "an encoding that nobody knows"),
    BadInput(
        "encoding-wrong",
        '<?xml version="1.0" encoding="UTF-8"?><a>Hòa</a>'.encode("latin-1"),
        "ISO-8859-1 called UTF-8",
    ),
    BadInput("encoding-missing", "<a>Hòa</a>".encode("latin-1"), "ISO-8859-1 without a declaration"),
    _text("encoding-utf16-in-octets", '<?xml version="1.0" encoding="UTF-16"?><a/>', "UTF-8 called UTF-16"),
    BadInput(
        "encoding-windows1258",
        '<?xml version="1.0" encoding="windows-1258"?><a>Hà</a>'.encode("cp1258"),
        "windows-1258: none of the four encodings",
        by_policy=True,
    ),
    BadInput("encoding-utf32", "\ufeff<a/>".encode("utf-32-le"), "UTF-32", by_policy=True),
    BadInput("utf16-odd", "\ufeff<a/>".encode("utf-16-le") + b"\n", "UTF-16 with an octet too many"),
    BadInput(
        "utf16-surrogate",
        "\ufeff<a>".encode("utf-16-le") + b"\x00\xd8" + "</a>".encode("utf-16-le"),
        "UTF-16 with half a pair",
    ),
    BadInput("utf8-overlong", b"<a>\xc0\xbc</a>", "an overlong form of <"),
    BadInput("utf8-surrogate", b"<a>\xed\xa0\x80\xed\xb0\x80</a>", "surrogates in UTF-8"),
    BadInput("utf8-beyond", b"<a>\xf4\x90\x80\x80</a>", "beyond U+10FFFF"),
    BadInput("two-marks", b"\xef\xbb\xbf\xef\xbb\xbf<a/>", "two byte order marks"),
    # Characters
    BadInput("nul", b"<a>\0</a>", "U+0000"),
    _text("control", "<a>\x01</a>", "U+0001"),
    _text("control-reference", "<a>&#1;</a>", "a reference to U+0001"),
    _text("noncharacter", "<a>\ufffe</a>", "U+FFFE"),
    _text("reference-beyond", "<a>&#x110000;</a>", "a reference beyond U+10FFFF"),
    _text("reference-surrogate", "<a>&#xD800;</a>", "a reference to a surrogate"),
    _text("reference-huge", "<a>&#99999999999999999999;</a>", "a reference to a number that no integer holds"),
    # Markup
    _text("mismatched", "<a><b></a></b>", "end tags in the wrong order"),
    _text("case-mismatched", "<a></A>", "an end tag in capitals"),
    _text("duplicate-attribute", '<a b="1" b="2"/>', "an attribute twice"),
    _text(
        "duplicate-expanded", '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>', "an expanded attribute name twice"
    ),
    _text("attribute-unquoted", "<a b=1/>", "a value without quotes"),
    _text("attribute-no-value", "<a b/>", "an attribute without a value"),
    _text("attribute-no-space", '<a b="1"c="2"/>', "no white space between attributes"),
    _text("attribute-less-than", '<a b="<"/>', "< in a value"),
    _text("ampersand", "<a>A & B</a>", "& alone"),
    _text("entity-undeclared", "<a>&nbsp;</a>", "an entity of HTML"),
    _text("cdata-end", "<a>]]></a>", "]]> in text"),
    _text("comment-hyphens", "<a><!-- a -- b --></a>", "-- in a comment"),
    _text("instruction-xml", "<a><?xml version='1.0'?></a>", "a declaration within the root"),
    _text("declaration-case", '<?XML version="1.0"?><a/>', "a declaration in capitals"),
    _text("declaration-order", '<?xml encoding="UTF-8" version="1.0"?><a/>', "a declaration in the wrong order"),
    _text("declaration-version", '<?xml version="2.0"?><a/>', "version 2.0"),
    _text("name-digit", "<1a/>", "a name that begins with a digit"),
    _text("html", "<p>Một<br>hai</p>", "HTML"),
    # Namespaces
    _text("prefix-undeclared", '<a><b xlink:href=""/></a>', "an undeclared prefix, as in samples of the exchange"),
    _text("prefix-undeclared-element", "<edXML:edXMLEnvelope/>", "an undeclared prefix of the root"),
    _text("prefix-emptied", '<a xmlns:p="urn:x"><b xmlns:p=""/></a>', "a prefix undeclared again"),
    _text("prefix-xml", '<a xmlns:xml="urn:x"/>', "xml bound to another namespace"),
    _text("prefix-xmlns", '<a xmlns:xmlns="urn:x"/>', "xmlns declared"),
    _text("prefix-two-colons", '<p:q:r xmlns:p="urn:x"/>', "a name with two colons"),
    _text("prefix-colon-first", "<:a/>", "a name that begins with a colon", dissenting=("jdk17",)),
    # Document types
    _text("dtd", "<!DOCTYPE a><a/>", "a document type", by_policy=True, with_document_type="valid"),
    _text(
        "dtd-subset",
        '<!DOCTYPE a [<!ELEMENT a ANY><!ENTITY b "chữ">]><a>&b;</a>',
        "a document type with an entity",
        by_policy=True,
        with_document_type="valid",
    ),
    _text(
        "dtd-external-subset",
        '<!DOCTYPE a SYSTEM "a.dtd"><a/>',
        "an external subset, which is never read",
        by_policy=True,
        with_document_type="valid",
    ),
    _text(
        "laughs",
        f'<!DOCTYPE a [<!ENTITY c0 "ha">{_LAUGHS}]><a>&c9;</a>',
        "ten to the ninth laughs",
        with_document_type="refused",
    ),
    _text(
        "quadratic",
        f'<!DOCTYPE a [<!ENTITY b "{_BLOCK}">]><a>{"&b;" * 2_000}</a>',
        "40 million characters from 26 thousand",
        by_policy=True,
        with_document_type="refused",
        dissenting=("jdk17",),
    ),
    _text(
        "recursive",
        '<!DOCTYPE a [<!ENTITY b "&c;"><!ENTITY c "&b;">]><a>&b;</a>',
        "entities in a circle",
        with_document_type="refused",
    ),
    _text("dtd-unfinished", '<!DOCTYPE a [<!ENTITY b "', "ends in a document type", with_document_type="refused"),
    _text("dtd-after-root", "<a/><!DOCTYPE a>", "a document type after the root", with_document_type="refused"),
)


class BadInputs:
    def __init__(self, java: JavaPeer) -> None:
        self._java = java
        self.files: dict[str, bytes] = {}
        self.lines: list[Line] = []

    def make(self) -> None:
        for bad in INPUTS:
            self.files[f"bad/{bad.name}.xml"] = bad.octets
            confirmed = self._accepted_by(bad)
            if bad.by_policy:
                self._add(bad, "refused", (), [], _POLICY)
            else:
                self._add(bad, "refused", (), self._agreeing(bad, confirmed, False))
            if bad.with_document_type:
                is_valid = bad.with_document_type == "valid"
                self._add(bad, bad.with_document_type, ("dtd",), self._agreeing(bad, confirmed, is_valid))

    def _agreeing(self, bad: BadInput, accepted: dict[str, bool], expected: bool) -> list[str]:
        agreeing = [name for name, is_accepted in accepted.items() if is_accepted == expected]
        dissenting = {name for name in accepted if name not in agreeing}
        if dissenting != set(bad.dissenting) or not agreeing:
            raise Disagreement(f"bad/{bad.name}.xml: accepted by {accepted}")
        return agreeing

    def _accepted_by(self, bad: BadInput) -> dict[str, bool]:
        parser = documents.parser()
        try:
            etree.fromstring(bad.octets, parser)
            # A namespace error is an error of its own for libxml2, which goes on.
            by_libxml2 = not parser.error_log
        except (etree.XMLSyntaxError, ValueError):
            by_libxml2 = False
        try:
            self._java.ask("parse", document=bad.octets)
            by_jdk = True
        except PeerError:
            by_jdk = False
        return {"libxml2": by_libxml2, "jdk17": by_jdk}

    def _add(
        self, bad: BadInput, expect: str, needs: tuple[str, ...], confirmed: list[str], unconfirmed: str | None = None
    ) -> None:
        self.lines.append(
            Line(
                suite="bad",
                file=f"bad/{bad.name}.xml",
                kind="parser",
                expect=expect,
                why=bad.why,
                variant="dtd permitted" if needs else None,
                needs=needs,
                unconfirmed=unconfirmed,
                dissenting={} if unconfirmed else dict.fromkeys(bad.dissenting, "reads it all the same"),
                confirmed_by=confirmed,
                more={"test": bad.name + ("-dtd" if needs else "")},
            )
        )
