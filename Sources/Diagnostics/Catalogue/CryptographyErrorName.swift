//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Why a digest, a key or a value can't be worked with.
package enum CryptographyErrorName: String, CatalogueCode {
    case algorithmUnavailable = "algorithm-unavailable"
    case algorithmKeyMismatch = "algorithm-key-mismatch"
    case keyMalformed = "key-malformed"
    case keyUnsupported = "key-unsupported"
    case keyTooLarge = "key-too-large"
    case keyParametersMissing = "key-parameters-missing"
    case curveParametersExplicit = "curve-parameters-explicit"
    case curveUnsupported = "curve-unsupported"
    case signatureParametersRefused = "signature-parameters-refused"
    case hmacOutputLengthRefused = "hmac-output-length-refused"
    case operationFailed = "cryptographic-operation-failed"

    package static let room = "CryptographyError"

    package var entry: CatalogueEntry {
        switch self {
        case .algorithmUnavailable:
            entry(
                [.error], nil,
                "The OpenSSL at hand doesn't offer the algorithm, or its configuration forbids it.",
                "Use an OpenSSL that offers it, or change its configuration."
            )
        case .algorithmKeyMismatch:
            entry(
                [.error], nil,
                "The signature method asks for another kind of key, or the key's restrictions forbid the method.",
                "Give the key that the method is for."
            )
        case .keyMalformed:
            entry(
                [.error], nil,
                "The key is not what its standard says.",
                "Export the key anew."
            )
        case .keyUnsupported:
            entry(
                [.error], nil,
                "A kind of key that signs nothing in XML-DSig, or that isn't built.",
                "Give an RSA, DSA, EC, Ed25519 or Ed448 key."
            )
        case .keyTooLarge:
            entry(
                [.error], nil,
                "A number of the key is past the limit.",
                "Refuse it: nobody needs such numbers, and they cost seconds."
            )
        case .keyParametersMissing:
            entry(
                [.error], "RFC 3279 §2.3.2",
                "A DSA key without its domain parameters: they are inherited from the issuer's key.",
                "Give the key together with its domain parameters."
            )
        case .curveParametersExplicit:
            entry(
                [.error], "RFC 5480 §2.1.1",
                "A curve that is spelt out instead of named.",
                "Export the key with a named curve."
            )
        case .curveUnsupported:
            entry(
                [.error], "RFC 5480 §2.1.1",
                "A named curve that isn't known here.",
                "Use a curve of the list of named curves."
            )
        case .signatureParametersRefused:
            entry(
                [.error], "RFC 8017 §9.1",
                "RSASSA-PSS parameters that no key of this size can be used with.",
                "Have it signed with a salt as long as the digest."
            )
        case .hmacOutputLengthRefused:
            entry(
                [.error], "XML-DSig 1.1 §6.3.1",
                "An HMACOutputLength that truncates further than was allowed.",
                "Have it signed with the full length."
            )
        case .operationFailed:
            entry(
                [.error], nil,
                "OpenSSL failed for a reason that says nothing about the input, such as no memory.",
                "Try again; the reasons of OpenSSL are in the hint."
            )
        }
    }
}
