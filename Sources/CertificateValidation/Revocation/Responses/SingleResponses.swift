//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SignatureCryptography

/// The answers of a response, found by serial numbers.
struct SingleResponses: Sendable {
    private let der: [UInt8]
    /// In the order of their serial numbers.
    private let entries: [Entry]
    /// Whose certificates the answers are about, each once.
    private let issuers: [IssuerIdentifier]
    let hasFractions: Bool

    var count: Int { entries.count }

    private struct Entry: Sendable {
        let serialNumber: Range<Int>
        /// One of the ``issuers``.
        let issuer: Int
        let answer: SingleResponse
    }

    /// - Parameter cursor: Over `responses`.
    init(_ cursor: DERCursor) throws(CertificateError) {
        var cursor = cursor
        var entries: [Entry] = []
        var issuers: [IssuerIdentifier] = []
        var numbers: [IssuerIdentifier: Int] = [:]
        var hasFractions = false
        while !cursor.isAtEnd {
            let fields = try SingleResponseFields(&cursor)
            let issuer = IssuerIdentifier(fields, cursor)
            let number = numbers[issuer] ?? issuers.count
            if number == issuers.count {
                numbers[issuer] = number
                issuers.append(issuer)
            }
            entries.append(Entry(serialNumber: fields.serialNumber, issuer: number, answer: fields.answer))
            hasFractions = hasFractions || fields.hasFractions
        }
        let der = cursor.octets
        self.der = der
        self.issuers = issuers
        self.hasFractions = hasFractions
        self.entries = entries.sorted { der[$0.serialNumber].lexicographicallyPrecedes(der[$1.serialNumber]) }
    }

    /// What a response says of a certificate.
    struct Found {
        var answers: [SingleResponse] = []
        /// Whether it is about certificates of the same issuer, or may be.
        var isAboutIssuer = false
    }

    /// - Throws: `digestUnavailable` where a certificate can't be identified as the response does it.
    func find(_ certificate: inout IdentifiedCertificate) throws(CertificateError) -> Found {
        var found = Found()
        // Whom an empty answer is about can't be told either.
        found.isAboutIssuer = entries.isEmpty
        var matching: Set<Int> = []
        for (number, issuer) in issuers.enumerated() {
            guard let digest = issuer.digest else {
                // Whom it means can't be told.
                found.isAboutIssuer = true
                continue
            }
            let wanted = try certificate.issuer(digest)
            if issuer == wanted { matching.insert(number) }
            if issuer.nameHash == wanted.nameHash || issuer.keyHash == wanted.keyHash { found.isAboutIssuer = true }
        }
        guard !matching.isEmpty else { return found }
        let serialNumber = certificate.serialNumber
        var place = entries.partitioningIndex { !der[$0.serialNumber].lexicographicallyPrecedes(serialNumber) }
        while place < entries.count, der[entries[place].serialNumber].elementsEqual(serialNumber) {
            if matching.contains(entries[place].issuer) { found.answers.append(entries[place].answer) }
            place += 1
        }
        return found
    }
}

/// Whose certificate an answer is about (RFC 6960 §4.1.1, `CertID` without the serial number).
struct IssuerIdentifier: Hashable, Sendable {
    /// `nil` where the hash isn't known here.
    let digest: DigestMethod?
    let nameHash: [UInt8]
    let keyHash: [UInt8]

    init(digest: DigestMethod?, nameHash: [UInt8], keyHash: [UInt8]) {
        self.digest = digest
        self.nameHash = nameHash
        self.keyHash = keyHash
    }

    fileprivate init(_ fields: SingleResponseFields, _ cursor: DERCursor) {
        self.init(
            digest: Self.digests[cursor.octets[fields.hashAlgorithm]],
            nameHash: Array(cursor.octets[fields.nameHash]),
            keyHash: Array(cursor.octets[fields.keyHash])
        )
    }

    /// By the content of the `AlgorithmIdentifier`: parameters are NULL or absent (RFC 3370 §2.1, RFC 5754 §2).
    private static let digests: [ArraySlice<UInt8>: DigestMethod] = {
        let nist: [UInt8] = [0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2]
        let rows: [([UInt8], DigestMethod)] = [
            ([0x06, 5, 0x2B, 0x0E, 3, 2, 26], .sha1), (nist + [1], .sha256), (nist + [2], .sha384),
            (nist + [3], .sha512), (nist + [4], .sha224),
        ]
        var table: [ArraySlice<UInt8>: DigestMethod] = [:]
        for (octets, digest) in rows {
            table[octets[...]] = digest
            table[(octets + [0x05, 0])[...]] = digest
        }
        return table
    }()
}

/// A certificate as responses identify it, by the hashes of its issuer's name and key, each computed once.
struct IdentifiedCertificate {
    private let certificate: Certificate
    private let issuer: Certificate
    private var issuers: [DigestMethod: IssuerIdentifier] = [:]

    /// - Parameter issuer: Whose key signed it.
    init(_ certificate: Certificate, issuedBy issuer: Certificate) {
        self.certificate = certificate
        self.issuer = issuer
    }

    var serialNumber: [UInt8] { certificate.serialNumber.octets }
    var nameForMessages: String { certificate.nameForMessages }

    mutating func issuer(_ digest: DigestMethod) throws(CertificateError) -> IssuerIdentifier {
        if let known = issuers[digest] { return known }
        let identifier = IssuerIdentifier(
            digest: digest,
            nameHash: try Fingerprint.value(of: certificate.issuer.der, digest),
            keyHash: try issuer.publicKeyHash(digest)
        )
        issuers[digest] = identifier
        return identifier
    }
}

extension Certificate {
    /// The hash of its public key: of the content of the BIT STRING, without the count of unused bits (RFC 6960 §4.1.1).
    func publicKeyHash(_ digest: DigestMethod) throws(CertificateError) -> [UInt8] {
        var cursor = DERCursor(subjectPublicKeyInfo, of: .certificate)
        var fields = cursor.walk(try cursor.next(0x30).content)
        _ = try fields.next(0x30)
        let bits = try fields.next(0x03).content
        return try Fingerprint.value(of: Array(subjectPublicKeyInfo[bits.dropFirst()]), digest)
    }
}
