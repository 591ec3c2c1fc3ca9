//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension PathValidator {
    /// The certificates from which there may be a path, told by names alone: those that are anchors, and those whose
    /// issuer has the name of an anchor or of another certificate at hand. Of the others no path holds.
    ///
    /// - Parameter candidates: As for the search.
    package func withKnownIssuers(_ leaves: [Certificate], candidates: [Certificate]) -> [Certificate] {
        let pools = [CertificatePool(candidates), intermediates]
        return leaves.filter { leaf in
            trust.anchor(leaf) != nil || !trust.anchors(named: leaf.issuer).isEmpty
                || pools.contains { $0.certificates(named: leaf.issuer).contains { $0 != leaf } }
        }
    }
}
