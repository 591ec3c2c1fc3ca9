"""Complete revocation lists: dates, entries, who signs them (RFC 5280 §5, §6.3; ETSI EN 319 102-1 §5.2.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from . import certificates, extensions
from .basis import AUTHORITY, DIRECT, OTHER_ROOT, ROOT, SIGNER
from .case import OUT_OF_BOUNDS_NOT_REVOKED, REVOKED, REVOKED_CA, TRY_LATER, Case
from .certificates import DAY, SECOND, TIME, Certificate, authority, signer
from .keys import Key
from .lists import crl, entry


def crl_case(
    name: str,
    description: str,
    clause: str,
    crls: Sequence[bytes],
    revocation: str = "good",
    *,
    peer: Certificate = DIRECT,
    trusted: Sequence[Certificate] = (ROOT,),
    word: str | None = None,
    **more,
) -> Case:
    """By its `revocation`: `good` is accepted, `revoked` and `unknown` aren't."""
    words = {"good": None, "revoked": REVOKED, "unknown": TRY_LATER}
    return Case(
        f"crl::{name}",
        description,
        clause,
        peer,
        trusted,
        accepted=revocation == "good" and word is None,
        sub_indication=word or words[revocation],
        revocation=revocation,
        crls=crls,
        mode="required",
        **more,
    )


def cases() -> Iterator[Case]:
    yield from _entries()
    yield from _freshness()
    yield from _issued_later()
    yield from _issuers()
    yield from _extensions()
    yield from _modes()


def _entries() -> Iterator[Case]:
    clause = "RFC 5280 §6.3.3 (j), (k)"
    yield crl_case("good", "The list doesn't have the signer.", clause, [crl(ROOT, entry(4711))])
    yield crl_case("good-empty", "The list is empty.", clause, [crl(ROOT)])
    yield crl_case("revoked", "The list has the signer.", clause, [crl(ROOT, entry(DIRECT, reason=1))], "revoked")
    many = [entry(1000 + number) for number in range(40)]
    yield crl_case(
        "revoked-among-many", "One of many entries, not in order.", clause,
        [crl(ROOT, *many[::-1], entry(DIRECT), *many[:3])], "revoked",
    )  # fmt: skip
    yield crl_case(
        "revoked-without-reason", "An entry without a reason.", clause, [crl(ROOT, entry(DIRECT))], "revoked"
    )
    both = [crl(ROOT), crl(AUTHORITY)]
    three = {"peer": SIGNER, "untrusted": [AUTHORITY]}
    yield crl_case("good-on-a-longer-path", "A list for each certificate.", clause, both, **three)
    yield crl_case(
        "authority-revoked", "The authority is revoked, the signer isn't.", clause,
        [crl(ROOT, entry(AUTHORITY, reason=2)), crl(AUTHORITY)], "revoked", word=REVOKED_CA, **three,
    )  # fmt: skip
    yield crl_case(
        "authority-unknown", "There is no list for the authority.", clause, [crl(AUTHORITY)], "unknown",
        **three,
    )  # fmt: skip
    yield crl_case(
        "other-authority-same-serial",
        "Another authority's list has the same serial number; the issuer's own list hasn't.",
        "RFC 5280 §5.3.3: an entry is of the list's issuer",
        [crl(OTHER_ROOT, entry(DIRECT)), crl(ROOT)],
        untrusted=[OTHER_ROOT],
    )
    yield crl_case(
        "on-hold", "The signer is suspended.", "RFC 5280 §5.3.1; ETSI EN 319 102-1 §5.2.6.4",
        [crl(ROOT, entry(DIRECT, reason=6))], "revoked", word=TRY_LATER,
    )  # fmt: skip
    yield crl_case(
        "hold-then-released",
        "An older list has the signer on hold, the newer one hasn't.",
        "RFC 5280 §5.3.1: a hold that is released is off the list; §6.3.3 (a): the current list",
        [
            crl(ROOT, entry(DIRECT, TIME - 10 * DAY, reason=6), number=19, this_update=TIME - 9 * DAY),
            crl(ROOT, number=20),
        ],
    )
    yield crl_case(
        "newer-list-revokes",
        "An older list is without the signer, the newer one has it.",
        "RFC 5280 §6.3.3 (a): the current list",
        [
            crl(ROOT, number=19, this_update=TIME - 9 * DAY, next_update=TIME + DAY),
            crl(ROOT, entry(DIRECT, TIME - 8 * DAY, reason=1), number=20),
        ],
        "revoked",
    )


def _freshness() -> Iterator[Case]:
    clause = "RFC 5280 §6.3.3 (a)(1); ETSI EN 319 102-1 §5.2.5"
    yield crl_case(
        "stale", "nextUpdate is a day over.", clause, [crl(ROOT, this_update=TIME - 9 * DAY, next_update=TIME - DAY)],
        "unknown",
    )  # fmt: skip
    yield crl_case(
        "next-update-ahead-by-a-second", "nextUpdate is a second ahead.", clause, [crl(ROOT, next_update=TIME + SECOND)]
    )
    stale = crl(ROOT, entry(DIRECT, reason=1), this_update=TIME - 9 * DAY, next_update=TIME - DAY)
    both = crl_case(
        "stale-and-revoked",
        "nextUpdate is over, and the list has the signer. Not fresh and revoked are both right.",
        clause,
        [stale],
        "revoked",
    )
    both.sub_indication = both.revocation = None
    yield both
    yield crl_case(
        "no-next-update", "No nextUpdate and no maximum age.", clause, [crl(ROOT, next_update=None)], "unknown"
    )
    week, over = 8 * 86_400, 6 * 86_400
    yield crl_case(
        "no-next-update-within-age", "No nextUpdate; a week old, eight days are allowed.", clause,
        [crl(ROOT, next_update=None)], maximum_age=week,
    )  # fmt: skip
    yield crl_case(
        "older-than-allowed", "A week old, six days are allowed; nextUpdate is ahead.", clause, [crl(ROOT)], "unknown",
        maximum_age=over,
    )  # fmt: skip


def _issued_later() -> Iterator[Case]:
    for case in _issued_later_or_at_the_time():
        case.is_judged_by_later_data = case.id.startswith("crl::later") or case.id.endswith("second-after")
        yield case


def _issued_later_or_at_the_time() -> Iterator[Case]:
    clause = "ETSI EN 319 102-1 §5.2.5, §5.6.2.2; RFC 5280 §5.1.2.4"
    later = {"this_update": TIME + 10 * DAY, "next_update": TIME + 20 * DAY}
    yield crl_case(
        "later-without", "Issued after the time, without the signer, who is still valid then.", clause,
        [crl(ROOT, **later)],
    )  # fmt: skip
    yield crl_case(
        "later-revoked-before", "Issued after the time; revoked before.", clause, [crl(ROOT, entry(DIRECT), **later)],
        "revoked",
    )  # fmt: skip
    yield crl_case(
        "later-revoked-after", "Issued after the time; revoked after it too.", clause,
        [crl(ROOT, entry(DIRECT, TIME + DAY, reason=4), **later)],
    )  # fmt: skip
    yield crl_case(
        "revoked-at-the-time", "Revoked at the very second.", clause,
        [crl(ROOT, entry(DIRECT, TIME, reason=1), this_update=TIME)], "revoked",
    )  # fmt: skip
    yield crl_case(
        "revoked-a-second-after", "Revoked a second after the time.", clause,
        [crl(ROOT, entry(DIRECT, TIME + SECOND, reason=1), **later)],
    )  # fmt: skip
    leaf = signer(ROOT, until=TIME + 5 * DAY)
    listed = "RFC 5280 §3.3: an entry may go once its certificate has expired"
    yield crl_case(
        "later-after-expiry",
        "Issued after the signer's certificate had expired, when it needn't be listed any more.",
        listed,
        [crl(ROOT, **later)],
        "unknown",
        peer=leaf,
    )
    since = datetime(2025, 1, 1, tzinfo=UTC)
    yield crl_case(
        "later-after-expiry-kept",
        "As before, and expiredCertsOnCRL says that such certificates stay listed.",
        "ITU-T X.509 (expiredCertsOnCRL); ETSI EN 319 102-1 §5.2.5",
        [crl(ROOT, extra=[extensions.expired_certificates_on_crl(since)], **later)],
        peer=leaf,
    )
    yield crl_case(
        "later-after-expiry-kept-too-late",
        "As before, but only certificates that expired later stay listed.",
        "ITU-T X.509 (expiredCertsOnCRL); ETSI EN 319 102-1 §5.2.5",
        [crl(ROOT, extra=[extensions.expired_certificates_on_crl(TIME + 7 * DAY)], **later)],
        "unknown",
        peer=leaf,
    )
    yield crl_case(
        "later-after-expiry-revoked",
        "Issued after the signer's certificate had expired; revoked before the time.",
        listed,
        [crl(ROOT, entry(leaf), **later)],
        "revoked",
        peer=leaf,
    )
    expired = signer(ROOT, until=TIME - DAY)
    yield crl_case(
        "expired-not-revoked",
        "The signer's certificate is expired, and a list from before that doesn't have it.",
        "ETSI EN 319 102-1 §5.2.6.4",
        [crl(ROOT, this_update=TIME - 2 * DAY)],
        peer=expired,
        word=OUT_OF_BOUNDS_NOT_REVOKED,
    )


def _issuers() -> Iterator[Case]:
    clause = "RFC 5280 §6.3.3 (f), (g)"
    yield crl_case("absent", "There is no list.", "ETSI EN 319 102-1 §5.2.6.4", [], "unknown")
    yield crl_case(
        "of-another-authority", "Only another authority's list is at hand.", "RFC 5280 §6.3.3 (b)(1)",
        [crl(OTHER_ROOT)], "unknown", untrusted=[OTHER_ROOT],
    )  # fmt: skip
    impostor = authority("Root", key=Key("Root, somebody else"))
    yield crl_case(
        "of-the-same-name", "Somebody of the issuer's name whom nobody trusts signed.", clause, [crl(impostor)],
        "unknown", untrusted=[impostor],
    )  # fmt: skip
    yield crl_case("tampered", "The signature is broken.", clause, [certificates.tampered(crl(ROOT))], "unknown")
    yield crl_case(
        "tampered-and-revoked", "The signature is broken; the list would revoke.", clause,
        [certificates.tampered(crl(ROOT, entry(DIRECT)))], "unknown",
    )  # fmt: skip
    no_lists = authority("Authority", ROOT, usage=["keyCertSign"])
    yield crl_case(
        "without-crl-sign", "The issuer's key usage is without cRLSign.", "RFC 5280 §6.3.3 (f): cRLSign",
        [crl(ROOT), crl(no_lists)], "unknown", peer=SIGNER, untrusted=[no_lists],
    )  # fmt: skip
    unrestricted = authority("Authority", ROOT, without=[extensions.KEY_USAGE])
    yield crl_case(
        "issuer-without-key-usage", "The issuer's key usage isn't restricted.", "RFC 5280 §6.3.3 (f): cRLSign",
        [crl(ROOT), crl(unrestricted)], peer=SIGNER, untrusted=[unrestricted],
    )  # fmt: skip
    yield crl_case(
        "algorithms-differ", "The algorithm inside isn't the one outside.", "RFC 5280 §5.1.1.2",
        [crl(ROOT, outer="ecdsa-sha384")], "unknown",
    )  # fmt: skip
    yield crl_case(
        "signed-with-sha1", "Signed with SHA-1.", "ETSI TS 119 312; the policy `strict`",
        [crl(ROOT, algorithm="ecdsa-sha1")], "unknown",
    )  # fmt: skip
    old, new = Key("Authority"), Key("Authority, new")
    with_new = authority("Authority", ROOT, key=new)
    yield crl_case(
        "issuer-of-a-new-key",
        "The authority has a new key under the same root, and signs its lists with it.",
        "RFC 5280 §6.3.3 (f): the path of the list's signer ends at the same anchor",
        [crl(ROOT), crl(with_new)],
        peer=SIGNER,
        untrusted=[authority("Authority", ROOT, key=old), with_new],
    )
    foreign = authority("Authority", OTHER_ROOT, key=Key("Authority, other"))
    yield crl_case(
        "issuer-of-another-anchor",
        "Somebody of the authority's name signed whose path ends at another anchor.",
        "RFC 5280 §6.3.3 (f): the path of the list's signer ends at the same anchor",
        [crl(ROOT), crl(foreign)],
        "unknown",
        peer=SIGNER,
        trusted=[ROOT, OTHER_ROOT],
        untrusted=[AUTHORITY, foreign],
    )


def _extensions() -> Iterator[Case]:
    yield crl_case(
        "unknown-critical", "A critical extension that nobody knows.", "RFC 5280 §5.2",
        [crl(ROOT, extra=[extensions.unknown(critical=True)])], "unknown",
    )  # fmt: skip
    yield crl_case(
        "unknown-not-critical", "An extension that nobody knows.", "RFC 5280 §5.2",
        [crl(ROOT, extra=[extensions.unknown(critical=False)])],
    )  # fmt: skip
    strange = entry(4711, TIME - DAY, extensions.unknown(critical=True))
    yield crl_case(
        "unknown-critical-in-an-entry", "A critical extension in another certificate's entry.", "RFC 5280 §5.3",
        [crl(ROOT, strange)], "unknown",
    )  # fmt: skip
    own = entry(DIRECT, TIME - DAY, extensions.unknown(critical=True))
    yield crl_case(
        "unknown-critical-in-its-entry", "A critical extension in the signer's entry: it fails in any case.",
        "RFC 5280 §5.3", [crl(ROOT, own)], "unknown",
    )  # fmt: skip
    harmless = entry(4711, TIME - DAY, extensions.unknown(critical=False))
    yield crl_case(
        "unknown-not-critical-in-an-entry", "An extension in another certificate's entry.", "RFC 5280 §5.3",
        [crl(ROOT, harmless)],
    )  # fmt: skip
    yield crl_case(
        "no-crl-number", "A list without a number: the issuer's fault, and it can be used.", "RFC 5280 §5.2.3",
        [crl(ROOT, without=[extensions.CRL_NUMBER])],
    )  # fmt: skip
    yield crl_case(
        "no-key-identifier", "A list without authorityKeyIdentifier: the issuer's fault, and it can be used.",
        "RFC 5280 §5.2.1", [crl(ROOT, without=[extensions.AUTHORITY_KEY_IDENTIFIER])],
    )  # fmt: skip
    bare = [extensions.CRL_NUMBER, extensions.AUTHORITY_KEY_IDENTIFIER]
    yield crl_case(
        "version-1", "A list of version 1, which revokes.", "RFC 5280 §5.1.2.1",
        [crl(ROOT, entry(DIRECT), version=1, without=bare)], "revoked",
    )  # fmt: skip
    yield crl_case("octet-behind", "An octet follows the list.", "X.690 §8.1.1", [crl(ROOT) + b"\0"], "unknown")


def _modes() -> Iterator[Case]:
    revoking = [crl(ROOT, entry(DIRECT))]

    def case(name: str, description: str, accepted: bool, revocation: str, word: str | None, **more) -> Case:
        clause = "ETSI EN 319 102-1 §5.2.6.4; the policy's mode"
        return Case(
            f"crl::{name}", description, clause, DIRECT, [ROOT], accepted=accepted, sub_indication=word,
            revocation=revocation, **more,
        )  # fmt: skip

    yield case("off", "The list has the signer, and nobody looks.", True, "unchecked", None, crls=revoking, mode="off")
    yield case("if-present-absent", "There is no data at all.", True, "unchecked", None, mode="if-present")
    yield case("if-present-revoked", "The list has the signer.", False, "revoked", REVOKED, crls=revoking,
               mode="if-present")  # fmt: skip
    yield case("if-present-good", "The list doesn't have the signer.", True, "good", None, crls=[crl(ROOT)],
               mode="if-present")  # fmt: skip
    stale = [crl(ROOT, this_update=TIME - 9 * DAY, next_update=TIME - DAY)]
    yield case("if-present-stale", "There is a list of the issuer, but it is stale.", False, "unknown", TRY_LATER,
               crls=stale, mode="if-present")  # fmt: skip
