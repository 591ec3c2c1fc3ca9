//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "COpenSSLSigner.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <string.h>

signer *signer_new_rsa(size_t bit_count) {
    return (signer *)EVP_RSA_gen((unsigned int)bit_count);
}

signer *signer_new_ec(int explicit_parameters) {
    EVP_PKEY *key = EVP_EC_gen("P-256");
    if (key != NULL && explicit_parameters != 0) {
        EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_ENCODING, OSSL_PKEY_EC_ENCODING_EXPLICIT);
    }
    return (signer *)key;
}

signer *signer_new_ed25519(void) {
    return (signer *)EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
}

signer *signer_new_ed25519_from(const uint8_t *private_key) {
    return (signer *)EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, private_key, 32);
}

signer *signer_new(const char *algorithm) {
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, algorithm, NULL);
    if (context != NULL && EVP_PKEY_keygen_init(context) == 1) EVP_PKEY_generate(context, &key);
    EVP_PKEY_CTX_free(context);
    return (signer *)key;
}

void signer_free(signer *signer) {
    EVP_PKEY_free((EVP_PKEY *)signer);
}

size_t signer_public_key(const signer *signer, uint8_t *der, size_t capacity) {
    uint8_t *octets = NULL;
    int count = i2d_PUBKEY((const EVP_PKEY *)signer, &octets);
    if (count <= 0 || (size_t)count > capacity) count = 0;
    memcpy(der, octets, (size_t)count);
    OPENSSL_free(octets);
    return (size_t)count;
}

static size_t sign(const signer *signer, const char *digest, const OSSL_PARAM *parameters, const uint8_t *message,
                   size_t count, uint8_t *value, size_t capacity) {
    size_t written = capacity;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    int is_signed = context != NULL &&
        EVP_DigestSignInit_ex(context, NULL, digest, NULL, NULL, (EVP_PKEY *)signer, parameters) == 1 &&
        EVP_DigestSign(context, value, &written, message, count) == 1;
    EVP_MD_CTX_free(context);
    return is_signed ? written : 0;
}

size_t signer_sign(const signer *signer, const char *digest, const uint8_t *message, size_t count, uint8_t *value,
                   size_t capacity) {
    return sign(signer, digest, NULL, message, count, value, capacity);
}

size_t signer_sign_with_context(const signer *signer, const char *instance, const uint8_t *context,
                                size_t context_count, const uint8_t *message, size_t count, uint8_t *value,
                                size_t capacity) {
    OSSL_PARAM parameters[3];
    size_t used = 0;
    if (instance != NULL) parameters[used++] = OSSL_PARAM_construct_utf8_string("instance", (char *)instance, 0);
    if (context_count != 0) {
        parameters[used++] = OSSL_PARAM_construct_octet_string("context-string", (void *)context, context_count);
    }
    parameters[used] = OSSL_PARAM_construct_end();
    return sign(signer, NULL, parameters, message, count, value, capacity);
}

int signer_has_pending_error(void) {
    return ERR_peek_error() != 0;
}
