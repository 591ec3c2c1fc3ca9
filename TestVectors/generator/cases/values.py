"""Signature values that are another spelling of a good one, or made by another rule."""

from __future__ import annotations

import base64
from collections.abc import Callable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa, utils

from .. import algorithms as a
from ..content import plain
from ..recipe import Program
from ..signers.assembled import AssembledSigner, CryptographyKeys
from . import basis
from .book import LENIENT, CaseBook, Signed

_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493


def add_to(book: CaseBook) -> None:
    _add_ecdsa(book)
    _add_ed25519(book)
    _add_rsa(book)
    _add_base64(book)


def _value(signed: Signed) -> str:
    text = signed.text
    return text[text.index("<ds:SignatureValue>") + 19 : text.index("</ds:SignatureValue>")]


def _twin(
    book: CaseBook, name: str, signed: Signed, change: Callable[[bytes], bytes], why: str, **fields: object
) -> None:
    value = _value(signed)
    changed = base64.b64encode(change(base64.b64decode(value))).decode()
    book.twin(name, signed, signed.text.replace(value, changed).encode(), why, **fields)


def _add_ecdsa(book: CaseBook) -> None:
    signed = book.signed(
        "basis-1001", plain.decision(1001), basis.recipe(Program.CRYPTOGRAPHY, "office-02", method=a.ECDSA_SHA256)
    )

    def integers(value: bytes) -> tuple[int, int]:
        return int.from_bytes(value[:32], "big"), int.from_bytes(value[32:], "big")

    def joined(r: int, s: int, size: int = 32) -> bytes:
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")

    def with_other_s(value: bytes) -> bytes:
        r, s = integers(value)
        return joined(r, _P256_ORDER - s)

    _twin(
        book, "ecdsa-other-s", signed, with_other_s, "s replaced by n − s, which is legal", expect="valid", core="valid"
    )
    rows: tuple[tuple[str, Callable[[bytes], bytes], str], ...] = (
        ("ecdsa-der", lambda value: utils.encode_dss_signature(*integers(value)), "a DER sequence for r ‖ s"),
        ("ecdsa-padded", lambda value: joined(*integers(value), size=33), "r and s one octet too long"),
        ("ecdsa-short", lambda value: value[:-1], "an octet too few"),
        ("ecdsa-zero-r", lambda value: bytes(32) + value[32:], "r is zero"),
        ("ecdsa-zero", lambda value: bytes(64), "r and s are zero"),
        ("ecdsa-s-is-order", lambda value: value[:32] + _P256_ORDER.to_bytes(32, "big"), "s is the order"),
        ("ecdsa-swapped", lambda value: value[32:] + value[:32], "s ‖ r"),
    )
    for name, change, why in rows:
        _twin(book, name, signed, change, why, dissenting=_dissent(name))
    # What old Java wrote, where a line permits it.
    book.twin(
        "ecdsa-padded",
        signed,
        book.files["cases/ecdsa-padded.xml"],
        "the same where that is permitted",
        expect="valid",
        core="valid",
        needs=("ecdsa-java-padding",),
        dissenting=dict.fromkeys(("jdk17", "xmlsec1-1.2"), "takes exactly 2n octets"),
    )


def _add_ed25519(book: CaseBook) -> None:
    signed = book.signed(
        "basis-1011", plain.decision(1011), basis.recipe(Program.CRYPTOGRAPHY, "specialist-03", method=a.ED25519)
    )

    def plus_order(value: bytes) -> bytes:
        return value[:32] + (int.from_bytes(value[32:], "little") + _ED25519_ORDER).to_bytes(32, "little")

    _twin(
        book,
        "ed25519-s-plus-order",
        signed,
        plus_order,
        "S + L (RFC 8032 §5.1.7 forbids it)",
        dissenting=_dissent("ed25519"),
    )
    _twin(
        book,
        "ed25519-short",
        signed,
        lambda value: value[:-1],
        "an octet too few",
        dissenting=_dissent("ed25519-short"),
    )


class _OtherPSS(CryptographyKeys):
    """RSA-PSS with a salt of 20 octets, where the method says that it is as long as the digest."""

    def sign(self, identity: str, algorithm: a.SignatureAlgorithm, octets: bytes) -> bytes:
        key = self._keyring.private(identity)
        assert isinstance(key, rsa.RSAPrivateKey)
        return key.sign(octets, padding.PSS(padding.MGF1(hashes.SHA256()), 20), hashes.SHA256())


class _OtherHash(CryptographyKeys):
    """PKCS#1 v1.5 over SHA-512, where the method says SHA-256."""

    def sign(self, identity: str, algorithm: a.SignatureAlgorithm, octets: bytes) -> bytes:
        key = self._keyring.private(identity)
        assert isinstance(key, rsa.RSAPrivateKey)
        return key.sign(octets, padding.PKCS1v15(), hashes.SHA512())


def _add_rsa(book: CaseBook) -> None:
    pss = basis.recipe(Program.CRYPTOGRAPHY, "seal-03", method=a.PSS_SHA256)
    signer = AssembledSigner(book.keyring, _OtherPSS(book.keyring))
    signed = book.signed("pss-salt-20", plain.decision(1021), pss, signer=signer)
    book.twin(
        "pss-salt-20",
        signed,
        signed.octets,
        "a salt of 20 octets (RFC 9231 §2.3.10)",
        dissenting=_dissent("pss-salt-20"),
    )
    pkcs1 = basis.recipe(Program.CRYPTOGRAPHY, "seal-03", method=a.RSA_SHA256)
    signed = book.signed(
        "basis-1022", plain.decision(1022), pkcs1, signer=AssembledSigner(book.keyring, _OtherHash(book.keyring))
    )
    book.twin("rsa-other-hash", signed, signed.octets, "the padding names SHA-512, the method SHA-256")
    signed = book.signed("basis-1023", plain.decision(1023), pkcs1)
    key = book.keyring.private("seal-03")
    assert isinstance(key, rsa.RSAPrivateKey)
    modulus = key.public_key().public_numbers().n
    rows: tuple[tuple[str, Callable[[bytes], bytes], str], ...] = (
        ("rsa-leading-zero", lambda value: b"\0" + value, "an octet 0 in front"),
        ("rsa-short", lambda value: value[:-1], "an octet too few"),
        ("rsa-empty", lambda value: b"", "nothing"),
        ("rsa-one", lambda value: (1).to_bytes(256, "big"), "the number 1"),
        (
            "rsa-plus-modulus",
            lambda value: (int.from_bytes(value, "big") + modulus).to_bytes(257, "big"),
            "the number plus the modulus",
        ),
    )
    for name, change, why in rows:
        _twin(book, name, signed, change, why, dissenting=_dissent(name))
    as_pss = signed.text.replace(a.RSA_SHA256, a.PSS_SHA256)
    book.twin("rsa-named-pss", signed, as_pss.encode(), "the method was changed to PSS")


def _add_base64(book: CaseBook) -> None:
    """Base64 as XML Schema has it: the unused bits of the last character are zero, the padding is there."""
    signed = basis.by_id(book, Program.CRYPTOGRAPHY, 1031)
    value = _value(signed)
    assert value.endswith("==")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = alphabet[alphabet.index(value[-3]) + 1]
    rows = (
        ("base64-unused-bits", value[:-3] + last + "==", "unused bits of the last character are not zero"),
        ("base64-no-padding", value[:-2], "the padding is missing"),
        ("base64-more-padding", value + "=", "too much padding"),
        ("base64-foreign", value[:8] + "*" + value[8:], "a character that is not of base64"),
        ("base64-url", value.replace("/", "_").replace("+", "-"), "the alphabet of URLs"),
        ("base64-comment", value[:8] + "<!-- -->" + value[8:], "a comment in the value"),
        ("base64-instruction", value[:8] + "<?a b?>" + value[8:], "a processing instruction in the value"),
    )
    for name, changed, why in rows:
        assert changed != value
        octets = signed.text.replace(value, changed).encode()
        dissenting = _dissent(name)
        rule = "no node but text in a leaf" if "<" in changed else "XML Schema 1.1 part 2 §3.3.16"
        unconfirmed = f"all verifiers decode it; a rule of this project ({rule})"
        book.twin(
            name,
            signed,
            octets,
            why,
            expect="refused",
            core=None,
            dissenting=dissenting,
            unconfirmed=unconfirmed if len(dissenting) == len(_ALL) else None,
        )


_ALL = ("jdk17", "xmlsec-1.3", "xmlsec1-1.2")
_DISSENT: dict[str, tuple[str, ...]] = {
    "ecdsa-padded": ("xmlsec-1.3",),
    "base64-unused-bits": _ALL,
    "base64-no-padding": ("jdk17",),
    "base64-more-padding": ("jdk17",),
    "base64-foreign": ("jdk17",),
    "base64-comment": _ALL,
    "base64-instruction": _ALL,
}


def _dissent(name: str) -> dict[str, str]:
    return dict.fromkeys(_DISSENT.get(name, ()), LENIENT)
