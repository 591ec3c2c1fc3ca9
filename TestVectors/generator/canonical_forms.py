"""Canonical forms of whole documents: what libxml2 writes, where the JDK writes the same."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from lxml import etree

from . import algorithms as a
from . import document as documents
from .confirm import Disagreement
from .jdk import JavaPeer
from .manifest import Line

_METHODS = {
    a.CANONICAL10: "c14n",
    a.CANONICAL10_COMMENTS: "c14n-comments",
    a.CANONICAL11: "c14n11",
    a.CANONICAL11_COMMENTS: "c14n11-comments",
    a.EXCLUSIVE: "exclusive",
    a.EXCLUSIVE_COMMENTS: "exclusive-comments",
}

_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'

INPUTS: dict[str, bytes] = {
    "attributes": (
        _DECLARED + '<r z="1" a="2" xmlns:b="urn:b" b:a="3" xmlns:a="urn:z" a:z="4" é="5" ê="6" e="7" xml:lang="vi"/>'
    ).encode(),
    "namespaces": (
        '<r xmlns="urn:mot"><a xmlns="urn:mot"/><b xmlns=""><c xmlns=""/><d xmlns="urn:hai" xmlns:p="urn:ba"><p:e xmlns:p="urn:ba"/>'
        '<f xmlns:p="urn:bon"><p:g/></f></d></b><h xmlns:q="urn:nam" xmlns:k="urn:khong-dung"><i q:x="1"/></h></r>'
    ).encode(),
    "prefixes": (
        '<n0:r xmlns:n0="urn:mot" xmlns:n1="urn:hai" xmlns="urn:ba"><n1:a n0:b="1"><n0:c xmlns:n1="urn:bon"><d n1:e="xsd:string"/>'
        '</n0:c></n1:a><f xmlns=""><n1:g xmlns:n0="urn:mot" xmlns:n1="urn:hai"/></f></n0:r>'
    ).encode(),
    "miscellany": (
        _DECLARED
        + '<?truoc  a="1" ?>\n<!-- trước\n gốc -->\n\n<r><?trong?><!----><?hai  x  ?><a/><!-- cuối --></r><!-- sau -->\n<?sau?>\n\n'
    ).encode(),
    "characters": (
        "<r a='&quot;&apos;&lt;&gt;&amp;&#9;&#10;&#13;&#x20; \t\n'>&quot;&apos;&lt;&gt;&amp;&#9;&#10;&#13;&#x20;]]&gt;"
        "<![CDATA[<&>\"']]><![CDATA[]]>&#x1EBF;ế&#x20BB7;</r>"
    ).encode(),
    "line-ends": b'<r a="1\r\n2\r3\n4">\r\n<b>\r</b>\r\r\n<!-- a\r\nb -->\n<?p a\rb?>\n<![CDATA[\r\n]]></r>\r\n',
    "vietnamese": (
        _DECLARED + '<VănBản xmlns:sở="urn:example:so" sở:số="01/QĐ"><TríchYếu>Về việc ban hành quy chế</TríchYếu>'
        "<sở:NơiNhận>Như trên; Lưu: VT.</sở:NơiNhận><Phân>e\u0302\u0301 ế</Phân></VănBản>"
    ).encode(),
    "supplementary": '<r a="\U0010fffd\U00010000"><!-- \U00020bb7 -->\U0001f4dc&#x1F4DC;\ue000\ufffd<?p \U000e0001?></r>'.encode(),
    "xml-attributes": (
        '<r xml:base="http://pki.example/a/" xml:lang="vi" xml:space="preserve"> <a xml:base="../b"> <c xml:id="x" xml:lang=""/> </a>'
        ' <d xml:space="default"/> </r>'
    ).encode(),
    "empty": b"<r/>",
    "nested": ("<a:x xmlns:a='urn:a'>" * 12 + "</a:x>" * 12).encode(),
    "utf16": ("\ufeff" + '<?xml version="1.0" encoding="UTF-16"?><r a="ế">Điều 1\r\n</r>').encode("utf-16-le"),
    "latin1": '<?xml version="1.0" encoding="ISO-8859-1"?><r à="é">Hòa giải: &#x1EA3; ÿ</r>'.encode(
        "latin-1", "xmlcharrefreplace"
    ),
    "document-type": (
        '<!DOCTYPE r [<!ELEMENT r (#PCDATA|a)*><!ATTLIST a mac-dinh CDATA "có" t NMTOKENS #IMPLIED xmlns:m CDATA #FIXED "urn:m">'
        '<!ENTITY so "số &#38;#60;1>"><!ENTITY rong "">]>\n<r>&so;&rong;<a t="  mot   hai "/><a mac-dinh="không"/></r>'
    ).encode(),
}

PREFIX_LISTS: tuple[tuple[str, str], ...] = (
    ("namespaces", "p q"),
    ("namespaces", "k khong-co"),
    ("prefixes", "n1"),
    ("prefixes", "n0 n1 khong-co"),
    ("xml-attributes", "xml"),
)


class CanonicalForms:
    def __init__(self, java: JavaPeer) -> None:
        self._java = java
        self.files: dict[str, bytes] = {}
        self.lines: list[Line] = []

    def make(self) -> None:
        for name, octets in INPUTS.items():
            self.files[f"c14n/{name}.xml"] = octets
            for method in _METHODS:
                self._add(name, octets, method, None)
        for name, prefixes in PREFIX_LISTS:
            for method in (a.EXCLUSIVE, a.EXCLUSIVE_COMMENTS):
                self._add(name, INPUTS[name], method, prefixes)

    def _add(self, name: str, octets: bytes, method: str, prefixes: str | None) -> None:
        result = _libxml2(octets, method, prefixes)
        by_jdk = self._java.ask("canonicalize", document=octets, method=method, prefixes=prefixes)
        if by_jdk != result:
            raise Disagreement(f"{name} {method} {prefixes}:\n{result!r}\n{by_jdk!r}")
        more: dict[str, object] = {"alg": method, "output": self._output(name, method, prefixes, result)}
        if prefixes:
            more["inclusive_prefixes"] = prefixes
        self.lines.append(
            Line(
                suite="c14n",
                file=f"c14n/{name}.xml",
                kind="c14n",
                expect="output",
                why="whole document",
                variant=_METHODS[method] + (f" {prefixes}" if prefixes else ""),
                needs=("dtd",) if b"<!DOCTYPE" in octets else (),
                confirmed_by=["libxml2", "jdk17"],
                more=more,
            )
        )

    def _output(self, name: str, method: str, prefixes: str | None, result: bytes) -> str:
        """The file with these octets: equal results of one input share a file."""
        stem = f"c14n/{name}."
        for path, octets in self.files.items():
            if path.startswith(stem) and path.endswith(".out") and octets == result:
                return path
        suffix = _METHODS[method] + ("-" + prefixes.replace(" ", "-").replace("#", "") if prefixes else "")
        path = f"{stem}{suffix}.out"
        self.files[path] = result
        return path


def _libxml2(octets: bytes, method: str, prefixes: str | None) -> bytes:
    """libxml2 through lxml; Canonical XML 1.1 with comments through `xmllint`, which has it.

    For whole documents 1.0 and 1.1 are the same: they differ in what a subset inherits.
    """
    result = etree.tostring(
        documents.parse(octets, attribute_defaults=True),
        method="c14n",
        exclusive=method.startswith(a.EXCLUSIVE_NAMESPACE),
        with_comments=a.keeps_comments(method),
        inclusive_ns_prefixes=prefixes.split() if prefixes else None,
    )
    if method == a.CANONICAL11_COMMENTS:
        by_command = _xmllint(octets)
        if by_command != result:
            raise Disagreement(f"xmllint and lxml differ:\n{by_command!r}\n{result!r}")
    return result


def _xmllint(octets: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.xml")
        path.write_bytes(octets)
        command = ["xmllint", "--nonet", "--noent", "--dtdattr", "--nocdata", "--c14n11", str(path)]
        return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
