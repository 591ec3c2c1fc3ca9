"""OCSP responses (RFC 6960): who answers, about what, when, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from . import certificates, der, extensions, names
from .basis import OTHER_ROOT, ROOT
from .case import REVOKED, REVOKED_CA, SIGNER_OUT_OF_BOUNDS, TRY_LATER, Case
from .certificates import DAY, SECOND, TIME, Certificate, authority, signer
from .keys import Key
from .lists import crl, entry
from .responses import OTHER_TYPE, UNKNOWN, Single, certificate_id, failure, response, revoked, tampered, wrapped

PLACE = extensions.access(extensions.AUTHORITY_INFORMATION_ACCESS, extensions.OCSP, names.uri("http://ocsp.example/"))
AUTHORITY = authority("Authority", ROOT, extra=[PLACE])
SIGNER = signer(AUTHORITY, PLACE)
DIRECT = signer(ROOT, PLACE, common_name="Signer of the root")
_ID = certificate_id(DIRECT, ROOT)


def _responder(
    issuer: Certificate = ROOT, *, purpose: str | None = extensions.OCSP_SIGNING, no_check: bool = True, **changes
) -> Certificate:
    extra = [extensions.extended_key_usage(purpose)] if purpose else []
    extra += [extensions.ocsp_no_check()] if no_check else []
    return signer(issuer, *extra, common_name="Responder", usage=["digitalSignature"], **changes)


def _case(
    name: str,
    description: str,
    clause: str,
    responses: Sequence[bytes],
    revocation: str = "good",
    *,
    peer: Certificate = DIRECT,
    word: str | None = None,
    **more,
) -> Case:
    words = {"good": None, "revoked": REVOKED, "unknown": TRY_LATER}
    more.setdefault("trusted", [ROOT])
    return Case(
        f"ocsp::{name}",
        description,
        clause,
        peer,
        accepted=revocation == "good" and word is None,
        sub_indication=word or words[revocation],
        revocation=revocation,
        ocsp=responses,
        mode="required",
        **more,
    )


def cases() -> Iterator[Case]:
    yield from _answers()
    yield from _identifiers()
    yield from _responders()
    yield from _responders_status()
    for case in (*_times(), *_issued_later()):
        case.is_judged_by_times = case.id not in ("ocsp::fractions", "ocsp::revoked-at-the-time")
        yield case
    yield from _forms()
    yield from _with_lists()


def _answers() -> Iterator[Case]:
    clause = "RFC 6960 §2.2, §3.2"
    yield _case("good", "The authority itself says good.", clause, [response(ROOT, Single(_ID))])
    yield _case("revoked", "The authority itself says revoked.", clause,
                [response(ROOT, Single(_ID, revoked(reason=1)))], "revoked")  # fmt: skip
    yield _case("revoked-without-reason", "Revoked, without a reason.", clause,
                [response(ROOT, Single(_ID, revoked()))], "revoked")  # fmt: skip
    yield _case("unknown", "The authority doesn't know the certificate.", clause,
                [response(ROOT, Single(_ID, UNKNOWN))], "unknown")  # fmt: skip
    yield _case("on-hold", "The certificate is suspended.", "RFC 6960 §2.2; ETSI EN 319 102-1 §5.2.6.4",
                [response(ROOT, Single(_ID, revoked(reason=6)))], "revoked", word=TRY_LATER)  # fmt: skip
    of_signer = response(AUTHORITY, Single(certificate_id(SIGNER, AUTHORITY)))
    of_authority = response(ROOT, Single(certificate_id(AUTHORITY, ROOT)))
    three = {"peer": SIGNER, "untrusted": [AUTHORITY]}
    yield _case("good-on-a-longer-path", "An answer for each certificate.", clause, [of_signer, of_authority], **three)
    yield _case("authority-revoked", "The authority is revoked.", clause,
                [of_signer, response(ROOT, Single(certificate_id(AUTHORITY, ROOT), revoked(reason=2)))],
                "revoked", word=REVOKED_CA, **three)  # fmt: skip
    yield _case("authority-unanswered", "Nobody answers for the authority.", clause, [of_signer], "unknown", **three)
    yield _case("several-answers", "The second of three answers in a response is the signer's.", clause, [response(
        ROOT, Single(certificate_id(DIRECT, ROOT, serial=1), UNKNOWN), Single(_ID),
        Single(certificate_id(DIRECT, ROOT, serial=2), revoked()),
    )])  # fmt: skip
    yield _case("several-answers-revoked", "The last of three answers is the signer's, and says revoked.", clause, [
        response(ROOT, *(Single(certificate_id(DIRECT, ROOT, serial=number)) for number in (1, 2)),
                 Single(_ID, revoked(reason=1)))
    ], "revoked")  # fmt: skip
    earlier = {"this": TIME - 2 * DAY, "next_": TIME + DAY}
    newest = "RFC 6960 §4.2.2.1: the most recent time at which the status is known to be right"
    yield _case("newest-says-revoked", "An older response says good, the newer one revoked.", newest, [
        response(ROOT, Single(_ID, **earlier)), response(ROOT, Single(_ID, revoked(TIME - DAY, reason=1)))
    ], "revoked")  # fmt: skip
    yield _case("newest-says-good", "An older response says on hold, the newer one good.", newest, [
        response(ROOT, Single(_ID, revoked(TIME - 3 * DAY, reason=6), **earlier)), response(ROOT, Single(_ID))
    ])  # fmt: skip
    yield _case("newest-in-one-response", "Two answers for the signer in a response; the newer one says revoked.",
                newest, [response(ROOT, Single(_ID, **earlier), Single(_ID, revoked(TIME - DAY, reason=1)))],
                "revoked")  # fmt: skip


def _identifiers() -> Iterator[Case]:
    clause = "RFC 6960 §3.2 (1), §4.1.1"
    for hash_ in ("sha256", "sha384"):
        id_ = certificate_id(DIRECT, ROOT, hash_=hash_)
        yield _case(f"identifier-{hash_}", f"The CertID is of {hash_}.", clause, [response(ROOT, Single(id_))])
        yield _case(f"identifier-{hash_}-revoked", f"The CertID is of {hash_}; revoked.", clause,
                    [response(ROOT, Single(id_, revoked()))], "revoked")  # fmt: skip
    wrong = {
        "name": {"name": OTHER_ROOT.subject},
        "key": {"key": OTHER_ROOT.key},
        "serial": {"serial": DIRECT.serial + 1},
    }
    for part, changes in wrong.items():
        id_ = certificate_id(DIRECT, ROOT, **changes)
        yield _case(f"identifier-other-{part}", f"The CertID has another {part}.", clause,
                    [response(ROOT, Single(id_))], "unknown")  # fmt: skip
    id_ = certificate_id(DIRECT, ROOT, hash_="sha256", key=OTHER_ROOT.key)
    yield _case("identifier-sha256-other-key", "The CertID is of sha256 and has another key.", clause,
                [response(ROOT, Single(id_))], "unknown")  # fmt: skip


def _responders() -> Iterator[Case]:
    clause = "RFC 6960 §4.2.2.2"

    def answered(who: Certificate, **changes) -> list[bytes]:
        return [response(who, Single(_ID), embedded=[who], **changes)]

    good = _responder()
    yield _case("delegated", "A responder of the authority.", clause, answered(good))
    yield _case("delegated-by-name", "A responder that calls itself by its name.", clause, answered(good, by="name"))
    yield _case("by-name", "The authority calls itself by its name.", "RFC 6960 §4.2.2.3",
                [response(ROOT, Single(_ID), by="name")])  # fmt: skip
    yield _case("delegated-revoked", "A responder of the authority says revoked.", clause,
                [response(good, Single(_ID, revoked()), embedded=[good])], "revoked")  # fmt: skip
    yield _case("delegated-not-embedded", "The responder's certificate is among those given.", clause,
                [response(good, Single(_ID))], untrusted=[good])  # fmt: skip
    yield _case("delegated-missing", "The responder's certificate isn't at hand.", clause,
                [response(good, Single(_ID))], "unknown")  # fmt: skip
    yield _case("delegated-among-others", "The responder's certificate is embedded after others.", clause,
                [response(good, Single(_ID), embedded=[SIGNER, OTHER_ROOT, good])])  # fmt: skip
    yield _case("without-purpose", "The responder has no extended key usage.", clause,
                answered(_responder(purpose=None)), "unknown")  # fmt: skip
    yield _case("other-purpose", "The responder's extended key usage is another one.", clause,
                answered(_responder(purpose=extensions.CLIENT_AUTH)), "unknown")  # fmt: skip
    yield _case("any-purpose", "The responder's extended key usage is anyExtendedKeyUsage.", clause,
                answered(_responder(purpose="2.5.29.37.0")), "unknown")  # fmt: skip
    yield _case("signer-answers", "The signer answers for itself.", clause, answered(DIRECT), "unknown")
    yield _case("of-another-authority", "The responder is of another authority that is trusted too.", clause,
                answered(_responder(OTHER_ROOT)), "unknown", trusted=[ROOT, OTHER_ROOT])  # fmt: skip
    below = _responder(AUTHORITY)
    yield _case("of-an-authority-below", "The responder is of an authority below the issuer.", clause,
                [response(below, Single(_ID), embedded=[below, AUTHORITY])], "unknown", untrusted=[AUTHORITY],
                crls=[crl(AUTHORITY)])  # fmt: skip
    impostor = authority("Root", key=Key("Root, somebody else"))
    yield _case("of-the-same-name", "The responder is of somebody of the authority's name, but of another key.", clause,
                answered(_responder(impostor)), "unknown", untrusted=[impostor])  # fmt: skip
    yield _case("the-same-name-answers", "Somebody of the authority's name, but of another key, answers.", clause,
                [response(impostor, Single(_ID), by="name", embedded=[impostor])], "unknown")  # fmt: skip
    alone = certificates.issue(
        names.name("Responder"), None, key=Key("Responder, self-signed"),
        extra=[extensions.extended_key_usage(extensions.OCSP_SIGNING), extensions.ocsp_no_check()],
    )  # fmt: skip
    yield _case("self-signed", "The responder is self-signed.", clause, answered(alone), "unknown")
    yield _case("other-authority-answers", "Another authority that is trusted too answers.", clause,
                answered(OTHER_ROOT), "unknown", trusted=[ROOT, OTHER_ROOT])  # fmt: skip
    wrong_key = der.explicit(2, der.octets(OTHER_ROOT.key.identifier))
    yield _case("other-responder-key", "The responder's key identifier is another one.", "RFC 6960 §4.2.2.3",
                [response(ROOT, Single(_ID), responder_id=wrong_key, embedded=[ROOT])], "unknown")  # fmt: skip
    wrong_name = der.explicit(1, OTHER_ROOT.subject)
    yield _case("other-responder-name", "The responder's name is another one.", "RFC 6960 §4.2.2.3",
                [response(ROOT, Single(_ID), responder_id=wrong_name, embedded=[ROOT])], "unknown")  # fmt: skip


def _responders_status() -> Iterator[Case]:
    clause = "RFC 6960 §4.2.2.2.1"
    plain = _responder(no_check=False)
    answer = [response(plain, Single(_ID), embedded=[plain])]
    # At a point of its own, so that the list says nothing of the signer.
    point = extensions.full_name(names.uri("http://crl.example/responders.crl"))
    pointed = signer(
        ROOT,
        extensions.extended_key_usage(extensions.OCSP_SIGNING),
        extensions.distribution_points(extensions.distribution_point(point)),
        common_name="Responder",
        usage=["digitalSignature"],
    )
    scope = [extensions.issuing_distribution_point(point)]
    of_pointed = [response(pointed, Single(_ID), embedded=[pointed])]
    yield _case("no-nocheck", "Nobody says whether the responder is revoked.", clause, answer, "unknown")
    yield _case("no-nocheck-listed-good", "A list says that the responder isn't revoked.", clause, of_pointed,
                crls=[crl(ROOT, extra=scope)])  # fmt: skip
    yield _case("responder-revoked", "A list says that the responder is revoked.", clause, of_pointed, "unknown",
                crls=[crl(ROOT, entry(pointed, reason=1), extra=scope)])  # fmt: skip
    late = _responder(until=TIME - 2 * DAY)
    yield _case("responder-expired", "The responder's certificate was expired when it answered.",
                "RFC 6960 §4.2.2.2; ETSI EN 319 102-1 §5.2.6.4", [response(late, Single(_ID), embedded=[late])],
                "unknown", word=SIGNER_OUT_OF_BOUNDS)  # fmt: skip
    broken = _responder(signing_key=Key("Somebody else"))
    yield _case("responder-forged", "Another key signed the responder's certificate.", clause,
                [response(broken, Single(_ID), embedded=[broken])], "unknown")  # fmt: skip


def _times() -> Iterator[Case]:
    clause = "RFC 6960 §3.2 (5), (6), §4.2.2.1; ETSI EN 319 102-1 §5.2.5"

    def at(this: datetime | bytes, next_: datetime | bytes | None, **changes) -> list[bytes]:
        return [response(ROOT, Single(_ID, this=this, next_=next_), **changes)]

    yield _case("stale", "nextUpdate is a day over.", clause, at(TIME - 3 * DAY, TIME - DAY), "unknown")
    yield _case("next-update-ahead-by-a-second", "nextUpdate is a second ahead.", clause, at(TIME - DAY, TIME + SECOND))
    yield _case("no-next-update", "No nextUpdate and no maximum age.", clause, at(TIME - DAY, None), "unknown")
    yield _case("no-next-update-within-age", "No nextUpdate; a day old, two are allowed.", clause, at(TIME - DAY, None),
                maximum_age=2 * 86_400)  # fmt: skip
    yield _case("older-than-allowed", "A day old, an hour is allowed; nextUpdate is ahead.", clause,
                at(TIME - DAY, TIME + DAY), "unknown", maximum_age=3600)  # fmt: skip
    yield _case("this-update-after-produced", "thisUpdate is half a day after the response was signed.",
                "RFC 6960 §2.4, §4.2.2.1: nobody knows a status before its time",
                at(TIME - DAY / 2, TIME + DAY, produced=TIME - DAY), "unknown")  # fmt: skip
    yield _case("next-update-before-this", "nextUpdate is before thisUpdate.", "RFC 6960 §4.2.2.1",
                at(TIME - DAY, TIME - 2 * DAY), "unknown")  # fmt: skip
    fractional = der.primitive(24, b"20260531230000.125Z")
    yield _case("fractions", "Times with fractions of a second, which RFC 5280 forbids and responders write.",
                "RFC 6960 §4.2.2.1; tolerated", at(fractional, TIME + DAY, produced=fractional))  # fmt: skip


def _issued_later() -> Iterator[Case]:
    clause = "ETSI EN 319 102-1 §5.2.5, §5.6.2.2"
    later = {"this": TIME + 10 * DAY, "next_": TIME + 11 * DAY}

    def answered(status: bytes | None = None, peer: Certificate = DIRECT, **changes) -> list[bytes]:
        id_ = certificate_id(peer, ROOT)
        single = Single(id_, status, **later, **changes) if status else Single(id_, **later, **changes)
        return [response(ROOT, single)]

    yield _case("later-good", "Answered after the time: good.", clause, answered())
    yield _case(
        "later-revoked-before", "Answered after the time; revoked before.", clause, answered(revoked()), "revoked"
    )
    yield _case("later-revoked-after", "Answered after the time; revoked after it too.", clause,
                answered(revoked(TIME + DAY, reason=4)))  # fmt: skip
    yield _case("revoked-at-the-time", "Revoked at the very second.", clause,
                [response(ROOT, Single(_ID, revoked(TIME, reason=1), this=TIME))], "revoked")  # fmt: skip
    leaf = signer(ROOT, PLACE, until=TIME + 5 * DAY)
    cutoff = "RFC 6960 §4.4.4; ETSI EN 319 102-1 §5.2.5"
    yield _case("later-after-expiry", "Answered after the signer's expiry: good; no archiveCutoff.", cutoff,
                answered(peer=leaf), "unknown", peer=leaf)  # fmt: skip
    kept = [extensions.archive_cutoff(datetime(2025, 1, 1, tzinfo=UTC))]
    yield _case("later-after-expiry-archived", "As before, and archiveCutoff is before the expiry.", cutoff,
                answered(peer=leaf, extensions=kept), peer=leaf)  # fmt: skip
    short = [extensions.archive_cutoff(TIME + 7 * DAY)]
    yield _case("later-after-expiry-cut-off", "As before, but archiveCutoff is after the expiry.", cutoff,
                answered(peer=leaf, extensions=short), "unknown", peer=leaf)  # fmt: skip
    yield _case("later-after-expiry-revoked", "Answered when the signer's certificate had expired: revoked before the "
                "time.", cutoff, answered(revoked(), peer=leaf), "revoked", peer=leaf)  # fmt: skip


def _forms() -> Iterator[Case]:
    yield _case("absent", "There is no response.", "ETSI EN 319 102-1 §5.2.6.4", [], "unknown")
    yield _case("tampered", "The signature is broken.", "RFC 6960 §3.2 (2)", [tampered(ROOT, Single(_ID))], "unknown")
    yield _case("tampered-revoked", "The signature is broken; the answer would revoke.", "RFC 6960 §3.2 (2)",
                [tampered(ROOT, Single(_ID, revoked()))], "unknown")  # fmt: skip
    yield _case("signed-with-sha1", "Signed with SHA-1.", "ETSI TS 119 312; the policy `strict`",
                [response(ROOT, Single(_ID), algorithm="ecdsa-sha1")], "unknown")  # fmt: skip
    for name, status in (("malformed-request", 1), ("internal-error", 2), ("try-later", 3), ("unauthorized", 6)):
        yield _case(f"status-{name}", "The responder doesn't answer.", "RFC 6960 §2.3", [failure(status)], "unknown")
    critical, harmless = [extensions.unknown(critical=True)], [extensions.unknown(critical=False)]
    clause = "RFC 6960 §4.4; RFC 5280 §4.2"
    yield _case("unknown-critical", "A critical extension of the response that nobody knows.", clause,
                [response(ROOT, Single(_ID), extensions=critical)], "unknown")  # fmt: skip
    yield _case("unknown-critical-of-the-answer", "A critical extension of the answer that nobody knows.", clause,
                [response(ROOT, Single(_ID, extensions=critical))], "unknown")  # fmt: skip
    yield _case("unknown-not-critical", "Extensions that nobody knows.", clause,
                [response(ROOT, Single(_ID, extensions=harmless), extensions=harmless)])  # fmt: skip
    good = response(ROOT, Single(_ID))
    yield _case("other-type", "The response is of a type that nobody knows.", "RFC 6960 §4.2.1",
                [response(ROOT, Single(_ID), type_=OTHER_TYPE)], "unknown")  # fmt: skip
    yield _case("no-answers", "A response without answers.", "RFC 6960 §4.2.1", [response(ROOT)], "unknown")
    yield _case("octet-behind", "An octet follows the response.", "X.690 §8.1.1", [good + b"\0"], "unknown")
    basic = der.contents(wrapped(b""))  # A response whose basic response is empty.
    yield _case("empty-basic", "The basic response is empty.", "RFC 6960 §4.2.1", [der.sequence(basic)], "unknown")
    yield _case(
        "beside-a-broken-one", "Of two responses one can't be read.", "RFC 6960 §3.2", [b"\x30\x03\x0a\x01", good]
    )
    yield _case("empty-octets", "No octets.", "RFC 6960 §4.2.1", [b""], "unknown")


def _with_lists() -> Iterator[Case]:
    clause = "ETSI EN 319 102-1 §5.2.5: what says revoked counts, wherever it stands"
    good, bad = response(ROOT, Single(_ID)), response(ROOT, Single(_ID, revoked(reason=1)))
    yield _case("good-and-list-revokes", "The response says good, the list has the signer.", clause, [good], "revoked",
                crls=[crl(ROOT, entry(DIRECT, reason=1))])  # fmt: skip
    yield _case("revoked-and-list-is-good", "The response says revoked, the list doesn't have the signer.", clause,
                [bad], "revoked", crls=[crl(ROOT)])  # fmt: skip
    yield _case("unknown-and-list-is-good", "The response says unknown, the list doesn't have the signer.",
                "RFC 6960 §2.2: another source may be asked", [response(ROOT, Single(_ID, UNKNOWN))],
                crls=[crl(ROOT)])  # fmt: skip
    yield _case("stale-and-list-is-good", "The response is stale, the list is fresh.", "RFC 6960 §2.2",
                [response(ROOT, Single(_ID, this=TIME - 3 * DAY, next_=TIME - DAY))], crls=[crl(ROOT)])  # fmt: skip
    yield _case("list-for-the-authority", "A response for the signer, a list for the authority.", "RFC 6960 §2.2",
                [response(AUTHORITY, Single(certificate_id(SIGNER, AUTHORITY)))], peer=SIGNER, untrusted=[AUTHORITY],
                crls=[crl(ROOT)])  # fmt: skip
