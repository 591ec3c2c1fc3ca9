//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The data behind external references, as the caller gives it; nothing else is ever opened.
public struct ExternalData: Hashable, Sendable {
    /// By the octets of the URI as the reference writes it.
    private var octets: [[UInt8]: [UInt8]] = [:]

    public init() {}

    /// Gives the octets behind a URI, as it stands in the reference.
    public mutating func add(_ octets: [UInt8], for uri: String) { self.octets[Array(uri.utf8)] = octets }

    /// The octets of all of it.
    var octetCount: Int { octets.values.reduce(0) { $0 + $1.count } }

    subscript(uri: [UInt8]) -> [UInt8]? { octets[uri] }
}

extension ExternalData: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, [UInt8])...) {
        for (uri, octets) in elements { add(octets, for: uri) }
    }
}
