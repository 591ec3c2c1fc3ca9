//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef COPENSSLSIGNER_ORACLE_H
#define COPENSSLSIGNER_ORACLE_H

#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

struct oracle {
    X509_STORE *store;
    STACK_OF(X509) *certificates;
    STACK_OF(X509_CRL) *lists;
};

#endif
