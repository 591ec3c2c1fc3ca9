"""What a list covers: distribution points, kinds of certificates, reasons, indirect lists (RFC 5280 §5.2.5, §6.3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import extensions, names
from .basis import AUTHORITY, OTHER_ROOT, ROOT, SIGNER
from .case import Case
from .certificates import DAY, TIME, Certificate, authority, signer
from .crl_basic import crl_case
from .extensions import REASONS, distribution_point, full_name, relative_name
from .lists import crl, entry

A, B, C = (names.uri(f"http://crl.example/{letter}.crl") for letter in "abc")
_POINT = "RFC 5280 §5.2.5, §6.3.3 (b)(2)"


def _scoped(issuer: Certificate, *entries, point: bytes | None = None, **scope) -> bytes:
    return crl(issuer, *entries, extra=[extensions.issuing_distribution_point(point, **scope)])


def _leaf(*points: bytes, issuer: Certificate = ROOT) -> Certificate:
    return signer(issuer, extensions.distribution_points(*points), common_name="Signer of a point")


def cases() -> Iterator[Case]:
    yield from _kinds()
    yield from _points()
    yield from _reasons()
    yield from _indirect()
    yield from _indirect_signers()


def _kinds() -> Iterator[Case]:
    clause = "RFC 5280 §6.3.3 (b)(2)(ii) to (iv)"
    lists = {kind: _scoped(ROOT, only=kind) for kind in ("user", "ca", "attribute")}
    yield crl_case("only-user-of-a-signer", "Only end entities, and the signer is one.", clause, [lists["user"]])
    yield crl_case("only-ca-of-a-signer", "Only authorities, and the signer is none.", clause, [lists["ca"]], "unknown")
    yield crl_case("only-attribute", "Only attribute certificates.", clause, [lists["attribute"]], "unknown")
    three = {"peer": SIGNER, "untrusted": [AUTHORITY]}
    yield crl_case(
        "only-ca-of-an-authority", "The root's list is of authorities only.", clause, [lists["ca"], crl(AUTHORITY)],
        **three,
    )  # fmt: skip
    yield crl_case(
        "only-user-of-an-authority", "The root's list is of end entities only; the authority is none.", clause,
        [lists["user"], crl(AUTHORITY)], "unknown", **three,
    )  # fmt: skip


def _points() -> Iterator[Case]:
    leaf = _leaf(distribution_point(full_name(A)))
    at_a, at_b = _scoped(ROOT, point=full_name(A)), _scoped(ROOT, point=full_name(B))
    yield crl_case("point-same", "The list is of the certificate's point.", _POINT, [at_a], peer=leaf)
    yield crl_case("point-other", "The list is of another point.", _POINT, [at_b], "unknown", peer=leaf)
    yield crl_case(
        "point-of-none", "The list is of a point, and the certificate names none.", _POINT, [at_a], "unknown"
    )
    yield crl_case("point-unrestricted", "The certificate names a point; the list is of all.", _POINT, [crl(ROOT)],
                   peer=leaf)  # fmt: skip
    several = _leaf(distribution_point(full_name(A, B)))
    yield crl_case("point-second-of-several", "The certificate's point has two names, the list has the second.",
                   _POINT, [_scoped(ROOT, point=full_name(C, B))], peer=several)  # fmt: skip
    yield crl_case(
        "point-second-of-several-revoked", "As before, and the list has the signer.", _POINT,
        [_scoped(ROOT, entry(several), point=full_name(C, B))], "revoked", peer=several,
    )  # fmt: skip
    two = _leaf(distribution_point(full_name(A)), distribution_point(full_name(B)))
    yield crl_case("point-second", "The list is of the certificate's second point.", _POINT,
                   [_scoped(ROOT, point=full_name(B))], peer=two)  # fmt: skip
    yield crl_case(
        "point-second-revoked", "The list of the second point has the signer; that of the first is missing.", _POINT,
        [_scoped(ROOT, entry(two), point=full_name(B))], "revoked", peer=two,
    )  # fmt: skip
    own = names.directory(ROOT.subject)
    yield crl_case("point-issuer-name", "The list's point is the issuer's name; the certificate names no point.",
                   "RFC 5280 §6.3.3: a point whose name is the issuer's is assumed",
                   [_scoped(ROOT, point=full_name(own))])  # fmt: skip
    fragment = names.attribute("CN", names.der.utf8("List 1"))
    whole = names.directory(
        names.der.sequence(*_relatives(ROOT.subject), names.relative("CN", names.der.utf8("List 1")))
    )
    relative = _leaf(distribution_point(relative_name(fragment)))
    yield crl_case("point-relative", "Both names are relative to the issuer's.", "RFC 5280 §4.2.1.13",
                   [_scoped(ROOT, point=relative_name(fragment))], peer=relative)  # fmt: skip
    yield crl_case("point-relative-and-full", "The certificate's name is relative, the list's is the whole one.",
                   "RFC 5280 §4.2.1.13, §6.3.3 (b)(2)(i)", [_scoped(ROOT, point=full_name(whole))],
                   peer=relative)  # fmt: skip
    other = names.attribute("CN", names.der.utf8("List 2"))
    yield crl_case("point-relative-other", "The names relative to the issuer's differ.", "RFC 5280 §4.2.1.13",
                   [_scoped(ROOT, point=relative_name(other))], "unknown", peer=relative)  # fmt: skip
    yield crl_case(
        "point-x400", "Point and list each have an x400Address, and they differ.", _POINT,
        [_scoped(ROOT, point=full_name(names.x400("VN")))], "unknown",
        peer=_leaf(distribution_point(full_name(names.x400("XX")))),
    )  # fmt: skip


def _relatives(name: bytes) -> list[bytes]:
    rest, found = names.der.contents(name), []
    while rest:
        parts = names.der.parser.parse(rest, strict=False)
        found.append(b"".join(parts[3:6]))
        rest = rest[len(found[-1]) :]
    return found


def _reasons() -> Iterator[Case]:
    clause = "RFC 5280 §5.2.5, §6.3.3 (d), (e): all reasons have to be covered"
    first, second = REASONS[1:4], REASONS[4:]
    leaf = _leaf(distribution_point(full_name(A)))
    part1 = _scoped(ROOT, point=full_name(A), reasons=first)
    part2 = _scoped(ROOT, point=full_name(A), reasons=second)
    yield crl_case("reasons-part", "The list covers three of the reasons.", clause, [part1], "unknown", peer=leaf)
    yield crl_case("reasons-all-parts", "Two lists cover all reasons.", clause, [part1, part2], peer=leaf)
    revoking = _scoped(ROOT, entry(leaf, reason=4), point=full_name(A), reasons=second)
    yield crl_case("reasons-revoked-in-second", "The second of two lists has the signer.", clause, [part1, revoking],
                   "revoked", peer=leaf)  # fmt: skip
    yield crl_case("reasons-revoked-in-only", "The only list covers some reasons, and has the signer.", clause,
                   [revoking], "revoked", peer=leaf)  # fmt: skip
    split = _leaf(distribution_point(full_name(A), first), distribution_point(full_name(B), second))
    yield crl_case("reasons-of-the-points", "Each of the certificate's points is for some reasons; both are listed.",
                   "RFC 5280 §4.2.1.13, §6.3.3 (d)",
                   [_scoped(ROOT, point=full_name(A)), _scoped(ROOT, point=full_name(B))], peer=split)  # fmt: skip
    yield crl_case("reasons-of-one-point", "Each of the certificate's points is for some reasons; one is listed.",
                   "RFC 5280 §4.2.1.13, §6.3.3 (d)", [_scoped(ROOT, point=full_name(A))], "unknown",
                   peer=split)  # fmt: skip


def _lister(issuer: Certificate = ROOT, *, usage: Sequence[str] = ("cRLSign",), **changes) -> Certificate:
    """Who signs lists and nothing else; the root says at point C whether it is revoked."""
    extra = [extensions.basic_constraints(ca=False), extensions.distribution_points(distribution_point(full_name(C)))]
    return authority("Issuer of lists", issuer, usage=usage, extra=extra, **changes)


LISTER = _lister()


def _indirect_leaf(lister: Certificate = LISTER) -> Certificate:
    point = distribution_point(full_name(A), crl_issuer=[names.directory(lister.subject)])
    return _leaf(point, issuer=ROOT)


def _of(issuer: Certificate):
    return extensions.certificate_issuer(issuer.subject)


def indirect_case(name: str, description: str, clause: str, lists: Sequence[bytes], revocation: str = "good", **more):
    more.setdefault("peer", _indirect_leaf())
    more.setdefault("untrusted", [LISTER])
    of_the_lister = more.pop("of_the_lister", _scoped(ROOT, point=full_name(C)))
    return crl_case(f"indirect-{name}", description, clause, [of_the_lister, *lists], revocation, **more)


def _indirect() -> Iterator[Case]:
    clause = "RFC 5280 §5.2.5, §5.3.3, §6.3.3 (b)(1)"
    leaf, other = _indirect_leaf(), 4711
    date = TIME - 30 * DAY

    def listed(*entries, **scope) -> bytes:
        return _scoped(LISTER, *entries, point=full_name(A), indirect=True, **scope)

    yield indirect_case("good", "Another issuer's list, without the signer.", clause, [listed()])
    yield indirect_case("revoked", "Another issuer's list has the signer.", clause,
                        [listed(entry(leaf, date, _of(ROOT)))], "revoked")  # fmt: skip
    yield indirect_case("carried-over", "The signer's entry has no certificateIssuer, that before it has one.", clause,
                        [listed(entry(other, date, _of(ROOT)), entry(leaf))], "revoked")  # fmt: skip
    yield indirect_case("carried-over-twice", "Two entries between the signer's and the certificateIssuer.", clause,
                        [listed(entry(1, date, _of(ROOT)), entry(2), entry(3), entry(leaf))], "revoked")  # fmt: skip
    yield indirect_case("other-issuer", "An entry of the serial number, but of another issuer.", clause,
                        [listed(entry(leaf, date, _of(OTHER_ROOT)))])  # fmt: skip
    yield indirect_case("other-issuer-carried-over", "An entry of the serial number, of the issuer before.", clause,
                        [listed(entry(1, date, _of(ROOT)), entry(2, date, _of(OTHER_ROOT)), entry(leaf))])  # fmt: skip
    yield indirect_case("default-issuer", "The first entry has no certificateIssuer: the list issuer's own.", clause,
                        [listed(entry(leaf), entry(other, date, _of(ROOT)))])  # fmt: skip
    yield indirect_case("not-said", "The list isn't marked as indirect.", clause,
                        [_scoped(LISTER, point=full_name(A))], "unknown")  # fmt: skip
    yield indirect_case("not-named", "The certificate names no issuer of lists.", "RFC 5280 §6.3.3 (b)(1)", [listed()],
                        "unknown", peer=_leaf(distribution_point(full_name(A))),
                        )  # fmt: skip
    own = signer(ROOT, common_name="Signer of a point")
    mixed = _scoped(ROOT, entry(1, date, _of(OTHER_ROOT)), entry(own), indirect=True)
    yield crl_case("indirect-of-the-issuer", "The issuer's own list is indirect; its entry of the number is another's.",
                   clause, [mixed], peer=own)  # fmt: skip
    back = _scoped(ROOT, entry(1, date, _of(OTHER_ROOT)), entry(own, date, _of(ROOT)), indirect=True)
    yield crl_case("indirect-of-the-issuer-revoked", "The issuer's own list is indirect and has the signer.", clause,
                   [back], "revoked", peer=own)  # fmt: skip


def _indirect_signers() -> Iterator[Case]:
    clause = "RFC 5280 §6.3.3 (f)"

    def listed(by: Certificate) -> list[bytes]:
        return [_scoped(by, point=full_name(A), indirect=True)]

    foreign = _lister(OTHER_ROOT)
    yield indirect_case("of-another-anchor", "The path of the list's issuer ends at another anchor.", clause,
                        listed(foreign), "unknown", trusted=[ROOT, OTHER_ROOT], untrusted=[foreign])  # fmt: skip
    unable = _lister(usage=["digitalSignature"])
    yield indirect_case("without-crl-sign", "The list's issuer may not sign lists.", clause, listed(unable), "unknown",
                        untrusted=[unable])  # fmt: skip
    late = _lister(until=TIME - DAY)
    yield indirect_case("issuer-expired", "The certificate of the list's issuer is expired.",
                        "ETSI EN 319 102-1 §5.2.6.4", listed(late), "unknown", untrusted=[late],
                        word="REVOCATION_OUT_OF_BOUNDS_NO_POE")  # fmt: skip
    revoking = _scoped(ROOT, entry(LISTER, reason=1), point=full_name(C))
    yield indirect_case("issuer-revoked", "The certificate of the list's issuer is revoked.", clause, listed(LISTER),
                        "unknown", of_the_lister=revoking)  # fmt: skip
    yield indirect_case("issuer-missing", "The certificate of the list's issuer isn't at hand.", clause, listed(LISTER),
                        "unknown", untrusted=[])  # fmt: skip
