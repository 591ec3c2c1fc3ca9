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
/// The same key each time, from its 32 octets.
signer *_Nullable signer_new_ed25519_from(const uint8_t *private_key);
/// By what OpenSSL calls the algorithm; NULL where it doesn't offer it.
signer *_Nullable signer_new(const char *algorithm);
void signer_free(signer *signer);

/// The count of octets written; 0 on failure. `capacity` octets have to suffice.
size_t signer_public_key(const signer *signer, uint8_t *der, size_t capacity);
/// `digest`: NULL for Ed25519, which has its own.
size_t signer_sign(const signer *signer, const char *_Nullable digest, const uint8_t *message, size_t count,
                   uint8_t *value, size_t capacity);

/// For algorithms that sign a message and a context string; `instance`: NULL but for EdDSA. An OpenSSL before 3.2 takes
/// no notice of either.
size_t signer_sign_with_context(const signer *signer, const char *_Nullable instance, const uint8_t *context,
                                size_t context_count, const uint8_t *message, size_t count, uint8_t *value,
                                size_t capacity);

/// Takes OpenSSL's memory from here on from where it can be withheld; 0 where OpenSSL has taken some before.
int signer_control_memory(void);
/// Whether OpenSSL is to get no more memory.
void signer_withhold_memory(int is_withheld);

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
int oracle_check_strictly(oracle *oracle, const uint8_t *der, size_t count, int64_t time);

/// What an OCSP response says of a certificate: 0 good, 1 revoked, 2 unknown, by the first answer that fits; -1 where
/// there is none, or where `OCSP_basic_verify` doesn't hold at a time in seconds since 1970. Which answer is fresh, and
/// whether the responder was revoked, isn't looked at.
int oracle_status(oracle *oracle, const uint8_t *response, size_t response_count, const uint8_t *certificate,
                  size_t certificate_count, const uint8_t *issuer, size_t issuer_count, int64_t time);
/// Whether OpenSSL reads an OCSP response, and the basic response in it where there is one.
int oracle_reads_response(const uint8_t *der, size_t count);

/// An OCSP response under way, which OpenSSL makes. Owned by the caller, freed by `responder_free`.
typedef struct responder responder;

responder *responder_new(void);
void responder_free(responder *responder);
/// An answer about a certificate, in DER as its issuer; 0 on failure. `status` as for `oracle_status`, with a `reason`
/// of revocation, or -1 for none; times in seconds since 1970.
int responder_add(responder *responder, const uint8_t *certificate, size_t certificate_count, const uint8_t *issuer,
                  size_t issuer_count, const char *digest, int status, int reason, int64_t revoked_at,
                  int64_t this_update, int64_t next_update);
/// Signs with the key of a certificate, which is held by the response; producedAt is the clock's time. The count of
/// octets written; 0 on failure.
size_t responder_sign(responder *responder, const signer *signer, const uint8_t *certificate, size_t count,
                      int is_named_by_key, const char *digest, uint8_t *der, size_t capacity);

typedef struct {
    const uint8_t *start;
    size_t count;
} oracle_octets;

/// What a path is asked for (RFC 5280 §6.1.1).
typedef struct {
    /// In seconds since 1970.
    int64_t time;
    /// Object identifiers in DER; any policy where 2.5.29.32.0 is among them.
    const oracle_octets *policies;
    size_t policy_count;
    int explicit_policy;
    int policy_mapping_inhibit;
    int any_policy_inhibit;
    /// Whether each certificate is taken for issued by the next one, so that nothing is left to put together.
    int is_given;
    /// Whether no dates are looked at.
    int ignores_validity;
} oracle_path_inputs;

/// OpenSSL doesn't read one of the certificates.
#define ORACLE_UNREADABLE (-2)

/// OpenSSL's own check of a path: an `X509_V_…`, `ORACLE_UNREADABLE`, or -1 where it could not be told.
///
/// The certificates go from the leaf to the only one that is trusted; OpenSSL has no others to put a path together from.
/// No purpose, no revocation, no security level. `depth` gets the certificate that the error is about.
int oracle_check_path(const oracle_octets *certificates, size_t count, const oracle_path_inputs *inputs, int *depth);
const char *oracle_error_text(int error);
/// Whether a certificate has an extension that OpenSSL knows and whose value it can't read, whether or not it would be
/// looked at along a path. 0 also where the certificate itself can't be read.
int oracle_has_unreadable_extension(const uint8_t *der, size_t count);

#pragma clang assume_nonnull end

#endif
