"""What RFC 5280 §4 asks of issuers: the fields, the keys, and the place of each extension."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from . import der, extensions, names
from .basis import ROOT
from .case import Case
from .certificates import FROM, UNTIL, authority, signer
from .duty import duty, of_authority
from .extensions import Extension

# RFC 5612: the enterprise number for documentation.
P1, P2 = "1.3.6.1.4.1.32473.1.1", "1.3.6.1.4.1.32473.1.2"


def cases() -> Iterator[Case]:
    yield from _fields()
    yield from _times()
    yield from _identifiers()
    yield from _usage()
    yield from _criticality()
    yield from _policies()
    yield from _empty()


def _fields() -> Iterator[Case]:
    serial = "RFC 5280 §4.1.2.2"
    yield from duty("serial-zero", "The serial number is 0", serial, signer(ROOT, serial=0), signer(ROOT, serial=1),
                    finding="serial-number-not-positive")  # fmt: skip
    yield from duty("serial-negative", "The serial number is negative", serial, signer(ROOT, serial=-129),
                    signer(ROOT, serial=129), finding="serial-number-not-positive")  # fmt: skip
    yield from duty("serial-length", "The serial number has 21 octets", serial,
                    signer(ROOT, serial=1 << 160), signer(ROOT, serial=(1 << 159) - 1),
                    finding="serial-number-too-long")  # fmt: skip
    bare = {"without": (extensions.SUBJECT_KEY_IDENTIFIER, extensions.KEY_USAGE)}
    yield from duty("version", "Extensions in a certificate of version 1", "RFC 5280 §4.1.2.1",
                    signer(ROOT, version=1, **bare), signer(ROOT, **bare), relying_party=None)  # fmt: skip
    yield from duty("version-2-extensions", "Extensions in a certificate of version 2", "RFC 5280 §4.1.2.1",
                    signer(ROOT, version=2), signer(ROOT), relying_party=None)  # fmt: skip
    yield from duty("unique-identifiers", "There is an issuerUniqueID", "RFC 5280 §4.1.2.8",
                    signer(ROOT, unique_identifier=b"\1\2"), signer(ROOT), finding="unique-identifier")  # fmt: skip
    subject = "RFC 5280 §4.1.2.6"
    alternative = extensions.alternative_names(names.rfc822("anna@mail.example"), critical=True)
    yield from duty("subject-empty", "A signer without name and without alternative name", subject,
                    signer(ROOT, subject=names.EMPTY), signer(ROOT, alternative, subject=names.EMPTY),
                    finding="subject-name-empty")  # fmt: skip
    yield from duty("subject-alternative-critical", "No name, and an alternative name that isn't critical",
                    "RFC 5280 §4.2.1.6", signer(ROOT, alternative.with_(critical=False), subject=names.EMPTY),
                    signer(ROOT, alternative, subject=names.EMPTY), finding="extension-not-critical")  # fmt: skip
    nameless = authority("Authority", ROOT, subject=names.EMPTY)
    yield from duty("authority-nameless", "An authority without a name", "RFC 5280 §4.1.2.4, §4.1.2.6",
                    of_authority(nameless), of_authority(authority("Authority", ROOT)),
                    finding="subject-name-empty", relying_party=None)  # fmt: skip
    written = names.name("Root").replace(der.utf8("Root"), der.printable("Root"))
    yield from duty("issuer-encoding", "The issuer's name is in another string type than its own certificate has",
                    "RFC 5280 §4.1.2.6 (a)", signer(ROOT, issuer_name=written), signer(ROOT),
                    finding="issuer-name-encoding")  # fmt: skip


def _times() -> Iterator[Case]:
    clause = "RFC 5280 §4.1.2.5, §4.1.2.5.1, §4.1.2.5.2"
    good = signer(ROOT)
    generalized = der.sequence(der.generalized_time(FROM), der.generalized_time(UNTIL))
    yield from duty("time-generalized-early", "GeneralizedTime before 2050", clause, signer(ROOT, validity=generalized),
                    good, finding="validity-encoding")  # fmt: skip
    late = datetime(2050, 1, 1, tzinfo=UTC)
    last = datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC)
    yield from duty(
        "time-2049", "The last second of 2049 as GeneralizedTime", clause,
        signer(ROOT, validity=der.sequence(der.utc_time(FROM), der.generalized_time(last))),
        signer(ROOT, validity=der.sequence(der.utc_time(FROM), der.utc_time(last))),
        finding="validity-encoding",
    )  # fmt: skip
    in_order = signer(ROOT, until=late)
    forms = {
        "time-fractions": ("Fractions of a second", der.primitive(24, b"20500101000000.5Z")),
        "time-without-zone": ("A time without `Z`", der.primitive(24, b"20500101000000")),
        "time-offset": ("A time with an offset", der.primitive(24, b"20500101000000+0700")),
        "time-without-seconds": ("A time without seconds", der.primitive(24, b"205001010000Z")),
    }
    for rule, (description, until) in forms.items():
        yield from duty(rule, description, clause, signer(ROOT, validity=der.sequence(der.utc_time(FROM), until)),
                        in_order, relying_party=None)  # fmt: skip
    short = der.sequence(der.utc_time(FROM), der.primitive(23, b"2912312359Z"))
    yield from duty("time-utc-without-seconds", "A UTCTime without seconds", clause, signer(ROOT, validity=short), good,
                    relying_party=None)  # fmt: skip


def _identifiers() -> Iterator[Case]:
    authority_ = authority("Authority", ROOT)
    key = "RFC 5280 §4.2.1.1"
    good = signer(ROOT)
    yield from duty("authority-key-identifier", "A signer without authorityKeyIdentifier", key,
                    signer(ROOT, without=[extensions.AUTHORITY_KEY_IDENTIFIER]), good,
                    finding="authority-key-identifier-missing")  # fmt: skip
    yield from duty("authority-key-identifier-of-authority", "An authority without authorityKeyIdentifier", key,
                    of_authority(authority("Authority", ROOT, without=[extensions.AUTHORITY_KEY_IDENTIFIER])),
                    of_authority(authority_), finding="authority-key-identifier-missing")  # fmt: skip
    by_serial = extensions.authority_issuer_and_serial(ROOT.issuer, ROOT.serial)
    yield from duty("key-identifier-present", "An authorityKeyIdentifier without keyIdentifier", key,
                    signer(ROOT, by_serial), good, finding="authority-key-identifier-missing")  # fmt: skip
    half = Extension(
        extensions.AUTHORITY_KEY_IDENTIFIER,
        der.sequence(der.implicit(0, ROOT.key.identifier), der.explicit(1, names.directory(ROOT.subject))),
    )
    both = Extension(
        extensions.AUTHORITY_KEY_IDENTIFIER,
        der.sequence(
            der.implicit(0, ROOT.key.identifier),
            der.explicit(1, names.directory(ROOT.subject)),
            der.implicit(2, der.contents(der.integer(ROOT.serial))),
        ),
    )
    yield from duty("authority-issuer-and-serial", "An authorityKeyIdentifier with an issuer and no serial number",
                    "RFC 5280 §4.2.1.1, Appendix A.2", signer(ROOT, half), signer(ROOT, both),
                    finding="authority-key-identifier-incomplete")  # fmt: skip
    own = "RFC 5280 §4.2.1.2"
    other = extensions.authority_key_identifier(b"\0" * 20)
    yield from duty("key-identifiers-agree", "The authorityKeyIdentifier isn't the issuer's subjectKeyIdentifier", own,
                    signer(ROOT, other), good, finding="key-identifier-mismatch")  # fmt: skip
    yield from duty("subject-key-identifier", "An authority without subjectKeyIdentifier", own,
                    of_authority(authority("Authority", ROOT, without=[extensions.SUBJECT_KEY_IDENTIFIER])),
                    signer(ROOT, without=[extensions.SUBJECT_KEY_IDENTIFIER]),
                    finding="subject-key-identifier-missing")  # fmt: skip


def _usage() -> Iterator[Case]:
    usage, basic = "RFC 5280 §4.2.1.3", "RFC 5280 §4.2.1.9"
    good = of_authority(authority("Authority", ROOT))
    yield from duty("authority-key-usage", "An authority without key usage", usage,
                    of_authority(authority("Authority", ROOT, without=[extensions.KEY_USAGE])), good,
                    finding="key-usage-missing")  # fmt: skip
    yield from duty("key-usage-empty", "A key usage without any bit", usage, signer(ROOT, usage=[]),
                    signer(ROOT, usage=["contentCommitment"]), finding="key-usage-empty",
                    relying_party="FAILURE")  # fmt: skip
    signing = ["digitalSignature", "keyCertSign"]
    plain = extensions.basic_constraints(ca=False)
    yield from duty("key-cert-sign-without-authority", "keyCertSign, and basicConstraints say that it is no authority",
                    f"{usage}, §4.2.1.9", signer(ROOT, plain, usage=signing), signer(ROOT, plain),
                    finding="key-usage-without-authority")  # fmt: skip
    yield from duty("key-cert-sign-without-constraints", "keyCertSign without basicConstraints", f"{usage}, §4.2.1.9",
                    signer(ROOT, usage=signing), signer(ROOT), finding="key-usage-without-authority")  # fmt: skip
    uncritical = extensions.basic_constraints(ca=True, critical=False)
    yield from duty("basic-constraints-critical", "An authority's basicConstraints aren't critical", basic,
                    of_authority(authority("Authority", ROOT, extra=[uncritical])), good,
                    finding="extension-not-critical")  # fmt: skip
    limited = extensions.basic_constraints(ca=False, path_length=0)
    yield from duty("path-length-of-a-signer", "A pathLenConstraint of somebody who is no authority", basic,
                    signer(ROOT, limited), signer(ROOT, plain), finding="path-length-without-authority",
                    relying_party=None)  # fmt: skip
    no_certificates = authority("Authority", ROOT, path_length=0, usage=["digitalSignature", "cRLSign"])
    with_certificates = authority("Authority", ROOT, path_length=0,
                                  usage=["digitalSignature", "cRLSign", "keyCertSign"])  # fmt: skip
    yield from duty("path-length-without-key-cert-sign", "A pathLenConstraint without keyCertSign", basic,
                    no_certificates, with_certificates, finding="path-length-without-authority")  # fmt: skip
    written = Extension(extensions.BASIC_CONSTRAINTS, der.sequence(der.boolean(False)), critical=True)
    yield from duty("default-written", "basicConstraints with cA FALSE written out", "X.690 §11.5",
                    signer(ROOT, written), signer(ROOT, plain), finding="default-value-encoded",
                    relying_party=None)  # fmt: skip


def _criticality() -> Iterator[Case]:
    place = names.uri("http://pki.example/a")
    point = extensions.distribution_point(extensions.full_name(place))
    never = {
        "authority-key-identifier": ("§4.2.1.1", extensions.authority_key_identifier(ROOT.key.identifier)),
        "authority-information-access": (
            "§4.2.2.1",
            extensions.access(extensions.AUTHORITY_INFORMATION_ACCESS, extensions.CA_ISSUERS, place),
        ),
        "freshest-crl": ("§4.2.1.15", extensions.distribution_points(point, oid=extensions.FRESHEST_CRL)),
    }
    for name, (section, extension) in never.items():
        yield from duty(f"{name}-not-critical", f"The extension {name.replace('-', ' ')} is critical",
                        f"RFC 5280 {section}", signer(ROOT, extension.with_(critical=True)), signer(ROOT, extension),
                        finding="extension-critical", relying_party=None)  # fmt: skip
    of_signer = signer(ROOT)
    identifier = extensions.subject_key_identifier(of_signer.key.identifier)
    yield from duty("subject-key-identifier-not-critical", "The extension subject key identifier is critical",
                    "RFC 5280 §4.2.1.2", signer(ROOT, identifier.with_(critical=True)), signer(ROOT, identifier),
                    finding="extension-critical", relying_party=None)  # fmt: skip
    repository = extensions.access(extensions.SUBJECT_INFORMATION_ACCESS, "1.3.6.1.5.5.7.48.5", place)
    yield from duty("subject-information-access-not-critical", "The extension subject information access is critical",
                    "RFC 5280 §4.2.2.2",
                    of_authority(authority("Authority", ROOT, extra=[repository.with_(critical=True)])),
                    of_authority(authority("Authority", ROOT, extra=[repository])),
                    finding="extension-critical", relying_party=None)  # fmt: skip
    policy = extensions.policies(P1)
    organisation = names.der.sequence(names.relative("O", names.der.utf8("Example")))
    always = {
        "name-constraints": ("§4.2.1.10", [extensions.name_constraints([names.directory(organisation)])]),
        "policy-constraints": ("§4.2.1.11", [policy, extensions.policy_constraints(require_explicit=9)]),
        "inhibit-any-policy": ("§4.2.1.14", [policy, extensions.inhibit_any_policy(9)]),
    }
    for name, (section, listed) in always.items():
        weak = [*listed[:-1], listed[-1].with_(critical=False)]
        yield from duty(f"{name}-critical", f"The extension {name.replace('-', ' ')} isn't critical",
                        f"RFC 5280 {section}", of_authority(authority("Authority", ROOT, extra=weak)),
                        of_authority(authority("Authority", ROOT, extra=listed)),
                        finding="extension-not-critical")  # fmt: skip


def _policies() -> Iterator[Case]:
    yield from duty("policies-once", "A policy is named twice", "RFC 5280 §4.2.1.4",
                    signer(ROOT, extensions.policies(P1, P1)), signer(ROOT, extensions.policies(P1, P2)),
                    finding="certificate-policy-duplicate", relying_party="FAILURE")  # fmt: skip
    policy = extensions.policies(P1)
    mapped = [policy, extensions.policy_mappings((extensions.ANY_POLICY, P2))]
    in_order = [policy, extensions.policy_mappings((P1, P2))]
    yield from duty("policy-mappings-any", "Any policy is mapped", "RFC 5280 §4.2.1.5",
                    of_authority(authority("Authority", ROOT, extra=mapped)),
                    of_authority(authority("Authority", ROOT, extra=in_order)),
                    finding="policy-mapping-any-policy", relying_party="FAILURE")  # fmt: skip

    def noticed(text: bytes) -> Extension:
        qualifier = der.sequence(der.identifier("1.3.6.1.5.5.7.2.2"), der.sequence(text))
        value = der.sequence(der.sequence(der.identifier(P1), der.sequence(qualifier)))
        return Extension(extensions.CERTIFICATE_POLICIES, value)

    yield from duty("user-notice-length", "A user notice of 201 characters", "RFC 5280 §4.2.1.4",
                    signer(ROOT, noticed(der.utf8("x" * 201))), signer(ROOT, noticed(der.utf8("x" * 200))),
                    finding="user-notice-malformed")  # fmt: skip
    yield from duty("user-notice-empty", "An empty user notice", "RFC 5280 §4.2.1.4",
                    signer(ROOT, noticed(der.utf8(""))), signer(ROOT, noticed(der.utf8("Notice"))),
                    finding="user-notice-malformed")  # fmt: skip


def _empty() -> Iterator[Case]:
    place = names.uri("http://pki.example/a")
    point = extensions.distribution_point(extensions.full_name(place))
    pairs = {
        "extended-key-usage": ("§4.2.1.12", extensions.extended_key_usage(),
                               extensions.extended_key_usage(extensions.EMAIL_PROTECTION)),
        "alternative-names": ("§4.2.1.6", extensions.alternative_names(),
                              extensions.alternative_names(names.rfc822("anna@mail.example"))),
        "policies": ("§4.2.1.4", extensions.policies(), extensions.policies(P1)),
        "distribution-points": ("§4.2.1.13", extensions.distribution_points(), extensions.distribution_points(point)),
        "authority-information-access": (
            "§4.2.2.1", Extension(extensions.AUTHORITY_INFORMATION_ACCESS, der.sequence()),
            extensions.access(extensions.AUTHORITY_INFORMATION_ACCESS, extensions.CA_ISSUERS, place),
        ),
    }  # fmt: skip
    for name, (section, empty, filled) in pairs.items():
        yield from duty(f"{name}-not-empty", f"The extension {name.replace('-', ' ')} is empty", f"RFC 5280 {section}",
                        signer(ROOT, empty), signer(ROOT, filled), finding="extension-empty",
                        relying_party=None)  # fmt: skip
    organisation = names.der.sequence(names.relative("O", names.der.utf8("Example")))
    policy = extensions.policies(P1)
    of_authorities = {
        "name-constraints": ("§4.2.1.10", [extensions.name_constraints()],
                             [extensions.name_constraints([names.directory(organisation)])]),
        "policy-constraints": ("§4.2.1.11", [policy, extensions.policy_constraints()],
                               [policy, extensions.policy_constraints(inhibit_mapping=0)]),
    }  # fmt: skip
    for name, (section, empty, filled) in of_authorities.items():
        yield from duty(f"{name}-not-empty", f"The extension {name.replace('-', ' ')} is empty", f"RFC 5280 {section}",
                        of_authority(authority("Authority", ROOT, extra=empty)),
                        of_authority(authority("Authority", ROOT, extra=filled)), finding="extension-empty",
                        relying_party=None)  # fmt: skip
    reasons_only = extensions.distribution_points(extensions.distribution_point(reasons=extensions.REASONS[1:3]))
    yield from duty("distribution-point-named", "A distribution point of reasons alone", "RFC 5280 §4.2.1.13",
                    signer(ROOT, reasons_only), signer(ROOT, extensions.distribution_points(point)),
                    finding="distribution-point-malformed")  # fmt: skip
    by_itself = extensions.distribution_point(extensions.full_name(place), crl_issuer=[names.directory(ROOT.subject)])
    yield from duty("distribution-point-issuer", "A distribution point names the certificate's own issuer as cRLIssuer",
                    "RFC 5280 §4.2.1.13", signer(ROOT, extensions.distribution_points(by_itself)),
                    signer(ROOT, extensions.distribution_points(point)),
                    finding="distribution-point-malformed")  # fmt: skip
