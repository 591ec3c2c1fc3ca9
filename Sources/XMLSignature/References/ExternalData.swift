//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Octets by URI: the plainest resolver.
public struct ExternalData: Hashable, Sendable {
    /// By the octets of the URI as the reference writes it.
    private var octets: [[UInt8]: [UInt8]] = [:]

    public init() {}

    /// Gives the octets behind a URI, as it stands in the reference.
    public mutating func add(_ octets: [UInt8], for uri: String) { self.octets[Array(uri.utf8)] = octets }
}

extension ExternalData: ExternalDataResolver {
    public func content(behind uri: String) -> ExternalContent? {
        octets[Array(uri.utf8)].map(ExternalContent.octets)
    }
}

extension ExternalData: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, [UInt8])...) {
        for (uri, octets) in elements { add(octets, for: uri) }
    }
}
