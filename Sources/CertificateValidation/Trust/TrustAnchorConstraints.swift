//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What the caller's trust in an anchor is restricted to (RFC 5937 §3, with the constraints of RFC 5914 §2).
///
/// They are applied beside those in the anchor's certificate, never instead of them.
public struct TrustAnchorConstraints: Hashable, Sendable {
    /// How many authorities may follow below the anchor, self-issued ones not counted; `nil` for any count.
    public let pathLength: Int?
    /// The policies that count: the user-initial-policy-set is intersected with them (RFC 5937 §3.2); `nil` for any.
    /// As everywhere, they decide only where a policy is required.
    public let policies: Set<ObjectIdentifier>?
    /// Whether a path has to be valid for at least one policy.
    public let requiresExplicitPolicy: Bool
    /// Whether policies may not be mapped.
    public let inhibitsPolicyMapping: Bool
    /// Whether any-policy in a certificate counts for nothing.
    public let inhibitsAnyPolicy: Bool
    /// Where names of a kind occur here, every name of that kind on a path has to be within one of them (RFC 5280
    /// §4.2.1.10).
    public let permittedSubtrees: [NameSubtree]
    /// No name on a path may be within one of these.
    public let excludedSubtrees: [NameSubtree]

    /// How many subtrees there may be: each is compared with every name on every path.
    public static let maximumSubtreeCount = 256

    /// - Throws: `anchorTermsInvalid` where the path length is negative, no policy is permitted, or there are more than
    ///   ``maximumSubtreeCount`` subtrees.
    public init(
        pathLength: Int? = nil,
        policies: Set<ObjectIdentifier>? = nil,
        requiresExplicitPolicy: Bool = false,
        inhibitsPolicyMapping: Bool = false,
        inhibitsAnyPolicy: Bool = false,
        permittedSubtrees: [NameSubtree] = [],
        excludedSubtrees: [NameSubtree] = []
    ) throws(CertificateError) {
        if let pathLength, pathLength < 0 {
            throw CertificateError(.anchorTermsInvalid, "a path length of \(pathLength)", clause: "RFC 5280 §4.2.1.9")
        }
        if let policies, policies.isEmpty {
            throw CertificateError(.anchorTermsInvalid, "a list of no policy permits none", clause: "RFC 5937 §3.2")
        }
        guard permittedSubtrees.count + excludedSubtrees.count <= Self.maximumSubtreeCount else {
            let message = "there are more than \(Self.maximumSubtreeCount) subtrees of names"
            throw CertificateError(.anchorTermsInvalid, message)
        }
        self.pathLength = pathLength
        self.policies = policies?.contains(.anyPolicy) == true ? nil : policies
        self.requiresExplicitPolicy = requiresExplicitPolicy
        self.inhibitsPolicyMapping = inhibitsPolicyMapping
        self.inhibitsAnyPolicy = inhibitsAnyPolicy
        self.permittedSubtrees = permittedSubtrees
        self.excludedSubtrees = excludedSubtrees
    }

    /// None.
    public init() {
        pathLength = nil
        policies = nil
        requiresExplicitPolicy = false
        inhibitsPolicyMapping = false
        inhibitsAnyPolicy = false
        permittedSubtrees = []
        excludedSubtrees = []
    }

    /// The `NameConstraints` that say the same, in DER; `nil` where no subtree is given.
    var nameConstraints: [UInt8]? {
        guard !permittedSubtrees.isEmpty || !excludedSubtrees.isEmpty else { return nil }
        var fields: [UInt8] = []
        for (tag, subtrees) in [(UInt8(0xA0), permittedSubtrees), (0xA1, excludedSubtrees)] where !subtrees.isEmpty {
            fields += DERWriter.value(tag, subtrees.flatMap { DERWriter.value(0x30, $0.generalName) })
        }
        return DERWriter.value(0x30, fields)
    }

    func write(to terms: inout AnchorTerms) {
        terms.append("pathLength", pathLength.map(String.init))
        terms.append("policy", (policies ?? []).map(\.description))
        terms.append("requireExplicitPolicy", requiresExplicitPolicy)
        terms.append("inhibitPolicyMapping", inhibitsPolicyMapping)
        terms.append("inhibitAnyPolicy", inhibitsAnyPolicy)
        terms.append("permittedSubtree", permittedSubtrees.map(\.digestText))
        terms.append("excludedSubtree", excludedSubtrees.map(\.digestText))
    }
}

extension ObjectIdentifier {
    // 2.5.29.32.0
    /// anyPolicy (RFC 5280 §4.2.1.4).
    static let anyPolicy = Self(octets: [0x55, 0x1D, 32, 0])
}
