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

#include <openssl/crypto.h>
#include <openssl/objects.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <limits.h>

// What the Swift side knows the errors by (OpenSSLPathResult.swift).
_Static_assert(X509_V_ERR_CERT_SIGNATURE_FAILURE == 7, "");
_Static_assert(X509_V_ERR_PATH_LENGTH_EXCEEDED == 25, "");
_Static_assert(X509_V_ERR_INVALID_PURPOSE == 26, "");
_Static_assert(X509_V_ERR_KEYUSAGE_NO_CERTSIGN == 32, "");
_Static_assert(X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION == 34, "");
_Static_assert(X509_V_ERR_PROXY_CERTIFICATES_NOT_ALLOWED == 40, "");
_Static_assert(X509_V_ERR_INVALID_EXTENSION == 41, "");
_Static_assert(X509_V_ERR_INVALID_POLICY_EXTENSION == 42, "");
_Static_assert(X509_V_ERR_NO_EXPLICIT_POLICY == 43, "");
_Static_assert(X509_V_ERR_PERMITTED_VIOLATION == 47, "");
_Static_assert(X509_V_ERR_EXCLUDED_VIOLATION == 48, "");
_Static_assert(X509_V_ERR_SUBTREE_MINMAX == 49, "");
_Static_assert(X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE == 51, "");
_Static_assert(X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX == 52, "");
_Static_assert(X509_V_ERR_UNSUPPORTED_NAME_SYNTAX == 53, "");
_Static_assert(X509_V_ERR_INVALID_CA == 79, "");

/// The path that a context is about.
typedef struct {
    const X509 *const *certificates;
    size_t count;
    CXMLDSig_edge_check is_signed;
    void *edges;
    /// Whether every signature of it was verified.
    int is_verified;
    /// Who is told its policies; NULL for nobody.
    CXMLDSig_policy_found found;
    void *policies;
} given_path;

/// Whether `issuer` is the next one on the given path. Who issued what was decided when the path was made; names and
/// key identifiers alone may say otherwise, the signature is checked later.
static int is_next(X509_STORE_CTX *context, X509 *certificate, X509 *issuer) {
    const given_path *path = X509_STORE_CTX_get_app_data(context);
    for (size_t index = 0; index + 1 < path->count; index++) {
        if (path->certificates[index] == certificate) return path->certificates[index + 1] == issuer;
    }
    return 0;
}

static int is_chain(X509_STORE_CTX *context, const given_path *path) {
    STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);
    if (chain == NULL || (size_t)sk_X509_num(chain) != path->count) return 0;
    for (size_t index = 0; index < path->count; index++) {
        if (sk_X509_value(chain, (int)index) != path->certificates[index]) return 0;
    }
    return 1;
}

/// In place of OpenSSL's own step, which knows no answers of earlier paths: every signature, from the anchor's key down.
static int verify_signatures(X509_STORE_CTX *context) {
    given_path *path = X509_STORE_CTX_get_app_data(context);
    if (!is_chain(context, path)) {
        X509_STORE_CTX_set_error(context, X509_V_ERR_UNSPECIFIED);
        return 0;
    }
    for (size_t index = path->count - 1; index-- > 0;) {
        if (path->is_signed(path->edges, index) == 1) continue;
        X509_STORE_CTX_set_error_depth(context, (int)index);
        X509_STORE_CTX_set_error(context, X509_V_ERR_CERT_SIGNATURE_FAILURE);
        return 0;
    }
    path->is_verified = 1;
    return 1;
}

static CRYPTO_ONCE once = CRYPTO_ONCE_STATIC_INIT;
static X509_STORE *store = NULL;

/// Without a certificate and without a lookup. Made once and never changed, so that threads may share it.
static void make_store(void) {
    store = X509_STORE_new();
    if (store != NULL) X509_STORE_set_check_issued(store, is_next);
}

static int add_policy(X509_VERIFY_PARAM *parameters, const char *dotted) {
    ASN1_OBJECT *policy = OBJ_txt2obj(dotted, 1);
    if (policy != NULL && X509_VERIFY_PARAM_add0_policy(parameters, policy) == 1) return 1;
    ASN1_OBJECT_free(policy);
    return 0;
}

static int set_parameters(X509_VERIFY_PARAM *parameters, size_t count, const CXMLDSig_policy_inputs *inputs) {
    unsigned long flags = X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_POLICY_CHECK;
    if (inputs->explicit_policy) flags |= X509_V_FLAG_EXPLICIT_POLICY;
    if (inputs->policy_mapping_inhibit) flags |= X509_V_FLAG_INHIBIT_MAP;
    if (inputs->any_policy_inhibit) flags |= X509_V_FLAG_INHIBIT_ANY;
    if (X509_VERIFY_PARAM_set_flags(parameters, flags) != 1) return 0;
    // Its security level is not asked for: the policy of algorithms judges keys and digests.
    X509_VERIFY_PARAM_set_auth_level(parameters, -1);
    X509_VERIFY_PARAM_set_depth(parameters, (int)count);
    for (size_t index = 0; index < inputs->policy_count; index++) {
        if (!add_policy(parameters, inputs->policies[index])) return 0;
    }
    return 1;
}

static void tell_policies(const X509_STORE_CTX *context, const given_path *path) {
    // NULL where no policy is left.
    const X509_POLICY_TREE *tree = X509_STORE_CTX_get0_policy_tree(context);
    const STACK_OF(X509_POLICY_NODE) *nodes = tree == NULL ? NULL : X509_policy_tree_get0_user_policies(tree);
    for (int index = 0; nodes != NULL && index < sk_X509_POLICY_NODE_num(nodes); index++) {
        const ASN1_OBJECT *policy = X509_policy_node_get0_policy(sk_X509_POLICY_NODE_value(nodes, index));
        path->found(path->policies, OBJ_get0_data(policy), OBJ_length(policy));
    }
}

static int check(X509_STORE_CTX *context, given_path *path, STACK_OF(X509) *between, STACK_OF(X509) *anchors,
                 const CXMLDSig_policy_inputs *inputs, CXMLDSig_path_result *result) {
    // OpenSSL takes no const pointers and changes nothing but its own counts.
    for (size_t index = 1; index + 1 < path->count; index++) {
        if (sk_X509_push(between, (X509 *)path->certificates[index]) == 0) return -1;
    }
    if (sk_X509_push(anchors, (X509 *)path->certificates[path->count - 1]) == 0) return -1;
    if (X509_STORE_CTX_init(context, store, (X509 *)path->certificates[0], between) != 1) return -1;
    X509_STORE_CTX_set0_trusted_stack(context, anchors);
    if (X509_STORE_CTX_set_app_data(context, path) != 1) return -1;
    if (!set_parameters(X509_STORE_CTX_get0_param(context), path->count, inputs)) return -1;
    X509_STORE_CTX_set_verify(context, verify_signatures);
    int holds = X509_verify_cert(context);
    result->error = X509_STORE_CTX_get_error(context);
    result->depth = X509_STORE_CTX_get_error_depth(context);
    result->is_given_path = is_chain(context, path);
    result->is_verified = path->is_verified;
    if (holds != 1 || result->error != X509_V_OK || !path->is_verified) return 0;
    if (path->found != NULL) tell_policies(context, path);
    return 1;
}

static int check_given(given_path *given, const CXMLDSig_policy_inputs *inputs, CXMLDSig_path_result *result) {
    *result = (CXMLDSig_path_result){X509_V_ERR_UNSPECIFIED, 0, 0, 0};
    if (given->count == 0 || given->count > INT_MAX / 2) return -1;
    if (CRYPTO_THREAD_run_once(&once, make_store) != 1 || store == NULL) return -1;
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    STACK_OF(X509) *between = sk_X509_new_null();
    STACK_OF(X509) *anchors = sk_X509_new_null();
    int holds = -1;
    if (context != NULL && between != NULL && anchors != NULL) {
        holds = check(context, given, between, anchors, inputs, result);
    }
    X509_STORE_CTX_free(context);
    // The stacks hold no references of their own.
    sk_X509_free(between);
    sk_X509_free(anchors);
    clear_errors();
    return holds;
}

int CXMLDSig_path_check(const CXMLDSig_certificate *const *path, size_t count, const CXMLDSig_policy_inputs *inputs,
                        CXMLDSig_edge_check is_signed, void *edges, CXMLDSig_path_result *result) {
    given_path given = {(const X509 *const *)path, count, is_signed, edges, 0, NULL, NULL};
    return check_given(&given, inputs, result);
}

static int is_known_to_be_signed(void *edges, size_t index) {
    (void)edges;
    (void)index;
    return 1;
}

int CXMLDSig_path_policies(const CXMLDSig_certificate *const *path, size_t count, const CXMLDSig_policy_inputs *inputs,
                           CXMLDSig_policy_found found, void *policies) {
    given_path given = {(const X509 *const *)path, count, is_known_to_be_signed, NULL, 0, found, policies};
    CXMLDSig_path_result result;
    return check_given(&given, inputs, &result);
}

const char *CXMLDSig_path_error_text(int error) {
    return X509_verify_cert_error_string(error);
}
