//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import CXMLDSig.XML

/// What the XPath expressions of a document may still cost: nodes for libxml2, evaluations, the sets that are made of
/// them, and what sets are put together by.
package struct XPathBudget: Sendable {
    package let limits: XPathLimits
    private var operations: Int
    /// Of the expression that is being evaluated.
    private var ofExpression = 0
    /// What an operation of it counts as.
    private var weight = 1
    private var clock = XPathClock()

    package init(_ limits: XPathLimits = XPathLimits()) {
        self.limits = limits
        operations = limits.operations
    }

    /// Begins with an expression.
    ///
    /// - Parameter weight: How many operations one of it counts as, so that it has the fewer. Those of all expressions
    ///   together count as they are; the processor time bounds what they cost.
    mutating func begin(weight: Int) {
        self.weight = weight
        ofExpression = limits.operations / weight
    }

    /// How many operations an evaluation may take; never 0, which would be no limit.
    func allowance() throws(XPathError) -> Int {
        let allowance = min(operations, ofExpression)
        guard allowance > 0 else { throw operationLimit }
        return allowance
    }

    /// What an evaluation took, whatever came of it.
    ///
    /// - Parameter count: One more is charged for the evaluation itself.
    mutating func charge(evaluation count: Int) throws(XPathError) {
        let count = min(count, .max - 1) + 1
        operations -= min(operations, count)
        ofExpression -= min(ofExpression, count)
        let (work, overflow) = count.multipliedReportingOverflow(by: weight)
        try look(after: overflow ? .max : work)
    }

    /// Nodes, ranges and namespaces that are gone through to make a set.
    mutating func charge(_ count: Int) throws(XPathError) {
        guard count <= operations else {
            operations = 0
            throw operationLimit
        }
        operations -= count
        try look(after: count)
    }

    /// The nodes of a document, which have to be made.
    mutating func charge(document count: Int) throws(XPathError) {
        try charge(nodes: count)
        try charge(count)
    }

    func charge(nodes: Int) throws(XPathError) {
        guard nodes <= limits.nodes else {
            throw XPathError(.nodeLimit, "more than \(limits.nodes) nodes are in a set")
        }
    }

    /// Does work whose processor time counts, also where it fails.
    mutating func timed<Value: ~Copyable>(
        _ work: (inout Self) throws(XPathError) -> Value
    ) throws(XPathError) -> Value {
        clock.start()
        defer { clock.stop() }
        try checkTime()
        let value = try work(&self)
        clock.look()
        try checkTime()
        return value
    }

    private mutating func look(after work: Int) throws(XPathError) {
        if clock.looks(after: work) { try checkTime() }
    }

    private func checkTime() throws(XPathError) {
        guard clock.nanoseconds <= UInt64(max(0, min(limits.seconds, 1_000_000_000))) * 1_000_000_000 else {
            throw XPathError(
                .deadline,
                "the XPath expressions of the document take more than \(limits.seconds) s of processor time"
            )
        }
    }

    var operationLimit: XPathError {
        XPathError(
            .operationLimit,
            "the XPath expressions take more than \(limits.operations) operations, or one of them more than its part"
        )
    }
}

/// The processor time of pieces of work, all on the thread that does them.
private struct XPathClock: Sendable {
    /// How much work there is between two looks: about a tenth of a millisecond.
    private static let workBetweenLooks = 1_024

    private(set) var nanoseconds: UInt64 = 0
    /// The thread's processor time up to which is counted; `nil` between two pieces of work.
    private var countedUntil: UInt64?
    private var work = 0

    mutating func start() { countedUntil = CXMLDSig_thread_nanoseconds() }

    mutating func stop() {
        look()
        countedUntil = nil
    }

    mutating func look() {
        guard let start = countedUntil else { return }
        let now = CXMLDSig_thread_nanoseconds()
        nanoseconds += now - min(start, now)
        countedUntil = now
        work = 0
    }

    /// Looks where so much work was done that it is time for it.
    mutating func looks(after count: Int) -> Bool {
        work += min(max(0, count), Self.workBetweenLooks)
        guard work >= Self.workBetweenLooks else { return false }
        look()
        return true
    }
}
