//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// The entries of a revocation list, found by serial numbers.
///
/// They stay where they are in the DER; beside it there are sixteen octets an entry. A list of 64 MB has some two
/// million.
struct RevocationListEntries: Sendable {
    private let der: [UInt8]
    /// In the order of their serial numbers, those with the same one in the order of the list.
    private let keys: [Key]
    private let issuers: CertificateIssuers

    /// What their issuer did against RFC 5280 §5.3.
    let deviations: RevocationListDeviations
    /// A critical extension of an entry that isn't known here, so that nothing in the list can be relied on.
    let unknownCritical: ObjectIdentifier?

    var count: Int { keys.count }
    /// Whether an entry says whose certificate it is about.
    var hasCertificateIssuers: Bool { !issuers.isEmpty }

    /// - Parameter list: After nextUpdate.
    init(_ list: inout DERCursor, isVersion2: Bool) throws(CertificateError) {
        var keys: [Key] = []
        var issuers = CertificateIssuers()
        var deviations: RevocationListDeviations = []
        var unknownCritical: Range<Int>?
        if let sequence = try list.optional(0x30) {
            var cursor = list.walk(sequence.content)
            if cursor.isAtEnd { deviations.insert(.emptyEntries) }
            while !cursor.isAtEnd {
                let offset = UInt32(cursor.position)
                let fields = try RevocationListEntryFields(&cursor, isVersion2: isVersion2)
                keys.append(Key(fields.serialNumber, of: list.octets, entry: offset))
                deviations.formUnion(fields.deviations)
                unknownCritical = unknownCritical ?? fields.unknownCritical
                if let names = fields.certificateIssuer { try issuers.append(list.octets[names], from: offset) }
            }
        }
        der = list.octets
        self.keys = Self.sorted(keys, list.octets)
        self.issuers = issuers
        self.deviations = deviations
        self.unknownCritical = unknownCritical.map { ObjectIdentifier(octets: Array(list.octets[$0])) }
    }

    /// The entries of a serial number that are about certificates of the issuer.
    ///
    /// - Parameter listIssuer: Whose certificates entries are about until one names another issuer.
    func entries(
        of serialNumber: SerialNumber,
        issuedBy issuer: DistinguishedName,
        listIssuer: DistinguishedName
    ) -> [RevocationListEntry] {
        let wanted = serialNumber.octets
        let key = Key(wanted.indices, of: wanted, entry: 0)
        var place = keys.partitioningIndex { !Self.precedes($0, der, key, wanted) }
        var found: [RevocationListEntry] = []
        while place < keys.count, der[keys[place].serialNumber].elementsEqual(wanted) {
            let offset = keys[place].entry
            if issuers.isIssuer(issuer, of: offset, unlessNamed: listIssuer) { found.append(entry(at: offset)) }
            place += 1
        }
        return found
    }

    private func entry(at offset: UInt32) -> RevocationListEntry {
        var cursor = DERCursor(der, Int(offset)..<der.count)
        do throws(CertificateError) {
            return try RevocationListEntryFields(&cursor, isVersion2: true).entry
        } catch {
            preconditionFailure("an entry that was read once can't be read again: \(error)")
        }
    }

    private static func sorted(_ keys: [Key], _ der: [UInt8]) -> [Key] {
        // Many authorities list them in this order already, or in that of time with serial numbers that grow.
        let isSorted = zip(keys, keys.dropFirst()).allSatisfy { precedes($0, der, $1, der) }
        return isSorted ? keys : keys.sorted { precedes($0, der, $1, der) }
    }

    private static func precedes(_ left: Key, _ leftOctets: [UInt8], _ right: Key, _ rightOctets: [UInt8]) -> Bool {
        if left.suffix != right.suffix { return left.suffix < right.suffix }
        let (leftSerial, rightSerial) = (leftOctets[left.serialNumber], rightOctets[right.serialNumber])
        if leftSerial.elementsEqual(rightSerial) { return left.entry < right.entry }
        return leftSerial.lexicographicallyPrecedes(rightSerial)
    }

    private struct Key: Sendable {
        /// The last octets of the serial number: those that differ most.
        let suffix: UInt64
        /// Where the entry begins.
        let entry: UInt32
        private let serialOffset: UInt8
        private let serialCount: UInt8

        init(_ serialNumber: Range<Int>, of octets: [UInt8], entry: UInt32) {
            suffix = octets[serialNumber.suffix(8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            self.entry = entry
            // Two headers with lengths of at most four octets, and 64 octets at most.
            serialOffset = UInt8(serialNumber.lowerBound - Int(entry))
            serialCount = UInt8(serialNumber.count)
        }

        var serialNumber: Range<Int> {
            let start = Int(entry) + Int(serialOffset)
            return start..<start + Int(serialCount)
        }
    }
}

/// Whose certificates the entries of an indirect list are about: an entry that names an issuer speaks for those that
/// follow, up to the next one that does (RFC 5280 §5.3.3).
struct CertificateIssuers: Sendable {
    private var changes: [(entry: UInt32, issuer: Int)] = []
    /// The names of each issuer, in the form in which equal ones match.
    private var issuers: [Set<MatchingName>] = []
    private var numbers: [ArraySlice<UInt8>: Int] = [:]

    /// More issuers than any list has; each of their names is kept.
    static let maximumCount = 4_096

    var isEmpty: Bool { changes.isEmpty }

    /// - Parameter names: `GeneralNames` in DER.
    mutating func append(_ names: ArraySlice<UInt8>, from entry: UInt32) throws(CertificateError) {
        if let known = numbers[names] {
            changes.append((entry, known))
            return
        }
        guard issuers.count < Self.maximumCount else {
            throw CertificateError(
                .revocationListTooLarge,
                "the list is about certificates of more than \(Self.maximumCount) issuers",
                clause: "RFC 5280 §5.3.3"
            )
        }
        let set = try StrictDER.parsing("certificateIssuer", .revocationListMalformed, clause: "RFC 5280 §5.3.3") {
            try MatchingName.set(GeneralName.list(DER.parse(names)))
        }
        numbers[names] = issuers.count
        changes.append((entry, issuers.count))
        issuers.append(set)
    }

    /// Whether the entry is about certificates of the issuer; where nothing was named yet, of the list's own.
    func isIssuer(_ issuer: DistinguishedName, of entry: UInt32, unlessNamed listIssuer: DistinguishedName) -> Bool {
        let place = changes.partitioningIndex { $0.entry > entry }
        guard place > 0 else { return issuer.matches(listIssuer) }
        return issuers[changes[place - 1].issuer].contains(.directory(issuer.matchingKey))
    }
}

extension Array {
    /// The first place from which on the predicate holds; it has to hold for none before.
    func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
        var bounds = 0..<count
        while !bounds.isEmpty {
            let middle = bounds.lowerBound + bounds.count / 2
            bounds = isAfter(self[middle]) ? bounds.lowerBound..<middle : middle + 1..<bounds.upperBound
        }
        return bounds.lowerBound
    }
}
