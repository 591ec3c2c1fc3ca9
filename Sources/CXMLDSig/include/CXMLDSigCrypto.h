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

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The version of the OpenSSL that runs, such as `3.0.19`; not the one that was compiled against.
const char *CXMLDSig_openssl_version(void);

// MARK: - Errors
//
// OpenSSL keeps a queue of errors for each thread. Every function of this header that can fail empties it when it
// starts, so that what stands there afterwards is its own, and leaves it empty unless it failed. Whoever calls them
// finds errors of his own no more.

/// Takes the oldest error of this thread's queue as text, cut to `capacity`.
/// Returns the count of octets written, without the NUL; 0 when the queue is empty.
size_t CXMLDSig_errors_next(char *text, size_t capacity);

/// Empties this thread's queue.
void CXMLDSig_errors_clear(void);

// MARK: - Digests

/// A digest algorithm as a provider offers it; immutable, may be shared by threads.
typedef struct CXMLDSig_digest_algorithm CXMLDSig_digest_algorithm;

/// NULL where this OpenSSL does not offer `name`. Never freed: one is kept for each algorithm in a process.
CXMLDSig_digest_algorithm *_Nullable CXMLDSig_digest_algorithm_fetch(const char *name);

/// A digest under way, for one thread at a time; owned by the caller, freed by `CXMLDSig_digest_free`.
typedef struct CXMLDSig_digest CXMLDSig_digest;

CXMLDSig_digest *_Nullable CXMLDSig_digest_new(const CXMLDSig_digest_algorithm *algorithm);
/// 1 on success.
int CXMLDSig_digest_update(CXMLDSig_digest *digest, const uint8_t *_Nullable octets, size_t count);
/// The count of octets written to `value`, which has room for `EVP_MAX_MD_SIZE` (64); 0 on failure.
size_t CXMLDSig_digest_finish(CXMLDSig_digest *digest, uint8_t *value);
/// Begins a new digest with the same algorithm and the same memory; 1 on success.
int CXMLDSig_digest_reset(CXMLDSig_digest *digest);
void CXMLDSig_digest_free(CXMLDSig_digest *digest);

// MARK: - Message authentication codes

/// HMAC as a provider offers it; immutable, may be shared by threads.
typedef struct CXMLDSig_mac_algorithm CXMLDSig_mac_algorithm;

/// NULL where this OpenSSL does not offer HMAC. Never freed: one is kept in a process.
CXMLDSig_mac_algorithm *_Nullable CXMLDSig_hmac_fetch(void);

/// HMAC with the digest of this name; the count of octets written to `value` (room for 64), 0 on failure.
/// `key` is not NULL, also where `key_count` is 0.
size_t CXMLDSig_hmac(CXMLDSig_mac_algorithm *algorithm, const char *digest_name, const uint8_t *key, size_t key_count,
                     const uint8_t *_Nullable message, size_t message_count, uint8_t *value);

/// 1 where the octets are equal; the time it takes tells nothing about them.
int CXMLDSig_equal_in_constant_time(const uint8_t *left, const uint8_t *right, size_t count);

/// Overwrites `count` octets, in a way that no optimizer removes.
void CXMLDSig_wipe(void *octets, size_t count);

// MARK: - Public keys

/// An `EVP_PKEY` with a public key. It isn't changed after it was made, counts its references atomically and locks
/// its own caches, so that threads may share it (openssl-threads(7)). Owned by the caller, freed by
/// `CXMLDSig_public_key_free`.
typedef struct CXMLDSig_public_key CXMLDSig_public_key;

// Numbers are unsigned and big-endian, without zero octets in front.

/// An rsaEncryption key. At most 2,048 octets of modulus and 8 of exponent.
CXMLDSig_public_key *_Nullable CXMLDSig_public_key_new_rsa(const uint8_t *modulus, size_t modulus_count,
                                                          const uint8_t *exponent, size_t exponent_count);
/// An id-RSASSA-PSS key with its restrictions, from a SubjectPublicKeyInfo in DER.
CXMLDSig_public_key *_Nullable CXMLDSig_public_key_new_rsa_pss(const uint8_t *der, size_t count);
/// A key on a named curve, from an encoded point; NULL also where the point isn't on the curve.
CXMLDSig_public_key *_Nullable CXMLDSig_public_key_new_ec(const char *curve_name, const uint8_t *point, size_t count);
/// A DSA key. At most 384 octets each.
CXMLDSig_public_key *_Nullable CXMLDSig_public_key_new_dsa(const uint8_t *p, size_t p_count, const uint8_t *q,
                                                          size_t q_count, const uint8_t *g, size_t g_count,
                                                          const uint8_t *y, size_t y_count);
/// A key that is an octet string, of the algorithm `name`: `ED25519`, `ED448`, `ML-DSA-44` and the like.
CXMLDSig_public_key *_Nullable CXMLDSig_public_key_new_raw(const char *name, const uint8_t *key, size_t count);
void CXMLDSig_public_key_free(CXMLDSig_public_key *key);

/// 1 where this OpenSSL offers keys of this kind, such as `RSA`, and its configuration allows them.
int CXMLDSig_key_kind_is_available(const char *name);

/// The affine coordinates of an elliptic-curve key, `coordinate_count` octets each; 1 on success.
int CXMLDSig_public_key_coordinates(const CXMLDSig_public_key *key, uint8_t *x, uint8_t *y, size_t coordinate_count);

/// The order of a named curve's base point: the count of octets written, 0 where OpenSSL doesn't offer the curve or
/// `capacity` is too small.
size_t CXMLDSig_curve_order(const char *curve_name, uint8_t *order, size_t capacity);

// MARK: - Verification

/// One key made ready for one signature algorithm, for one thread at a time. It may check any number of values, one
/// after another (EVP_PKEY_verify(3)). It keeps the key alive. Owned by the caller, freed by
/// `CXMLDSig_verification_free`.
typedef struct CXMLDSig_verification CXMLDSig_verification;

CXMLDSig_verification *_Nullable CXMLDSig_verification_new_rsa_pkcs1(CXMLDSig_public_key *key,
                                                                     const CXMLDSig_digest_algorithm *digest);
CXMLDSig_verification *_Nullable CXMLDSig_verification_new_rsa_pss(CXMLDSig_public_key *key,
                                                                   const CXMLDSig_digest_algorithm *digest,
                                                                   const CXMLDSig_digest_algorithm *mask_digest,
                                                                   int salt_count);
/// DSA or ECDSA, as the key is; signature values are `SEQUENCE { r INTEGER, s INTEGER }` in DER.
CXMLDSig_verification *_Nullable CXMLDSig_verification_new_dsa(CXMLDSig_public_key *key,
                                                               const CXMLDSig_digest_algorithm *digest);
/// 1: the value is the message's signature. 0: it is not. -1: it could not be told; see the errors.
int CXMLDSig_verification_check(CXMLDSig_verification *verification, const uint8_t *signature, size_t signature_count,
                                const uint8_t *_Nullable message, size_t message_count);
void CXMLDSig_verification_free(CXMLDSig_verification *verification);

/// 1 where this OpenSSL offers the signature algorithm of this name, and it takes the parameter, where one is named.
int CXMLDSig_signature_is_available(const char *name, const char *_Nullable parameter);

/// A signature over a message itself, by the algorithm of the key: EdDSA, ML-DSA, SLH-DSA. Answers as
/// `CXMLDSig_verification_check`. An OpenSSL that doesn't know `instance` or `context` takes no notice of them: ask
/// `CXMLDSig_signature_is_available` first. `instance` is NULL where the algorithm has one only.
int CXMLDSig_message_signature_check(CXMLDSig_public_key *key, const char *_Nullable instance,
                                     const uint8_t *_Nullable context, size_t context_count, const uint8_t *signature,
                                     size_t signature_count, const uint8_t *_Nullable message, size_t message_count);

#pragma clang assume_nonnull end

#endif
