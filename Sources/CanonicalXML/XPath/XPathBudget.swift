//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import CXMLDSig.XML

/// What the XPath expressions of a document may still cost.
package struct XPathBudget: Sendable {
    package let limits: XPathLimits
    private var operations: Int
    /// Of the expression that is being evaluated.
    private var ofExpression = 0
    private var nanoseconds: UInt64 = 0

    package init(_ limits: XPathLimits = XPathLimits()) {
        self.limits = limits
        operations = limits.operations
    }

    /// Begins with an expression.
    ///
    /// - Parameter weight: How many operations one of it counts as, so that it has the fewer. Those of all expressions
    ///   together count as they are; the processor time bounds what they cost.
    mutating func begin(weight: Int) { ofExpression = limits.operations / weight }

    /// How many operations an evaluation may take; never 0, which would be no limit.
    func allowance() throws(XPathError) -> Int {
        let allowance = min(operations, ofExpression)
        guard allowance > 0 else { throw operationLimit }
        return allowance
    }

    /// - Parameter count: One more is charged for the evaluation itself.
    mutating func charge(_ count: Int) {
        operations -= min(operations, count + 1)
        ofExpression -= min(ofExpression, count + 1)
    }

    /// The nodes of a document, which have to be made.
    mutating func charge(document count: Int) throws(XPathError) {
        try charge(nodes: count)
        guard count <= operations else { throw operationLimit }
        operations -= count
    }

    /// The processor time that was spent since a time.
    mutating func charge(since start: UInt64) throws(XPathError) {
        let now = CXMLDSig_thread_nanoseconds()
        nanoseconds += now - min(start, now)
        guard nanoseconds <= UInt64(max(0, limits.seconds)) * 1_000_000_000 else {
            throw XPathError(
                .deadline,
                "the XPath expressions of the document take more than \(limits.seconds) s of processor time"
            )
        }
    }

    func charge(nodes: Int) throws(XPathError) {
        guard nodes <= limits.nodes else {
            throw XPathError(.nodeLimit, "more than \(limits.nodes) nodes are in a set")
        }
    }

    /// The walk over an axis, and what it stores.
    func charge(_ axis: NamespaceAxis, listed: Int = 0) throws(XPathError) { try charge(nodes: axis.work + listed) }

    var operationLimit: XPathError {
        XPathError(
            .operationLimit,
            "the XPath expressions take more than \(limits.operations) operations, or one of them more than its part"
        )
    }
}
