//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CXMLDSigCrypto.h"

#include <openssl/crypto.h>

const char *CXMLDSig_openssl_version(void) {
    return OpenSSL_version(OPENSSL_VERSION_STRING);
}
