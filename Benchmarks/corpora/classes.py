"""The classes of documents that `compare` measures, and their bad samples."""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from lxml import etree

from . import authorities, contents, signing
from .authorities import Signer
from .signing import Digested

Made = tuple[str, Digested]
BAD_KINDS = ("content", "value", "stranger")
INVOICES, INVOICE_SIGNERS, NEW_SIGNERS = 400, 100, 2000
P256_INVOICES, E_DOCUMENTS, LARGE = 400, 60, 10_000_000


def invoice(number: int, signer: Signer) -> Made:
    return signing.enveloped(contents.invoice(number), contents.SIGNATURE_PLACE, signer)


def electronic_document(number: int, signers: list[Signer]) -> Made:
    """Three signatures over the content; the seal signs the content and the values of the other three."""
    text, digested = contents.electronic_document(number), Digested()
    content = etree.fromstring(text.encode()).find("{urn:example:e-document}Content")
    content.tail = None
    reference = signing.Reference("#content", signing.canonical(content))
    values = []
    for role, signer in zip(contents.ROLES, signers, strict=True):
        references = [reference, *values] if role == "seal" else [reference]
        made = signing.signature(signer, references, digested, role)
        values.append(signing.Reference(f"#{role}-value", signing.value_element(made)))
        text = text.replace(f"{{{{{role}}}}}", made)
    return text, digested


def small_elements(_: int, signer: Signer) -> Made:
    return signing.enveloped(contents.small_elements(LARGE, contents.SIGNATURE_PLACE), contents.SIGNATURE_PLACE, signer)


def namespace_heavy(_: int, signer: Signer) -> Made:
    text = contents.namespace_heavy(LARGE, contents.SIGNATURE_PLACE)
    return signing.enveloped(text, contents.SIGNATURE_PLACE, signer)


@dataclass(frozen=True)
class DocumentClass:
    name: str
    signatures: int
    make: Callable[..., Made]
    signers: Callable[[], list]
    count: int
    alter: tuple[str, str]
    """A text of the signed content, and another one."""

    def is_made(self, folder: Path) -> bool:
        return (folder / self.name / "complete").exists()

    def write(self, folder: Path, workers: ProcessPoolExecutor) -> None:
        place = folder / self.name
        (place / "good").mkdir(parents=True, exist_ok=True)
        (place / "bad").mkdir(exist_ok=True)
        signers = self.signers()
        questions = [(self.make, number, _packed(signers[number % len(signers)])) for number in range(self.count)]
        with (place / "floor.bin").open("wb") as floor:
            for number, (text, digested) in enumerate(workers.map(_made, questions, chunksize=8)):
                (place / "good" / f"{number:05}.xml").write_text(text, encoding="utf-8", newline="")
                floor.write(_floor_record(digested))
        self._write_bad(place)
        (place / "complete").touch()

    def _write_bad(self, place: Path) -> None:
        good = (place / "good" / "00000.xml").read_text(encoding="utf-8")
        signer = self.signers()[0]
        strangers = [_as_stranger(one) for one in signer] if isinstance(signer, list) else _as_stranger(signer)
        bad = {
            "content": good.replace(*self.alter, 1),
            "value": altered_value(good),
            "stranger": self.make(0, strangers)[0],
        }
        for kind in BAD_KINDS:
            if bad[kind] == good:
                raise ValueError(f"the bad sample {kind} of {self.name} is the good document")
            (place / "bad" / f"{kind}.xml").write_text(bad[kind], encoding="utf-8", newline="")


def altered_value(text: str) -> str:
    """One bit of the first signature value is another one."""

    def flipped(match: re.Match[str]) -> str:
        octets = bytearray(base64.b64decode(match[2]))
        octets[len(octets) // 2] ^= 1
        return match[1] + base64.b64encode(octets).decode()

    return re.sub(r"(<SignatureValue[^>]*>)([^<]+)", flipped, text, count=1)


def _as_stranger(signer: Signer) -> Signer:
    """The same key under a certificate of an authority that has a trusted one's name and another key."""
    return authorities.signer("stranger", signer.key, authorities.stranger())


def _packed(signers: Signer | list[Signer]) -> list[tuple[bytes, tuple[bytes, ...]]]:
    """Keys don't cross to another process as objects."""
    listed = signers if isinstance(signers, list) else [signers]
    encoding, form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    return [(one.key.private_bytes(encoding, form, serialization.NoEncryption()), one.chain) for one in listed]


def _made(question: tuple[Callable[..., Made], int, list[tuple[bytes, tuple[bytes, ...]]]]) -> Made:
    make, number, packed = question
    signers = [
        Signer(serialization.load_der_private_key(key, None, unsafe_skip_rsa_key_validation=True), chain)
        for key, chain in packed
    ]
    return make(number, signers if len(signers) > 1 else signers[0])


def _floor_record(digested: Digested) -> bytes:
    """A document for peers/floor.c: counts, then each octet string behind its length; all numbers little-endian."""

    def counted(octets: bytes) -> bytes:
        return struct.pack("<I", len(octets)) + octets

    record = struct.pack("<II", len(digested.octets), len(digested.signatures))
    record += b"".join(map(counted, digested.octets))
    for der, value, digest in digested.signatures:
        record += counted(_public_key(der)) + counted(value) + counted(digest)
    return record


def _public_key(der: bytes) -> bytes:
    key = x509.load_der_x509_certificate(der).public_key()
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _groups(signers: list[Signer]) -> list[list[Signer]]:
    return [signers[index : index + 4] for index in range(0, len(signers), 4)]


def all_classes() -> Iterable[DocumentClass]:
    invoice_change = ("<SLuong>", "<SLuong>1")
    seen = lambda: authorities.rsa_signers("seen", INVOICE_SIGNERS)
    one = lambda: authorities.rsa_signers("seen", 1)
    yield DocumentClass("invoice-rsa", 1, invoice, seen, INVOICES, invoice_change)
    new = lambda: authorities.rsa_signers("new", NEW_SIGNERS)
    yield DocumentClass("invoice-new-signers", 1, invoice, new, NEW_SIGNERS, invoice_change)
    p256 = lambda: authorities.p256_signers("p256", INVOICE_SIGNERS)
    yield DocumentClass("invoice-p256", 1, invoice, p256, P256_INVOICES, invoice_change)
    officials = lambda: _groups(authorities.rsa_signers("officials", 40))
    yield DocumentClass("e-document", 4, electronic_document, officials, E_DOCUMENTS, ("<Number>", "<Number>1"))
    yield DocumentClass("small-elements-10MB", 1, small_elements, one, 1, ("<N>", "<N>1"))
    yield DocumentClass("namespaces-10MB", 1, namespace_heavy, one, 1, ('">1</o:N>', '">2</o:N>'))
