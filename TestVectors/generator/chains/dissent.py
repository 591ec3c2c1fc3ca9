"""Why an expectation stands though a program answers otherwise: by program and pattern of the cases' names."""

from __future__ import annotations

_NO_GOING_BACK = (
    "it takes the first issuer that fits and doesn't go back; with the certificates in another order it accepts."
)
_LAST_SECOND = "it takes the end of a validity as exclusive, which is inclusive (RFC 5280 §4.1.2.5)."
_KEY_IDENTIFIERS = (
    "it chains by key identifiers, which are a help in building and no part of the validation (RFC 5280 §6.1)."
)
_TRAILING = "it reads the first element and leaves the rest; what follows is no DER of one value."
_SHA1 = "it doesn't judge the digest of revocation data; SHA-1 is as weak there."
_CRITICAL = "it doesn't look at extensions of OCSP; what is critical and unknown can't be passed over (RFC 5280 §4.2)."
_UNLISTED = "it takes absence for good though the entry may have been removed after the expiry (RFC 5280 §3.3)."

REASONS: dict[str, dict[str, str]] = {
    "openssl": {
        "path::anchor-last-second": _LAST_SECOND,
        "path::signer-last-second": _LAST_SECOND,
        "path::authority-last-second": _LAST_SECOND,
        "path::cross-*-first": _NO_GOING_BACK,
        "path::loop-with-exit": _NO_GOING_BACK,
        "path::rollover-without-key-identifiers": "without key identifiers it takes the self-issued certificate for "
        "its own issuer; the anchor's key signed it.",
        "path::key-identifier-differs": _KEY_IDENTIFIERS,
        "path::authority-serial-differs": _KEY_IDENTIFIERS,
        "path::purpose-ocsp-signing-other": "its purpose for OCSP looks at nothing; OCSP_basic_verify does.",
        "path::octet-behind": _TRAILING,
        "crl::octet-behind": _TRAILING,
        "crl::no-next-update": "a list without nextUpdate never gets stale to it; freshness is the policy's affair "
        "(ETSI EN 319 102-1 §5.2.5).",
        "crl::older-than-allowed": "it knows no maximum age.",
        "crl::signed-with-sha1": _SHA1,
        "crl::point-issuer-name": "it wants a distribution point in the certificate; RFC 5280 §6.3.3 assumes the "
        "issuer's name for one.",
        "crl::indirect-issuer-revoked": "it doesn't ask for the status of who signs a list.",
        "crl::delta-two-deltas": "it takes the first delta that fits, not the newest.",
        "crl::delta-not-announced": "it uses deltas only where freshestCRL announces them; RFC 5280 §6.3.3 (c) asks "
        "for issuer, scope and base.",
        "ocsp::newest-in-one-response": "it takes the first answer that fits, not the newest.",
        "ocsp::no-nocheck": "it doesn't ask for the responder's status (RFC 6960 §4.2.2.2.1).",
        "ocsp::signed-with-sha1": _SHA1,
        "ocsp::unknown-critical*": _CRITICAL,
        "ocsp::octet-behind": _TRAILING,
    },
    "certvalidator": {
        "path::anchor-expired": "it doesn't look at an anchor's dates; the notAfter is its sunset date.",
        "path::key-identifier-differs": _KEY_IDENTIFIERS,
        "path::authority-serial-differs": _KEY_IDENTIFIERS,
        "path::depth-exceeded": "it has no such input.",
        "path::extension-twice": "it reads the last one.",
        "path::purpose-time-stamping-*": "it asks whether the purpose is there, not whether it is critical and alone.",
        "path::purpose-server-auth-absent": "it wants the purpose to be there; without the extension any one is "
        "allowed (RFC 5280 §4.2.1.12).",
        "path::explicit-curve": "it takes written out parameters that are a known curve's.",
        "path::octet-behind": _TRAILING,
        "path::policy-twice": "it doesn't look for duplicates.",
        "path::names-address-v?-within": "it has no subtrees of addresses.",
        "crl::hold-then-released": "a hold of an older list stands for it; a released certificate leaves the list.",
        "crl::revoked-at-the-time": "revoked at a second doesn't count for that second to it; here the revocation is "
        "not later than the time.",
        "crl::later-after-expiry*": _UNLISTED,
        "crl::signed-with-sha1": _SHA1,
        "crl::unknown-critical-in-an-entry": "it looks at the entry of the certificate alone; RFC 5280 §5.3 says any.",
        "crl::octet-behind": _TRAILING,
        "crl::reasons-of-one-point": "it doesn't look at the reasons of the certificate's point.",
        "crl::indirect-not-named": "it takes an indirect list without the certificate's cRLIssuer.",
        "crl::delta-base-stale": "it wants the complete list to be fresh though a current delta belongs to it.",
        "crl::delta-not-announced": "it uses deltas only where freshestCRL announces them; RFC 5280 §6.3.3 (c) asks "
        "for issuer, scope and base.",
        "crl::delta-older-than-complete": "it doesn't compare the numbers of complete list and delta.",
        "ocsp::identifier-sha384": "it knows SHA-1 and SHA-256 only.",
        "ocsp::this-update-after-produced": "it doesn't compare the two.",
        "ocsp::later-revoked-after": "any revocation makes an answer not good to it, whatever its date.",
        "ocsp::later-after-expiry*": _UNLISTED,
        "ocsp::signed-with-sha1": _SHA1,
        "ocsp::unknown-critical*": _CRITICAL,
        "ocsp::octet-behind": _TRAILING,
        "ocsp::beside-a-broken-one": "it can't pass over a response that it can't read.",
        "ocsp::good-and-list-revokes": "it ends at the first good answer.",
        "conforming::delta-indicator-critical-met": "it wants the complete list to be fresh though a current delta "
        "belongs to it.",
        "conforming::list-freshest-not-critical-met": "it wants a delta where one is announced.",
    },
    "pkilint": {},
    "cryptography": {},
}
