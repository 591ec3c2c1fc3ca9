"""Delta lists (RFC 5280 §5.2.4, §5.2.6, §6.3.3 (c), (h), (i))."""

from __future__ import annotations

from collections.abc import Iterator

from . import certificates, extensions, names
from .basis import ROOT
from .case import Case
from .certificates import DAY, TIME, signer
from .crl_basic import crl_case
from .extensions import distribution_point, full_name
from .keys import Key
from .lists import Entry, crl, delta, entry

_URI = names.uri("http://crl.example/delta.crl")
FRESHEST = extensions.distribution_points(distribution_point(full_name(_URI)), oid=extensions.FRESHEST_CRL)
LEAF = signer(ROOT, FRESHEST, common_name="Signer with deltas")
_STALE = {"this_update": TIME - 9 * DAY, "next_update": TIME - DAY}
_NOW = {"this_update": TIME - DAY / 2, "next_update": TIME + DAY / 2}
_BEFORE = TIME - 2 * DAY


def _base(*entries: Entry, number: int, **changes) -> bytes:
    """A complete list that announces deltas too."""
    return crl(ROOT, *entries, number=number, extra=[FRESHEST], **changes)


def _case(name: str, description: str, clause: str, lists: list[bytes], revocation: str = "good", **more) -> Case:
    return crl_case(f"delta-{name}", description, clause, lists, revocation, peer=LEAF, **more)


def cases() -> Iterator[Case]:
    yield from _combined()
    yield from _unusable()
    yield from _removed()


def _combined() -> Iterator[Case]:
    clause = "RFC 5280 §5.2.4, §6.3.3 (i)"
    base = _base(number=10)
    revoking = delta(ROOT, entry(LEAF, _BEFORE, reason=1), base=10, number=12, **_NOW)
    yield _case("revokes", "The delta adds the signer.", clause, [base, revoking], "revoked")
    yield _case("adds-nothing", "The delta is empty.", clause, [base, delta(ROOT, base=10, number=12, **_NOW)])
    revoked = _base(entry(LEAF, TIME - 20 * DAY, reason=1), number=10)
    yield _case("base-revokes", "The complete list has the signer, the delta is empty.", clause,
                [revoked, delta(ROOT, base=10, number=12, **_NOW)], "revoked")  # fmt: skip
    older = _base(number=8, this_update=TIME - 10 * DAY)
    yield _case("base-newer-than-asked", "The delta is for number 8, the complete list is number 10.", clause,
                [base, delta(ROOT, entry(LEAF, _BEFORE, reason=1), base=8, number=12, **_NOW)], "revoked")  # fmt: skip
    yield _case("second-base-fits", "Of two complete lists only the newer one fits the delta.", clause,
                [older, base, revoking], "revoked")  # fmt: skip
    yield _case("two-deltas", "Of two deltas the newer one adds the signer.", clause,
                [base, delta(ROOT, base=10, number=11, this_update=TIME - DAY), revoking], "revoked")  # fmt: skip
    stale = _base(number=10, **_STALE)
    yield _case("base-stale", "The complete list is stale, the delta brings it up to date.",
                "RFC 5280 §6.3.3 (a)(1)(i)", [stale, delta(ROOT, base=10, number=12, **_NOW)])  # fmt: skip
    yield _case("base-stale-revokes", "The complete list is stale; the delta adds the signer.",
                "RFC 5280 §6.3.3 (a)(1)(i)", [stale, revoking], "revoked")  # fmt: skip
    old = delta(ROOT, base=10, number=11, this_update=TIME - 6 * DAY, next_update=TIME - 5 * DAY)
    yield _case("both-stale", "Complete list and delta are stale.", "RFC 5280 §6.3.3 (a)", [stale, old], "unknown")
    plain = signer(ROOT, common_name="Signer with deltas")
    yield crl_case("delta-not-announced", "Nobody announces a delta; it is there and adds the signer.",
                   "RFC 5280 §6.3.3 (c): what a delta needs is its scope, issuer and base", [
                       crl(ROOT, number=10), delta(ROOT, entry(plain, _BEFORE, reason=1), base=10, number=12, **_NOW)
                   ], "revoked", peer=plain)  # fmt: skip


def _unusable() -> Iterator[Case]:
    """The complete list is stale, so that the answer depends on whether the delta can be used."""
    clause = "RFC 5280 §5.2.4, §6.3.3 (c)"
    stale = _base(number=10, **_STALE)
    unusable = {
        "base-too-old": ("The delta is for number 11; the complete list is number 10.",
                         delta(ROOT, base=11, number=12, **_NOW)),
        "without-number": ("The delta has no CRL number.",
                           delta(ROOT, base=10, without=[extensions.CRL_NUMBER], **_NOW)),
        "of-another-scope": ("The delta is of end entities only, the complete list of all.",
                             delta(ROOT, base=10, number=12,
                                   extra=[extensions.issuing_distribution_point(only="user")], **_NOW)),
        "of-another-key": ("The delta's authorityKeyIdentifier is another one.",
                           delta(ROOT, base=10, number=12,
                                 extra=[extensions.authority_key_identifier(b"\1" * 20)], **_NOW)),
        "tampered": ("The delta's signature is broken.",
                     certificates.tampered(delta(ROOT, base=10, number=12, **_NOW))),
        "by-somebody-else": ("Another key signed the delta.",
                             delta(ROOT, base=10, number=12, signing_key=Key("Somebody else"), **_NOW)),
        "unknown-critical": ("The delta has a critical extension that nobody knows.",
                             delta(ROOT, base=10, number=12, extra=[extensions.unknown(critical=True)], **_NOW)),
    }  # fmt: skip
    for name, (description, listed) in unusable.items():
        yield _case(name, f"{description} The complete list is stale.", clause, [stale, listed], "unknown")
    yield _case("alone", "There is a delta, but no complete list.", clause,
                [delta(ROOT, base=10, number=12, **_NOW)], "unknown")  # fmt: skip
    yield _case("alone-revokes-nobody", "A delta alone that has somebody else.", clause,
                [delta(ROOT, entry(4711), base=10, number=12, **_NOW)], "unknown")  # fmt: skip
    fresh = _base(number=13)
    yield _case("older-than-complete", "The complete list is number 13, the delta with the signer number 12.",
                "RFC 5280 §6.3.3 (c): a smaller number than the delta's",
                [fresh, delta(ROOT, entry(LEAF, _BEFORE, reason=6), base=10, number=12,
                              this_update=TIME - 9 * DAY, next_update=TIME + DAY)])  # fmt: skip


def _removed() -> Iterator[Case]:
    clause = "RFC 5280 §5.3.1, §6.3.3 (i), (j): removeFromCRL"
    base = _base(entry(LEAF, TIME - 20 * DAY, reason=6), number=10)
    released = delta(ROOT, entry(LEAF, _BEFORE, reason=8), base=10, number=12, **_NOW)
    yield _case("removes", "On hold in the complete list, removed by the delta.", clause, [base, released])
    other = delta(ROOT, entry(4711, _BEFORE, reason=8), base=10, number=12, **_NOW)
    yield _case("removes-another", "On hold in the complete list; the delta removes somebody else.", clause,
                [base, other], "revoked", word="TRY_LATER")  # fmt: skip
    hold = delta(ROOT, entry(LEAF, _BEFORE, reason=6), base=10, number=12, **_NOW)
    yield _case("holds", "The delta puts the signer on hold.", clause, [_base(number=10), hold], "revoked",
                word="TRY_LATER")  # fmt: skip
    permanent = delta(ROOT, entry(LEAF, _BEFORE, reason=1), base=10, number=12, **_NOW)
    yield _case("hold-becomes-revocation", "On hold in the complete list, revoked by the delta.", clause,
                [base, permanent], "revoked")  # fmt: skip
