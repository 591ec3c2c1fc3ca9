"""The octets that a reference digests, worked out with lxml (XML-DSig 1.1 §4.4.3.2), as far as the recipes go."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from lxml import etree

from . import algorithms, relationships
from . import document as documents
from .document import ds

_FILTER = f"{{{algorithms.FILTER2}}}XPath"


class NotExpressible(ValueError):
    """A node set that lxml can't canonicalize: something within what was taken out is in the set again."""


def digest_input(
    octets: bytes, signature_index: int, reference_index: int, detached: Mapping[str, bytes] | None = None
) -> bytes:
    """Of the reference with that number in the signature; those of Manifests count on after those of SignedInfo."""
    signature = documents.signatures(documents.parse(octets))[signature_index]
    reference = list(signature.iter(ds("Reference")))[reference_index]
    uri = reference.get("URI")
    if detached and uri in detached:
        state: _Nodes | bytes = detached[uri]
    else:
        state = _Nodes.dereferenced(signature, uri or "")
    for transform in reference.findall(f"{ds('Transforms')}/{ds('Transform')}"):
        state = _transformed(state, transform, signature)
    # The implicit canonicalization omits comments, whatever the reference kept (XML-DSig 1.1 §4.4.3.2).
    return state if isinstance(state, bytes) else state.canonical(algorithms.CANONICAL10, None)


def filtered_paths(octets: bytes, signature_index: int, reference_index: int) -> list[str] | None:
    """Where what a reference covers begins; nothing where the digest says that lxml has got other nodes."""
    signature = documents.signatures(documents.parse(octets))[signature_index]
    reference = list(signature.iter(ds("Reference")))[reference_index]
    method, value = reference.find(ds("DigestMethod")), reference.find(ds("DigestValue"))
    assert method is not None and value is not None
    try:
        digest_input_ = digest_input(octets, signature_index, reference_index)
        digest = hashlib.new(algorithms.DIGESTS[method.get("Algorithm", "")], digest_input_).digest()
        if digest != base64.b64decode(value.text or ""):
            return None
        nodes = _Nodes.dereferenced(signature, reference.get("URI") or "")
        for transform in reference.findall(f"{ds('Transforms')}/{ds('Transform')}"):
            if algorithms.is_canonicalization(transform.get("Algorithm", "")):
                break
            result = _transformed(nodes, transform, signature)
            if isinstance(result, bytes):
                return None
            nodes = result
        return nodes.paths()
    except (etree.XPathError, ValueError):
        return None


def _transformed(state: _Nodes | bytes, transform: etree._Element, signature: etree._Element) -> _Nodes | bytes:
    algorithm = transform.get("Algorithm", "")
    if algorithm == algorithms.BASE64:
        return base64.b64decode(state if isinstance(state, bytes) else state.text())
    if algorithm == algorithms.RELATIONSHIP:
        return relationships.selected(state, transform) if isinstance(state, bytes) else _no_octets(algorithm)
    nodes = _Nodes.parsed(state) if isinstance(state, bytes) else state
    if algorithm == algorithms.DECRYPT_XML:
        nodes.require_nothing_encrypted()
        return nodes
    if algorithms.is_canonicalization(algorithm):
        return nodes.canonical(algorithm, documents.prefix_list(transform))
    if algorithm == algorithms.ENVELOPED:
        nodes.remove(signature)
    elif algorithm == algorithms.XPATH:
        nodes.filter_each(transform[0])
    elif algorithm == algorithms.FILTER2:
        nodes.filter_subtrees(transform.findall(_FILTER))
    else:
        raise ValueError(f"no transform {algorithm}")
    return nodes


def _no_octets(algorithm: str) -> bytes:
    raise ValueError(f"{algorithm} takes octets")


class _Nodes:
    """A node set whose elements have all of their namespace nodes; attributes and text that are out are noted apart."""

    def __init__(self, tree: etree._ElementTree, top: etree._Element, is_document: bool, keeps_comments: bool) -> None:
        self._tree = tree
        self._top = top
        self._has_root_node = is_document
        self._keeps_comments = keeps_comments
        self._included: set[etree._Element] = set(top.iter())
        self._attributes_out: list[tuple[etree._Element, str]] = []
        self._text_out: list[etree._ElementUnicodeResult] = []

    @classmethod
    def dereferenced(cls, signature: etree._Element, uri: str) -> _Nodes:
        tree = signature.getroottree()
        target = documents.dereference(tree, uri)
        top = tree.getroot() if target.element is None else target.element
        return cls(tree, top, target.element is None, target.keeps_comments)

    @classmethod
    def parsed(cls, octets: bytes) -> _Nodes:
        tree = documents.parse(octets)
        return cls(tree, tree.getroot(), is_document=True, keeps_comments=True)

    def text(self) -> str:
        return "".join(map(str, self._top.itertext(etree.Element)))

    def require_nothing_encrypted(self) -> None:
        """Where nothing is encrypted the Decrypt transform gives back what it is given (its §3)."""
        if any(node.tag == f"{{{algorithms.XMLENC}}}EncryptedData" for node in self._included):
            raise NotExpressible(algorithms.DECRYPT_XML)

    def remove(self, element: etree._Element) -> None:
        self._included -= set(element.iter())

    def filter_each(self, expression: etree._Element) -> None:
        """XPath (XML-DSig 1.1 §6.6.3), asked of elements only; comments and instructions go with their parents."""
        accepts = _compiled(expression, f"boolean({expression.text})")
        self._has_root_node = self._has_root_node and self._accepts_root_node(expression)
        elements = {node for node in self._included if isinstance(node.tag, str) and accepts(node)}
        others = {node for node in self._included if not isinstance(node.tag, str) and node.getparent() in elements}
        self._included = elements | others
        rejects = _compiled(expression, f"//@*[not({expression.text})]")
        self._attributes_out += [(text.getparent(), text.attrname) for text in rejects(self._tree)]
        rejects = _compiled(expression, f"//text()[not({expression.text})]")
        self._text_out += [text for text in rejects(self._tree) if text.getparent() in elements or text.is_tail]

    def _accepts_root_node(self, expression: etree._Element) -> bool:
        return bool(_compiled(expression, f"boolean(/self::node()[boolean({expression.text})])")(self._tree))

    def filter_subtrees(self, filters: list[etree._Element]) -> None:
        """XPath Filter 2.0 §3.2."""
        selected = set(self._tree.getroot().iter())
        has_root_node = True
        for expression in filters:
            # lxml has no root node.
            is_root = (expression.text or "").strip() == "/"
            found = [self._tree.getroot()] if is_root else _compiled(expression, expression.text or "")(self._tree)
            if expression.get("Filter") == "subtract" and all(hasattr(node, "attrname") for node in found):
                self._attributes_out += [(text.getparent(), text.attrname) for text in found if text.is_attribute]
                self._text_out += [text for text in found if not text.is_attribute]
                continue
            if not all(isinstance(node, etree._Element) for node in found):
                raise NotExpressible(expression.text)
            subtrees = {below for node in found for below in node.iter()}
            if expression.get("Filter") == "intersect":
                has_root_node = has_root_node and is_root
                selected &= subtrees
            elif expression.get("Filter") == "subtract":
                has_root_node = has_root_node and not is_root
                selected -= subtrees
            else:
                has_root_node = has_root_node or is_root
                selected |= subtrees
        self._included &= selected
        self._has_root_node = self._has_root_node and has_root_node

    def paths(self) -> list[str]:
        """Of the highest elements; `/` for a document whose root node is in the set."""
        apexes = self._apexes()
        if self._has_root_node and apexes == [self._tree.getroot()]:
            return ["/"]
        return [documents.path(node) for node in apexes]

    def _apexes(self) -> list[etree._Element]:
        return [node for node in self._top.iter(etree.Element) if self._is_apex(node)]

    def canonical(self, algorithm: str, prefixes: str | None) -> bytes:
        """The canonical forms of the highest elements of the set, one after the other. The tree is used up."""
        apexes = self._apexes()
        for element, name in self._attributes_out:
            element.attrib.pop(name, None)
        for text in self._text_out:
            owner = text.getparent()
            if text.is_tail:
                owner.tail = None
            else:
                owner.text = None
        for node in list(self._top.iter()):
            if node not in self._included and node.getparent() in self._included:
                if any(below in self._included for below in node.iter()):
                    raise NotExpressible(algorithm)
                _take_out(node)
        if self._has_root_node and apexes == [self._tree.getroot()]:
            return documents.canonical(self._tree, algorithm, prefixes, self._keeps_comments)
        return b"".join(documents.canonical(node, algorithm, prefixes, self._keeps_comments) for node in apexes)

    def _is_apex(self, node: etree._Element) -> bool:
        return node in self._included and (node is self._top or node.getparent() not in self._included)


def _compiled(expression: etree._Element, text: str) -> etree.XPath:
    namespaces = {prefix: uri for prefix, uri in expression.nsmap.items() if prefix}
    return etree.XPath(text, namespaces=namespaces, extensions={(None, "here"): lambda _: [expression]})


def _take_out(element: etree._Element) -> None:
    """Takes an element out and leaves the text behind it in place."""
    parent, previous, tail = element.getparent(), element.getprevious(), element.tail or ""
    assert parent is not None
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
