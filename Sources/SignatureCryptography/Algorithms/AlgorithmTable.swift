//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// What this library thinks of an algorithm.
public enum AlgorithmStatus: String, Hashable, Sendable, Codable, CaseIterable {
    /// Good for new signatures; every policy allows it.
    case `default`
    /// Good for judging old signatures under a policy that says so; each use is reported.
    case legacy
    /// In no preset. What can be computed at all has to be named by the caller.
    case refused
    /// In no preset, and allowed where a policy names its family. Whether it can be carried out depends on the OpenSSL at
    /// hand; the URI may still change. Each use is reported.
    case experimental
}

/// The one table of algorithms: what each URI of XML-DSig means, whether it is still good, and until when.
///
/// Every digest, MAC and signature URI of XML-DSig 1.1 and RFC 9231 stands here, so that an algorithm that is refused
/// can be told from one that nobody knows.
public enum AlgorithmTable {
    /// A line of the table.
    public struct Entry: Hashable, Sendable {
        /// What an algorithm is used as.
        public enum Use: String, Hashable, Sendable, Codable, CaseIterable {
            case digest
            case signature
        }

        /// The `Algorithm` attribute.
        public let uri: String
        /// For a person.
        public let name: String
        /// As what it is used.
        public let use: Use
        /// What this library thinks of it.
        public let status: AlgorithmStatus
        /// Where it is specified.
        public let clause: String
        /// From when on it is no longer thought secure, by ETSI TS 119 312; `nil` where no end is set. The end that the
        /// size of a key sets is ``AlgorithmTable/endDate(of:in:)``.
        public let endDate: Instant?
        /// Whether it can be carried out here, given that OpenSSL offers it and the policy allows it.
        public let isBuilt: Bool
    }

    /// Every line, digests first.
    public static let entries: [Entry] =
        DigestMethod.all.map(Entry.init) + SignatureMethod.all.map(Entry.init) + notBuilt

    private static let byURI = URITable(entries) { $0.uri }

    /// The line of this URI; `nil` where no standard that is known here defines it.
    public static func entry(uri: [UInt8]) -> Entry? { byURI[uri] ?? statefulSignature(uri) }

    /// XMSS and XMSS^MT have some forty URIs, which differ in their parameters only (RFC 9231 §2.2.6).
    private static func statefulSignature(_ uri: [UInt8]) -> Entry? {
        let prefix = "http://www.w3.org/2021/04/xmldsig-more#xmss"
        guard uri.starts(with: prefix.utf8) else { return nil }
        return Entry(
            notBuilt: String(decoding: uri, as: UTF8.self),
            "XMSS",
            .signature,
            .refused,
            "RFC 9231 §2.2.6"
        )
    }
}

extension AlgorithmTable.Entry {
    fileprivate init(_ method: DigestMethod) {
        self.init(
            uri: method.uri,
            name: method.name,
            use: .digest,
            status: method.status,
            clause: method.clause,
            endDate: method.endDate,
            isBuilt: true
        )
    }

    fileprivate init(_ method: SignatureMethod) {
        self.init(
            uri: method.uri,
            name: method.name,
            use: .signature,
            status: method.status,
            clause: method.clause,
            endDate: method.digest?.endDate,
            isBuilt: true
        )
    }

    init(notBuilt uri: String, _ name: String, _ use: Use, _ status: AlgorithmStatus, _ clause: String) {
        self.init(uri: uri, name: name, use: use, status: status, clause: clause, endDate: nil, isBuilt: false)
    }
}
