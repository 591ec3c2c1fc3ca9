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

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <limits.h>

#define MAXIMUM_RSA_OCTETS 2048
#define MAXIMUM_EXPONENT_OCTETS 8
#define MAXIMUM_DSA_OCTETS 384

/// Makes a public key of the algorithm `type`; no decoder is asked, which is what makes d2i_PUBKEY slow.
static EVP_PKEY *from_parameters(const char *type, OSSL_PARAM *parameters) {
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    if (context != NULL && EVP_PKEY_fromdata_init(context) == 1) {
        if (EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1) {
            EVP_PKEY_free(key);
            key = NULL;
        }
    }
    EVP_PKEY_CTX_free(context);
    if (key != NULL) clear_errors();
    return key;
}

/// An unsigned number as a parameter; `native` is its storage and has room for `count` octets.
static int construct_number(OSSL_PARAM *parameter, const char *name, const uint8_t *octets, size_t count,
                            uint8_t *native) {
    // OSSL_PARAM holds numbers in the byte order of the machine.
    BIGNUM *number = BN_bin2bn(octets, (int)count, NULL);
    if (number == NULL) return 0;
    int written = BN_bn2nativepad(number, native, (int)count);
    BN_free(number);
    if (written != (int)count) return 0;
    *parameter = OSSL_PARAM_construct_BN(name, native, count);
    return 1;
}

CXMLDSig_public_key *CXMLDSig_public_key_new_rsa(const uint8_t *modulus, size_t modulus_count, const uint8_t *exponent,
                                                 size_t exponent_count) {
    clear_errors();
    uint8_t n[MAXIMUM_RSA_OCTETS], e[MAXIMUM_EXPONENT_OCTETS];
    OSSL_PARAM parameters[3];
    if (modulus_count > sizeof n || exponent_count > sizeof e) return NULL;
    if (!construct_number(&parameters[0], OSSL_PKEY_PARAM_RSA_N, modulus, modulus_count, n) ||
        !construct_number(&parameters[1], OSSL_PKEY_PARAM_RSA_E, exponent, exponent_count, e)) {
        return NULL;
    }
    parameters[2] = OSSL_PARAM_construct_end();
    return (CXMLDSig_public_key *)from_parameters("RSA", parameters);
}

CXMLDSig_public_key *CXMLDSig_public_key_new_rsa_pss(const uint8_t *der, size_t count) {
    clear_errors();
    if (count > LONG_MAX) return NULL;
    const unsigned char *cursor = der;
    EVP_PKEY *key = d2i_PUBKEY_ex(NULL, &cursor, (long)count, NULL, NULL);
    if (key == NULL) return NULL;
    if (cursor != der + count || !EVP_PKEY_is_a(key, "RSA-PSS")) {
        EVP_PKEY_free(key);
        return NULL;
    }
    clear_errors();
    return (CXMLDSig_public_key *)key;
}

CXMLDSig_public_key *CXMLDSig_public_key_new_ec(const char *curve_name, const uint8_t *point, size_t count) {
    clear_errors();
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)curve_name, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (void *)point, count),
        OSSL_PARAM_construct_end(),
    };
    return (CXMLDSig_public_key *)from_parameters("EC", parameters);
}

CXMLDSig_public_key *CXMLDSig_public_key_new_dsa(const uint8_t *p, size_t p_count, const uint8_t *q, size_t q_count,
                                                 const uint8_t *g, size_t g_count, const uint8_t *y, size_t y_count) {
    clear_errors();
    uint8_t native[4][MAXIMUM_DSA_OCTETS];
    OSSL_PARAM parameters[5];
    if (p_count > MAXIMUM_DSA_OCTETS || q_count > MAXIMUM_DSA_OCTETS || g_count > MAXIMUM_DSA_OCTETS ||
        y_count > MAXIMUM_DSA_OCTETS) {
        return NULL;
    }
    if (!construct_number(&parameters[0], OSSL_PKEY_PARAM_FFC_P, p, p_count, native[0]) ||
        !construct_number(&parameters[1], OSSL_PKEY_PARAM_FFC_Q, q, q_count, native[1]) ||
        !construct_number(&parameters[2], OSSL_PKEY_PARAM_FFC_G, g, g_count, native[2]) ||
        !construct_number(&parameters[3], OSSL_PKEY_PARAM_PUB_KEY, y, y_count, native[3])) {
        return NULL;
    }
    parameters[4] = OSSL_PARAM_construct_end();
    return (CXMLDSig_public_key *)from_parameters("DSA", parameters);
}

CXMLDSig_public_key *CXMLDSig_public_key_new_raw(const char *name, const uint8_t *key, size_t count) {
    clear_errors();
    EVP_PKEY *made = EVP_PKEY_new_raw_public_key_ex(NULL, name, NULL, key, count);
    if (made != NULL) clear_errors();
    return (CXMLDSig_public_key *)made;
}

void CXMLDSig_public_key_free(CXMLDSig_public_key *key) {
    EVP_PKEY_free((EVP_PKEY *)key);
}

int CXMLDSig_key_kind_is_available(const char *name) {
    clear_errors();
    EVP_KEYMGMT *management = EVP_KEYMGMT_fetch(NULL, name, NULL);
    EVP_KEYMGMT_free(management);
    clear_errors();
    return management != NULL;
}

int CXMLDSig_public_key_coordinates(const CXMLDSig_public_key *key, uint8_t *x, uint8_t *y, size_t coordinate_count) {
    clear_errors();
    BIGNUM *left = NULL, *right = NULL;
    int done = EVP_PKEY_get_bn_param((const EVP_PKEY *)key, OSSL_PKEY_PARAM_EC_PUB_X, &left) == 1 &&
               EVP_PKEY_get_bn_param((const EVP_PKEY *)key, OSSL_PKEY_PARAM_EC_PUB_Y, &right) == 1 &&
               BN_bn2binpad(left, x, (int)coordinate_count) == (int)coordinate_count &&
               BN_bn2binpad(right, y, (int)coordinate_count) == (int)coordinate_count;
    BN_free(left);
    BN_free(right);
    if (done) clear_errors();
    return done;
}

size_t CXMLDSig_curve_order(const char *curve_name, uint8_t *order, size_t capacity) {
    clear_errors();
    size_t count = 0;
    int identifier = OBJ_sn2nid(curve_name);
    EC_GROUP *group = identifier == NID_undef ? NULL : EC_GROUP_new_by_curve_name_ex(NULL, NULL, identifier);
    const BIGNUM *number = group == NULL ? NULL : EC_GROUP_get0_order(group);
    if (number != NULL && (size_t)BN_num_bytes(number) <= capacity) count = (size_t)BN_bn2bin(number, order);
    EC_GROUP_free(group);
    if (count != 0) clear_errors();
    return count;
}
