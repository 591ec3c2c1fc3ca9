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
/// Nothing is trusted by default: the anchors are those that the caller gives, and no store of the system is read. A
/// service that changes what it trusts while it runs keeps its snapshot in a ``CurrentTrustStore``.
public struct TrustStore: Hashable, Sendable {
    /// The anchors, each certificate once, in the order of their fingerprints.
    public let anchors: [TrustAnchor]
    /// The version of the snapshot, by which reports name what was trusted: the SHA-256 over the anchors in their order
    /// with everything that is said of them.
    ///
    /// For each anchor there is hashed: the SHA-256 of its certificate, then its terms as text in UTF-8, preceded by the
    /// number of their octets (four octets, big-endian). The text has a line for each term that there is, in the order
    /// name, set (one a line, sorted), from, until, purpose (one a line, sorted), and those of the constraints by
    /// ``TrustAnchorConstraints``; each is the name of the term, a space, the number of the value's octets, a space, the
    /// value and a line feed.
    public let digest: [UInt8]

    private let byFingerprint: [HashedOctets: Int]
    private let bySubject: [HashedOctets: [Int]]

    /// - Parameter anchors: In any order. Of those with one certificate and the same terms the first counts, in the sets
    ///   of all.
    /// - Throws: `anchorConflict` where a certificate is there twice under different terms: which of them count is for
    ///   the caller to say.
    public init(_ anchors: [TrustAnchor]) throws(CertificateError) {
        var unique: [[UInt8]: TrustAnchor] = [:]
        for anchor in anchors {
            let fingerprint = anchor.certificate.fingerprint
            guard let known = unique[fingerprint] else {
                unique[fingerprint] = anchor
                continue
            }
            guard known.hasTerms(of: anchor) else {
                throw CertificateError(
                    .anchorConflict,
                    "\(anchor.nameForMessages) is given twice, under different dates, purposes or constraints"
                )
            }
            unique[fingerprint] = known.joining(anchor.sets)
        }
        let sorted = unique.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        self.anchors = sorted
        byFingerprint = Dictionary(
            uniqueKeysWithValues: sorted.indices.map { (HashedOctets(sorted[$0].certificate.fingerprint), $0) }
        )
        bySubject = Dictionary(grouping: sorted.indices) { HashedOctets(sorted[$0].certificate.subject.matchingKey) }
        digest = try Fingerprint.sha256(sorted.flatMap(\.digestInput))
    }

    /// - Parameter certificates: Certificates of authorities; see ``TrustAnchor`` for what is one.
    public init(_ certificates: [Certificate]) throws(CertificateError) {
        var anchors: [TrustAnchor] = []
        for certificate in certificates { anchors.append(try TrustAnchor(certificate)) }
        try self.init(anchors)
    }

    /// The ``digest`` in lower-case hexadecimal.
    public var sha256: String { Hexadecimal.lowercase(digest) }

    /// The anchor that this very certificate is.
    public func anchor(_ certificate: Certificate) -> TrustAnchor? {
        byFingerprint[HashedOctets(certificate.fingerprint)].map { anchors[$0] }
    }

    /// The anchors that belong to a set; names are compared octet by octet.
    public func anchors(inSet name: String) -> [TrustAnchor] {
        anchors.filter { $0.sets.contains { $0.utf8.elementsEqual(name.utf8) } }
    }

    /// A store with the anchors of some sets only.
    ///
    /// - Parameter sets: Their names; an anchor of any of them is in it.
    public func restricted(toSets sets: Set<String>) throws(CertificateError) -> TrustStore {
        let wanted = Set(sets.map { Array($0.utf8) })
        return try TrustStore(anchors.filter { $0.sets.contains { wanted.contains(Array($0.utf8)) } })
    }

    /// The anchors of a name, by RFC 5280 §7.1.
    func anchors(named name: DistinguishedName) -> [TrustAnchor] {
        (bySubject[HashedOctets(name.matchingKey)] ?? []).map { anchors[$0] }
    }

    public static func == (left: Self, right: Self) -> Bool { left.digest == right.digest }

    public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
