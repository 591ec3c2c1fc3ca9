"""pyHanko's certvalidator as a second opinion."""

from __future__ import annotations

import asyncio
import importlib.metadata
import logging
from datetime import timedelta

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    DisallowWeakAlgorithmsPolicy,
    FreshnessReqType,
    PKIXValidationParams,
    RevocationCheckingPolicy,
)

from .case import Case

logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def version() -> str:
    return "pyhanko-certvalidator-" + importlib.metadata.version("pyhanko-certvalidator")


def _usages(case: Case) -> list[tuple[set[str], set[str]]]:
    """Key usages and extended ones; one of these is enough."""
    if case.purpose == "document-signing":
        if x509.Certificate.load(case.peer.der).key_usage_value is None:
            return [(set(), set())]
        return [({"digital_signature"}, set()), ({"non_repudiation"}, set())]
    extended = {
        "any": set(),
        "time-stamping": {"time_stamping"},
        "ocsp-signing": {"ocsp_signing"},
        "server-auth": {"server_auth"},
        "client-auth": {"client_auth"},
    }
    return [(set(), extended[case.purpose])]


def verify(case: Case) -> tuple[bool, str]:
    """Whether certvalidator accepts, and what it says."""
    answers = [_verify(case, *usage) for usage in _usages(case)]
    return next((answer for answer in answers if answer[0]), answers[0])


def _is_retroactive(case: Case) -> bool:
    """Whether there is data that was issued after the time in question."""
    lists = [crl.CertificateList.load(each)["tbs_cert_list"]["this_update"].native for each in case.crls]
    responses = []
    for each in case.ocsp:
        loaded = ocsp.OCSPResponse.load(each)
        if loaded["response_status"].native == "successful":
            responses += [single["this_update"].native for single in loaded.response_data["responses"]]
    return any(update > case.time for update in lists + responses)


def _revocation_policy(case: Case) -> CertRevTrustPolicy:
    checking = RevocationCheckingPolicy.from_legacy("require" if case.asks_for_data else "soft-fail")
    if case.maximum_age is None:
        return CertRevTrustPolicy(checking, retroactive_revinfo=_is_retroactive(case))
    kind = FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION
    return CertRevTrustPolicy(checking, timedelta(seconds=case.maximum_age), kind)


def _verify(case: Case, usage: set[str], extended: set[str]) -> tuple[bool, str]:
    try:
        context = ValidationContext(
            trust_roots=[x509.Certificate.load(each.der) for each in case.trusted],
            other_certs=[x509.Certificate.load(each.der) for each in case.untrusted],
            moment=case.time,
            crls=list(case.crls) if case.mode != "off" else [],
            ocsps=list(case.ocsp) if case.mode != "off" else [],
            revinfo_policy=_revocation_policy(case),
            time_tolerance=timedelta(0),
            algorithm_usage_policy=DisallowWeakAlgorithmsPolicy(rsa_key_size_threshold=2048),
        )
        parameters = PKIXValidationParams(
            user_initial_policy_set=frozenset(case.initial_policies or ["any_policy"]),
            initial_policy_mapping_inhibit=case.inhibit_policy_mapping,
            initial_explicit_policy=case.explicit_policy,
            initial_any_policy_inhibit=case.inhibit_any_policy,
        )
        validator = CertificateValidator(
            x509.Certificate.load(case.peer.der), validation_context=context, pkix_params=parameters
        )
        asyncio.run(validator.async_validate_usage(usage, extended))
    except Exception as error:  # Whatever it throws, it doesn't accept.
        return False, f"{type(error).__name__}: {error}"
    return True, "ok"
