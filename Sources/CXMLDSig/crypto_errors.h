//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// Inside the shim only; not part of the module.

#ifndef CXMLDSIG_CRYPTO_ERRORS_H
#define CXMLDSIG_CRYPTO_ERRORS_H

#include <openssl/err.h>

/// Empties the queue of this thread; peeking first, since clearing walks all sixteen entries.
static inline void clear_errors(void) {
    if (ERR_peek_error() != 0) ERR_clear_error();
}

/// Where memory ran out, or OpenSSL itself is broken, "not equal" would be a lie.
static inline int has_fatal_error(void) {
    return ERR_FATAL_ERROR(ERR_peek_error()) || ERR_FATAL_ERROR(ERR_peek_last_error());
}

#endif
