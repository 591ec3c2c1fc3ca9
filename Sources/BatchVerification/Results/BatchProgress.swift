//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// How far a batch is.
public struct BatchProgress: Hashable, Sendable {
    /// Documents that were judged.
    public var documents = 0
    /// The octets of these.
    public var bytes = 0
    /// Since the first was begun.
    public var elapsed = Duration.zero

    /// Documents a second; 0 before the first.
    public var documentsPerSecond: Double { rate(documents) }

    /// Octets a second; 0 before the first.
    public var bytesPerSecond: Double { rate(bytes) }

    /// How long the rest takes at the rate so far; `nil` before the first.
    ///
    /// - Parameter count: How many documents there are in all.
    public func timeLeft(ofTotal count: Int) -> Duration? {
        guard documents > 0 else { return nil }
        return elapsed * (Double(max(0, count - documents)) / Double(documents))
    }

    private func rate(_ count: Int) -> Double {
        let (seconds, attoseconds) = elapsed.components
        let time = Double(seconds) + Double(attoseconds) / 1e18
        return time > 0 ? Double(count) / time : 0
    }
}
