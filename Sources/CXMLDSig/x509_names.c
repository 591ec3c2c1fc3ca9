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

#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <limits.h>

static NAME_CONSTRAINTS *read_constraints(const uint8_t *der, size_t count) {
    if (count > LONG_MAX) return NULL;
    const unsigned char *end = der;
    ASN1_VALUE *value = ASN1_item_d2i(NULL, &end, (long)count, ASN1_ITEM_rptr(NAME_CONSTRAINTS));
    if (value != NULL && end != der + count) {
        ASN1_item_free(value, ASN1_ITEM_rptr(NAME_CONSTRAINTS));
        value = NULL;
    }
    return (NAME_CONSTRAINTS *)value;
}

/// Whether subjectAltName has a host; 1 also where it can't be read, which a path check refuses anyway.
static int has_host(const X509 *certificate) {
    int critical = 0;
    GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, &critical, NULL);
    if (names == NULL) return critical != -1;
    int found = 0;
    for (int index = 0; index < sk_GENERAL_NAME_num(names); index++) {
        if (sk_GENERAL_NAME_value(names, index)->type == GEN_DNS) found = 1;
    }
    GENERAL_NAMES_free(names);
    return found;
}

int CXMLDSig_certificate_check_names(const CXMLDSig_certificate *certificate, const uint8_t *der, size_t count,
                                     int is_leaf) {
    // OpenSSL takes no const pointer and changes nothing: the caches are filled.
    X509 *names = (X509 *)certificate;
    NAME_CONSTRAINTS *constraints = read_constraints(der, count);
    int error = -1;
    if (constraints != NULL) {
        error = NAME_CONSTRAINTS_check(names, constraints);
        // As check_name_constraints in OpenSSL's x509_vfy.c.
        if (error == X509_V_OK && is_leaf && !has_host(names)) error = NAME_CONSTRAINTS_check_CN(names, constraints);
    }
    ASN1_item_free((ASN1_VALUE *)constraints, ASN1_ITEM_rptr(NAME_CONSTRAINTS));
    clear_errors();
    return error;
}
