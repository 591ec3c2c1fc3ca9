"""What RFC 5280 asks of the syntax of alternative names and of name constraints."""

from __future__ import annotations

from collections.abc import Iterator

from . import der, extensions, names
from .basis import ROOT
from .case import Case
from .certificates import Certificate, authority, signer
from .duty import duty, of_authority
from .extensions import Extension


def _named(*general_names: bytes) -> Certificate:
    return signer(ROOT, extensions.alternative_names(*general_names))


def cases() -> Iterator[Case]:
    yield from _alternative_names()
    yield from _constraints()


def _alternative_names() -> Iterator[Case]:
    clause = "RFC 5280 §4.2.1.6"
    host = names.dns("host.example")
    hosts = {
        "blank": ("A dNSName of a blank", " ", "general-name-empty"),
        "underscore": ("A dNSName with an underscore", "host_1.example", "dns-name-malformed"),
        "leading-hyphen": ("A dNSName whose label begins with a hyphen", "-host.example", "dns-name-malformed"),
        "empty-label": ("A dNSName with an empty label", "host..example", "dns-name-malformed"),
        "long-label": ("A dNSName with a label of 64 octets", "a" * 64 + ".example", "dns-name-malformed"),
    }
    for name, (description, text, finding) in hosts.items():
        good = names.dns("a" * 63 + ".example") if name == "long-label" else host
        yield from duty(f"host-{name}", description, clause, _named(names.dns(text)), _named(good), finding=finding)
    mail = names.rfc822("anna@mail.example")
    boxes = {
        "without-at": ("An rfc822Name without an at sign", "mail.example"),
        "with-name": ("An rfc822Name with the person's name before it", "Anna <anna@mail.example>"),
        "without-local-part": ("An rfc822Name without a local part", "@mail.example"),
    }
    for name, (description, text) in boxes.items():
        yield from duty(f"mail-{name}", description, clause, _named(names.rfc822(text)), _named(mail),
                        finding="mailbox-malformed")  # fmt: skip
    locations = {
        "relative": ("A relative URI", "/a/b"),
        "without-host": ("A URI with an authority but no host", "https:///a"),
        "without-scheme-part": ("A URI of a scheme alone", "https:"),
    }
    good = _named(names.uri("https://host.example/a"))
    for name, (description, text) in locations.items():
        yield from duty(f"uri-{name}", description, clause, _named(names.uri(text)), good, finding="uri-malformed")
    for length in (3, 5, 8, 17):
        yield from duty(f"address-{length}-octets", f"An iPAddress of {length} octets", clause,
                        _named(names.ip(bytes(range(1, length + 1)))),
                        _named(names.ip(bytes(range(1, 17 if length > 8 else 5)))), finding="ip-address-malformed",
                        )  # fmt: skip
    empty = names.rfc822("")
    yield from duty("alternative-name-empty", "An empty rfc822Name", clause, _named(empty), _named(mail),
                    finding="general-name-empty")  # fmt: skip


def _constraining(*subtrees: bytes) -> tuple[Certificate, Certificate]:
    value = der.sequence(der.explicit(1, *subtrees))
    return of_authority(
        authority("Constraining", ROOT, extra=[Extension(extensions.NAME_CONSTRAINTS, value, critical=True)])
    )


def _constraints() -> Iterator[Case]:
    clause = "RFC 5280 §4.2.1.10"
    organisation = names.der.sequence(names.relative("O", names.der.utf8("Example")))
    constraints = extensions.name_constraints([names.directory(organisation)])
    yield from duty("name-constraints-of-a-signer", "A signer has nameConstraints", clause, signer(ROOT, constraints),
                    of_authority(authority("Authority", ROOT, extra=[constraints])),
                    finding="name-constraints-misplaced")  # fmt: skip
    good = _constraining(der.sequence(names.dns("other.example")))
    minimum = der.implicit(0, der.contents(der.integer(1)))
    maximum = der.implicit(1, der.contents(der.integer(5)))
    yield from duty("subtree-minimum", "A subtree with a minimum", clause,
                    _constraining(der.sequence(names.dns("other.example"), minimum)), good,
                    finding="name-constraint-range", relying_party=None)  # fmt: skip
    yield from duty("subtree-maximum", "A subtree with a maximum", clause,
                    _constraining(der.sequence(names.dns("other.example"), maximum)), good,
                    finding="name-constraint-range", relying_party=None)  # fmt: skip
    malformed = {
        "host-leading-period": ("A subtree of hosts that begins with a period", names.dns(".other.example"), "SUCCESS"),
        "address-mask": ("A mask of an address with a gap", names.ip(bytes([198, 51, 100, 0, 255, 0, 255, 0])), None),
        "address-without-mask": ("A subtree of an address without a mask", names.ip(bytes([198, 51, 100, 0])), None),
        "uri-whole": ("A subtree of URIs that is a whole URI", names.uri("https://other.example/a"), None),
    }
    for name, (description, base, relying_party) in malformed.items():
        yield from duty(f"subtree-{name}", description, clause, _constraining(der.sequence(base)), good,
                        finding="name-constraint-malformed", relying_party=relying_party)  # fmt: skip
