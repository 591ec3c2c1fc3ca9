//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics

/// What all references of a document together may cost, so that a document can't ask for work that grows faster than
/// itself.
struct OutputBudget {
    private let allowedOctets: Int
    private let allowedNodes: Int
    private(set) var remainingOctets: Int
    private var remainingNodes: Int

    /// - Parameters:
    ///   - octetCount: The octets of the document and of the external data that was given for it.
    ///   - nodeCount: The nodes of the document, with its attributes and namespace declarations.
    init(octetCount: Int, nodeCount: Int, limits: SignatureLimits) {
        allowedOctets = Self.allowance(octetCount, limits)
        allowedNodes = Self.allowance(nodeCount, limits)
        remainingOctets = allowedOctets
        remainingNodes = allowedNodes
    }

    private static func allowance(_ size: Int, _ limits: SignatureLimits) -> Int {
        let (product, overflow) = size.multipliedReportingOverflow(by: max(0, limits.canonicalOutputFactor))
        guard !overflow else { return .max }
        let (sum, overflowed) = product.addingReportingOverflow(max(0, limits.canonicalOutputOctets))
        return overflowed ? .max : sum
    }

    mutating func charge(octets: Int) throws(Objection) {
        guard octets <= remainingOctets else { throw exceeded() }
        remainingOctets -= octets
    }

    /// For nodes, attributes and namespace declarations that are looked at: what leaves them out is work too.
    mutating func charge(nodes: Int) throws(Objection) {
        guard nodes <= remainingNodes else {
            throw Objection(
                .limitExceeded,
                .signatureConstraintsFailure,
                "the references of the document look at more than \(allowedNodes) nodes"
            )
        }
        remainingNodes -= nodes
    }

    func exceeded() -> Objection {
        Objection(
            .limitExceeded,
            .signatureConstraintsFailure,
            "the references of the document ask for more than \(allowedOctets) canonical octets"
        )
    }
}
