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

#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <limits.h>

/// Fills the caches of a certificate, which OpenSSL would otherwise fill when a path is checked. What it finds wrong
/// stays in the flags.
///
/// OpenSSL 3 takes a lock to fill the cache of policies, and none to read it: a second thread could see half of it and
/// miss that a policy is required. Nothing but the check of policies fills it, and only for what stands below another
/// certificate, hence the path of the certificate and itself.
static int fill_caches(X509 *certificate) {
    X509_check_purpose(certificate, -1, 0);
    STACK_OF(X509) *path = sk_X509_new_null();
    int is_filled = 0;
    if (path != NULL && sk_X509_push(path, certificate) != 0 && sk_X509_push(path, certificate) != 0) {
        X509_POLICY_TREE *tree = NULL;
        int is_explicit = 0;
        is_filled = X509_policy_check(&tree, &is_explicit, path, NULL, 0) != X509_PCY_TREE_INTERNAL;
        X509_policy_tree_free(tree);
    }
    // It holds no references of its own.
    sk_X509_free(path);
    return is_filled;
}

CXMLDSig_certificate *CXMLDSig_certificate_new(const uint8_t *der, size_t count) {
    if (count > LONG_MAX) return NULL;
    const unsigned char *end = der;
    X509 *certificate = d2i_X509(NULL, &end, (long)count);
    if (certificate != NULL && (end != der + count || !fill_caches(certificate))) {
        X509_free(certificate);
        certificate = NULL;
    }
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

int CXMLDSig_certificate_inherits_parameters(const CXMLDSig_certificate *certificate) {
    EVP_PKEY *key = X509_get0_pubkey((const X509 *)certificate);
    int inherits = key != NULL && EVP_PKEY_missing_parameters(key) != 0;
    if (key == NULL) {
        // Most versions of OpenSSL 3 can't read such a key.
        X509_ALGOR *algorithm = NULL;
        const ASN1_OBJECT *type = NULL;
        int parameters = V_ASN1_UNDEF;
        if (X509_PUBKEY_get0_param(NULL, NULL, NULL, &algorithm, X509_get_X509_PUBKEY((const X509 *)certificate)) == 1) {
            X509_ALGOR_get0(&type, &parameters, NULL, algorithm);
        }
        inherits = type != NULL && OBJ_obj2nid(type) == NID_dsa && parameters == V_ASN1_UNDEF;
    }
    clear_errors();
    return inherits;
}

const char *CXMLDSig_default_certificate_file(void) {
    return X509_get_default_cert_file();
}

const char *CXMLDSig_default_certificate_file_variable(void) {
    return X509_get_default_cert_file_env();
}
