//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

extension CertificatePath {
    /// The certificate policies under which the path holds: the user-constrained-policy-set of RFC 5280 §6.1.6.
    ///
    /// - Parameter inputs: Those that the path was found with.
    /// - Returns: anyPolicy alone where nothing restricts them; `nil` where it can't be told.
    package func policies(under inputs: CertificatePolicyInputs) -> Set<ObjectIdentifier>? {
        let path = UnverifiedCertificatePath(certificates: certificates, anchor: anchor)
        let known = certificates.compactMap(\.openSSL)
        guard known.count == certificates.count, let inputs = path.policyInputs(inputs) else { return nil }
        var found: [[UInt8]] = []
        let status = unsafe withUnsafeMutablePointer(to: &found) { found in
            unsafe OpenSSLCertificate.withPointers(known) { pointers in
                unsafe inputs.withOpenSSLInputs { inputs in
                    unsafe CXMLDSig_path_policies(
                        pointers.baseAddress!,
                        pointers.count,
                        inputs,
                        { found, octets, count in
                            let identifier = unsafe Array(UnsafeBufferPointer(start: octets, count: count))
                            unsafe found.assumingMemoryBound(to: [[UInt8]].self).pointee.append(identifier)
                        },
                        found
                    )
                }
            }
        }
        return status == 1 ? Set(found.map { ObjectIdentifier(octets: $0) }) : nil
    }
}

extension CertificatePolicyInputs {
    /// Calls `body` with them as OpenSSL has them, which live as long as the call.
    func withOpenSSLInputs<Value>(_ body: (UnsafePointer<CXMLDSig_policy_inputs>) -> Value) -> Value {
        // No policy at all, which OpenSSL takes for one that nothing can meet, is another thing than any policy.
        unsafe withCStrings(initialPolicies?.map(\.description) ?? ["2.5.29.32.0"]) { names in
            let inputs = unsafe CXMLDSig_policy_inputs(
                policies: names.baseAddress,
                policy_count: names.count,
                explicit_policy: requiresExplicitPolicy ? 1 : 0,
                policy_mapping_inhibit: inhibitsPolicyMapping ? 1 : 0,
                any_policy_inhibit: inhibitsAnyPolicy ? 1 : 0
            )
            return unsafe withUnsafePointer(to: inputs) { unsafe body($0) }
        }
    }
}
