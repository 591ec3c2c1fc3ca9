//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SignatureCryptography

/// What references may be beside what `strict` allows; each use is a finding.
public struct ReferenceLeniencies: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A reference to a node set whose canonical form is empty.
    public static let emptyNodeSets = Self(rawValue: 1)
    /// A `Reference` without `URI`; it is taken to mean the document, as `URI=""` does.
    public static let withoutURI = Self(rawValue: 2)
    /// A document with relative namespace names, on which Canonical XML says to fail.
    public static let relativeNamespaces = Self(rawValue: 4)

    /// The relationships transform of Open Packaging Conventions (ECMA-376 part 2 §13.2.4.24): it digests a selection of
    /// a part, and what it leaves out is not signed.
    public static let relationshipTransform = Self(rawValue: 8)

    /// Every leniency under its name in policy files.
    private static let named: [(name: String, leniency: Self)] = [
        ("empty-node-sets", .emptyNodeSets), ("relationship-transform", .relationshipTransform),
        ("relative-namespaces", .relativeNamespaces), ("without-uri", .withoutURI),
    ]

    /// The names of those that are in the set, in the order of their octets.
    var names: [String] { AlgorithmPolicy.sorted(Self.named.filter { contains($0.leniency) }.map(\.name)) }
}

/// In JSON a list of names, such as `["empty-node-sets"]`.
extension ReferenceLeniencies: Codable {
    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        self = []
        while !container.isAtEnd {
            let name = try container.decode(String.self)
            guard let leniency = Self.named.first(where: { $0.name.utf8.elementsEqual(name.utf8) })?.leniency else {
                let known = Self.named.map(\.name).joined(separator: ", ")
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "no leniency is called `\(name)`; known are \(known)"
                )
            }
            insert(leniency)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(names)
    }
}
