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

#include <openssl/evp.h>

CXMLDSig_digest_algorithm *CXMLDSig_digest_algorithm_fetch(const char *name) {
    clear_errors();
    EVP_MD *algorithm = EVP_MD_fetch(NULL, name, NULL);
    // The first fetch reads OpenSSL's configuration, which may fail without failing the fetch.
    if (algorithm != NULL) clear_errors();
    return (CXMLDSig_digest_algorithm *)algorithm;
}

CXMLDSig_digest *CXMLDSig_digest_new(const CXMLDSig_digest_algorithm *algorithm) {
    clear_errors();
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context == NULL) return NULL;
    if (EVP_DigestInit_ex2(context, (const EVP_MD *)algorithm, NULL) != 1) {
        EVP_MD_CTX_free(context);
        return NULL;
    }
    return (CXMLDSig_digest *)context;
}

int CXMLDSig_digest_update(CXMLDSig_digest *digest, const uint8_t *octets, size_t count) {
    clear_errors();
    if (count == 0) return 1;
    return EVP_DigestUpdate((EVP_MD_CTX *)digest, octets, count);
}

size_t CXMLDSig_digest_finish(CXMLDSig_digest *digest, uint8_t *value) {
    clear_errors();
    unsigned int count = 0;
    if (EVP_DigestFinal_ex((EVP_MD_CTX *)digest, value, &count) != 1) return 0;
    return count;
}

int CXMLDSig_digest_reset(CXMLDSig_digest *digest) {
    clear_errors();
    // A NULL algorithm keeps the one that is set, and its memory.
    return EVP_DigestInit_ex2((EVP_MD_CTX *)digest, NULL, NULL);
}

void CXMLDSig_digest_free(CXMLDSig_digest *digest) {
    EVP_MD_CTX_free((EVP_MD_CTX *)digest);
}
