"""Keys in all forms, and algorithms that only `legacy` knows."""

from __future__ import annotations

from .. import algorithms as a
from .. import markup, pki
from ..content import plain
from ..recipe import ENVELOPED, KeyInfo, Program, Reference, SignatureRecipe
from ..signers.assembled import AssembledSigner, CryptographyKeys
from ..signers.keyring import Keyring
from . import basis
from .book import NO_POLICY, CaseBook

_REFUSES_NONE = {"jdk17": NO_POLICY, "xmlsec-1.3": NO_POLICY, "xmlsec1-1.2": NO_POLICY}


def add_to(book: CaseBook) -> None:
    _add_key_forms(book)
    _add_algorithms(book)
    _add_secrets(book)
    _add_legacy(book)
    _add_contradictions(book)


def _decision(book: CaseBook, name: str, number: int, why: str, signature: SignatureRecipe, **fields: object) -> None:
    book.add_signed(book.signed(name, plain.decision(number), signature), why, **fields)


def _add_key_forms(book: CaseBook) -> None:
    recipe = basis.recipe
    rows: tuple[tuple[str, Program, str, str, KeyInfo, str], ...] = (
        ("key-value-rsa", Program.XMLSEC, "leader-01", a.RSA_SHA256, KeyInfo.KEY_VALUE, "keyvalue"),
        ("key-value-p256", Program.JDK, "office-02", a.ECDSA_SHA256, KeyInfo.KEY_VALUE, "keyvalue"),
        ("key-value-p384", Program.SIGNXML, "leader-02", a.ECDSA_SHA384, KeyInfo.KEY_VALUE, "keyvalue"),
        ("der-encoded-rsa", Program.CRYPTOGRAPHY, "seal-03", a.RSA_SHA512, KeyInfo.DER_ENCODED, "keyvalue"),
        ("der-encoded-ed25519", Program.OPENSSL, "specialist-03", a.ED25519, KeyInfo.DER_ENCODED, "keyvalue"),
        ("no-key-info", Program.XMLSEC, "leader-01", a.RSA_SHA256, KeyInfo.NONE, "cert:pki/leader-01.pem"),
        ("no-key-info-p384", Program.OPENSSL, "seal-02", a.ECDSA_SHA384, KeyInfo.NONE, "key:keys/seal-02.pub.pem"),
    )
    for number, (name, program, identity, method, form, key) in enumerate(rows, 501):
        _decision(
            book,
            name,
            number,
            f"key in the form {form.value}",
            recipe(program, identity, method=method, key_info=form),
            key=key,
        )
    book.files["keys/seal-02.pub.pem"] = book.keyring.spki_pem("seal-02")
    name = "no-key-info"
    book.add(
        name,
        book.files[f"cases/{name}.xml"],
        "another key than the signer's",
        None,
        expect="invalid",
        core="invalid",
        key="cert:pki/leader-03.pem",
    )


def _add_algorithms(book: CaseBook) -> None:
    recipe = basis.recipe
    rows: tuple[tuple[Program, str, str, str], ...] = (
        (Program.OPENSSL, "office-02", a.ECDSA_SHA512, a.SHA512),
        (Program.CRYPTOGRAPHY, "seal-02", a.ECDSA_SHA256, a.SHA384),
        (Program.JDK, "seal-01", a.PSS_SHA3_256, a.SHA3_256),
        (Program.XMLSEC, "seal-01", a.PSS_SHA384, a.SHA512),
        (Program.SIGNXML, "seal-01", a.PSS_SHA512, a.SHA3_512),
        (Program.OPENSSL, "seal-01", a.PSS_SHA256, a.SHA256),
        (Program.JDK, "specialist-03", a.ED25519, a.SHA512),
        (Program.CRYPTOGRAPHY, "specialist-03", a.ED25519, a.SHA3_256),
        (Program.JDK, "office-02", a.ECDSA_SHA256, a.SHA3_512),
    )
    for number, (program, identity, method, digest) in enumerate(rows, 511):
        reference = Reference("#noi-dung", (basis.EXCLUSIVE,), digest)
        _decision(book, f"algorithm-{number}", number, "algorithm", recipe(program, identity, reference, method=method))


def _add_secrets(book: CaseBook) -> None:
    recipe = basis.recipe
    book.files["keys/hmac.bin"] = book.keyring.secret
    book.files["keys/other.bin"] = book.keyring.secret[::-1]
    for number, (program, method) in enumerate(
        ((Program.JDK, a.HMAC_SHA256), (Program.XMLSEC, a.HMAC_SHA512), (Program.OPENSSL, a.HMAC_SHA256)), 521
    ):
        signature = recipe(program, "hmac", method=method, key_info=KeyInfo.NONE)
        _decision(book, f"hmac-{number}", number, "shared secret", signature, key="hmac-file:keys/hmac.bin")
    book.add(
        "hmac-521",
        book.files["cases/hmac-521.xml"],
        "another secret",
        None,
        expect="invalid",
        core="invalid",
        key="hmac-file:keys/other.bin",
    )
    # A public key is no secret, and an HMAC method never takes one (the oldest confusion of all).
    confused = book.signed(
        "basis-524",
        plain.decision(524),
        recipe(Program.CRYPTOGRAPHY, "hmac", method=a.HMAC_SHA256, key_info=KeyInfo.NONE),
        signer=_signer_with_public_key_as_secret(book, "leader-01"),
    )
    book.add(
        "hmac-with-public-key",
        confused.octets,
        "HMAC over the octets of a public key, which the verifier has for RSA",
        confused,
        kind="attack",
        expect="refused",
        key="cert:pki/leader-01.pem",
    )


def _signer_with_public_key_as_secret(book: CaseBook, identity: str) -> AssembledSigner:
    keyring = Keyring(pki.infrastructure())
    keyring.secret = book.keyring.infrastructure.spki(identity)
    return AssembledSigner(keyring, CryptographyKeys(keyring))


def _add_legacy(book: CaseBook) -> None:
    recipe = basis.recipe
    whole = Reference("", (ENVELOPED, basis.INCLUSIVE), a.SHA1)
    rows: tuple[tuple[str, SignatureRecipe, tuple[str, ...], dict[str, object]], ...] = (
        ("legacy-rsa-sha1", recipe(Program.XMLSEC, "leader-03", whole, method=a.RSA_SHA1), ("sha1",), {}),
        ("legacy-digest-sha1", recipe(Program.CRYPTOGRAPHY, "leader-03", whole), ("sha1",), {}),
        ("legacy-ecdsa-sha1", recipe(Program.OPENSSL, "office-02", method=a.ECDSA_SHA1), ("sha1",), {}),
        (
            "legacy-hmac-sha1",
            recipe(Program.OPENSSL, "hmac", method=a.HMAC_SHA1, key_info=KeyInfo.NONE),
            ("sha1",),
            {"key": "hmac-file:keys/hmac.bin"},
        ),
        (
            "legacy-dsa-sha1",
            recipe(Program.CRYPTOGRAPHY, "dsa-1024", method=a.DSA_SHA1, key_info=KeyInfo.NONE),
            ("dsa", "sha1"),
            {"key": "key:keys/dsa-1024.pub.pem"},
        ),
        (
            "legacy-dsa-sha256",
            recipe(Program.JDK, "dsa-2048", method=a.DSA_SHA256, key_info=KeyInfo.NONE),
            ("dsa",),
            {"key": "key:keys/dsa-2048.pub.pem"},
        ),
    )
    for name in ("dsa-1024", "dsa-2048"):
        book.files[f"keys/{name}.pub.pem"] = book.keyring.spki_pem(name)
    for number, (name, signature, needs, fields) in enumerate(rows, 531):
        signed = book.signed(name, plain.decision(number), signature)
        book.add_signed(signed, "legacy algorithm", needs=needs, **fields)
        # The JDK's secure validation refuses SHA-1 as signature or digest, but neither HMAC with it nor DSA.
        has_rule = name in ("legacy-rsa-sha1", "legacy-digest-sha1", "legacy-ecdsa-sha1", "legacy-dsa-sha1")
        book.add(
            name,
            signed.octets,
            "the same where nothing permits it",
            signed,
            expect="refused",
            also_asked=("jdk17-secure",) if has_rule else (),
            dissenting=_REFUSES_NONE,
            unconfirmed=None if has_rule else "a rule of this project's policy, which no verifier has",
            **fields,
        )
    signed = book.signed("legacy-rsa-1024", plain.decision(539), recipe(Program.JDK, "legacy-1024"))
    book.add_signed(signed, "RSA of 1024 bits")


def _add_contradictions(book: CaseBook) -> None:
    """`KeyInfo` says things that are not so."""
    recipe = basis.recipe
    own = book.signed(
        "basis-541", plain.decision(541), recipe(Program.JDK, "leader-01", key_info=KeyInfo.KEY_VALUE_AND_LEAF)
    )
    other = book.signed("basis-542", plain.decision(542), recipe(Program.JDK, "seal-01", key_info=KeyInfo.KEY_VALUE))
    start, end = "<ds:KeyValue>", "</ds:KeyValue>"

    def key_value(text: str) -> str:
        return text[text.index(start) : text.index(end)]

    swapped = own.text.replace(key_value(own.text), key_value(other.text))
    book.add(
        "key-value-contradicts",
        swapped.encode(),
        "KeyValue holds another key than the certificate beside it",
        own,
        expect="invalid",
        also_asked=("signxml",),
        dissenting={name: "was given the certificate's key" for name in ("jdk17", "xmlsec-1.3", "xmlsec1-1.2")},
    )
    subject = book.signed(
        "basis-543", plain.decision(543), recipe(Program.XMLSEC, "leader-01", key_info=KeyInfo.SUBJECT_AND_LEAF)
    )
    lying = subject.text.replace("CN=Lãnh đạo 01,", "CN=Lãnh đạo 02,")
    assert lying != subject.text
    book.add("subject-name-lies", lying.encode(), "X509SubjectName is a hint, and wrong", subject, core="valid")
    element = lying[lying.index("<ds:X509SubjectName>") + 20 : lying.index("</ds:X509SubjectName>")]
    book.add(
        "subject-name-empty",
        lying.replace(element, "").encode(),
        "X509SubjectName is empty",
        subject,
        core="valid",
        dissenting={"jdk17": "stumbles over an empty element"},
    )
    shuffled = subject.text.replace(
        "<ds:X509Data>", f"<ds:X509Data><ds:X509Certificate>{_base64(book, 'seal-02')}</ds:X509Certificate>"
    )
    book.add(
        "unrelated-certificate-first",
        shuffled.encode(),
        "the signer's certificate is the second one",
        subject,
        core="valid",
        certificate="pki/leader-01.pem",
    )


def _base64(book: CaseBook, identity: str) -> str:
    return markup.base64_lines(book.keyring.infrastructure.der(identity))
