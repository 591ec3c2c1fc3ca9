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
#include "x509_unread_keys.h"

#include <openssl/asn1.h>
#include <openssl/evp.h>
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

/// NULL where the octets aren't exactly one.
static X509 *read_certificate(const uint8_t *der, size_t count, OSSL_LIB_CTX *context) {
    const unsigned char *end = der;
    // Of the context only the decoder of the key takes notice; whatever is done with the certificate later isn't.
    ASN1_VALUE *value = ASN1_item_d2i_ex(NULL, &end, (long)count, ASN1_ITEM_rptr(X509), context, NULL);
    if (value != NULL && end != der + count) {
        ASN1_item_free(value, ASN1_ITEM_rptr(X509));
        value = NULL;
    }
    return (X509 *)value;
}

/// Whether OpenSSL knows of the key what it has to: which algorithm it is for, by which a self-signed certificate shows.
static int has_kind(const X509 *certificate, int kind) {
    const EVP_PKEY *key = X509_get0_pubkey(certificate);
    return key != NULL && EVP_PKEY_get_base_id(key) == kind && EVP_PKEY_missing_parameters(key) == 0;
}

/// NULL where this OpenSSL can't do without the key.
static X509 *read_without_key(const uint8_t *der, size_t count, int kind) {
    OSSL_LIB_CTX *context = context_of_unread_keys();
    X509 *certificate = context == NULL ? NULL : read_certificate(der, count, context);
    if (certificate != NULL && !has_kind(certificate, kind)) {
        X509_free(certificate);
        return NULL;
    }
    return certificate;
}

CXMLDSig_certificate *CXMLDSig_certificate_new(const uint8_t *der, size_t count, CXMLDSig_known_key key) {
    if (count > LONG_MAX) return NULL;
    X509 *certificate = NULL;
    if (key == CXMLDSig_known_key_rsa) certificate = read_without_key(der, count, EVP_PKEY_RSA);
    if (key == CXMLDSig_known_key_ec) certificate = read_without_key(der, count, EVP_PKEY_EC);
    if (certificate == NULL) certificate = read_certificate(der, count, NULL);
    if (certificate != NULL && !fill_caches(certificate)) {
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

int CXMLDSig_certificate_is_signed_by(const CXMLDSig_certificate *certificate, const CXMLDSig_public_key *key) {
    // X509_verify takes no const pointers, and changes nothing.
    int verified = X509_verify((X509 *)certificate, (EVP_PKEY *)key) == 1;
    clear_errors();
    return verified;
}

int CXMLDSig_certificate_has_unread_key(const CXMLDSig_certificate *certificate) {
    const EVP_PKEY *key = X509_get0_pubkey((const X509 *)certificate);
    int is_unread = key != NULL && is_unread_key(key);
    clear_errors();
    return is_unread;
}

int CXMLDSig_certificate_verifies_itself(const CXMLDSig_certificate *certificate) {
    EVP_PKEY *key = X509_get0_pubkey((const X509 *)certificate);
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
