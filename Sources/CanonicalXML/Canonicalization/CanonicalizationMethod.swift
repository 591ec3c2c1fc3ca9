//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A way to write a document or a part of it as octets (XML-DSig 1.1 §6.5).
public enum CanonicalizationMethod: Hashable, Sendable, CaseIterable {
    /// Canonical XML 1.0, comments left out.
    case canonical10
    case canonical10WithComments
    /// Canonical XML 1.1, comments left out.
    case canonical11
    case canonical11WithComments
    /// Exclusive XML Canonicalization 1.0, comments left out.
    case exclusive10
    case exclusive10WithComments

    /// The method of this algorithm identifier, compared octet by octet; `nil` where it is none of the six.
    public init?(uri: [UInt8]) {
        // No two are of the same length, so that one at most is compared.
        guard let known = Self.known.first(where: { $0.uri == uri }) else { return nil }
        self = known.method
    }

    private static let known = allCases.map { (uri: Array($0.uri.utf8), method: $0) }

    /// The identifier that signatures use.
    public var uri: String {
        switch self {
        case .canonical10: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
        case .canonical10WithComments: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"
        case .canonical11: "http://www.w3.org/2006/12/xml-c14n11"
        case .canonical11WithComments: "http://www.w3.org/2006/12/xml-c14n11#WithComments"
        case .exclusive10: "http://www.w3.org/2001/10/xml-exc-c14n#"
        case .exclusive10WithComments: "http://www.w3.org/2001/10/xml-exc-c14n#WithComments"
        }
    }

    /// Whether namespaces are rendered only where they are visibly utilized (Exclusive XML Canonicalization 1.0 §3).
    public var isExclusive: Bool { self == .exclusive10 || self == .exclusive10WithComments }

    /// Whether comment nodes of the set are written.
    public var keepsComments: Bool {
        switch self {
        case .canonical10, .canonical11, .exclusive10: false
        case .canonical10WithComments, .canonical11WithComments, .exclusive10WithComments: true
        }
    }

    /// How an element gets the `xml:` attributes of ancestors that the set leaves out.
    package var inheritance: Inheritance {
        switch self {
        case .canonical10, .canonical10WithComments: .all
        case .canonical11, .canonical11WithComments: .simpleWithBaseFixUp
        case .exclusive10, .exclusive10WithComments: .none
        }
    }

    package enum Inheritance: Hashable, Sendable {
        /// Every attribute in the `xml` namespace, `xml:id` and `xml:base` too (Canonical XML 1.0 §2.4).
        case all
        /// `xml:lang` and `xml:space`; `xml:base` is joined (Canonical XML 1.1 §2.4).
        case simpleWithBaseFixUp
        /// None (Exclusive XML Canonicalization 1.0 §3 item 1).
        case none
    }
}
