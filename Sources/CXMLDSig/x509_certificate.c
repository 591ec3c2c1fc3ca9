//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CXMLDSigX509.h"

#include "crypto_errors.h"

#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <limits.h>

CXMLDSig_certificate *CXMLDSig_certificate_new(const uint8_t *der, size_t count) {
    if (count > LONG_MAX) return NULL;
    const unsigned char *end = der;
    X509 *certificate = d2i_X509(NULL, &end, (long)count);
    if (certificate != NULL && end != der + count) {
        X509_free(certificate);
        certificate = NULL;
    }
    // Fills the caches, which are not locked when they are filled later. What it finds wrong stays in the flags.
    if (certificate != NULL) X509_check_purpose(certificate, -1, 0);
    clear_errors();
    return (CXMLDSig_certificate *)certificate;
}

void CXMLDSig_certificate_free(CXMLDSig_certificate *certificate) {
    X509_free((X509 *)certificate);
}

int CXMLDSig_certificate_has_readable_extensions(const CXMLDSig_certificate *certificate) {
    // X509_get_extension_flags takes no const pointer, and changes nothing: the caches are filled.
    uint32_t flags = X509_get_extension_flags((X509 *)certificate);
    clear_errors();
    return (flags & EXFLAG_INVALID) == 0;
}

int CXMLDSig_certificate_is_signed_by(const CXMLDSig_certificate *certificate, const CXMLDSig_certificate *issuer) {
    EVP_PKEY *key = X509_get0_pubkey((const X509 *)issuer);
    // X509_verify takes no const pointer, and changes nothing.
    int verified = key != NULL && X509_verify((X509 *)certificate, key) == 1;
    clear_errors();
    return verified;
}
