//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension UnverifiedCertificatePath {
    /// What is asked of policies on this path: the caller's inputs, narrowed by the anchor's terms and by its certificate
    /// (RFC 5937 §3.2).
    ///
    /// - Returns: `nil` where an extension of the anchor's certificate begins to apply in the middle of the path and
    ///   some certificates before and some after that point have what it forbids: OpenSSL, which checks the path, knows
    ///   such an input for the whole path only.
    func policyInputs(_ inputs: CertificatePolicyInputs) -> CertificatePolicyInputs? {
        let own = anchor.certificateConstraints
        // A leaf's mappings aren't looked at (RFC 5280 §6.1.4 prepares for the next certificate).
        let mapping = inhibition(from: own.inhibitPolicyMapping) { certificate, isLeaf in
            !isLeaf && certificate.extensionTypes.contains(.policyMappings)
        }
        // §6.1.3 (d)(2) spares self-issued ones but the leaf.
        let any = inhibition(from: own.inhibitAnyPolicy) { certificate, isLeaf in
            certificate.certificatePolicies.contains(.anyPolicy) && (isLeaf || !certificate.isSelfIssued)
        }
        guard let mapping, let any else { return nil }
        var result = inputs
        for policies in [anchor.constraints.policies, own.policies] {
            if let policies { result.initialPolicies = Self.intersection(result.initialPolicies, policies) }
        }
        let terms = anchor.constraints
        result.requiresExplicitPolicy =
            inputs.requiresExplicitPolicy || terms.requiresExplicitPolicy || requiresExplicitPolicy(own)
        result.inhibitsPolicyMapping = inputs.inhibitsPolicyMapping || terms.inhibitsPolicyMapping || mapping
        result.inhibitsAnyPolicy = inputs.inhibitsAnyPolicy || terms.inhibitsAnyPolicy || any
        return result
    }

    private static func intersection(
        _ initial: [ObjectIdentifier]?,
        _ policies: Set<ObjectIdentifier>
    ) -> [ObjectIdentifier] {
        guard let initial, !initial.contains(.anyPolicy) else {
            return policies.sorted { $0.octets.lexicographicallyPrecedes($1.octets) }
        }
        return initial.filter(policies.contains)
    }

    /// RFC 5280 §6.1.4 (h)(1) and §6.1.5 (a): the count goes down by one for each certificate that isn't self-issued,
    /// and for the leaf.
    private func requiresExplicitPolicy(_ own: AnchorCertificateConstraints) -> Bool {
        guard let count = own.requireExplicitPolicy else { return false }
        return count <= intermediates.count { !$0.isSelfIssued } + 1
    }

    /// Whether something is forbidden on the path from where a count of certificates is used up.
    ///
    /// - Parameter has: Whether a certificate has it; the second parameter says whether that is the leaf.
    /// - Returns: `false` also where nothing that comes after that point has it, and `nil` where something before that
    ///   point has it too.
    private func inhibition(from count: Int?, _ has: (Certificate, Bool) -> Bool) -> Bool? {
        guard var left = count else { return false }
        var isBefore = false
        var isAfter = false
        // From the anchor down.
        for (index, certificate) in certificates.enumerated().reversed().dropFirst() {
            if has(certificate, index == 0) {
                if left > 0 { isBefore = true } else { isAfter = true }
            }
            if !certificate.isSelfIssued && left > 0 { left -= 1 }
        }
        guard isAfter else { return false }
        return isBefore ? nil : true
    }

    /// Those between the leaf and the anchor.
    private var intermediates: ArraySlice<Certificate> { certificates.dropFirst().dropLast() }

    /// Why the path isn't within what the caller's trust in the anchor is restricted to; `nil` where it is.
    func objectionToTerms() -> TrustAnchor.Objection? {
        let terms = anchor.constraints
        let count = intermediates.count { !$0.isSelfIssued }
        if let length = terms.pathLength, count > length {
            let message = "\(count) authorities follow below the trust anchor; its terms allow \(length)"
            return TrustAnchor.Objection(
                subIndication: .chainConstraintsFailure,
                message: message,
                clause: "RFC 5937 §3.2"
            )
        }
        return terms.nameConstraints.flatMap(objectionToNames)
    }

    /// By RFC 5280 §6.1.3 (b) and (c), as OpenSSL does it for the constraints of certificates.
    private func objectionToNames(_ nameConstraints: [UInt8]) -> TrustAnchor.Objection? {
        for (index, certificate) in certificates.dropLast().enumerated() where index == 0 || !certificate.isSelfIssued {
            let error = certificate.openSSL?.check(nameConstraints, isLeaf: index == 0)
            guard error != 0 else { continue }
            let reason =
                error.map { OpenSSLPathResult.text(of: $0) }
                ?? "OpenSSL could not compare its names"
            return TrustAnchor.Objection(
                subIndication: .chainConstraintsFailure,
                message: "the names of \(certificate.nameForMessages) are not within the anchor's terms: \(reason)",
                clause: "RFC 5937 §3.2"
            )
        }
        return nil
    }
}
