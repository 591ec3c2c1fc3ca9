"""DER, written piece by piece: what is wrong in a case has to be wrong on purpose."""

from __future__ import annotations

from datetime import UTC, datetime

from asn1crypto import core, parser

_UNIVERSAL, _CONTEXT = 0, 2


def primitive(tag: int, contents: bytes) -> bytes:
    return parser.emit(_UNIVERSAL, 0, tag, contents)


def sequence(*parts: bytes) -> bytes:
    return parser.emit(_UNIVERSAL, 1, 16, b"".join(parts))


def set_of(*parts: bytes) -> bytes:
    return parser.emit(_UNIVERSAL, 1, 17, b"".join(sorted(parts)))


def explicit(tag: int, *parts: bytes) -> bytes:
    """The context's tag around whole elements; an implicit tag on a constructed type, given its parts, is the same."""
    return parser.emit(_CONTEXT, 1, tag, b"".join(parts))


def implicit(tag: int, contents: bytes) -> bytes:
    """The context's tag in place of a primitive type's own."""
    return parser.emit(_CONTEXT, 0, tag, contents)


def contents(element: bytes) -> bytes:
    return parser.parse(element, strict=True)[4]


def integer(value: int) -> bytes:
    return core.Integer(value).dump()


def enumerated(value: int) -> bytes:
    return primitive(10, contents(integer(value)))


def boolean(value: bool) -> bytes:
    return primitive(1, b"\xff" if value else b"\0")


def identifier(dotted: str) -> bytes:
    return core.ObjectIdentifier(dotted).dump()


def octets(value: bytes) -> bytes:
    return primitive(4, value)


def bit_string(value: bytes) -> bytes:
    return primitive(3, b"\0" + value)


def named_bits(*positions: int) -> bytes:
    """A BIT STRING of named bits without trailing zeros (X.690 §11.2.2); empty where none is set."""
    if not positions:
        return primitive(3, b"\0")
    count = max(positions) + 1
    value = sum(1 << (count - 1 - position) for position in positions) << (-count % 8)
    return primitive(3, bytes([-count % 8]) + value.to_bytes((count + 7) // 8, "big"))


def null() -> bytes:
    return primitive(5, b"")


def utf8(text: str) -> bytes:
    return primitive(12, text.encode())


def printable(text: str) -> bytes:
    return primitive(19, text.encode("ascii"))


def ia5(text: str) -> bytes:
    return primitive(22, text.encode("ascii"))


def utc_time(instant: datetime) -> bytes:
    return primitive(23, instant.astimezone(UTC).strftime("%y%m%d%H%M%SZ").encode())


def generalized_time(instant: datetime) -> bytes:
    return primitive(24, instant.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode())


def time(instant: datetime) -> bytes:
    """UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5)."""
    return utc_time(instant) if instant.year < 2050 else generalized_time(instant)
