"""Certificate policies along a path (RFC 5280 §6.1.2 to §6.1.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import extensions
from .basis import ROOT
from .case import CONSTRAINTS, Case
from .certificates import authority, signer
from .extensions import ANY_POLICY, Extension

# 2.999 is the arc for examples (ITU-T X.660).
P1, P2, P3 = "2.999.1.1", "2.999.1.2", "2.999.1.3"


def _case(
    name: str,
    description: str,
    clause: str,
    accepted: bool,
    of_authority: Sequence[Extension],
    of_signer: Sequence[Extension],
    **inputs,
) -> Case:
    issuer = authority("Authority", ROOT, extra=of_authority)
    leaf = signer(issuer, *of_signer)
    word = None if accepted else CONSTRAINTS
    return Case(f"path::policy-{name}", description, clause, leaf, [ROOT], [issuer], accepted, word, **inputs)


def cases() -> Iterator[Case]:
    p1, p2, any_ = extensions.policies(P1), extensions.policies(P2), extensions.policies(ANY_POLICY)
    yield from _explicit(p1, p2, any_)
    yield from _mapping(p1, p2)
    yield from _any(p1, any_)
    malformed = "RFC 5280 §4.2.1.4: not more than once"
    twice = extensions.policies(P1, P1)
    yield _case("twice", "The signer has a policy twice, and none is asked for.", malformed, False, [p1], [twice])
    garbage = Extension(extensions.CERTIFICATE_POLICIES, b"\x30\x03\x02\x01\x05")
    yield _case(
        "unreadable", "The signer's policies are no list of policies; none is asked for.", "RFC 5280 §4.2.1.4", False,
        [p1], [garbage],
    )  # fmt: skip


def _explicit(p1: Extension, p2: Extension, any_: Extension) -> Iterator[Case]:
    clause = "RFC 5280 §6.1.5 (g)"
    yield _case("explicit", "A policy has to be there, and is.", clause, True, [p1], [p1], explicit_policy=True)
    yield _case("explicit-absent", "A policy has to be there; the signer has none.", clause, False, [p1], [],
                explicit_policy=True)  # fmt: skip
    yield _case("explicit-authority-absent", "A policy has to be there; the authority has none.", clause, False, [],
                [p1], explicit_policy=True)  # fmt: skip
    yield _case("explicit-disjoint", "Authority and signer have different policies, one has to be there.", clause,
                False, [p1], [p2], explicit_policy=True)  # fmt: skip
    yield _case("disjoint", "Authority and signer have different policies, and none is asked for.", clause, True, [p1],
                [p2])  # fmt: skip
    yield _case("initial", "The policy asked for is there.", clause, True, [p1], [p1], explicit_policy=True,
                initial_policies=[P1])  # fmt: skip
    yield _case("initial-other", "Another policy is asked for.", clause, False, [p1], [p1], explicit_policy=True,
                initial_policies=[P2])  # fmt: skip
    yield _case("initial-other-not-explicit", "Another policy is wished, but none has to be there.", clause, True,
                [p1], [p1], initial_policies=[P2])  # fmt: skip
    constraints = extensions.policy_constraints
    yield _case("required-at-once", "The authority requires a policy at once; the signer has none.",
                "RFC 5280 §4.2.1.11, §6.1.4 (i)", False, [p1, constraints(require_explicit=0)], [])  # fmt: skip
    yield _case("required-later", "The authority requires a policy after five more certificates.",
                "RFC 5280 §4.2.1.11, §6.1.4 (i)", True, [p1, constraints(require_explicit=5)], [])  # fmt: skip
    yield _case("required-by-the-signer", "The signer's own certificate requires a policy and has none.",
                "RFC 5280 §6.1.5 (b)", False, [p1], [constraints(require_explicit=0)])  # fmt: skip
    critical = extensions.policies(P1, critical=True)
    yield _case("critical", "Critical certificatePolicies.", "RFC 5280 §4.2.1.4", True, [p1], [critical])
    yield _case("of-anybody", "The authority has any policy.", "RFC 5280 §6.1.3 (d)(2)", True, [any_], [p1],
                explicit_policy=True, initial_policies=[P1])  # fmt: skip


def _mapping(p1: Extension, p2: Extension) -> Iterator[Case]:
    clause = "RFC 5280 §4.2.1.5, §6.1.4 (a), (b)"
    mapped = extensions.policy_mappings((P1, P2))
    asked = {"explicit_policy": True, "initial_policies": [P1]}
    yield _case(
        "mapped", "The signer's policy stands for the one asked for.", clause, True, [p1, mapped], [p2], **asked
    )
    yield _case("mapped-away", "The policy asked for is mapped to another one, and the signer has the first.", clause,
                False, [p1, mapped], [p1], **asked)  # fmt: skip
    yield _case("mapping-inhibited", "Mapping isn't allowed by the caller.", "RFC 5280 §6.1.1 (e)", False,
                [p1, mapped], [p2], inhibit_policy_mapping=True, **asked)  # fmt: skip
    yield _case("mapped-from-any", "The authority maps any policy.", clause, False,
                [p1, extensions.policy_mappings((ANY_POLICY, P2))], [p2])  # fmt: skip
    upper = authority("Upper", ROOT, extra=[p1, extensions.policy_constraints(inhibit_mapping=0)])
    lower = authority("Lower", upper, extra=[p1, mapped])
    yield Case(
        "path::policy-mapping-inhibited-above",
        "An authority above doesn't allow mapping.",
        "RFC 5280 §4.2.1.11",
        signer(lower, p2),
        [ROOT],
        [upper, lower],
        False,
        CONSTRAINTS,
        explicit_policy=True,
    )


def _any(p1: Extension, any_: Extension) -> Iterator[Case]:
    clause = "RFC 5280 §4.2.1.14, §6.1.3 (d)(2)"
    inhibited = extensions.inhibit_any_policy(0)
    yield _case("any", "Any policy of the signer meets the one asked for.", clause, True, [p1], [any_],
                explicit_policy=True, initial_policies=[P1])  # fmt: skip
    yield _case("any-inhibited-by-caller", "Any policy doesn't count.", "RFC 5280 §6.1.1 (g)", False, [p1], [any_],
                explicit_policy=True, inhibit_any_policy=True)  # fmt: skip
    yield _case("any-inhibited-above", "The authority doesn't let any policy count.", clause, False, [p1, inhibited],
                [any_], explicit_policy=True)  # fmt: skip
    yield _case("any-inhibited-named", "The authority doesn't let any policy count; the signer names one.", clause,
                True, [p1, inhibited], [p1], explicit_policy=True)  # fmt: skip
