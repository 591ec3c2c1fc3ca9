//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "COpenSSLSigner.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static X509 *read_certificate(oracle_octets octets) {
    return d2i_X509(NULL, &octets.start, (long)octets.count);
}

static int set_inputs(X509_VERIFY_PARAM *parameters, const oracle_path_inputs *inputs) {
    unsigned long flags = X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_POLICY_CHECK;
    if (inputs->explicit_policy) flags |= X509_V_FLAG_EXPLICIT_POLICY;
    if (inputs->policy_mapping_inhibit) flags |= X509_V_FLAG_INHIBIT_MAP;
    if (inputs->any_policy_inhibit) flags |= X509_V_FLAG_INHIBIT_ANY;
    if (X509_VERIFY_PARAM_set_flags(parameters, flags) != 1) return 0;
    // A time that is set counts more than the flag.
    if (inputs->ignores_validity) X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_NO_CHECK_TIME);
    else X509_VERIFY_PARAM_set_time(parameters, (time_t)inputs->time);
    X509_VERIFY_PARAM_set_auth_level(parameters, -1);
    for (size_t index = 0; index < inputs->policy_count; index++) {
        oracle_octets der = inputs->policies[index];
        ASN1_OBJECT *policy = d2i_ASN1_OBJECT(NULL, &der.start, (long)der.count);
        if (policy == NULL || X509_VERIFY_PARAM_add0_policy(parameters, policy) != 1) {
            ASN1_OBJECT_free(policy);
            return 0;
        }
    }
    return 1;
}

static int is_next(X509_STORE_CTX *context, X509 *certificate, X509 *issuer) {
    STACK_OF(X509) *path = X509_STORE_CTX_get_app_data(context);
    for (int index = 0; index + 1 < sk_X509_num(path); index++) {
        if (sk_X509_value(path, index) == certificate) return sk_X509_value(path, index + 1) == issuer;
    }
    return 0;
}

/// Of certificates that OpenSSL has read, from the leaf on.
static int check(STACK_OF(X509) *path, STACK_OF(X509) *between, X509_STORE *store, X509_STORE_CTX *context,
                 const oracle_path_inputs *inputs, int *depth) {
    int last = sk_X509_num(path) - 1;
    for (int index = 1; index < last; index++) {
        if (sk_X509_push(between, sk_X509_value(path, index)) == 0) return -1;
    }
    if (X509_STORE_add_cert(store, sk_X509_value(path, last)) != 1) return -1;
    if (inputs->is_given) X509_STORE_set_check_issued(store, is_next);
    if (X509_STORE_CTX_init(context, store, sk_X509_value(path, 0), between) != 1) return -1;
    if (X509_STORE_CTX_set_app_data(context, path) != 1) return -1;
    if (!set_inputs(X509_STORE_CTX_get0_param(context), inputs)) return -1;
    int error = X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context);
    *depth = X509_STORE_CTX_get_error_depth(context);
    return error;
}

int oracle_check_path(const oracle_octets *certificates, size_t count, const oracle_path_inputs *inputs, int *depth) {
    STACK_OF(X509) *path = sk_X509_new_null();
    STACK_OF(X509) *between = sk_X509_new_null();
    X509_STORE *store = X509_STORE_new();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    int error = path != NULL && between != NULL && store != NULL && context != NULL ? X509_V_OK : -1;
    for (size_t index = 0; index < count && error == X509_V_OK; index++) {
        X509 *certificate = read_certificate(certificates[index]);
        *depth = (int)index;
        if (certificate == NULL) error = ORACLE_UNREADABLE;
        else if (sk_X509_push(path, certificate) == 0) error = -1;
    }
    if (error == X509_V_OK) error = check(path, between, store, context, inputs, depth);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    sk_X509_free(between);
    sk_X509_pop_free(path, X509_free);
    ERR_clear_error();
    return error;
}

const char *oracle_error_text(int error) {
    return X509_verify_cert_error_string(error);
}

static int is_unreadable(X509_EXTENSION *extension) {
    const X509V3_EXT_METHOD *method = X509V3_EXT_get(extension);
    if (method == NULL) return 0;
    void *value = X509V3_EXT_d2i(extension);
    if (value == NULL) return 1;
    if (method->it != NULL) ASN1_item_free(value, ASN1_ITEM_ptr(method->it));
    else method->ext_free(value);
    return 0;
}

int oracle_has_unreadable_extension(const uint8_t *der, size_t count) {
    X509 *certificate = d2i_X509(NULL, &der, (long)count);
    int found = 0;
    if (certificate != NULL) {
        for (int index = 0; index < X509_get_ext_count(certificate) && !found; index++) {
            found = is_unreadable(X509_get_ext(certificate, index));
        }
    }
    X509_free(certificate);
    ERR_clear_error();
    return found;
}
