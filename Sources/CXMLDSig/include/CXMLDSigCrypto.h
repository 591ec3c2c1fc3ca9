//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef CXMLDSIG_CRYPTO_H
#define CXMLDSIG_CRYPTO_H

#pragma clang assume_nonnull begin

/// The version of the OpenSSL that runs, such as `3.0.19`; not the one that was compiled against.
const char *CXMLDSig_openssl_version(void);

#pragma clang assume_nonnull end

#endif
