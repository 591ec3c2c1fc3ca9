//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef CXMLDSIG_X509_UNREAD_KEYS_H
#define CXMLDSIG_X509_UNREAD_KEYS_H

#include <openssl/types.h>

/// A library context in which OpenSSL takes an RSA or EC key of a certificate for one of its kind and doesn't read it.
/// Such a key can do nothing: what asks it for more than its kind fails. NULL where this OpenSSL doesn't let one be made.
/// Made once, and never freed.
OSSL_LIB_CTX *context_of_unread_keys(void);

/// Whether a key is one of that context.
int is_unread_key(const EVP_PKEY *key);

#endif
