"""The relationships transform of Office Open XML (ECMA-376 part 2 §13.2.4.24)."""

from __future__ import annotations

from lxml import etree

from . import document as documents

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SIGNATURE = "http://schemas.openxmlformats.org/package/2006/digital-signature"


def selected(octets: bytes, transform: etree._Element) -> bytes:
    """The relationships that the transform names, sorted by their identifiers, as a document of its own."""
    identifiers = {element.get("SourceId") for element in transform.iter(f"{{{SIGNATURE}}}RelationshipReference")}
    types = {element.get("SourceType") for element in transform.iter(f"{{{SIGNATURE}}}RelationshipsGroupReference")}
    root = documents.parse(octets).getroot()
    kept = [
        element
        for element in root.iter(f"{{{PACKAGE}}}Relationship")
        if element.get("Id") in identifiers or element.get("Type") in types
    ]
    result = etree.Element(root.tag, nsmap=root.nsmap)
    for element in sorted(kept, key=lambda element: element.get("Id", "")):
        attributes = {"TargetMode": "Internal", **element.attrib}
        etree.SubElement(result, element.tag, attributes)
    return etree.tostring(result)
