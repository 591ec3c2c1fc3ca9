"""What a forger would do to a signed document."""

from __future__ import annotations


def replaced(octets: bytes, old: str, new: str) -> bytes:
    """`octets` with the one occurrence of `old` replaced (UTF-8)."""
    if octets.count(old.encode()) != 1:
        raise ValueError(f"{octets.count(old.encode())} times {old}")
    return octets.replace(old.encode(), new.encode())


def change_content(octets: bytes) -> bytes:
    """A different amount of money in the archive's one tampered document."""
    return replaced(octets, "Đề nghị thanh toán 12.000.000 đồng", "Đề nghị thanh toán 92.000.000 đồng")
