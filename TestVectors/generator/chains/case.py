"""One case: what is given, what is asked, what the answer is; with the members of x509-limbo's limbo.json and more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..manifest import Line
from .certificates import TIME, Certificate, pem

GENERAL, CONSTRAINTS = "CERTIFICATE_CHAIN_GENERAL_FAILURE", "CHAIN_CONSTRAINTS_FAILURE"
NO_CHAIN, NO_CHAIN_NO_POE = "NO_CERTIFICATE_CHAIN_FOUND", "NO_CERTIFICATE_CHAIN_FOUND_NO_POE"
CRYPTOGRAPHY = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
OUT_OF_BOUNDS, OUT_OF_BOUNDS_NOT_REVOKED = "OUT_OF_BOUNDS_NO_POE", "OUT_OF_BOUNDS_NOT_REVOKED"
REVOKED, REVOKED_CA, TRY_LATER = "REVOKED_NO_POE", "REVOKED_CA_NO_POE", "TRY_LATER"
SIGNER_OUT_OF_BOUNDS = "REVOCATION_OUT_OF_BOUNDS_NO_POE"


@dataclass
class Case:
    id: str
    description: str
    clause: str
    peer: Certificate
    trusted: Sequence[Certificate]
    untrusted: Sequence[Certificate] = ()
    accepted: bool = True
    sub_indication: str | None = None
    """In the words of ETSI EN 319 102-1, where the standard leaves one word only."""
    revocation: str | None = "unchecked"
    """What is known of the path: `revoked` before `unknown` before `good`; null where nobody gets to look, or where
    more than one answer is right."""
    time: datetime = TIME
    crls: Sequence[bytes] = ()
    ocsp: Sequence[bytes] = ()
    mode: str = "off"
    maximum_age: int | None = None
    purpose: str = "document-signing"
    initial_policies: Sequence[str] | None = None
    explicit_policy: bool = False
    inhibit_policy_mapping: bool = False
    inhibit_any_policy: bool = False
    max_chain_depth: int | None = None
    rule: str | None = None
    """Of `conforming`: the duty that the case is about."""
    relying_party: str | None = None
    """Of `conforming`: the result under RFC 5280 §6 alone; null where a reader may refuse the encoding."""
    finding: str | None = None
    is_judged_by_later_data: bool = False
    """Whether the answer rests upon data that was issued after the time."""
    is_judged_by_times: bool = False
    """Whether the answer rests upon the times in an OCSP response."""
    oracles: list[str] = field(default_factory=list)
    dissenting: dict[str, str] = field(default_factory=dict)
    """Programs that answer otherwise, with what they say and why the expectation stands."""

    def __post_init__(self) -> None:
        if self.accepted and self.sub_indication:
            raise ValueError(f"{self.id}: accepted and {self.sub_indication}")
        if not self.accepted and self.mode == "off":
            self.revocation = None

    @property
    def expected_result(self) -> str:
        return "SUCCESS" if self.accepted else "FAILURE"

    @property
    def asks_for_data(self) -> bool:
        return self.mode == "required" or (self.mode == "if-present" and bool(self.crls or self.ocsp))

    @property
    def is_revoked(self) -> bool:
        """Whether the expected answer is that a certificate of the path is revoked."""
        return self.revocation == "revoked"

    @property
    def conforming(self) -> bool:
        return self.rule is not None

    def json(self) -> str:
        members = {
            "id": self.id,
            "features": self._features,
            "description": self.description,
            "clause": self.clause,
            "rule": self.rule,
            "trusted_certs": [each.pem for each in self.trusted],
            "untrusted_intermediates": [each.pem for each in self.untrusted],
            "peer_certificate": self.peer.pem,
            "validation_time": self.time.isoformat(),
            "max_chain_depth": self.max_chain_depth,
            "crls": [pem(each, "X509 CRL") for each in self.crls],
            "ocsp_responses": [pem(each, "OCSP RESPONSE") for each in self.ocsp],
            "revocation_mode": self.mode,
            "maximum_age": self.maximum_age,
            "purpose": self.purpose,
            "initial_policies": None if self.initial_policies is None else list(self.initial_policies),
            "explicit_policy": self.explicit_policy or None,
            "inhibit_policy_mapping": self.inhibit_policy_mapping or None,
            "inhibit_any_policy": self.inhibit_any_policy or None,
            "expected_result": self.expected_result,
            "expected_sub_indication": self.sub_indication,
            "expected_revocation": self.revocation,
            "expected_finding": self.finding,
            "relying_party_result": self.relying_party,
            "oracle": self.oracles,
            "oracle_note": self._note,
        }
        kept = {name: value for name, value in members.items() if value not in (None, []) or name in _ALWAYS}
        return json.dumps(kept, ensure_ascii=False)

    @property
    def _note(self) -> str | None:
        notes = [] if self.oracles else [UNCONFIRMED]
        notes += [f"{name} answers otherwise {why}" for name, why in self.dissenting.items()]
        return " ".join(notes) or None

    def line(self, file: str) -> Line:
        """The case in the manifest."""
        return Line(
            suite="chains",
            file=file,
            kind="crl" if self.crls or self.ocsp or self.mode != "off" else "chain",
            expect="valid" if self.accepted else "invalid",
            why=self.description,
            variant=self.id,
            time=self.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            features=tuple(self._features),
            confirmed_by=self.oracles,
            dissenting=self.dissenting,
            unconfirmed=None if self.oracles else UNCONFIRMED,
            more={"test": self.id, "profile": "rfc5280" if self.conforming else None},
        )

    @property
    def _features(self) -> list[str]:
        """In the words of x509-limbo where it has one."""
        has = {"has-crl": self.crls, "has-ocsp": self.ocsp, "max-chain-depth": self.max_chain_depth is not None}
        return [name for name, is_there in has.items() if is_there]


UNCONFIRMED = "No program at hand judges this: the clause decides."

_ALWAYS = ("trusted_certs", "untrusted_intermediates", "oracle")


def document(cases: Sequence[Case]) -> bytes:
    """A file of cases, one a line."""
    identifiers = [case.id for case in cases]
    twice = {identifier for identifier in identifiers if identifiers.count(identifier) > 1}
    if twice:
        raise ValueError(f"two cases of one id: {sorted(twice)}")
    lines = ",\n".join(case.json() for case in cases)
    return f'{{"version":1,"testcases":[\n{lines}\n]}}\n'.encode()
