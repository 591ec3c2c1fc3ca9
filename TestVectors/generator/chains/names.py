"""Distinguished names and general names."""

from __future__ import annotations

from ipaddress import ip_network

from . import der

_TYPES = {"C": "2.5.4.6", "O": "2.5.4.10", "OU": "2.5.4.11", "CN": "2.5.4.3", "E": "1.2.840.113549.1.9.1"}


def attribute(type_: str, value: bytes) -> bytes:
    return der.sequence(der.identifier(_TYPES[type_]), value)


def relative(type_: str, value: bytes) -> bytes:
    """A RelativeDistinguishedName of one attribute."""
    return der.set_of(attribute(type_, value))


def _value(type_: str, text: str) -> bytes:
    return {"C": der.printable, "E": der.ia5}.get(type_, der.utf8)(text)


def name(common_name: str, organisation: str = "Example", *more: tuple[str, str]) -> bytes:
    parts = [("O", organisation), ("CN", common_name), *more]
    return der.sequence(*(relative(type_, _value(type_, text)) for type_, text in parts))


EMPTY = der.sequence()


def rfc822(text: str) -> bytes:
    return der.implicit(1, text.encode("ascii"))


def dns(text: str) -> bytes:
    return der.implicit(2, text.encode("ascii"))


def directory(name_: bytes) -> bytes:
    return der.explicit(4, name_)


def uri(text: str) -> bytes:
    return der.implicit(6, text.encode("ascii"))


def ip(octets: bytes) -> bytes:
    return der.implicit(7, octets)


def ip_subnet(text: str) -> bytes:
    """An address with its mask, as name constraints have it (RFC 5280 §4.2.1.10)."""
    network = ip_network(text)
    return ip(network.network_address.packed + network.netmask.packed)


def registered(dotted: str) -> bytes:
    return der.implicit(8, der.contents(der.identifier(dotted)))


def x400(country: str) -> bytes:
    """An ORAddress whose only standard attribute is a country."""
    name = der.parser.emit(1, 1, 1, der.printable(country))
    return der.explicit(3, der.sequence(name))
