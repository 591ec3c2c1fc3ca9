//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A URI that no standard defines and that programs write in the place of one that a standard does.
///
/// Under every preset it is unknown like any other, and the finding says which one was probably meant. Only a policy that
/// says so (``AlgorithmPolicy/acceptsAliases``) takes it for that.
public struct AlgorithmAlias: Hashable, Sendable {
    /// The `Algorithm` attribute as it is written.
    public let uri: String
    /// The URI that is meant.
    public let meant: String

    /// Every alias that is known here; each is written by programs in use.
    public static let all: [Self] = [
        // The address of the recommendation in place of its identifier.
        ("http://www.w3.org/TR/xml-exc-c14n#", "http://www.w3.org/2001/10/xml-exc-c14n#"),
        // SHA-256 and SHA-512 are XML Encryption's, SHA-384 is RFC 9231's (§2.1.3).
        ("http://www.w3.org/2000/09/xmldsig#sha256", "http://www.w3.org/2001/04/xmlenc#sha256"),
        ("http://www.w3.org/2001/04/xmldsig-more#sha256", "http://www.w3.org/2001/04/xmlenc#sha256"),
        ("http://www.w3.org/2000/09/xmldsig#sha512", "http://www.w3.org/2001/04/xmlenc#sha512"),
        ("http://www.w3.org/2001/04/xmldsig-more#sha512", "http://www.w3.org/2001/04/xmlenc#sha512"),
        ("http://www.w3.org/2001/04/xmlenc#sha384", "http://www.w3.org/2001/04/xmldsig-more#sha384"),
        ("http://www.w3.org/2000/09/xmldsig#rsa-sha256", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
        ("http://www.w3.org/2000/09/xmldsig#dsa-sha256", "http://www.w3.org/2009/xmldsig11#dsa-sha256"),
        // As RFC 4051 §2.3.6 had it.
        (
            "http://www.w3.org/2001/04/xmldsig-more/rsa-ripemd160",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-ripemd160"
        ),
    ].map(Self.init)

    private init(_ uri: String, _ meant: String) {
        self.uri = uri
        self.meant = meant
    }

    private static let byURI = URITable(all) { $0.uri }

    /// The alias of this URI; `nil` where it is none.
    public init?(uri: [UInt8]) {
        guard let alias = Self.byURI[uri] else { return nil }
        self = alias
    }

    /// The URI that is meant by a document's, which is itself where it is no alias.
    ///
    /// What an algorithm's element may hold doesn't depend on the spelling of its name.
    package static func meaning(of uri: [UInt8]) -> [UInt8] { Self(uri: uri).map { Array($0.meant.utf8) } ?? uri }

    /// What a finding says to whoever wrote it.
    package var question: String { "did you mean `\(meant)`?" }
}
