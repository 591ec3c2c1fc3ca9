//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef CXMLDSIG_X509_H
#define CXMLDSIG_X509_H

#include "CXMLDSigCrypto.h"

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

// Every function of this header leaves the thread's queue of OpenSSL errors empty.

/// An `X509`. Its caches are filled when it is made, and it isn't changed afterwards but for its count of references,
/// which is atomic, so that threads may share it. Owned by the caller, freed by `CXMLDSig_certificate_free`.
typedef struct CXMLDSig_certificate CXMLDSig_certificate;

/// What the caller knows of a certificate's key: that it is a whole one of a kind, or nothing.
typedef enum {
    CXMLDSig_known_key_none,
    CXMLDSig_known_key_rsa,
    CXMLDSig_known_key_ec,
} CXMLDSig_known_key;

/// NULL where `der` isn't one certificate of exactly `count` octets. A key that is known isn't read again.
CXMLDSig_certificate *_Nullable CXMLDSig_certificate_new(const uint8_t *der, size_t count, CXMLDSig_known_key key);
void CXMLDSig_certificate_free(CXMLDSig_certificate *certificate);

/// Whether OpenSSL could read all extensions that it knows and that aren't about policies. A path may hold for it
/// although it couldn't.
int CXMLDSig_certificate_has_readable_extensions(const CXMLDSig_certificate *certificate);

/// 1 where the key made the signature on `certificate`; 0 where it didn't, or where it can't be told.
int CXMLDSig_certificate_is_signed_by(const CXMLDSig_certificate *certificate, const CXMLDSig_public_key *key);

/// Whether OpenSSL has the key of the certificate without having read it. For tests: whatever is asked of such a certificate
/// is answered as if it had.
int CXMLDSig_certificate_has_unread_key(const CXMLDSig_certificate *certificate);

/// 1 where the certificate's key, as OpenSSL has it, verifies the certificate's own signature. For tests: one that wasn't
/// read must not.
int CXMLDSig_certificate_verifies_itself(const CXMLDSig_certificate *certificate);

/// Octets in DER with a signature on them, as certificates, revocation lists and OCSP responses have them.
typedef struct {
    /// What is signed, with its tag.
    const uint8_t *content;
    size_t content_count;
    /// The `AlgorithmIdentifier`.
    const uint8_t *algorithm;
    size_t algorithm_count;
    /// The value, without the BIT STRING around it.
    const uint8_t *value;
    size_t value_count;
} CXMLDSig_signed_octets;

/// 1 where the key made the signature; 0 where it didn't, or where it can't be told.
int CXMLDSig_key_verifies(const CXMLDSig_public_key *key, const CXMLDSig_signed_octets *octets);

/// Whether the key is one whose parameters are to be those of whoever signed it (DSA, RFC 3279 §2.3.2).
int CXMLDSig_certificate_inherits_parameters(const CXMLDSig_certificate *certificate);

/// Whether the names of a certificate are within `NameConstraints` in DER, by the comparison that a path is checked with.
/// A leaf's common name that looks like a host is compared too where no host is in its subjectAltName.
/// 0 where they are, an `X509_V_ERR_…` where they aren't, -1 where the constraints can't be read.
int CXMLDSig_certificate_check_names(const CXMLDSig_certificate *certificate, const uint8_t *der, size_t count,
                                     int is_leaf);

/// The inputs of RFC 5280 §6.1.1 that concern certificate policies.
typedef struct {
    /// Dotted object identifiers; any-policy, 2.5.29.32.0, among them for any. With none, nothing is acceptable where
    /// a policy is asked for.
    const char *_Nonnull const *_Nullable policies;
    size_t policy_count;
    int explicit_policy;
    int policy_mapping_inhibit;
    int any_policy_inhibit;
} CXMLDSig_policy_inputs;

/// What OpenSSL said of a path.
typedef struct {
    /// An `X509_V_ERR_…`, or 0.
    int error;
    /// The certificate that it is about, from the leaf (0).
    int depth;
    /// Whether the chain that was checked is exactly the one that was given.
    int is_given_path;
    /// Whether all signatures were asked for, and hold.
    int is_verified;
} CXMLDSig_path_result;

/// Whether the certificate at `index` of the path was signed with the key of the one after it: 1 where it was.
typedef int (*CXMLDSig_edge_check)(void *edges, size_t index);

/// Checks one path by RFC 5280 §6.1, without times and without revocation: each certificate was signed by the next one,
/// the last one is trusted. No other certificate is looked at, and none is looked up. The signatures are not verified
/// here: `is_signed` is asked, with `edges`, for each of them, once everything that costs less holds.
/// No key of the path may lack parameters: OpenSSL would write into it, and threads share it.
/// 1 where it holds, 0 where it doesn't, -1 where the check could not be carried out.
int CXMLDSig_path_check(const CXMLDSig_certificate *_Nonnull const *_Nonnull path, size_t count,
                        const CXMLDSig_policy_inputs *inputs, CXMLDSig_edge_check is_signed, void *edges,
                        CXMLDSig_path_result *result);

/// Is given a policy: the content octets of its object identifier, which live as long as the call.
typedef void (*CXMLDSig_policy_found)(void *policies, const uint8_t *identifier, size_t count);

/// The user-constrained-policy-set of a path that holds (RFC 5280 §6.1.6), each policy by `found`, with `policies`.
/// Signatures aren't looked at again. 1 where all were told, 0 where the path doesn't hold, -1 where it can't be told.
int CXMLDSig_path_policies(const CXMLDSig_certificate *_Nonnull const *_Nonnull path, size_t count,
                           const CXMLDSig_policy_inputs *inputs, CXMLDSig_policy_found found, void *policies);

/// Where this OpenSSL looks for trusted certificates by default; lives as long as the process.
const char *CXMLDSig_default_certificate_file(void);
/// The name of the environment variable that names another file.
const char *CXMLDSig_default_certificate_file_variable(void);

/// OpenSSL's words for an `X509_V_ERR_…`; lives as long as the process.
const char *CXMLDSig_path_error_text(int error);

#pragma clang assume_nonnull end

#endif
