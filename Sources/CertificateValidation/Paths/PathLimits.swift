//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// How much work a search for a path may be. The certificates that it looks at come from whoever made the document.
public struct PathLimits: Hashable, Sendable {
    /// How many certificates may follow the leaf on a path, the anchor's included.
    public var pathDepth = 10
    /// How many certificates may stand between leaf and anchor, not counting those that authorities issued to themselves,
    /// as in pathLenConstraint (RFC 5280 §4.2.1.9); `nil`: as many as the depth allows.
    package var intermediates: Int?
    /// How many whole paths may be checked.
    public var paths = 32
    /// How many signatures may be verified to tell who issued what: those on certificates, revocation lists and OCSP
    /// responses. One that is met again counts once, and one over many megabytes once more for each of them.
    public var publicKeyOperations = 256

    /// The limits of the default policy.
    public init() {}

    /// How often the search may look at an edge, also where it costs no operation any more: certificates that all
    /// name each other make more paths than anybody can walk.
    var steps: Int { Self.multiplied(publicKeyOperations, by: 16) }

    /// How many paths of signers of revocation data may be checked.
    var signerPaths: Int { Self.multiplied(paths, by: 4) }

    private static func multiplied(_ limit: Int, by factor: Int) -> Int {
        let (product, isOverflow) = limit.multipliedReportingOverflow(by: factor)
        guard isOverflow else { return product }
        return limit > 0 ? Int.max : 0
    }
}

/// What a search has left of its limits.
struct PathBudget {
    private(set) var paths: Int
    /// Paths of those who signed revocation data. Each certificate of a path may have several.
    private(set) var signerPaths: Int
    private(set) var publicKeyOperations: Int
    private(set) var steps: Int
    /// The first limit that was met, for a person.
    private(set) var exhausted: String?
    private let limits: PathLimits

    init(_ limits: PathLimits) {
        self.limits = limits
        paths = limits.paths
        signerPaths = limits.signerPaths
        publicKeyOperations = limits.publicKeyOperations
        steps = limits.steps
    }

    /// `false` where not so much is left; the search is over then.
    mutating func spend(paths: Int = 0, signerPaths: Int = 0, publicKeyOperations: Int = 0, steps: Int = 0) -> Bool {
        guard exhausted == nil else { return false }
        if paths > self.paths { exhausted = "\(limits.paths) paths" }
        if signerPaths > self.signerPaths { exhausted = "\(limits.signerPaths) paths of signers of revocation data" }
        if publicKeyOperations > self.publicKeyOperations { exhausted = "\(limits.publicKeyOperations) signatures" }
        if steps > self.steps { exhausted = "\(limits.steps) steps" }
        guard exhausted == nil else { return false }
        self.paths -= paths
        self.signerPaths -= signerPaths
        self.publicKeyOperations -= publicKeyOperations
        self.steps -= steps
        return true
    }
}
