//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "COpenSSLSigner.h"

#include <openssl/crypto.h>

#include <stdatomic.h>
#include <stdlib.h>

static atomic_int withheld;

static void *allocate(size_t count, const char *file, int line) {
    (void)file, (void)line;
    return withheld ? NULL : malloc(count);
}

static void *reallocate(void *memory, size_t count, const char *file, int line) {
    (void)file, (void)line;
    return withheld ? NULL : realloc(memory, count);
}

static void release(void *memory, const char *file, int line) {
    (void)file, (void)line;
    free(memory);
}

int signer_control_memory(void) { return CRYPTO_set_mem_functions(allocate, reallocate, release); }

void signer_withhold_memory(int is_withheld) { withheld = is_withheld; }
