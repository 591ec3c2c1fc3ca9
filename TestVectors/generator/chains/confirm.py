"""Asks other programs about each case, and writes down who agrees; a disagreement needs a reason, else it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import pairwise

from . import certvalidator, linting, openssl
from .case import Case
from .dissent import REASONS

_SHORT = {"openssl": openssl.version, "certvalidator": certvalidator.version, "pkilint": linting.version,
          "cryptography": linting.reader_version}  # fmt: skip


def confirm_all(cases: Sequence[Case]) -> str:
    """Fills `oracles` and `dissenting` of the cases.

    Returns: how often each program agreed, didn't, and had nothing to say.
    """
    table: dict[str, Counter[str]] = {name: Counter() for name in _SHORT}
    used: set[tuple[str, str]] = set()
    for case in cases:
        for name, agrees, message in _answers(case):
            table[name]["agrees" if agrees else "disagrees" if agrees is False else "not expressible"] += 1
            if agrees:
                case.oracles.append(_SHORT[name]())
            elif agrees is False:
                pattern = _reason(name, case, message)
                used.add((name, pattern))
                case.dissenting[_SHORT[name]()] = f"({message}): {REASONS[name][pattern]}"
    unused = {(name, pattern) for name in REASONS for pattern in REASONS[name]} - used
    if unused:
        raise ValueError(f"reasons for disagreements that there are none of: {sorted(unused)}")
    rows = [
        f"{name}: {', '.join(f'{count} {word}' for word, count in counts.items())}" for name, counts in table.items()
    ]
    alone = [case.id for case in cases if not case.oracles]
    return "\n".join([*rows, f"{len(alone)} of {len(cases)} cases that nobody confirms: {' '.join(alone)}"])


def _reason(name: str, case: Case, message: str) -> str:
    for pattern in REASONS[name]:
        if fnmatchcase(case.id, pattern):
            return pattern
    raise ValueError(f"{name} says of {case.id}, expected {case.expected_result}: {message}")


def _answers(case: Case) -> Iterator[tuple[str, bool | None, str]]:
    """Programs with whether they agree; None where they can't tell."""
    if case.conforming:
        yield from _of_conforming(case)
        return
    yield "openssl", *(_of_openssl_with_ocsp(case) if case.ocsp else _of_openssl(case))
    accepted, message = certvalidator.verify(case)
    yield "certvalidator", _is_for_the_reason(case, accepted, "RevokedError" in message), message.split("\n")[0][:120]
    if not case.accepted and not linting.can_be_read(case):
        yield "cryptography", True, "can't be read"


def _is_for_the_reason(case: Case, accepted: bool, revoked: bool) -> bool | None:
    """Whether a program agrees; where it refuses for another reason than the expected one, it doesn't tell."""
    if accepted != case.accepted:
        return False
    if accepted or not case.asks_for_data or case.revocation is None:
        return True
    return True if revoked == case.is_revoked else None


def _of_openssl(case: Case) -> tuple[bool | None, str]:
    if case.is_judged_by_later_data:
        return None, "OpenSSL takes no data that was issued after the time"
    accepted, message, error = openssl.verify(case)
    return _is_for_the_reason(case, accepted, error == openssl.REVOKED), message


def _of_openssl_with_ocsp(case: Case) -> tuple[bool | None, str]:
    """The path, and the answer for each certificate of it; which answer is fresh isn't OpenSSL's to say."""
    if case.crls or case.is_judged_by_times:
        return None, "times of answers and lists beside them aren't looked at"
    accepted, message, _ = openssl.verify(case)
    if not accepted:
        return False, message
    known = [*case.trusted, *case.untrusted]
    path = [case.peer]
    while path[-1] not in case.trusted:
        path.append(next(each for each in known if each.subject == path[-1].issuer))
    said: list[set[str]] = []
    for certificate, issuer in pairwise(path):
        answers = {openssl.status(certificate, case, response, issuer) for response in case.ocsp}
        said.append(answers & {"good", "revoked"} or {"unknown"})
    if any(len(answers) > 1 for answers in said):
        return None, "answers that contradict each other"
    flat = {answer for answers in said for answer in answers}
    verdict = "revoked" if "revoked" in flat else "unknown" if "unknown" in flat else "good"
    expected = "revoked" if case.is_revoked else "good" if case.accepted else "unknown"
    return verdict == expected, verdict


def _of_conforming(case: Case) -> Iterator[tuple[str, bool | None, str]]:
    """A program that finds nothing has no such check; one that finds something where all is in order disagrees."""
    accepted, message, _ = openssl.verify(case)
    yield "openssl", True if accepted == case.accepted else None if accepted else False, message
    found = linting.findings(case)
    yield "pkilint", True if (not found) == case.accepted else None if not found else False, ", ".join(found)
    if case.accepted:
        accepted, message = certvalidator.verify(case)
        yield "certvalidator", accepted, message.split("\n")[0][:120]
    elif not linting.can_be_read(case):
        yield "cryptography", True, "can't be read"
