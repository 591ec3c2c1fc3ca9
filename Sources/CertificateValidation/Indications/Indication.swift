//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What a validation says of a signature (ETSI EN 319 102-1 §5.1.3, table 5).
///
/// The order is from good to bad, so that the worst of several is their maximum.
public enum Indication: String, Hashable, Sendable, Codable, CaseIterable {
    /// Every check that the policy asks for has passed.
    case totalPassed = "TOTAL-PASSED"
    /// What is at hand doesn't suffice to say that the signature is good or that it is bad.
    case indeterminate = "INDETERMINATE"
    /// The signature is bad: a digest, the value or the format fails, or it was certainly made with a key that could
    /// not sign then.
    case totalFailed = "TOTAL-FAILED"
}

extension Indication {
    /// The identifier in validation reports (ETSI TS 119 102-2).
    public var uri: String { "urn:etsi:019102:mainindication:" + rawValue.lowercased() }
}

extension Indication: Comparable {
    /// Whether `left` is better than `right`.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .totalPassed: 0
        case .indeterminate: 1
        case .totalFailed: 2
        }
    }
}
