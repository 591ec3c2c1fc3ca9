//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The trust anchors of a validation: a snapshot that nothing changes.
///
/// Nothing is trusted by default: the anchors are those that the caller gives, and no store of the system is read.
public struct TrustStore: Hashable, Sendable {
    /// The anchors, each certificate once, in the order of their fingerprints.
    public let anchors: [TrustAnchor]
    /// The SHA-256 over the anchors' fingerprints in their order, by which reports name what was trusted.
    public let digest: [UInt8]

    private let byFingerprint: [[UInt8]: Int]
    private let bySubject: [[UInt8]: [Int]]

    /// - Parameter anchors: In any order. Of those with one certificate the first counts.
    public init(_ anchors: [TrustAnchor]) throws(CertificateError) {
        var unique: [[UInt8]: TrustAnchor] = [:]
        for anchor in anchors where unique[anchor.certificate.fingerprint] == nil {
            unique[anchor.certificate.fingerprint] = anchor
        }
        let sorted = unique.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        self.anchors = sorted
        byFingerprint = Dictionary(
            uniqueKeysWithValues: sorted.indices.map { (sorted[$0].certificate.fingerprint, $0) }
        )
        bySubject = Dictionary(grouping: sorted.indices) { sorted[$0].certificate.subject.matchingKey }
        digest = try Fingerprint.sha256(sorted.flatMap(\.certificate.fingerprint))
    }

    /// - Parameter certificates: Certificates of authorities; see ``TrustAnchor/init(_:name:)`` for what is one.
    public init(_ certificates: [Certificate]) throws(CertificateError) {
        var anchors: [TrustAnchor] = []
        for certificate in certificates { anchors.append(try TrustAnchor(certificate)) }
        try self.init(anchors)
    }

    /// The ``digest`` in lower-case hexadecimal.
    public var sha256: String { Hexadecimal.lowercase(digest) }

    /// The anchor that this very certificate is.
    public func anchor(_ certificate: Certificate) -> TrustAnchor? {
        byFingerprint[certificate.fingerprint].map { anchors[$0] }
    }

    /// The anchors of a name, by RFC 5280 §7.1.
    func anchors(named name: DistinguishedName) -> [TrustAnchor] {
        (bySubject[name.matchingKey] ?? []).map { anchors[$0] }
    }

    public static func == (left: Self, right: Self) -> Bool { left.anchors == right.anchors }

    public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
