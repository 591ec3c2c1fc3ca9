"""Certificates that are made so that a search for a path, or the check of one, would take long."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ObjectIdentifier

from . import authorities
from .authorities import UNTIL, Authority

Chain = tuple[bytes, ...]
"""The leaf, what is offered, the trusted root."""

EXPIRED = datetime(2022, 1, 1, tzinfo=UTC)


@functools.cache
def _keys() -> list[rsa.RSAPrivateKey]:
    return authorities.rsa_keys("pathological", 28)


def _key(number: int) -> rsa.RSAPrivateKey:
    return _keys()[number]


def _issue(
    label: str,
    subject: str,
    key: rsa.RSAPrivateKey,
    issuer: Authority | None = None,
    *extensions: x509.ExtensionType,
    is_authority: bool = True,
    until: datetime = UNTIL,
) -> Authority:
    """Without key identifiers, which would tell at once who signed."""
    name = authorities.name(subject, "Đơn vị tấn công")
    issuer_name, issuer_key = (issuer.name, issuer.key) if issuer else (name, key)
    builder = authorities.bare_builder(label, name, key, issuer_name, until)
    builder = builder.add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    usage = ("key_cert_sign", "crl_sign") if is_authority else ("digital_signature", "content_commitment")
    builder = builder.add_extension(authorities.usage(*usage), critical=True)
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    return Authority(name, key, builder.sign(issuer_key, hashes.SHA256()))


def _leaf(label: str, issuer: Authority, *extensions: x509.ExtensionType) -> Authority:
    return _issue(f"{label} leaf", "Người ký", _key(27), issuer, *extensions, is_authority=False)


def _root(label: str) -> Authority:
    return _issue(f"{label} root", "Root", _key(26))


def _chain(*certificates: Authority) -> Chain:
    return tuple(certificate.der for certificate in certificates)


def siblings() -> Chain:
    """A thousand authorities of the issuer's name, none of which signed."""
    root = _root("siblings")
    issuing = _issue("siblings right", "Issuing", _key(4), root)
    others = [_issue(f"sibling {number}", "Issuing", _key(number % 4), root) for number in range(1000)]
    return _chain(_leaf("siblings", issuing), *others, root)


def renewals() -> Chain:
    """An authority with two hundred expired certificates: each makes a whole path, and none of them holds."""
    root = _root("renewals")
    expired = [_issue(f"renewal {number}", "Issuing", _key(0), root, until=EXPIRED) for number in range(200)]
    return _chain(_leaf("renewals", expired[0]), *expired, root)


def circles() -> Chain:
    """Twenty authorities that all certify each other, and none leads to the root."""
    members = [_issue(f"circle {number}", f"Authority {number}", _key(number)) for number in range(20)]
    crossed = [
        _issue(f"circle {one} {other}", f"Authority {other}", members[other].key, members[one])
        for one, other in itertools.permutations(range(20), 2)
    ]
    return _chain(_leaf("circles", members[0]), *crossed, _root("circles"))


def cross_certificates() -> Chain:
    """Eight levels of sixteen certificates of the same name and key: 16⁸ ways, all to a root that nobody trusts."""
    issuer = _issue("cross top", "Other root", _key(8))
    offered = []
    for level in range(8):
        same = [_issue(f"cross {level} {number}", f"Level {level}", _key(level), issuer) for number in range(16)]
        offered += same
        issuer = same[0]
    return _chain(_leaf("cross", issuer), *offered, _root("cross"))


def long_path() -> Chain:
    """Two hundred authorities, each under the one before."""
    path = [_root("long")]
    for number in range(200):
        path.append(_issue(f"long {number}", f"Authority {number}", _key(number % 20), path[-1]))
    return _chain(_leaf("long", path[-1]), *path[1:], path[0])


def policy_tree() -> Chain:
    """Nine authorities that map each of two policies to both: each one doubles the tree."""
    root = issuer = _root("policies")
    policies = [ObjectIdentifier("2.999.1"), ObjectIdentifier("2.999.2")]
    asserted = x509.CertificatePolicies([x509.PolicyInformation(policy, None) for policy in policies])
    extensions = [asserted, _mappings(), x509.PolicyConstraints(require_explicit_policy=0, inhibit_policy_mapping=None)]
    offered = []
    for number in range(9):
        issuer = _issue(f"policies {number}", f"Authority {number}", _key(number), issuer, *extensions)
        offered.append(issuer)
    return _chain(_leaf("policies", issuer, asserted), *offered, root)


def _mappings() -> x509.UnrecognizedExtension:
    """2.999.1 and 2.999.2, each to each (RFC 5280 §4.2.1.5)."""
    policies = [bytes.fromhex(f"06 03 88 37 0{one}") for one in (1, 2)]
    pairs = [b"\x30\x0a" + here + there for here, there in itertools.product(policies, repeat=2)]
    return x509.UnrecognizedExtension(ObjectIdentifier("2.5.29.33"), b"\x30\x30" + b"".join(pairs))


def names() -> Chain:
    """A thousand names under a thousand constraints."""
    root = _root("names")
    hosts = [x509.DNSName(f"host{number}.example") for number in range(1000)]
    issuing = _issue("names", "Issuing", _key(0), root, x509.NameConstraints(hosts, None))
    return _chain(_leaf("names", issuing, x509.SubjectAlternativeName(hosts)), issuing, root)


CASES: dict[str, Callable[[], Chain]] = {
    "siblings": siblings,
    "renewals": renewals,
    "circles": circles,
    "cross-certificates": cross_certificates,
    "long-path": long_path,
    "policy-tree": policy_tree,
    "names": names,
}
