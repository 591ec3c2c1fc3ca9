//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// How a signature stands to another one of the same document, told by what its valid references digested.
///
/// What a signature claims about another one, in a `Type` or in qualifying properties, plays no part. The words are the
/// ones of a pair with a direction: where the second countersigns the first, the first may still be parallel to the
/// second.
public enum SignatureRelation: String, Hashable, Sendable, Codable, CaseIterable {
    /// Neither of the others: it says nothing of the other signature, though both may cover the same data.
    case parallel
    /// It covers the other `Signature` element as a whole, value, keys and objects, so that it was made later.
    case coversEarlier = "covers-earlier"
    /// It covers the other signature's `SignatureValue` element, though not the whole `Signature`: it confirms that the
    /// other signature was there (compare ETSI EN 319 132-1 §5.2.7.2).
    case countersigns
}

/// A relation of one signature to another.
public struct RelationReport: Hashable, Sendable, Codable {
    /// The number of the other signature in the document, from 1.
    public var signature: Int
    public var kind: SignatureRelation

    public init(signature: Int, kind: SignatureRelation) {
        self.signature = signature
        self.kind = kind
    }
}
