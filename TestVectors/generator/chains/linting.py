"""pkilint, which looks at what RFC 5280 asks of issuers, and `cryptography` as a reader."""

from __future__ import annotations

import functools
import importlib.metadata
import warnings

from cryptography import x509
from cryptography.x509 import ocsp
from pkilint import loader, pkix
from pkilint.pkix import certificate, crl, extension, name
from pkilint.validation import ValidationFindingSeverity, ValidatorContainer

from .case import Case

_ERRORS = (ValidationFindingSeverity.ERROR, ValidationFindingSeverity.FATAL)


def version() -> str:
    return "pkilint-" + importlib.metadata.version("pkilint")


def reader_version() -> str:
    return "cryptography-" + importlib.metadata.version("cryptography")


@functools.cache
def _of_certificates() -> ValidatorContainer:
    return certificate.create_pkix_certificate_validator_container(
        certificate.create_decoding_validators(name.ATTRIBUTE_TYPE_MAPPINGS, extension.EXTENSION_MAPPINGS),
        [
            certificate.create_issuer_validator_container([]),
            certificate.create_validity_validator_container(),
            certificate.create_subject_validator_container([]),
            certificate.create_extensions_validator_container([]),
            certificate.create_spki_validator_container([]),
        ],
    )


@functools.cache
def _of_lists() -> ValidatorContainer:
    return crl.create_pkix_crl_validator_container(
        [
            pkix.create_attribute_decoder(name.ATTRIBUTE_TYPE_MAPPINGS),
            pkix.create_extension_decoder(extension.EXTENSION_MAPPINGS),
        ],
        [
            crl.create_issuer_validator_container([]),
            crl.create_validity_validator_container([]),
            crl.create_extensions_validator_container([]),
        ],
    )


def findings(case: Case) -> list[str]:
    """The errors of a case's certificates and lists, the anchor's apart."""
    loaded = [(loader.load_certificate, each.der, _of_certificates()) for each in (case.peer, *case.untrusted)]
    loaded += [(loader.load_crl, each, _of_lists()) for each in case.crls]
    found: list[str] = []
    for load, octets, validators in loaded:
        try:
            results = validators.validate(load(octets, "").root)
        except Exception as error:  # Whatever it throws, it can't read it.
            found.append(f"unreadable: {error}")
            continue
        found += [
            each.finding.code
            for result in results
            for each in result.finding_descriptions
            if each.finding.severity in _ERRORS
        ]
    return found


def can_be_read(case: Case) -> bool:
    """Whether `cryptography` reads everything that the case needs."""
    try:
        # What it will refuse one day, it reads today.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            x509.load_der_x509_certificate(case.peer.der)
            for each in case.crls:
                x509.load_der_x509_crl(each)
            for each in case.ocsp:
                _ = ocsp.load_der_ocsp_response(each).response_status
    except (ValueError, TypeError, x509.InvalidVersion):
        return False
    return True
