"""What certificates of a path may and must have (RFC 5280 §6.1.3, §6.1.4, §6.1.5), and what they are good for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from . import certificates, extensions
from .basis import AUTHORITY, DIRECT, ROOT, SIGNER
from .case import CONSTRAINTS, CRYPTOGRAPHY, GENERAL, Case
from .certificates import authority, signer
from .keys import Key


def cases() -> Iterator[Case]:
    yield from _authorities()
    yield from _path_length()
    yield from _critical()
    yield from _key_usage()
    yield from _purposes()
    yield from _signatures()


def _below(issuer: certificates.Certificate, name: str, description: str, clause: str, accepted: bool) -> Case:
    word = None if accepted else CONSTRAINTS
    return Case(f"path::{name}", description, clause, signer(issuer), [ROOT], [issuer], accepted, word)


def _authorities() -> Iterator[Case]:
    basic = "RFC 5280 §6.1.4 (k)"
    without = authority("Authority", ROOT, without=[extensions.BASIC_CONSTRAINTS])
    yield _below(without, "no-basic-constraints", "The issuer has no basicConstraints.", basic, False)
    plain = authority("Authority", ROOT, extra=[extensions.basic_constraints(ca=False)])
    yield _below(plain, "not-an-authority", "The issuer's basicConstraints say that it is none.", basic, False)
    version1 = authority(
        "Authority",
        ROOT,
        version=1,
        without=[
            extensions.BASIC_CONSTRAINTS,
            extensions.KEY_USAGE,
            extensions.SUBJECT_KEY_IDENTIFIER,
            extensions.AUTHORITY_KEY_IDENTIFIER,
        ],
    )
    yield _below(version1, "version-1-authority", "The issuer's certificate is of version 1.", basic, False)
    uncritical = authority("Authority", ROOT, extra=[extensions.basic_constraints(ca=True, critical=False)])
    yield _below(
        uncritical, "basic-constraints-not-critical", "The issuer's basicConstraints aren't critical.", basic, True
    )
    usage = "RFC 5280 §6.1.4 (n)"
    lists_only = authority("Authority", ROOT, usage=["cRLSign"])
    yield _below(lists_only, "no-key-cert-sign", "The issuer's key usage is without keyCertSign.", usage, False)
    no_usage = authority("Authority", ROOT, without=[extensions.KEY_USAGE])
    yield _below(no_usage, "authority-without-key-usage", "The issuer's key usage isn't restricted.", usage, True)
    yield Case(
        "path::issued-by-a-signer",
        "Somebody who signs documents issued a certificate.",
        basic,
        signer(SIGNER, common_name="Issued by a signer"),
        [ROOT],
        [AUTHORITY, SIGNER],
        False,
        CONSTRAINTS,
    )


def _path_length() -> Iterator[Case]:
    clause = "RFC 5280 §4.2.1.9, §6.1.4 (l), (m)"
    for length, accepted in ((0, False), (1, True)):
        upper = authority("Limited", ROOT, path_length=length)
        lower = authority("Below the limited", upper)
        yield Case(
            f"path::path-length-{length}",
            f"pathLenConstraint {length}, one authority below.",
            clause,
            signer(lower),
            [ROOT],
            [upper, lower],
            accepted,
            None if accepted else CONSTRAINTS,
        )
    upper = authority("Limited", ROOT, path_length=0)
    renewed = authority("Limited", upper, key=Key("Limited, new key"), path_length=0)
    yield Case(
        "path::path-length-self-issued",
        "pathLenConstraint 0; the certificate below is self-issued and doesn't count.",
        clause,
        signer(renewed),
        [ROOT],
        [upper, renewed],
    )
    yield Case(
        "path::path-length-0-signer",
        "pathLenConstraint 0, and a signer directly below.",
        clause,
        signer(upper),
        [ROOT],
        [upper],
    )
    wide = authority("Limited", ROOT, path_length=1)
    middle = authority("Below the limited", wide, path_length=9)
    lowest = authority("Lowest", middle)
    yield Case(
        "path::path-length-widened",
        "An authority below pathLenConstraint 1 gives itself a larger one.",
        clause,
        signer(lowest),
        [ROOT],
        [wide, middle, lowest],
        False,
        CONSTRAINTS,
    )


def _critical() -> Iterator[Case]:
    clause = "RFC 5280 §4.2, §6.1.4 (o), §6.1.5 (f)"
    for critical in (True, False):
        name = "critical" if critical else "not-critical"
        unknown = extensions.unknown(critical=critical)
        word = CONSTRAINTS if critical else None
        yield Case(
            f"path::signer-unknown-{name}",
            f"An extension of the signer that nobody knows, {name.replace('-', ' ')}.",
            clause,
            signer(AUTHORITY, unknown),
            [ROOT],
            [AUTHORITY],
            not critical,
            word,
        )
        issuer = authority("Authority", ROOT, extra=[unknown])
        what = f"An extension of the authority that nobody knows, {name.replace('-', ' ')}."
        yield _below(issuer, f"authority-unknown-{name}", what, clause, not critical)
    point = extensions.distribution_point(extensions.full_name(extensions.names.uri("http://crl.example/a")))
    yield Case(
        "path::critical-distribution-points",
        "Critical cRLDistributionPoints, as some authorities issue them.",
        "RFC 5280 §4.2.1.13: a SHOULD",
        signer(AUTHORITY, extensions.distribution_points(point, critical=True)),
        [ROOT],
        [AUTHORITY],
    )
    twice = signer(AUTHORITY, extensions.alternative_names(extensions.names.dns("a.example")))
    doubled = certificates.issue(
        twice.subject,
        AUTHORITY,
        key=twice.key,
        extra=[
            extensions.key_usage("contentCommitment"),
            extensions.alternative_names(extensions.names.dns("a.example")),
            extensions.alternative_names(extensions.names.dns("b.example")),
        ],
    )
    yield Case(
        "path::extension-twice",
        "Two subjectAltName extensions.",
        "RFC 5280 §4.2: not more than one instance",
        doubled,
        [ROOT],
        [AUTHORITY],
        False,
    )


def _key_usage() -> Iterator[Case]:
    clause = "RFC 5280 §4.2.1.3"
    for name, usage, accepted in (
        ("content-commitment", ["contentCommitment"], True),
        ("digital-signature", ["digitalSignature"], True),
        ("encipherment", ["keyEncipherment", "dataEncipherment"], False),
        ("certificates-only", ["keyCertSign", "cRLSign"], False),
    ):
        yield Case(
            f"path::usage-{name}",
            f"A signer's key usage: {', '.join(usage)}.",
            clause,
            signer(AUTHORITY, usage=usage),
            [ROOT],
            [AUTHORITY],
            accepted,
            None if accepted else CONSTRAINTS,
        )
    yield Case(
        "path::usage-unrestricted",
        "A signer without key usage.",
        clause,
        signer(AUTHORITY, without=[extensions.KEY_USAGE]),
        [ROOT],
        [AUTHORITY],
    )
    yield Case(
        "path::usage-encipherment-any",
        "Encipherment only, and nobody asks for more.",
        clause,
        signer(AUTHORITY, usage=["keyEncipherment"]),
        [ROOT],
        [AUTHORITY],
        purpose="any",
    )
    for name, purposes, critical in (
        ("client", [extensions.CLIENT_AUTH], False),
        ("unknown-critical", ["2.999.7"], True),
    ):
        yield Case(
            f"path::document-signing-with-{name}",
            "No extended key usage is demanded of who signs documents, and none forbids it.",
            "RFC 5280 §4.2.1.12: what an application demands is its own affair",
            signer(AUTHORITY, extensions.extended_key_usage(*purposes, critical=critical)),
            [ROOT],
            [AUTHORITY],
        )


def _purposes() -> Iterator[Case]:
    time_stamping = "RFC 3161 §2.3: critical, and this purpose alone"
    rows: tuple[tuple[str, str, str, list[str] | None, bool, bool], ...] = (
        ("time-stamping", "alone", time_stamping, [extensions.TIME_STAMPING], True, True),
        ("time-stamping", "not-critical", time_stamping, [extensions.TIME_STAMPING], False, False),
        ("time-stamping", "and-more", time_stamping, [extensions.TIME_STAMPING, extensions.CLIENT_AUTH], True, False),
        ("time-stamping", "absent", time_stamping, None, False, False),
        ("server-auth", "present", "RFC 5280 §4.2.1.12", [extensions.SERVER_AUTH], False, True),
        ("server-auth", "absent", "RFC 5280 §4.2.1.12", None, False, True),
        ("server-auth", "other", "RFC 5280 §4.2.1.12", [extensions.CLIENT_AUTH], False, False),
        ("client-auth", "present", "RFC 5280 §4.2.1.12", [extensions.CLIENT_AUTH], False, True),
        ("client-auth", "other", "RFC 5280 §4.2.1.12", [extensions.SERVER_AUTH], False, False),
        ("ocsp-signing", "present", "RFC 6960 §4.2.2.2", [extensions.OCSP_SIGNING], False, True),
        ("ocsp-signing", "other", "RFC 6960 §4.2.2.2", [extensions.SERVER_AUTH], False, False),
    )
    for purpose, name, clause, purposes, critical, accepted in rows:
        extra = [extensions.extended_key_usage(*purposes, critical=critical)] if purposes else []
        shown = f"{'critical' if critical else 'not critical'}, {len(purposes)} purposes" if purposes else "none"
        yield Case(
            f"path::purpose-{purpose}-{name}",
            f"For {purpose}; extended key usage: {shown}.",
            clause,
            signer(AUTHORITY, *extra, usage=["digitalSignature"]),
            [ROOT],
            [AUTHORITY],
            accepted,
            None if accepted else CONSTRAINTS,
            purpose=purpose,
        )


def _signatures() -> Iterator[Case]:
    clause = "RFC 5280 §6.1.3 (a)(1)"
    broken = replace(AUTHORITY, der=certificates.tampered(AUTHORITY.der))
    yield Case(
        "path::authority-tampered", "The authority's signature is broken.", clause, SIGNER, [ROOT], [broken], False,
        GENERAL,
    )  # fmt: skip
    yield Case(
        "path::signer-tampered",
        "The signer's signature is broken.",
        clause,
        replace(SIGNER, der=certificates.tampered(SIGNER.der)),
        [ROOT],
        [AUTHORITY],
        False,
        GENERAL,
    )
    yield Case(
        "path::algorithms-differ",
        "The algorithm inside isn't the one outside.",
        "RFC 5280 §4.1.1.2",
        signer(AUTHORITY, outer="ecdsa-sha384"),
        [ROOT],
        [AUTHORITY],
        False,
    )
    for kind in ("p384", "ed25519", "rsa-2048"):
        root = authority(f"Root, {kind}", key=Key("Root", kind))
        yield Case(f"path::key-{kind}", f"Keys of {kind}.", clause, signer(root, key=Key("Signer", kind)), [root])
    rsa = authority("Root, rsa-2048", key=Key("Root", "rsa-2048"))
    weak = "ETSI TS 119 312; the policy `strict`"
    yield Case(
        "path::signed-with-md5", "RSA with MD5.", weak, signer(rsa, algorithm="rsa-md5"), [rsa], [], False, CRYPTOGRAPHY
    )
    yield Case(
        "path::signed-with-sha1",
        "ECDSA with SHA-1.",
        weak,
        signer(ROOT, algorithm="ecdsa-sha1"),
        [ROOT],
        [],
        False,
        CRYPTOGRAPHY,
    )
    yield Case(
        "path::authority-signed-with-sha1",
        "The authority's certificate is signed with ECDSA and SHA-1.",
        weak,
        SIGNER,
        [ROOT],
        [authority("Authority", ROOT, algorithm="ecdsa-sha1")],
        False,
        CRYPTOGRAPHY,
    )
    small = authority("Small root", key=Key("Root", "rsa-768"))
    yield Case(
        "path::key-rsa-768", "The issuer's key is an RSA one of 768 bits.", weak, signer(small), [small], [], False
    )
    explicit = authority("Authority", ROOT, spki=certificates.explicit_parameters(AUTHORITY.key))
    yield Case(
        "path::explicit-curve",
        "The authority's key has its curve written out; the parameters are those of P-256.",
        "RFC 5480 §2.1.1: namedCurve only",
        SIGNER,
        [ROOT],
        [explicit],
        False,
    )
    trailing = replace(DIRECT, der=DIRECT.der + b"\0")
    yield Case("path::octet-behind", "An octet follows the certificate.", "X.690 §8.1.1", trailing, [ROOT], [], False)
