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

#include <stdio.h>
#include <string.h>

size_t CXMLDSig_errors_next(char *text, size_t capacity) {
    const char *data = NULL;
    int flags = 0;
    unsigned long error = ERR_get_error_all(NULL, NULL, NULL, &data, &flags);
    if (error == 0 || capacity == 0) return 0;
    ERR_error_string_n(error, text, capacity);
    size_t count = strlen(text);
    if ((flags & ERR_TXT_STRING) != 0 && data != NULL && data[0] != '\0') {
        int added = snprintf(text + count, capacity - count, ": %s", data);
        if (added > 0) count = strlen(text);
    }
    return count;
}

void CXMLDSig_errors_clear(void) {
    clear_errors();
}
