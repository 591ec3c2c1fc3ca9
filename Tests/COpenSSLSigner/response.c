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
#include <openssl/evp.h>
#include <openssl/ocsp.h>

#include <stdlib.h>
#include <string.h>

static OCSP_CERTID *identifier(const char *digest, const uint8_t *certificate, size_t certificate_count,
                               const uint8_t *issuer, size_t issuer_count) {
    X509 *subject = d2i_X509(NULL, &certificate, (long)certificate_count);
    X509 *authority = d2i_X509(NULL, &issuer, (long)issuer_count);
    EVP_MD *method = EVP_MD_fetch(NULL, digest, NULL);
    OCSP_CERTID *identifier =
        subject == NULL || authority == NULL || method == NULL ? NULL : OCSP_cert_to_id(method, subject, authority);
    EVP_MD_free(method);
    X509_free(authority);
    X509_free(subject);
    return identifier;
}

static int is_verified(oracle *oracle, OCSP_BASICRESP *basic, int64_t time) {
    X509_VERIFY_PARAM *parameters = X509_STORE_get0_param(oracle->store);
    X509_VERIFY_PARAM_set_time(parameters, (time_t)time);
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
    return OCSP_basic_verify(basic, oracle->certificates, oracle->store, 0) == 1;
}

int oracle_status(oracle *oracle, const uint8_t *response, size_t response_count, const uint8_t *certificate,
                  size_t certificate_count, const uint8_t *issuer, size_t issuer_count, int64_t time) {
    static const char *const digests[] = {"SHA1", "SHA224", "SHA256", "SHA384", "SHA512"};
    OCSP_RESPONSE *whole = d2i_OCSP_RESPONSE(NULL, &response, (long)response_count);
    OCSP_BASICRESP *basic = whole == NULL ? NULL : OCSP_response_get1_basic(whole);
    int status = -1;
    if (basic != NULL && is_verified(oracle, basic, time)) {
        for (size_t index = 0; status < 0 && index < sizeof digests / sizeof *digests; index++) {
            OCSP_CERTID *wanted =
                identifier(digests[index], certificate, certificate_count, issuer, issuer_count);
            int found;
            if (wanted != NULL && OCSP_resp_find_status(basic, wanted, &found, NULL, NULL, NULL, NULL) == 1) {
                status = found;
            }
            OCSP_CERTID_free(wanted);
        }
    }
    OCSP_BASICRESP_free(basic);
    OCSP_RESPONSE_free(whole);
    ERR_clear_error();
    return status;
}

int oracle_reads_response(const uint8_t *der, size_t count) {
    const uint8_t *end = der;
    OCSP_RESPONSE *whole = d2i_OCSP_RESPONSE(NULL, &end, (long)count);
    int is_read = whole != NULL && end == der + count;
    if (is_read && OCSP_response_status(whole) == OCSP_RESPONSE_STATUS_SUCCESSFUL) {
        OCSP_BASICRESP *basic = OCSP_response_get1_basic(whole);
        is_read = basic != NULL || ERR_GET_REASON(ERR_peek_last_error()) == OCSP_R_NOT_BASIC_RESPONSE;
        OCSP_BASICRESP_free(basic);
    }
    OCSP_RESPONSE_free(whole);
    ERR_clear_error();
    return is_read;
}

responder *responder_new(void) {
    responder *responder = (struct responder *)OCSP_BASICRESP_new();
    if (responder == NULL) abort();
    return responder;
}

void responder_free(responder *responder) {
    OCSP_BASICRESP_free((OCSP_BASICRESP *)responder);
}

int responder_add(responder *responder, const uint8_t *certificate, size_t certificate_count, const uint8_t *issuer,
                  size_t issuer_count, const char *digest, int status, int reason, int64_t revoked_at,
                  int64_t this_update, int64_t next_update) {
    OCSP_CERTID *about = identifier(digest, certificate, certificate_count, issuer, issuer_count);
    ASN1_TIME *revocation = ASN1_TIME_set(NULL, (time_t)revoked_at);
    ASN1_TIME *first = ASN1_TIME_set(NULL, (time_t)this_update);
    ASN1_TIME *last = ASN1_TIME_set(NULL, (time_t)next_update);
    int is_added = about != NULL && revocation != NULL && first != NULL && last != NULL &&
        OCSP_basic_add1_status((OCSP_BASICRESP *)responder, about, status, reason, revocation, first, last) != NULL;
    ASN1_TIME_free(last);
    ASN1_TIME_free(first);
    ASN1_TIME_free(revocation);
    OCSP_CERTID_free(about);
    return is_added;
}

size_t responder_sign(responder *responder, const signer *signer, const uint8_t *certificate, size_t count,
                      int is_named_by_key, const char *digest, uint8_t *der, size_t capacity) {
    X509 *own = d2i_X509(NULL, &certificate, (long)count);
    EVP_MD *method = EVP_MD_fetch(NULL, digest, NULL);
    unsigned long flags = is_named_by_key != 0 ? OCSP_RESPID_KEY : 0;
    OCSP_RESPONSE *response = NULL;
    if (own != NULL && method != NULL &&
        OCSP_basic_sign((OCSP_BASICRESP *)responder, own, (EVP_PKEY *)signer, method, NULL, flags) == 1) {
        response = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, (OCSP_BASICRESP *)responder);
    }
    uint8_t *octets = NULL;
    int written = response == NULL ? 0 : i2d_OCSP_RESPONSE(response, &octets);
    if (written <= 0 || (size_t)written > capacity) written = 0;
    if (written > 0) memcpy(der, octets, (size_t)written);
    OPENSSL_free(octets);
    OCSP_RESPONSE_free(response);
    EVP_MD_free(method);
    X509_free(own);
    return (size_t)written;
}
