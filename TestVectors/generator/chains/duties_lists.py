"""What RFC 5280 §5 asks of who issues revocation lists."""

from __future__ import annotations

from collections.abc import Iterator

from . import der, extensions, names
from .basis import DIRECT, ROOT
from .case import Case
from .certificates import DAY, TIME, signer
from .duty import EMPTY_LIST, list_duty
from .lists import THIS_UPDATE, crl, delta, entry

_OTHER = 4711


def cases() -> Iterator[Case]:
    yield from _fields()
    yield from _extensions()
    yield from _entries()


def _fields() -> Iterator[Case]:
    yield from list_duty("list-version", "A list of version 1 without extensions", "RFC 5280 §5.1.2.1",
                         crl(ROOT, version=1, without=[extensions.CRL_NUMBER, extensions.AUTHORITY_KEY_IDENTIFIER]),
                         EMPTY_LIST, DIRECT,
                         finding="revocation-list-version")  # fmt: skip
    yield from list_duty("list-next-update", "A list without nextUpdate", "RFC 5280 §5.1.2.5",
                         crl(ROOT, next_update=None), EMPTY_LIST, DIRECT, relying_party="FAILURE",
                         finding="revocation-list-time")  # fmt: skip
    generalized = der.generalized_time(THIS_UPDATE)
    yield from list_duty("list-time-generalized-early", "A thisUpdate before 2050 as GeneralizedTime",
                         "RFC 5280 §5.1.2.4", crl(ROOT, this_update=generalized), EMPTY_LIST, DIRECT,
                         finding="revocation-list-time")  # fmt: skip
    yield from list_duty("list-entries-absent", "A list of entries that is there and empty", "RFC 5280 §5.1.2.6",
                         crl(ROOT, writes_no_entries=True), EMPTY_LIST, DIRECT, relying_party=None,
                         finding="revocation-list-entry")  # fmt: skip


def _extensions() -> Iterator[Case]:
    number = "RFC 5280 §5.2.3"
    yield from list_duty("list-number", "A list without CRL number", number,
                         crl(ROOT, without=[extensions.CRL_NUMBER]), EMPTY_LIST, DIRECT,
                         finding="revocation-list-number")  # fmt: skip
    critical = extensions.crl_number(20).with_(critical=True)
    yield from list_duty("list-number-not-critical", "A critical CRL number", number, crl(ROOT, extra=[critical]),
                         EMPTY_LIST, DIRECT, relying_party=None,
                         finding="revocation-list-number")  # fmt: skip
    yield from list_duty("list-number-length", "A CRL number of 21 octets", number, crl(ROOT, number=1 << 160),
                         crl(ROOT, number=(1 << 159) - 1), DIRECT, relying_party=None,
                         finding="revocation-list-number")  # fmt: skip
    yield from list_duty("list-authority-key-identifier", "A list without authorityKeyIdentifier", "RFC 5280 §5.2.1",
                         crl(ROOT, without=[extensions.AUTHORITY_KEY_IDENTIFIER]), EMPTY_LIST, DIRECT,
                         finding="revocation-list-authority-key")  # fmt: skip
    place = extensions.distribution_point(extensions.full_name(names.uri("http://crl.example/delta.crl")))
    freshest = extensions.distribution_points(place, oid=extensions.FRESHEST_CRL)
    # It is stale, so that the delta has to be used.
    base = crl(ROOT, number=10, extra=[freshest], this_update=TIME - 9 * DAY, next_update=TIME - DAY)
    times = {"this_update": TIME - DAY / 2, "next_update": TIME + DAY / 2, "number": 12}
    in_order = delta(ROOT, base=10, **times)
    weak = crl(ROOT, extra=[extensions.delta_indicator(10, critical=False)], **times)
    yield from list_duty("delta-indicator-critical", "A delta whose indicator isn't critical",
                         "RFC 5280 §5.2.4, §6.3.3 (a)(1)(i)", [base, weak], [base, in_order], DIRECT,
                         relying_party=None, finding="revocation-list-scope")  # fmt: skip
    scope = extensions.issuing_distribution_point
    yield from list_duty("list-point-critical", "An issuingDistributionPoint that isn't critical", "RFC 5280 §5.2.5",
                         crl(ROOT, extra=[scope(only="user", critical=False)]), crl(ROOT, extra=[scope(only="user")]),
                         DIRECT, relying_party=None,
                         finding="revocation-list-scope")  # fmt: skip
    yield from list_duty("list-point-not-empty", "An empty issuingDistributionPoint", "RFC 5280 §5.2.5",
                         crl(ROOT, extra=[scope()]), crl(ROOT, extra=[scope(only="user")]), DIRECT,
                         relying_party=None,
                         finding="revocation-list-scope")  # fmt: skip
    yield from list_duty("list-freshest-not-critical", "A critical freshestCRL of a list", "RFC 5280 §5.2.6",
                         crl(ROOT, extra=[freshest.with_(critical=True)]), crl(ROOT, extra=[freshest]), DIRECT,
                         relying_party=None)  # fmt: skip
    both = [scope(only="user"), scope(only="user")]
    yield from list_duty("list-extension-once", "Two issuingDistributionPoint extensions", "RFC 5280 §5.2, §4.2",
                         crl(ROOT, extra=both), crl(ROOT, extra=both[:1]), DIRECT, relying_party=None)  # fmt: skip
    two_kinds = extensions.Extension(
        extensions.ISSUING_DISTRIBUTION_POINT,
        der.sequence(der.implicit(1, b"\xff"), der.implicit(2, b"\xff")),
        critical=True,
    )
    yield from list_duty("list-point-one-kind", "A list of end entities only and of authorities only",
                         "RFC 5280 §5.2.5", crl(ROOT, extra=[two_kinds]), crl(ROOT, extra=[scope(only="user")]),
                         DIRECT, relying_party="FAILURE")  # fmt: skip


def _entries() -> Iterator[Case]:
    reason = "RFC 5280 §5.3.1"
    in_order = crl(ROOT, entry(_OTHER, reason=4))
    yield from list_duty("reason-removed", "removeFromCRL in a complete list", reason,
                         crl(ROOT, entry(_OTHER, reason=8)), in_order, DIRECT, relying_party=None,
                         finding="revocation-list-entry")  # fmt: skip
    critical = entry(_OTHER, TIME - DAY, extensions.reason(4).with_(critical=True))
    yield from list_duty("reason-not-critical", "A critical reason code", reason, crl(ROOT, critical), in_order, DIRECT,
                         relying_party=None,
                         finding="revocation-list-entry")  # fmt: skip
    invalid = extensions.Extension("2.5.29.24", der.generalized_time(TIME - 40 * DAY))
    yield from list_duty("invalidity-date-not-critical", "A critical invalidityDate", "RFC 5280 §5.3.2",
                         crl(ROOT, entry(_OTHER, TIME - 30 * DAY, invalid.with_(critical=True))),
                         crl(ROOT, entry(_OTHER, TIME - 30 * DAY, invalid)), DIRECT, relying_party=None,
                         finding="revocation-list-entry")  # fmt: skip
    point = extensions.full_name(names.uri("http://crl.example/a.crl"))
    leaf = signer(ROOT, extensions.distribution_points(extensions.distribution_point(point)))
    indirect = [extensions.issuing_distribution_point(point, indirect=True)]
    named = extensions.certificate_issuer(names.name("Other root"))
    yield from list_duty("certificate-issuer-critical", "A certificateIssuer that isn't critical", "RFC 5280 §5.3.3",
                         crl(ROOT, entry(_OTHER, TIME - DAY, named.with_(critical=False)), extra=indirect),
                         crl(ROOT, entry(_OTHER, TIME - DAY, named), extra=indirect), leaf,
                         relying_party=None,
                         finding="revocation-list-entry")  # fmt: skip
    empty_entry = extensions.Extension("2.5.29.21", der.enumerated(7))
    yield from list_duty("reason-known", "The reason code 7, which isn't used", reason,
                         crl(ROOT, entry(_OTHER, TIME - DAY, empty_entry)), in_order, DIRECT,
                         relying_party=None,
                         finding="revocation-list-entry")  # fmt: skip
