//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import XMLSignature

/// What came of one input of a batch.
public struct BatchResult: Sendable {
    /// The number of the input in its source, from 1.
    public let number: Int
    /// What was found out; for an input that could not be looked at, why.
    public let report: ValidationReport
    /// How long reading took.
    public let readingTime: Duration
    /// How long validation took.
    public let validationTime: Duration
}

/// Numbers of inputs.
///
/// Of a batch in order they are all from 1 to some number, and one number is all that is kept.
public struct BatchNumbers: Sendable, Equatable {
    /// All up to here are in it.
    private var firstCount = 0
    private var others: Set<Int> = []

    public init() {}

    public var count: Int { firstCount + others.count }

    /// - Returns: Whether it is new.
    @discardableResult
    public mutating func insert(_ number: Int) -> Bool {
        guard !contains(number) else { return false }
        others.insert(number)
        while others.remove(firstCount + 1) != nil { firstCount += 1 }
        return true
    }

    public func contains(_ number: Int) -> Bool { (number > 0 && number <= firstCount) || others.contains(number) }
}
