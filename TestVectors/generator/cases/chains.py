"""Signatures that hold, by signers whose certificates are another question."""

from __future__ import annotations

from ..archive.common import method_of
from ..content import plain
from ..recipe import KeyInfo, Program
from . import basis
from .book import CaseBook, Signed

_CRLS = tuple(
    f"pki/{name}.crl"
    for name in ("root", "issuing-persons", "issuing-organisations", "issuing-public", "issuing-withdrawn")
)
_REFUSED_SIGNER = {"expect": "invalid", "core": "valid"}
_REQUIRED = {"policy": ("require-crl",), "crls": _CRLS}


def add_to(book: CaseBook) -> None:
    _add_times(book)
    _add_revocation(book)
    _add_strangers(book)
    _add_profiles(book)


def _signed(
    book: CaseBook, name: str, number: int, program: Program, identity: str, form: KeyInfo = KeyInfo.LEAF
) -> Signed:
    signature = basis.recipe(program, identity, method=method_of(identity), key_info=form)
    return book.signed(name, plain.decision(number), signature)


def _add_times(book: CaseBook) -> None:
    leader = _signed(book, "expired-leader", 601, Program.JDK, "leader-expired")
    book.add_signed(leader, "the certificate expired on 2026-01-01", **_REFUSED_SIGNER)
    book.add(
        "expired-leader",
        leader.octets,
        "the same while it was in force",
        leader,
        core="valid",
        time="2025-06-01T07:00:00+07:00",
    )
    book.add(
        "expired-leader",
        leader.octets,
        "validity periods are not looked at",
        leader,
        core="valid",
        policy=("no-chain-validation",),
    )
    seller = _signed(book, "expired-seller", 602, Program.CRYPTOGRAPHY, "seller-expired", KeyInfo.LEAF_AND_ISSUER)
    book.add_signed(seller, "the certificate expired on 2025-12-31", **_REFUSED_SIGNER)
    seal = _signed(book, "future-seal", 603, Program.XMLSEC, "seal-future")
    book.add_signed(seal, "the certificate begins in 2027", **_REFUSED_SIGNER)


def _add_revocation(book: CaseBook) -> None:
    good = _signed(book, "crl-good", 611, Program.JDK, "leader-01")
    book.add_signed(good, "no revocation list names the signer or its issuer", core="valid", **_REQUIRED)
    book.add(
        "crl-good",
        good.octets,
        "the revocation lists are out of date",
        good,
        time="2026-08-01T00:00:00Z",
        **_REFUSED_SIGNER,
        **_REQUIRED,
    )
    book.add(
        "crl-good",
        good.octets,
        "the issuer's revocation list is not there",
        good,
        policy=("require-crl",),
        crls=("pki/root.crl", "pki/issuing-organisations.crl"),
        **_REFUSED_SIGNER,
    )
    organisation = _signed(book, "crl-good-seal", 612, Program.SIGNXML, "seal-02")
    book.add_signed(organisation, "a list signed with ECDSA", core="valid", **_REQUIRED)
    rows = (
        ("revoked-specialist", Program.XMLSEC, "specialist-revoked", "revoked: keyCompromise"),
        ("suspended-office", Program.OPENSSL, "office-suspended", "revoked: certificateHold"),
        ("revoked-seal", Program.SIGNXML, "seal-revoked", "revoked: cessationOfOperation"),
        ("revoked-issuer", Program.JDK, "leader-of-withdrawn", "the issuing authority is revoked: cACompromise"),
    )
    for number, (name, program, identity, why) in enumerate(rows, 613):
        book.add_signed(_signed(book, name, number, program, identity), why, **_REFUSED_SIGNER, **_REQUIRED)


def _add_strangers(book: CaseBook) -> None:
    stranger = _signed(book, "stranger", 621, Program.XMLSEC, "stranger/leader-01", KeyInfo.LEAF_AND_ISSUER)
    book.add_signed(stranger, "same names, another root", **_REFUSED_SIGNER)
    book.add(
        "stranger",
        stranger.octets,
        "the same under its own root",
        stranger,
        core="valid",
        trust=("pki/stranger/root.pem",),
        untrusted=(),
    )
    book.add(
        "stranger",
        stranger.octets,
        "its root among the untrusted certificates",
        stranger,
        untrusted=("pki/issuing.pem", "pki/stranger/root.pem"),
        **_REFUSED_SIGNER,
    )
    leaf = _signed(book, "leaf-alone", 622, Program.JDK, "leader-03")
    book.add_signed(leaf, "the issuer is in no list", untrusted=(), **_REFUSED_SIGNER)
    book.add(
        "leaf-alone", leaf.octets, "the issuer is given", leaf, core="valid", untrusted=("pki/issuing-persons.pem",)
    )
    book.add("leaf-alone", leaf.octets, "nothing is trusted", leaf, trust=(), **_REFUSED_SIGNER)
    both = _signed(book, "leaf-and-issuer", 623, Program.SIGNXML, "seal-03", KeyInfo.LEAF_AND_ISSUER)
    book.add_signed(both, "the issuer comes with the signature", core="valid", untrusted=())


def _add_profiles(book: CaseBook) -> None:
    odd = _signed(book, "odd-profile", 631, Program.OPENSSL, "tax-office-old")
    book.add_signed(
        odd,
        "keyCertSign without CA, critical EKU and CRL distribution point: as real ones",
        core="valid",
        dissenting={"jdk17-path": "processes no critical CRL distribution point or extended key usage here"},
    )
    child = _signed(
        book, "issued-by-end-entity", 632, Program.CRYPTOGRAPHY, "issued-by-end-entity", KeyInfo.LEAF_AND_ISSUER
    )
    book.add_signed(child, "its issuer is an end entity that claims keyCertSign", **_REFUSED_SIGNER)
