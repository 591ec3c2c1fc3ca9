//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The names and namespace names of documents.
///
/// A reader keeps one from document to document, since finding a known name costs half of checking a new one. A tree
/// holds the table as it was after reading (a value: copied only where a later document adds to it while the tree is
/// still in use).
package struct NameTable: Sendable {
    /// Qualified names, prefixes, local names and targets; every entry is a well-formed `QName` or `NCName`.
    package var names = InternedBytes()
    /// Namespace names after decoding.
    package private(set) var uris = InternedBytes()
    /// Whether any of them has no scheme: of all documents, which mostly have none, each name is looked at once.
    private(set) var hasRelativeURIs = false

    package init() {
        for prefix in [Self.xmlPrefix, Self.xmlnsPrefix] { _ = names.intern(prefix.utf8Span.span) }
        for uri in [Self.xmlURI, Self.xmlnsURI] { _ = intern(uri: uri.utf8Span.span) }
    }

    /// The number of a namespace name, which is added where it is new.
    mutating func intern(uri: Span<UInt8>) -> NameID {
        let count = uris.count
        let id = uris.intern(uri)
        if uris.count > count, schemeCount(uri) == nil { hasRelativeURIs = true }
        return id
    }

    /// Whether a namespace name has no scheme; no namespace has no name to look at.
    @inline(__always)
    func isRelative(_ uri: NameID) -> Bool { hasRelativeURIs && uri != 0 && schemeCount(uris[uri]) == nil }

    private static let xmlPrefix = "xml"
    private static let xmlnsPrefix = "xmlns"
    private static let xmlURI = "http://www.w3.org/XML/1998/namespace"
    private static let xmlnsURI = "http://www.w3.org/2000/xmlns/"

    /// The prefix `xml`, in ``names``.
    package static let xml: NameID = 1
    /// The prefix `xmlns`, in ``names``.
    package static let xmlns: NameID = 2
    /// The namespace of the prefix `xml`, in ``uris``.
    package static let xmlNamespace: NameID = 1
    /// The namespace of the prefix `xmlns`, in ``uris``.
    package static let xmlnsNamespace: NameID = 2
}

/// A namespace name and a local name (Namespaces in XML 1.0 §2.1).
public struct ExpandedName: Hashable, Sendable {
    /// The octets of the namespace name in UTF-8; empty for none.
    public let namespace: [UInt8]
    /// The octets of the local name in UTF-8.
    public let local: [UInt8]

    public init(namespace: [UInt8], local: [UInt8]) {
        self.namespace = namespace
        self.local = local
    }

    public init(_ namespace: String, _ local: String) {
        self.init(namespace: Array(namespace.utf8), local: Array(local.utf8))
    }

    /// A name in no namespace.
    public init(_ local: String) { self.init("", local) }
}

extension ExpandedName: CustomStringConvertible {
    /// In James Clark's form: `{namespace}local`.
    public var description: String {
        (namespace.isEmpty ? "" : "{" + String(decoding: namespace, as: UTF8.self) + "}")
            + String(decoding: local, as: UTF8.self)
    }
}
