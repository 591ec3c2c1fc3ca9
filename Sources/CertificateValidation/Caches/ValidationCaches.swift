//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Synchronization

/// What validations found out and others may use: certificates and revocation data that were read, signatures that hold,
/// and paths that hold.
///
/// No verdict depends on what is in it: everything is found by the octets that it is about, an answer in it is one that
/// would be found again, and what it cost is counted as if it were. Only what holds is kept, never that something was
/// missing, failed or exhausted a budget. A path is kept with the times between which it holds; the time in question is
/// always the caller's, and no clock is read. The size is bounded. Threads may share one.
public final class ValidationCaches: Sendable {
    /// How much is kept. Memory is bounded by the sum of the octets and some 200 octets for each signature and each
    /// path, besides the certificates of paths.
    public struct Limits: Hashable, Sendable {
        /// Octets of certificates.
        public var certificateOctets = 16_777_216
        /// Octets of revocation lists and OCSP responses together.
        public var revocationDataOctets = 67_108_864
        /// Signatures on certificates, revocation lists and OCSP responses.
        public var signatures = 65_536
        /// Whole paths.
        public var paths = 8_192

        /// The limits of the default.
        public init() {}
    }

    /// How one kind of entries was used.
    public struct Statistics: Hashable, Sendable {
        /// How often an entry answered a question.
        public internal(set) var hits = 0
        /// How often none did.
        public internal(set) var misses = 0
        /// How many entries there are.
        public internal(set) var count = 0
        /// How much of the limit they use.
        public internal(set) var cost = 0
    }

    private let certificates: BoundedCache<HashedOctets, Certificate>
    private let lists: BoundedCache<HashedOctets, RevocationList>
    private let responses: BoundedCache<HashedOctets, OCSPResponse>
    let signatures: BoundedCache<SignatureQuestion, Bool>
    let paths: BoundedCache<PathQuestion, KeptPath>
    private let configurations = BoundedCache<PathConfiguration, UInt64>(capacity: 8_192)
    private let configurationCount = Atomic<UInt64>(0)

    /// Empty ones.
    public init(_ limits: Limits = Limits()) {
        certificates = BoundedCache(capacity: limits.certificateOctets, shards: 4)
        lists = BoundedCache(capacity: limits.revocationDataOctets / 4 * 3, shards: 1)
        responses = BoundedCache(capacity: limits.revocationDataOctets / 4, shards: 4)
        signatures = BoundedCache(capacity: limits.signatures)
        paths = BoundedCache(capacity: limits.paths)
    }

    /// As ``Certificate/init(der:)``; octets that were read before aren't read again.
    public func certificate(der: [UInt8]) throws(CertificateError) -> Certificate {
        try Self.read(der, certificates, Certificate.init(der:fingerprint:)) { $0.der }
    }

    /// As ``RevocationList/init(der:)``; octets that were read before aren't read again.
    public func revocationList(der: [UInt8]) throws(CertificateError) -> RevocationList {
        try Self.read(der, lists, { (der, _) throws(CertificateError) in try RevocationList(der: der) }) { $0.der }
    }

    /// As ``OCSPResponse/init(der:)``; octets that were read before aren't read again.
    public func onlineStatusResponse(der: [UInt8]) throws(CertificateError) -> OCSPResponse {
        try Self.read(der, responses, { (der, _) throws(CertificateError) in try OCSPResponse(der: der) }) { $0.der }
    }

    /// Of ``certificate(der:)``.
    public var certificateStatistics: Statistics { certificates.statistics }
    /// Of ``revocationList(der:)``.
    public var revocationListStatistics: Statistics { lists.statistics }
    /// Of ``onlineStatusResponse(der:)``.
    public var onlineStatusResponseStatistics: Statistics { responses.statistics }
    /// Of signatures on certificates, revocation lists and OCSP responses.
    public var signatureStatistics: Statistics { signatures.statistics }
    /// Of whole paths.
    public var pathStatistics: Statistics { paths.statistics }

    /// A number for the way in which a validator goes about it, that no other way ever has in these caches.
    func number(of configuration: PathConfiguration) -> UInt64 {
        if let number = configurations.value(configuration) { return number }
        let number = configurationCount.add(1, ordering: .relaxed).newValue
        configurations.store(number, configuration)
        return number
    }

    private static func read<Value>(
        _ der: [UInt8],
        _ cache: BoundedCache<HashedOctets, Value>,
        _ make: (_ der: [UInt8], _ fingerprint: [UInt8]) throws(CertificateError) -> Value,
        _ octets: (Value) -> [UInt8]
    ) throws(CertificateError) -> Value {
        let fingerprint = HashedOctets(try Fingerprint.sha256(der))
        if let known = cache.value(fingerprint), octets(known) == der { return known }
        let value = try make(der, fingerprint.octets)
        cache.store(value, fingerprint, cost: der.count)
        return value
    }
}
