//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CXMLDSigCrypto.h"

#include "crypto_errors.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

CXMLDSig_mac_algorithm *CXMLDSig_hmac_fetch(void) {
    clear_errors();
    EVP_MAC *algorithm = EVP_MAC_fetch(NULL, OSSL_MAC_NAME_HMAC, NULL);
    if (algorithm != NULL) clear_errors();
    return (CXMLDSig_mac_algorithm *)algorithm;
}

size_t CXMLDSig_hmac(CXMLDSig_mac_algorithm *algorithm, const char *digest_name, const uint8_t *key, size_t key_count,
                     const uint8_t *message, size_t message_count, uint8_t *value) {
    clear_errors();
    size_t count = 0;
    EVP_MAC_CTX *context = EVP_MAC_CTX_new((EVP_MAC *)algorithm);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)digest_name, 0),
        OSSL_PARAM_construct_end(),
    };
    if (context != NULL && EVP_MAC_init(context, key, key_count, parameters) == 1 &&
        (message_count == 0 || EVP_MAC_update(context, message, message_count) == 1)) {
        size_t written = 0;
        if (EVP_MAC_final(context, value, &written, EVP_MAX_MD_SIZE) == 1) count = written;
    }
    EVP_MAC_CTX_free(context);
    if (count != 0) clear_errors();
    return count;
}

int CXMLDSig_equal_in_constant_time(const uint8_t *left, const uint8_t *right, size_t count) {
    return CRYPTO_memcmp(left, right, count) == 0;
}

void CXMLDSig_wipe(void *octets, size_t count) {
    OPENSSL_cleanse(octets, count);
}
