//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef COPENSSLSIGNER_H
#define COPENSSLSIGNER_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// A key pair of OpenSSL's making. Owned by the caller, freed by `signer_free`.
typedef struct signer signer;

signer *_Nullable signer_new_rsa(size_t bit_count);
/// On P-256, or with its curve spelt out where `explicit_parameters` is not 0.
signer *_Nullable signer_new_ec(int explicit_parameters);
signer *_Nullable signer_new_ed25519(void);
void signer_free(signer *signer);

/// The count of octets written; 0 on failure. `capacity` octets have to suffice.
size_t signer_public_key(const signer *signer, uint8_t *der, size_t capacity);
/// `digest`: NULL for Ed25519, which has its own.
size_t signer_sign(const signer *signer, const char *_Nullable digest, const uint8_t *message, size_t count,
                   uint8_t *value, size_t capacity);

/// Whether the thread's queue of OpenSSL errors has one.
int signer_has_pending_error(void);

/// OpenSSL's own check of paths with revocation lists, as an oracle. Owned by the caller, freed by `oracle_free`.
typedef struct oracle oracle;

oracle *oracle_new(void);
void oracle_free(oracle *oracle);
/// Each takes DER; 0 where OpenSSL refuses it.
int oracle_trust(oracle *oracle, const uint8_t *der, size_t count);
int oracle_add_certificate(oracle *oracle, const uint8_t *der, size_t count);
int oracle_add_list(oracle *oracle, const uint8_t *der, size_t count);
/// An `X509_V_…` at a time in seconds since 1970: of the path from a leaf, whose revocation alone is checked, with
/// deltas and indirect lists; -1 where it could not be told.
int oracle_check(oracle *oracle, const uint8_t *der, size_t count, int64_t time);

#pragma clang assume_nonnull end

#endif
