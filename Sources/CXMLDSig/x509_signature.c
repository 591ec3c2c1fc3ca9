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

#include <openssl/asn1.h>
#include <openssl/x509.h>

#include <limits.h>

/// Any type of ASN.1 that is written out as exactly these octets: OpenSSL keeps a SEQUENCE in an ANY as it was read.
static ASN1_TYPE *new_sequence(const uint8_t *der, size_t count) {
    ASN1_STRING *string = ASN1_STRING_type_new(V_ASN1_SEQUENCE);
    ASN1_TYPE *any = ASN1_TYPE_new();
    if (string == NULL || any == NULL || count > INT_MAX || ASN1_STRING_set(string, der, (int)count) != 1) {
        ASN1_STRING_free(string);
        ASN1_TYPE_free(any);
        return NULL;
    }
    ASN1_TYPE_set(any, V_ASN1_SEQUENCE, string);
    return any;
}

/// All bits of the octets; NULL on failure.
static ASN1_BIT_STRING *new_bits(const uint8_t *value, size_t count) {
    ASN1_BIT_STRING *bits = ASN1_BIT_STRING_new();
    if (bits != NULL && (count > INT_MAX || ASN1_STRING_set(bits, value, (int)count) != 1)) {
        ASN1_BIT_STRING_free(bits);
        return NULL;
    }
    return bits;
}

/// NULL where the octets aren't exactly one.
static X509_ALGOR *read_algorithm(const uint8_t *der, size_t count) {
    if (count > LONG_MAX) return NULL;
    const unsigned char *end = der;
    X509_ALGOR *algorithm = d2i_X509_ALGOR(NULL, &end, (long)count);
    if (algorithm != NULL && end != der + count) {
        X509_ALGOR_free(algorithm);
        return NULL;
    }
    return algorithm;
}

int CXMLDSig_key_verifies(const CXMLDSig_public_key *key, const CXMLDSig_signed_octets *octets) {
    X509_ALGOR *algorithm = read_algorithm(octets->algorithm, octets->algorithm_count);
    ASN1_BIT_STRING *value = new_bits(octets->value, octets->value_count);
    ASN1_TYPE *content = new_sequence(octets->content, octets->content_count);
    int verified = algorithm != NULL && value != NULL && content != NULL
        && ASN1_item_verify(ASN1_ITEM_rptr(ASN1_ANY), algorithm, value, content, (EVP_PKEY *)key) == 1;
    ASN1_TYPE_free(content);
    ASN1_BIT_STRING_free(value);
    X509_ALGOR_free(algorithm);
    clear_errors();
    return verified;
}
