//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "COpenSSLSigner.h"
#include "oracle.h"

#include <openssl/err.h>

#include <stdlib.h>

oracle *oracle_new(void) {
    oracle *oracle = calloc(1, sizeof *oracle);
    if (oracle == NULL) abort();
    oracle->store = X509_STORE_new();
    oracle->certificates = sk_X509_new_null();
    oracle->lists = sk_X509_CRL_new_null();
    if (oracle->store == NULL || oracle->certificates == NULL || oracle->lists == NULL) abort();
    return oracle;
}

void oracle_free(oracle *oracle) {
    X509_STORE_free(oracle->store);
    sk_X509_pop_free(oracle->certificates, X509_free);
    sk_X509_CRL_pop_free(oracle->lists, X509_CRL_free);
    free(oracle);
}

int oracle_trust(oracle *oracle, const uint8_t *der, size_t count) {
    X509 *certificate = d2i_X509(NULL, &der, (long)count);
    int is_added = certificate != NULL && X509_STORE_add_cert(oracle->store, certificate) == 1;
    X509_free(certificate);
    ERR_clear_error();
    return is_added;
}

int oracle_add_certificate(oracle *oracle, const uint8_t *der, size_t count) {
    X509 *certificate = d2i_X509(NULL, &der, (long)count);
    ERR_clear_error();
    return certificate != NULL && sk_X509_push(oracle->certificates, certificate) > 0;
}

int oracle_add_list(oracle *oracle, const uint8_t *der, size_t count) {
    X509_CRL *list = d2i_X509_CRL(NULL, &der, (long)count);
    ERR_clear_error();
    return list != NULL && sk_X509_CRL_push(oracle->lists, list) > 0;
}

static int check(oracle *oracle, const uint8_t *der, size_t count, int64_t time, unsigned long flags) {
    X509 *leaf = d2i_X509(NULL, &der, (long)count);
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    int error = -1;
    if (leaf != NULL && context != NULL &&
        X509_STORE_CTX_init(context, oracle->store, leaf, oracle->certificates) == 1) {
        X509_STORE_CTX_set0_crls(context, oracle->lists);
        X509_STORE_CTX_set_flags(context, flags | X509_V_FLAG_PARTIAL_CHAIN);
        X509_STORE_CTX_set_time(context, 0, (time_t)time);
        error = X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context);
    }
    X509_STORE_CTX_free(context);
    X509_free(leaf);
    ERR_clear_error();
    return error;
}

int oracle_check(oracle *oracle, const uint8_t *der, size_t count, int64_t time) {
    unsigned long lists = X509_V_FLAG_CRL_CHECK | X509_V_FLAG_EXTENDED_CRL_SUPPORT | X509_V_FLAG_USE_DELTAS;
    return check(oracle, der, count, time, lists);
}

int oracle_check_strictly(oracle *oracle, const uint8_t *der, size_t count, int64_t time) {
    return check(oracle, der, count, time, X509_V_FLAG_X509_STRICT);
}
