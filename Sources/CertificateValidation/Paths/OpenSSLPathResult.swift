//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// What OpenSSL says of one path by RFC 5280 §6.1, times and revocation apart.
struct OpenSSLPathResult: Sendable {
    /// `X509_V_OK` is 0.
    let error: Int32
    /// The certificate that it is about, from the leaf (0).
    let depth: Int
    /// Whether OpenSSL checked exactly the path that it was given.
    let isGivenPath: Bool
    /// Whether every signature was asked for, and holds.
    let isVerified: Bool

    var holds: Bool { error == 0 && isGivenPath && isVerified }

    /// Whether a signature doesn't hold.
    var isWrongSignature: Bool { error == Self.wrongSignature }

    private static let wrongSignature: Int32 = 7

    static var wrongSignatureText: String { text(of: wrongSignature) }

    /// In OpenSSL's words.
    var message: String { Self.text(of: error) }

    /// The same of an error that is about a single certificate.
    static func text(of error: Int32) -> String {
        unsafe "OpenSSL: \(String(cString: CXMLDSig_path_error_text(error))) (\(error))"
    }

    /// What the error means to a validation (ETSI EN 319 102-1 §5.2.6.4).
    var subIndication: SubIndication {
        switch error {
        // A constraint of the certificates: keyCertSign, path length, names, policies, critical extensions.
        case 25, 26, 32, 34, 40...43, 47...49, 51...53, 79: .chainConstraintsFailure
        // Signatures, and whatever else.
        default: .certificateChainGeneralFailure
        }
    }
}

extension UnverifiedCertificatePath {
    /// Has OpenSSL check the path; `nil` where it could not, or doesn't take one of the certificates.
    func checkedByOpenSSL(
        _ policies: CertificatePolicyInputs,
        verifying signatures: inout SignatureVerifications
    ) -> OpenSSLPathResult? {
        let path = certificates.compactMap(\.openSSL)
        guard path.count == certificates.count else { return nil }
        return unsafe withUnsafeMutablePointer(to: &signatures) { signatures in
            var edges = unsafe PathEdges(certificates: certificates, signatures: signatures)
            return unsafe withUnsafeMutablePointer(to: &edges) { edges in
                unsafe OpenSSLCertificate.check(path, policies, verifying: edges)
            }
        }
    }
}

/// What OpenSSL's check of a path is handed through, to ask about its signatures. It lives as long as the call.
@unsafe struct PathEdges {
    let certificates: [Certificate]
    let signatures: UnsafeMutablePointer<SignatureVerifications>

    func isSigned(at index: Int) -> Bool {
        guard unsafe certificates.indices.contains(index + 1) else { return false }
        return unsafe signatures.pointee.isSigned(certificates[index], by: certificates[index + 1])
    }
}

extension OpenSSLCertificate {
    static func check(
        _ path: [OpenSSLCertificate],
        _ policies: CertificatePolicyInputs,
        verifying edges: UnsafeMutablePointer<PathEdges>
    ) -> OpenSSLPathResult? {
        var result = CXMLDSig_path_result()
        let status = unsafe withPointers(path) { pointers in
            unsafe policies.withOpenSSLInputs { inputs in
                unsafe CXMLDSig_path_check(
                    pointers.baseAddress!,
                    pointers.count,
                    inputs,
                    { edges, index in
                        unsafe edges.assumingMemoryBound(to: PathEdges.self).pointee.isSigned(at: index) ? 1 : 0
                    },
                    edges,
                    &result
                )
            }
        }
        guard status >= 0 else { return nil }
        return OpenSSLPathResult(
            error: result.error,
            depth: Int(result.depth),
            isGivenPath: result.is_given_path == 1,
            isVerified: result.is_verified == 1
        )
    }
}
