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

    var holds: Bool { error == 0 && isGivenPath }

    /// In OpenSSL's words.
    var message: String {
        guard error != 0 else { return "OpenSSL can't express the path" }
        return unsafe "OpenSSL: \(String(cString: CXMLDSig_path_error_text(error))) (\(error))"
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
    func checkedByOpenSSL(_ policies: CertificatePolicyInputs) -> OpenSSLPathResult? {
        let certificates = certificates.compactMap(\.openSSL)
        guard certificates.count == self.certificates.count else { return nil }
        // No policy at all, which OpenSSL takes for one that nothing can meet, is another thing than any policy.
        let names = policies.initialPolicies?.map(\.description) ?? ["2.5.29.32.0"]
        return OpenSSLCertificate.check(certificates, policies, names)
    }
}

extension OpenSSLCertificate {
    static func check(
        _ path: [OpenSSLCertificate],
        _ policies: CertificatePolicyInputs,
        _ names: [String]
    ) -> OpenSSLPathResult? {
        var result = CXMLDSig_path_result()
        let status = unsafe withPointers(path) { pointers in
            unsafe withCStrings(names) { names in
                var inputs = unsafe CXMLDSig_policy_inputs(
                    policies: names.baseAddress,
                    policy_count: names.count,
                    explicit_policy: policies.requiresExplicitPolicy ? 1 : 0,
                    policy_mapping_inhibit: policies.inhibitsPolicyMapping ? 1 : 0,
                    any_policy_inhibit: policies.inhibitsAnyPolicy ? 1 : 0
                )
                return unsafe CXMLDSig_path_check(pointers.baseAddress!, pointers.count, &inputs, &result)
            }
        }
        guard status >= 0 else { return nil }
        return OpenSSLPathResult(
            error: result.error,
            depth: Int(result.depth),
            isGivenPath: result.is_given_path == 1
        )
    }
}
