"""Name constraints (RFC 5280 §4.2.1.10, §6.1.3 (b), (c), §6.1.4 (g))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import extensions, names
from .basis import ROOT
from .case import CONSTRAINTS, Case
from .certificates import authority, signer

_CLAUSE = "RFC 5280 §4.2.1.10"


def _case(
    name: str,
    accepted: bool,
    description: str,
    *,
    permitted: Sequence[bytes] = (),
    excluded: Sequence[bytes] = (),
    alternative: Sequence[bytes] = (),
    subject: bytes | None = None,
    critical: bool = True,
) -> Case:
    constraints = extensions.name_constraints(permitted, excluded, critical=critical)
    issuer = authority("Constraining", ROOT, extra=[constraints])
    extra = [extensions.alternative_names(*alternative)] if alternative else []
    leaf = signer(issuer, *extra, subject=subject)
    word = None if accepted else CONSTRAINTS
    return Case(f"path::names-{name}", description, _CLAUSE, leaf, [ROOT], [issuer], accepted, word)


def cases() -> Iterator[Case]:
    yield from _directory()
    yield from _mail()
    yield from _hosts()
    yield from _others()


def _directory() -> Iterator[Case]:
    organisation = names.der.sequence(names.relative("O", names.der.utf8("Example")))
    here, elsewhere = names.directory(organisation), names.directory(names.name("Somebody", "Elsewhere"))
    yield _case("directory-permitted", True, "The subject is within the permitted subtree.", permitted=[here])
    yield _case("directory-not-permitted", False, "The subject is outside.", permitted=[elsewhere])
    yield _case("directory-one-of-two", True, "The subject is within one of two subtrees.", permitted=[elsewhere, here])
    yield _case("directory-excluded", False, "The subject is within the excluded subtree.", excluded=[here])
    yield _case("directory-both", False, "Permitted, and excluded too.", permitted=[here], excluded=[here])
    yield _case(
        "directory-case-and-space", True, "The subtree in other case and with other space.",
        permitted=[names.directory(names.der.sequence(names.relative("O", names.der.printable(" EXAMPLE "))))],
    )  # fmt: skip
    yield _case(
        "not-critical", False, "Constraints that aren't critical hold too.", permitted=[elsewhere], critical=False
    )
    upper = authority("Constraining", ROOT, extra=[extensions.name_constraints([here])])
    outside = authority("Elsewhere", upper, subject=names.name("Elsewhere", "Elsewhere"))
    yield Case(
        "path::names-directory-of-an-authority",
        "An authority below is outside of the permitted subtree; the signer is within.",
        _CLAUSE,
        signer(outside),
        [ROOT],
        [upper, outside],
        False,
        CONSTRAINTS,
    )
    first = authority("First", ROOT, extra=[extensions.name_constraints([here])])
    second = authority("Second", first, extra=[extensions.name_constraints([elsewhere])])
    yield Case(
        "path::names-intersection-empty",
        "Two authorities permit disjoint subtrees.",
        "RFC 5280 §6.1.4 (g)(1)",
        signer(second),
        [ROOT],
        [first, second],
        False,
        CONSTRAINTS,
    )


def _mail() -> Iterator[Case]:
    anna = [names.rfc822("anna@mail.example")]
    rows = (
        ("mailbox", "anna@mail.example", True),
        ("other-mailbox", "berta@mail.example", False),
        ("host", "mail.example", True),
        ("host-above", "example", False),
        ("domain", ".example", True),
        ("domain-itself", ".mail.example", False),
        ("host-in-capitals", "MAIL.EXAMPLE", True),
    )
    for name, subtree, accepted in rows:
        yield _case(f"mail-{name}", accepted, f"anna@mail.example under {subtree}.", permitted=[names.rfc822(subtree)],
                    alternative=anna)  # fmt: skip
    yield _case("mail-excluded", False, "An address of the excluded host.", excluded=[names.rfc822("mail.example")],
                alternative=anna)  # fmt: skip
    in_subject = names.name("Signer", "Example", ("E", "anna@mail.example"))
    yield _case("mail-in-subject", False, "No alternative name, and the subject has an address of another host.",
                permitted=[names.rfc822("other.example")], subject=in_subject)  # fmt: skip
    yield _case("mail-absent", True, "Addresses are constrained, and there is none.",
                permitted=[names.rfc822("mail.example")])  # fmt: skip


def _hosts() -> Iterator[Case]:
    rows = (
        ("itself", "host.example", True),
        ("above", "example", True),
        ("beside", "ost.example", False),
        ("below", "a.host.example", False),
    )
    for name, subtree, accepted in rows:
        yield _case(f"host-{name}", accepted, f"host.example under {subtree}.", permitted=[names.dns(subtree)],
                    alternative=[names.dns("host.example")])  # fmt: skip
    yield _case("host-excluded", False, "A host of the excluded domain.", excluded=[names.dns("example")],
                alternative=[names.dns("host.example")])  # fmt: skip
    yield _case("host-second-outside", False, "The second of two hosts isn't permitted.",
                permitted=[names.dns("host.example")],
                alternative=[names.dns("host.example"), names.dns("host.invalid")])  # fmt: skip


def _others() -> Iterator[Case]:
    four, six = bytes([192, 0, 2, 7]), bytes.fromhex("20010db8000000000000000000000007")
    rows = (
        ("v4-within", "192.0.2.0/24", four, True),
        ("v4-outside", "198.51.100.0/24", four, False),
        ("v6-within", "2001:db8::/32", six, True),
        ("v6-outside", "2001:db9::/32", six, False),
        ("v4-under-v6", "2001:db8::/32", four, False),
    )
    for name, subtree, address, accepted in rows:
        yield _case(f"address-{name}", accepted, f"An address under {subtree}.", permitted=[names.ip_subnet(subtree)],
                    alternative=[names.ip(address)])  # fmt: skip
    yield _case("address-excluded", False, "An excluded address.", excluded=[names.ip_subnet("192.0.2.0/24")],
                alternative=[names.ip(four)])  # fmt: skip
    locations = (
        ("host", "host.example", "https://host.example:8443/a", True),
        ("domain", ".example", "https://host.example/a", True),
        ("domain-itself", ".host.example", "https://host.example/a", False),
        ("other-host", "other.example", "https://host.example/a", False),
        ("without-host", "host.example", "urn:example:a", False),
    )
    for name, subtree, location, accepted in locations:
        yield _case(f"uri-{name}", accepted, f"{location} under {subtree}.", permitted=[names.uri(subtree)],
                    alternative=[names.uri(location)])  # fmt: skip
    yield _case("uri-excluded", False, "A URI of the excluded host.", excluded=[names.uri("host.example")],
                alternative=[names.uri("https://host.example/a")])  # fmt: skip
    registered = [names.registered("2.999.1")]
    yield _case("other-form", False, "Critical constraints on a form that nobody processes, and a name of it.",
                excluded=registered, alternative=[names.registered("2.999.2")])  # fmt: skip
    yield _case("other-form-absent", True, "Constraints on a form of which there is no name.", excluded=registered)
