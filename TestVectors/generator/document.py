"""Reading a document with lxml: its signatures, identifiers, paths, and the octets that a reference digests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from . import algorithms, markup
from .recipe import DocumentRecipe

PLAIN_ID_NAMES = ("Id", "ID", "id")
"""The attributes that are identifiers by convention; `xml:id` is one everywhere."""
ID_NAMES = (*PLAIN_ID_NAMES, "{http://www.w3.org/XML/1998/namespace}id")

_XPOINTER_ID = re.compile(r"#xpointer\(id\((['\"])(.*)\1\)\)")


def ds(name: str) -> str:
    return f"{{{algorithms.XMLDSIG}}}{name}"


def parser(attribute_defaults: bool = False) -> etree.XMLParser:
    """Entities of an internal subset are replaced.

    Attribute defaults are asked for apart: with them libxml2 reads external subsets too.
    """
    return etree.XMLParser(resolve_entities="internal", attribute_defaults=attribute_defaults, no_network=True)  # type: ignore[arg-type]


def parse(octets: bytes, attribute_defaults: bool = False) -> etree._ElementTree:
    return etree.ElementTree(etree.fromstring(octets, parser(attribute_defaults)))


def signatures(tree: etree._ElementTree) -> list[etree._Element]:
    """The `Signature` elements in document order."""
    return list(tree.iter(ds("Signature")))


def index_of_place(document: DocumentRecipe, text: str, slot: str) -> int:
    """How many signatures come before the place, in document order."""
    marked = markup.fill(text, slot, f'<Signature xmlns="{algorithms.XMLDSIG}" here=""/>')
    found = signatures(parse(document.encoded(markup.without_slots(marked))))
    return next(index for index, element in enumerate(found) if element.get("here") is not None)


def elements_by_id(tree: etree._ElementTree, value: str) -> list[etree._Element]:
    return [element for element in tree.iter(etree.Element) if any(element.get(name) == value for name in ID_NAMES)]


def path(element: etree._Element) -> str:
    """`/` + the name as written + `[n]` from the second sibling with the same expanded name on."""
    steps = []
    node: etree._Element | None = element
    while node is not None:
        name = etree.QName(node).localname if node.prefix is None else f"{node.prefix}:{etree.QName(node).localname}"
        before = sum(1 for sibling in node.itersiblings(node.tag, preceding=True))
        steps.append(name + (f"[{before + 1}]" if before else ""))
        node = node.getparent()
    return "/" + "/".join(reversed(steps))


@dataclass(frozen=True)
class Target:
    element: etree._Element | None
    """None: the whole document."""
    keeps_comments: bool


class UnresolvableReference(Exception):
    pass


def dereference(tree: etree._ElementTree, uri: str) -> Target:
    """The same-document references of XML-DSig 1.1 §4.4.3.3."""
    if uri == "":
        return Target(None, keeps_comments=False)
    if uri == "#xpointer(/)":
        return Target(None, keeps_comments=True)
    pointer = _XPOINTER_ID.fullmatch(unquote(uri, errors="strict"))
    identifier = pointer[2] if pointer else uri.removeprefix("#")
    if not uri.startswith("#"):
        raise UnresolvableReference(uri)
    # An IRI's character may stand there by its octets (RFC 3986 §2.1), and so may any other.
    found = elements_by_id(tree, identifier) or elements_by_id(tree, unquote(identifier, errors="strict"))
    if len(found) != 1:
        raise UnresolvableReference(f"{uri}: {len(found)} elements")
    return Target(found[0], keeps_comments=pointer is not None)


def canonical(node: etree._Element | etree._ElementTree, algorithm: str, prefixes: str | None, comments: bool) -> bytes:
    """A canonical form by libxml2.

    lxml has no Canonical XML 1.1; without `xml:*` attributes that a subset could inherit it equals 1.0, and these
    documents have none above what is signed (whoever confirms the signature would find out). An element is made a
    document first, with the namespaces in its scope: lxml writes `xmlns=""` too much where it is asked for a subtree.
    """
    if prefixes and "#default" in prefixes.split():
        raise ValueError("lxml drops #default from a PrefixList")
    if isinstance(node, etree._Element):
        node = parse(etree.tostring(node, encoding="utf-8", with_tail=False))
    exclusive = algorithm.startswith(algorithms.EXCLUSIVE_NAMESPACE)
    return etree.tostring(
        node,
        method="c14n",
        exclusive=exclusive,
        with_comments=comments and algorithms.keeps_comments(algorithm),
        inclusive_ns_prefixes=prefixes.split() if prefixes else None,
    )


def prefix_list(element: etree._Element) -> str | None:
    inclusive = element.find(f"{{{algorithms.EXCLUSIVE_NAMESPACE}}}InclusiveNamespaces")
    return None if inclusive is None else inclusive.get("PrefixList")


def signed_info_octets(octets: bytes, signature_index: int) -> bytes:
    """`SignedInfo` as its own canonicalization method has it."""
    signed_info = signatures(parse(octets))[signature_index].find(ds("SignedInfo"))
    assert signed_info is not None
    method = signed_info.find(ds("CanonicalizationMethod"))
    assert method is not None
    return canonical(signed_info, method.get("Algorithm", ""), prefix_list(method), comments=True)
