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

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

struct CXMLDSig_verification {
    EVP_PKEY_CTX *key;
    EVP_MD_CTX *digest;
};

void CXMLDSig_verification_free(CXMLDSig_verification *verification) {
    EVP_PKEY_CTX_free(verification->key);
    EVP_MD_CTX_free(verification->digest);
    OPENSSL_free(verification);
}

/// A verification whose padding is still to be set.
static CXMLDSig_verification *new_verification(CXMLDSig_public_key *key, const CXMLDSig_digest_algorithm *digest) {
    clear_errors();
    CXMLDSig_verification *verification = OPENSSL_zalloc(sizeof *verification);
    if (verification == NULL) return NULL;
    verification->digest = EVP_MD_CTX_new();
    verification->key = EVP_PKEY_CTX_new_from_pkey(NULL, (EVP_PKEY *)key, NULL);
    if (verification->digest != NULL && verification->key != NULL &&
        EVP_DigestInit_ex2(verification->digest, (const EVP_MD *)digest, NULL) == 1 &&
        EVP_PKEY_verify_init(verification->key) == 1) {
        return verification;
    }
    CXMLDSig_verification_free(verification);
    return NULL;
}

/// Hands the verification on where every setting was taken, with an empty queue.
static CXMLDSig_verification *settled(CXMLDSig_verification *verification, int done) {
    if (done) {
        clear_errors();
        return verification;
    }
    CXMLDSig_verification_free(verification);
    return NULL;
}

CXMLDSig_verification *CXMLDSig_verification_new_rsa_pkcs1(CXMLDSig_public_key *key,
                                                           const CXMLDSig_digest_algorithm *digest) {
    CXMLDSig_verification *verification = new_verification(key, digest);
    if (verification == NULL) return NULL;
    int done = EVP_PKEY_CTX_set_rsa_padding(verification->key, RSA_PKCS1_PADDING) == 1 &&
               EVP_PKEY_CTX_set_signature_md(verification->key, (const EVP_MD *)digest) == 1;
    return settled(verification, done);
}

CXMLDSig_verification *CXMLDSig_verification_new_rsa_pss(CXMLDSig_public_key *key,
                                                         const CXMLDSig_digest_algorithm *digest,
                                                         const CXMLDSig_digest_algorithm *mask_digest, int salt_count) {
    CXMLDSig_verification *verification = new_verification(key, digest);
    if (verification == NULL) return NULL;
    // The salt's length is set, not recovered from the signature: it is part of the algorithm.
    int done = EVP_PKEY_CTX_set_rsa_padding(verification->key, RSA_PKCS1_PSS_PADDING) == 1 &&
               EVP_PKEY_CTX_set_signature_md(verification->key, (const EVP_MD *)digest) == 1 &&
               EVP_PKEY_CTX_set_rsa_mgf1_md(verification->key, (const EVP_MD *)mask_digest) == 1 &&
               EVP_PKEY_CTX_set_rsa_pss_saltlen(verification->key, salt_count) == 1;
    return settled(verification, done);
}

CXMLDSig_verification *CXMLDSig_verification_new_dsa(CXMLDSig_public_key *key,
                                                     const CXMLDSig_digest_algorithm *digest) {
    CXMLDSig_verification *verification = new_verification(key, digest);
    if (verification == NULL) return NULL;
    return settled(verification, EVP_PKEY_CTX_set_signature_md(verification->key, (const EVP_MD *)digest) == 1);
}

/// Whether the numbers of value and key are to blame, such as an ECDSA value whose point is the one at infinity:
/// then the error that came first is one of the arithmetic.
static int numbers_are_to_blame(void) {
    switch (ERR_GET_LIB(ERR_peek_error())) {
    case ERR_LIB_BN:
    case ERR_LIB_EC:
    case ERR_LIB_RSA:
    case ERR_LIB_DSA:
        return 1;
    default:
        return 0;
    }
}

/// Turns the answer of EVP_PKEY_verify or EVP_DigestVerify into ours. OpenSSL's own failures may be 0 as well as less,
/// and so may a bad value.
static int answer(int result) {
    if (result == 1) {
        clear_errors();
        return 1;
    }
    if (has_fatal_error() || (result < 0 && !numbers_are_to_blame())) return -1;
    clear_errors();
    return 0;
}

int CXMLDSig_verification_check(CXMLDSig_verification *verification, const uint8_t *signature, size_t signature_count,
                                const uint8_t *message, size_t message_count) {
    clear_errors();
    unsigned char value[EVP_MAX_MD_SIZE];
    unsigned int count = 0;
    if (EVP_DigestInit_ex2(verification->digest, NULL, NULL) != 1 ||
        (message_count != 0 && EVP_DigestUpdate(verification->digest, message, message_count) != 1) ||
        EVP_DigestFinal_ex(verification->digest, value, &count) != 1) {
        return -1;
    }
    return answer(EVP_PKEY_verify(verification->key, signature, signature_count, value, count));
}

int CXMLDSig_signature_is_available(const char *name, const char *parameter) {
    clear_errors();
    EVP_SIGNATURE *algorithm = EVP_SIGNATURE_fetch(NULL, name, NULL);
    if (algorithm == NULL) return 0;
    int is_available =
        parameter == NULL || OSSL_PARAM_locate_const(EVP_SIGNATURE_settable_ctx_params(algorithm), parameter) != NULL;
    EVP_SIGNATURE_free(algorithm);
    clear_errors();
    return is_available;
}

int CXMLDSig_message_signature_check(CXMLDSig_public_key *key, const char *instance, const uint8_t *context,
                                     size_t context_count, const uint8_t *signature, size_t signature_count,
                                     const uint8_t *message, size_t message_count) {
    clear_errors();
    // Named as text: OpenSSL 3.0 has no macros for them.
    OSSL_PARAM parameters[3];
    size_t count = 0;
    if (instance != NULL) parameters[count++] = OSSL_PARAM_construct_utf8_string("instance", (char *)instance, 0);
    if (context_count != 0) {
        parameters[count++] = OSSL_PARAM_construct_octet_string("context-string", (void *)context, context_count);
    }
    parameters[count] = OSSL_PARAM_construct_end();
    EVP_MD_CTX *verification = EVP_MD_CTX_new();
    if (verification == NULL) return -1;
    int result = -1;
    // The algorithms sign the message itself; there is no digest to name.
    if (EVP_DigestVerifyInit_ex(verification, NULL, NULL, NULL, NULL, (EVP_PKEY *)key, parameters) == 1) {
        result = answer(EVP_DigestVerify(verification, signature, signature_count, message, message_count));
    }
    EVP_MD_CTX_free(verification);
    return result;
}
