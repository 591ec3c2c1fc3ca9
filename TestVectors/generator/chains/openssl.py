"""OpenSSL as a second opinion: `X509_verify_cert` and `OCSP_basic_verify` of the system's libcrypto."""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
from collections.abc import Iterator
from contextlib import contextmanager

from .case import Case
from .certificates import Certificate

_CRL_CHECK, _CRL_CHECK_ALL, _STRICT, _POLICY_CHECK = 0x4, 0x8, 0x20, 0x80
_EXPLICIT_POLICY, _INHIBIT_ANY, _INHIBIT_MAP = 0x100, 0x200, 0x400
_EXTENDED_CRL, _USE_DELTAS, _PARTIAL_CHAIN = 0x1000, 0x2000, 0x80000
_PURPOSES = {"client-auth": 1, "server-auth": 2, "mail": 4, "any": 7, "ocsp-signing": 8, "time-stamping": 9}
_EXTENDED_KEY_USAGE = 126
REVOKED = 23


@functools.cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(ctypes.util.find_library("crypto") or "libcrypto.so.3")
    for name in (
        "d2i_X509",
        "d2i_X509_CRL",
        "X509_STORE_new",
        "X509_STORE_get0_param",
        "X509_STORE_CTX_new",
        "X509_STORE_CTX_get0_param",
        "OPENSSL_sk_new_null",
        "OBJ_txt2obj",
        "d2i_OCSP_RESPONSE",
        "OCSP_response_get1_basic",
        "OCSP_cert_to_id",
        "EVP_get_digestbyname",
    ):
        getattr(library, name).restype = ctypes.c_void_p
    library.OpenSSL_version.restype = ctypes.c_char_p
    library.X509_verify_cert_error_string.restype = ctypes.c_char_p
    return library


def version() -> str:
    """`openssl-3.0`: what changes a verdict is the series."""
    return "openssl-" + ".".join(_library().OpenSSL_version(0).decode().split()[1].split(".")[:2])


def _load(function: str, octets: bytes) -> ctypes.c_void_p | None:
    """An object of DER; its memory is the process's, which ends soon."""
    buffer = ctypes.c_char_p(octets)
    pointer = getattr(_library(), function)(None, ctypes.byref(buffer), ctypes.c_long(len(octets)))
    return ctypes.c_void_p(pointer) if pointer else None


def _stack(objects: list[ctypes.c_void_p]) -> ctypes.c_void_p:
    stack = ctypes.c_void_p(_library().OPENSSL_sk_new_null())
    for each in objects:
        _library().OPENSSL_sk_push(stack, each)
    return stack


def _purpose(case: Case) -> int:
    if case.purpose != "document-signing":
        return _PURPOSES[case.purpose]
    # Mail's purpose asks for the same key usage, and for its own extended one where there is any.
    peer = _load("d2i_X509", case.peer.der)
    has_extended = _library().X509_get_ext_by_NID(peer, _EXTENDED_KEY_USAGE, -1) >= 0
    return _PURPOSES["any" if has_extended else "mail"]


def _parameters(pointer: ctypes.c_void_p, case: Case, flags: int, purpose: int) -> None:
    library = _library()
    library.X509_VERIFY_PARAM_set_time(pointer, ctypes.c_int64(int(case.time.timestamp())))
    library.X509_VERIFY_PARAM_set_flags(pointer, ctypes.c_ulong(flags))
    library.X509_VERIFY_PARAM_set_purpose(pointer, purpose)
    library.X509_VERIFY_PARAM_set_auth_level(pointer, 1)
    if case.max_chain_depth is not None:
        library.X509_VERIFY_PARAM_set_depth(pointer, case.max_chain_depth)
    for policy in case.initial_policies or ("2.5.29.32.0",):
        named = ctypes.c_void_p(library.OBJ_txt2obj(policy.encode(), 1))
        library.X509_VERIFY_PARAM_add0_policy(pointer, named)


def _flags(case: Case, checks_lists: bool) -> int:
    flags = _PARTIAL_CHAIN | _POLICY_CHECK | (_STRICT if case.conforming else 0)
    flags |= _EXPLICIT_POLICY if case.explicit_policy else 0
    flags |= _INHIBIT_MAP if case.inhibit_policy_mapping else 0
    flags |= _INHIBIT_ANY if case.inhibit_any_policy else 0
    if checks_lists:
        # OpenSSL would ask for the root's own status too, so only longer paths are checked as a whole.
        is_issued_by_anchor = any(anchor.subject == case.peer.issuer for anchor in case.trusted)
        flags |= _CRL_CHECK | _EXTENDED_CRL | _USE_DELTAS | (0 if is_issued_by_anchor else _CRL_CHECK_ALL)
    return flags


@contextmanager
def _store(case: Case) -> Iterator[ctypes.c_void_p]:
    library = _library()
    store = ctypes.c_void_p(library.X509_STORE_new())
    for anchor in case.trusted:
        if loaded := _load("d2i_X509", anchor.der):
            library.X509_STORE_add_cert(store, loaded)
    yield store
    library.X509_STORE_free(store)


def _certificates(listed: list[Certificate] | tuple[Certificate, ...]) -> ctypes.c_void_p:
    return _stack([loaded for each in listed if (loaded := _load("d2i_X509", each.der))])


def verify(case: Case) -> tuple[bool, str, int]:
    """Whether OpenSSL accepts, what it says, and the number of its error; OCSP responses apart."""
    library = _library()
    peer = _load("d2i_X509", case.peer.der)
    if peer is None:
        return False, "the certificate can't be read", -1
    with _store(case) as store:
        context = ctypes.c_void_p(library.X509_STORE_CTX_new())
        library.X509_STORE_CTX_init(context, store, peer, _certificates(list(case.untrusted)))
        parameters = ctypes.c_void_p(library.X509_STORE_CTX_get0_param(context))
        checks_lists = case.asks_for_data and not case.ocsp
        _parameters(parameters, case, _flags(case, checks_lists), _purpose(case))
        if checks_lists:
            lists = [loaded for each in case.crls if (loaded := _load("d2i_X509_CRL", each))]
            library.X509_STORE_CTX_set0_crls(context, _stack(lists))
        accepted = library.X509_verify_cert(context) == 1
        error = library.X509_STORE_CTX_get_error(context)
        library.X509_STORE_CTX_free(context)
    if accepted:
        return True, "ok", 0
    return False, f"{library.X509_verify_cert_error_string(ctypes.c_long(error)).decode()} ({error})", error


def status(certificate: Certificate, case: Case, response: bytes, issuer: Certificate) -> str:
    """What a response says of a certificate as OpenSSL sees it, times of the answer apart.

    Returns: `good`, `revoked`, `unknown`, or why it can't be used.
    """
    library = _library()
    loaded = _load("d2i_OCSP_RESPONSE", response)
    if loaded is None:
        return "can't be read"
    if library.OCSP_response_status(loaded) != 0:
        return "no answer"
    basic = library.OCSP_response_get1_basic(loaded)
    if not basic:
        return "no basic response"
    basic = ctypes.c_void_p(basic)
    with _store(case) as store:
        parameters = ctypes.c_void_p(library.X509_STORE_get0_param(store))
        library.X509_VERIFY_PARAM_set_time(parameters, ctypes.c_int64(int(case.time.timestamp())))
        library.X509_VERIFY_PARAM_set_flags(parameters, ctypes.c_ulong(_PARTIAL_CHAIN))
        known = _certificates([*case.trusted, *case.untrusted])
        if library.OCSP_basic_verify(basic, known, store, ctypes.c_ulong(0)) != 1:
            return "not verified"
    return _answer(basic, certificate, issuer)


def _answer(basic: ctypes.c_void_p, certificate: Certificate, issuer: Certificate) -> str:
    library = _library()
    subject, authority = _load("d2i_X509", certificate.der), _load("d2i_X509", issuer.der)
    for hash_ in (b"SHA1", b"SHA256", b"SHA384"):
        digest = ctypes.c_void_p(library.EVP_get_digestbyname(hash_))
        wanted = ctypes.c_void_p(library.OCSP_cert_to_id(digest, subject, authority))
        found = ctypes.c_int(-1)
        reason = ctypes.c_int()
        times = [ctypes.c_void_p() for _ in range(3)]
        if library.OCSP_resp_find_status(
            basic, wanted, ctypes.byref(found), ctypes.byref(reason), *map(ctypes.byref, times)
        ):
            return {0: "good", 1: "revoked", 2: "unknown"}[found.value]
    return "no such certificate"
