"""Which paths there are, and that one which holds is found (RFC 5280 §6, RFC 4158)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from . import certificates, extensions, names
from .basis import AUTHORITY, DIRECT, OTHER_ROOT, ROOT, SIGNER
from .case import GENERAL, NO_CHAIN, NO_CHAIN_NO_POE, OUT_OF_BOUNDS, Case
from .certificates import DAY, SECOND, TIME, Certificate, authority, signer
from .keys import Key

_ORDER = "RFC 5280 §6: the order in which certificates are given is no input of the validation"


def cases() -> Iterator[Case]:
    yield from _anchors()
    yield from _cross_certificates()
    yield from _loops()
    yield from _rollover()
    yield from _chaining()
    yield from _validity()


def _anchors() -> Iterator[Case]:
    clause = "RFC 5280 §6.1.1 (d)"
    sub = authority("Sub-authority", AUTHORITY)
    yield Case("path::two-certificates", "A signer of the root.", clause, DIRECT, [ROOT])
    yield Case("path::three-certificates", "One authority between.", clause, SIGNER, [ROOT], [AUTHORITY])
    below = signer(sub)
    yield Case("path::four-certificates", "Two authorities between.", clause, below, [ROOT], [AUTHORITY, sub])
    yield Case(
        "path::four-certificates-otherwise",
        "The same ones in another order, with the root and the signer among them.",
        _ORDER,
        below,
        [ROOT],
        [below, sub, ROOT, AUTHORITY],
    )
    yield Case("path::anchor-itself", "The certificate is the anchor's own.", clause, ROOT, [ROOT], purpose="any")
    yield Case("path::no-anchor", "Nobody is trusted.", clause, SIGNER, [], [AUTHORITY, ROOT], False, NO_CHAIN)
    yield Case(
        "path::root-not-trusted", "Another root is trusted.", clause, SIGNER, [OTHER_ROOT], [AUTHORITY, ROOT], False,
        NO_CHAIN,
    )  # fmt: skip
    yield Case(
        "path::authority-missing", "The certificate between isn't at hand.", clause, SIGNER, [ROOT], [], False, NO_CHAIN
    )
    yield Case(
        "path::several-anchors", "The second anchor is the right one.", clause, SIGNER, [OTHER_ROOT, ROOT], [AUTHORITY]
    )
    yield Case(
        "path::anchor-not-self-signed",
        "An authority below the root is trusted; the root isn't at hand.",
        "RFC 5280 §6.1.1 (d): a trust anchor may be any authority",
        SIGNER,
        [AUTHORITY],
    )
    yield Case(
        "path::anchor-in-the-middle",
        "An authority below the root is trusted; the root is at hand and isn't.",
        "RFC 5280 §6.1.1 (d): a trust anchor may be any authority",
        SIGNER,
        [AUTHORITY],
        [AUTHORITY, ROOT],
    )
    late = authority("Root", until=TIME - SECOND)
    yield Case(
        "path::anchor-expired",
        "The anchor's notAfter, its sunset date, is over.",
        "ETSI EN 319 102-1 §5.2.6.4",
        DIRECT,
        [late],
        accepted=False,
        sub_indication=NO_CHAIN_NO_POE,
    )
    yield Case(
        "path::anchor-last-second",
        "The time is the anchor's notAfter.",
        "RFC 5280 §4.1.2.5: through notAfter, inclusive",
        DIRECT,
        [authority("Root", until=TIME)],
    )
    yield Case(
        "path::anchor-self-signature-sha1",
        "Nobody verifies an anchor's own signature, so its algorithm doesn't matter.",
        "RFC 5280 §6.1: the trust anchor's certificate is no part of the path",
        DIRECT,
        [authority("Root", algorithm="ecdsa-sha1")],
    )
    yield Case(
        "path::anchor-self-signature-broken",
        "Nobody verifies an anchor's own signature.",
        "RFC 5280 §6.1: the trust anchor's certificate is no part of the path",
        DIRECT,
        [replace(ROOT, der=certificates.tampered(ROOT.der))],
    )


def _cross_certificates() -> Iterator[Case]:
    """Two certificates of one authority, or of one name, by two roots: one branch holds, the other doesn't."""
    good = authority("Crossed", OTHER_ROOT)
    leaf = signer(good)
    nobody = authority("Nobody's root")
    dns_only = extensions.name_constraints([names.directory(names.name("Somebody else", "Else"))])
    wrong: dict[str, tuple[str, Certificate]] = {
        "expired": ("is expired", authority("Crossed", ROOT, until=TIME - DAY)),
        "name-constrained": ("permits other names", authority("Crossed", ROOT, extra=[dns_only])),
        "other-key": ("has another key", authority("Crossed", ROOT, key=Key("Crossed, other key"))),
        "no-authority": (
            "is no authority's",
            authority("Crossed", ROOT, extra=[extensions.basic_constraints(ca=False)]),
        ),
        "without-key-cert-sign": ("may not sign certificates", authority("Crossed", ROOT, usage=["cRLSign"])),
        "untrusted": ("leads to a root that nobody trusts", authority("Crossed", nobody)),
        "tampered": (
            "has a broken signature",
            replace(changed := authority("Crossed", ROOT), der=certificates.tampered(changed.der)),
        ),
        "unknown-critical": (
            "has an unknown critical extension",
            authority("Crossed", ROOT, extra=[extensions.unknown(critical=True)]),
        ),
    }
    clause = _ORDER + "; a path that holds is enough"
    trusted = [ROOT, OTHER_ROOT]
    for name, (what, branch) in wrong.items():
        more = [nobody] if name == "untrusted" else []
        description = f"Of two certificates of the authority the one that is given {{}} {what}."
        yield Case(
            f"path::cross-{name}-first", description.format("first"), clause, leaf, trusted, [branch, good, *more]
        )
        yield Case(f"path::cross-{name}-last", description.format("last"), clause, leaf, trusted, [*more, good, branch])
    deep = authority("Bridge", OTHER_ROOT)
    far, near = authority("Crossed", deep), wrong["expired"][1]
    yield Case(
        "path::cross-longer-branch-holds",
        "The shorter branch is expired; the longer one holds.",
        clause,
        leaf,
        trusted,
        [near, deep, far],
    )
    yield Case(
        "path::cross-no-branch-holds",
        "Both certificates of the authority are expired.",
        "RFC 5280 §6.1.3 (a)(2)",
        leaf,
        trusted,
        [near, authority("Crossed", OTHER_ROOT, until=TIME - 2 * DAY)],
        False,
    )
    yield Case(
        "path::same-subject-other-keys",
        "Four authorities of one name; one of them signed.",
        "RFC 5280 §6.1.3 (a)(1)",
        leaf,
        trusted,
        [authority("Crossed", ROOT, key=Key(f"Crossed, key {number}")) for number in range(3)] + [good],
    )


def _loops() -> Iterator[Case]:
    first, second = Key("Loop A"), Key("Loop B")
    a = authority("Loop A", authority("Loop B", ROOT, key=second), key=first)
    b = authority("Loop B", a, key=second)
    leaf = signer(a)
    yield Case(
        "path::loop",
        "Two authorities certify each other, and nobody else certifies them.",
        "RFC 5280 §6.1: a certificate occurs once in a path",
        leaf,
        [ROOT],
        [a, b],
        False,
        NO_CHAIN,
    )
    yield Case(
        "path::loop-with-exit",
        "Two authorities certify each other, and the root certifies one of them.",
        "RFC 5280 §6.1: a certificate occurs once in a path",
        leaf,
        [ROOT],
        [b, a, authority("Loop B", ROOT, key=second)],
    )


def _rollover() -> Iterator[Case]:
    clause = "RFC 4210 §4.4; RFC 5280 §3.2: self-issued certificates of an authority that changes its key"
    old, new = Key("Rollover, old"), Key("Rollover, new")
    with_old, with_new = authority("Rollover", key=old), authority("Rollover", key=new)
    new_with_old = authority("Rollover", with_old, key=new)
    old_with_new = authority("Rollover", with_new, key=old)
    yield Case(
        "path::rollover-new-with-old", "The old key is trusted, the new one signed.", clause, signer(with_new),
        [with_old], [new_with_old],
    )  # fmt: skip
    yield Case(
        "path::rollover-old-with-new", "The new key is trusted, the old one signed.", clause, signer(with_old),
        [with_new], [old_with_new],
    )  # fmt: skip
    yield Case(
        "path::rollover-without-key-identifiers",
        "As before, and no certificate has an authorityKeyIdentifier.",
        clause,
        signer(with_old, without=[extensions.AUTHORITY_KEY_IDENTIFIER]),
        [with_new],
        [authority("Rollover", with_new, key=old, without=[extensions.AUTHORITY_KEY_IDENTIFIER])],
    )
    yield Case(
        "path::rollover-missing", "The new key is trusted, the old one signed, and nothing joins them.", clause,
        signer(with_old), [with_new], [], False, None,
    )  # fmt: skip


def _chaining() -> Iterator[Case]:
    clause = "RFC 5280 §6.1: key identifiers are no part of the validation"
    other = extensions.authority_key_identifier(b"\0" * 20)
    yield Case(
        "path::key-identifier-differs",
        "The authorityKeyIdentifier isn't the issuer's subjectKeyIdentifier; name and signature are right.",
        clause,
        signer(AUTHORITY, other),
        [ROOT],
        [AUTHORITY],
    )
    serial = extensions.authority_issuer_and_serial(ROOT.subject, 4711)
    yield Case(
        "path::authority-serial-differs",
        "The authorityKeyIdentifier names another serial number; name and signature are right.",
        clause,
        signer(AUTHORITY, serial),
        [ROOT],
        [AUTHORITY],
    )
    bare = [extensions.AUTHORITY_KEY_IDENTIFIER, extensions.SUBJECT_KEY_IDENTIFIER]
    yield Case(
        "path::no-key-identifiers",
        "Nobody has key identifiers.",
        clause,
        signer(AUTHORITY, without=bare),
        [authority("Root", without=bare)],
        [authority("Authority", ROOT, without=bare)],
    )
    comparison = "RFC 5280 §7.1"
    spaced = names.name("  The   AUTHORITY ", "example")
    yield Case(
        "path::names-differ-in-case-and-space",
        "The issuer's name is written with other case and other space.",
        comparison,
        signer(authority("The Authority", ROOT), issuer_name=spaced),
        [ROOT],
        [authority("The Authority", ROOT)],
    )
    in_printable = names.der.sequence(
        names.relative("O", names.der.printable("Example")), names.relative("CN", names.der.printable("Authority"))
    )
    yield Case(
        "path::names-differ-in-string-type",
        "The issuer's name is in PrintableString, the authority's in UTF8String.",
        comparison,
        signer(AUTHORITY, issuer_name=in_printable),
        [ROOT],
        [AUTHORITY],
    )
    yield Case(
        "path::issuer-of-another-name",
        "The key that signed has another name than the issuer.",
        "RFC 5280 §6.1.3 (a)(4)",
        signer(AUTHORITY, issuer_name=names.name("Another authority")),
        [ROOT],
        [AUTHORITY],
        False,
        NO_CHAIN,
    )
    yield Case(
        "path::key-of-another",
        "The issuer is named, but another key signed.",
        "RFC 5280 §6.1.3 (a)(1)",
        signer(AUTHORITY, signing_key=Key("Somebody else")),
        [ROOT],
        [AUTHORITY],
        False,
        GENERAL,
    )
    three = [authority("Level 1", ROOT)]
    for number in (2, 3):
        three.append(authority(f"Level {number}", three[-1]))
    limit = "RFC 5280 §6.1: the caller may bound the length of a path"
    leaf = signer(three[-1])
    yield Case(
        "path::depth-allowed", "Three authorities, three allowed.", limit, leaf, [ROOT], three, max_chain_depth=3
    )
    yield Case(
        "path::depth-exceeded", "Three authorities, two allowed.", limit, leaf, [ROOT], three, False, max_chain_depth=2
    )


def _validity() -> Iterator[Case]:
    clause = "RFC 5280 §4.1.2.5, §6.1.3 (a)(2): both ends are inclusive"
    rows = (
        ("last-second", "The time is the signer's notAfter.", {"until": TIME}, True),
        ("one-second-over", "The signer's notAfter was a second ago.", {"until": TIME - SECOND}, False),
        ("first-second", "The time is the signer's notBefore.", {"from_": TIME}, True),
        ("one-second-early", "The signer's notBefore is a second ahead.", {"from_": TIME + SECOND}, False),
    )
    for name, description, dates, accepted in rows:
        leaf = signer(AUTHORITY, **dates)
        word = None if accepted else OUT_OF_BOUNDS
        yield Case(f"path::signer-{name}", description, clause, leaf, [ROOT], [AUTHORITY], accepted, word)
        description = description.replace("signer's", "authority's")
        between = authority("Authority", ROOT, **dates)
        yield Case(f"path::authority-{name}", description, clause, SIGNER, [ROOT], [between], accepted)
    yield Case(
        "path::signer-longer-than-authority",
        "The signer's validity goes on after the authority's; at the time both hold.",
        "RFC 5280 §6.1.3 (a)(2)",
        signer(AUTHORITY, until=certificates.AUTHORITY_UNTIL.replace(year=2045)),
        [ROOT],
        [AUTHORITY],
    )
    yield Case(
        "path::year-9999",
        "No end of validity is known.",
        "RFC 5280 §4.1.2.5",
        signer(AUTHORITY, until=certificates.UNTIL.replace(year=9999)),
        [ROOT],
        [AUTHORITY],
    )
