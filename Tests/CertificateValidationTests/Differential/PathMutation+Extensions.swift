//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import DocumentGenerator

extension PathMutation {
    func changeExtension(of draft: inout DraftCertificate, _ numbers: inout SeededNumbers) -> String {
        switch self {
        case .basicConstraints: return Self.setBasicConstraints(of: &draft, &numbers)
        case .keyUsage: return Self.setKeyUsage(of: &draft, &numbers)
        case .extendedKeyUsage: return Self.setExtendedKeyUsage(of: &draft, &numbers)
        case .authorityKeyIdentifier: return Self.setAuthorityKeyIdentifier(of: &draft, &numbers)
        case .subjectKeyIdentifier: return Self.setSubjectKeyIdentifier(of: &draft, &numbers)
        case .unreadableExtension: return Self.addUnreadable(to: &draft, &numbers)
        case .unknownExtension:
            let isCritical = numbers.once(in: 2)
            let type = numbers.pick([TLV.oid(2, 999, 5), TLV.oid(1, 3, 6, 1, 5, 5, 7, 1, 99), TLV.oid(2, 5, 29, 99)])
            draft.extensions.append(
                DraftExtension(type: type, critical: isCritical, numbers.pick([[], TLV.null, [1]])))
            return isCritical ? "critical" : "not critical"
        case .duplicateExtension:
            guard !draft.extensions.isEmpty else { return "none" }
            var twin = numbers.pick(draft.extensions)
            if numbers.once(in: 3) { twin = DraftExtension(type: TLV.oid(2, 999, 5), critical: false, TLV.null) }
            draft.extensions.append(twin)
            if !draft.extensions.dropLast().contains(where: { $0.type == twin.type }) { draft.extensions.append(twin) }
            return "\(twin.type)"
        case .missingExtension:
            guard !draft.extensions.isEmpty else { return "none" }
            return "\(draft.extensions.remove(at: numbers.number(below: draft.extensions.count)).type)"
        case .criticality:
            guard !draft.extensions.isEmpty else { return "none" }
            let index = numbers.number(below: draft.extensions.count)
            draft.extensions[index].isCritical.toggle()
            return "\(draft.extensions[index].type)"
        default: preconditionFailure("not about an extension")
        }
    }

    private static func setBasicConstraints(
        of draft: inout DraftCertificate, _ numbers: inout SeededNumbers
    ) -> String {
        let ways: [[UInt8]?] = [
            nil, TLV.sequence(), TLV.sequence([1, 1, 0]), TLV.sequence(TLV.yes), TLV.sequence(TLV.yes, TLV.integer(0)),
            TLV.sequence(TLV.yes, TLV.integer(1)), TLV.sequence(TLV.yes, TLV.integer(2)),
            TLV.sequence(TLV.yes, TLV.integer(-1)), TLV.sequence(TLV.integer(0)), TLV.sequence([1, 1, 1]),
            TLV.sequence(TLV.yes, TLV.make(0x02, [UInt8](repeating: 0x7F, count: 9))),
            TLV.sequence(TLV.yes, TLV.make(0x02, [0x7F, 0xFF, 0xFF, 0xFF, 0xFF])), TLV.null, [],
            TLV.sequence(TLV.yes, TLV.integer(1), TLV.null),
        ]
        let way = numbers.number(below: ways.count)
        draft[19] = ways[way].map { DraftExtension(19, critical: !numbers.once(in: 4), $0) }
        return "way \(way)"
    }

    private static func setKeyUsage(of draft: inout DraftCertificate, _ numbers: inout SeededNumbers) -> String {
        let ways: [[UInt8]?] = [
            nil, TLV.bits([0x04], unused: 2), TLV.bits([0x02], unused: 1), TLV.bits([0x80], unused: 7),
            TLV.bits([0xFE], unused: 1), TLV.bits([]), TLV.bits([0], unused: 0), TLV.bits([0x05], unused: 2),
            TLV.bits([0x04, 0], unused: 0), TLV.bits([0x04, 0x80], unused: 7), TLV.bits([0x04, 0x80, 1]), TLV.null,
            TLV.bits([0x04], unused: 8), TLV.make(0x03),
        ]
        let way = numbers.number(below: ways.count)
        draft[15] = ways[way].map { DraftExtension(15, critical: !numbers.once(in: 4), $0) }
        return "way \(way)"
    }

    private static func setExtendedKeyUsage(
        of draft: inout DraftCertificate, _ numbers: inout SeededNumbers
    ) -> String {
        let purpose = TLV.oid(1, 3, 6, 1, 5, 5, 7, 3, 1 + UInt64(numbers.number(below: 9)))
        let ways = [
            TLV.sequence(purpose), TLV.sequence(TLV.oid(2, 5, 29, 37, 0)), TLV.sequence(purpose, TLV.oid(2, 999, 3)),
            TLV.sequence(), TLV.null, TLV.sequence(TLV.null),
        ]
        let way = numbers.number(below: ways.count)
        draft[37] = DraftExtension(37, critical: numbers.once(in: 2), ways[way])
        return "way \(way)"
    }

    private static func setAuthorityKeyIdentifier(
        of draft: inout DraftCertificate, _ numbers: inout SeededNumbers
    ) -> String {
        let issuer = TLV.make(0xA1, AlternativeName.directory(draft.issuer))
        let other = TLV.make(0xA1, AlternativeName.directory(AlternativeName.works))
        let identifier = TLV.make(0x80, [UInt8](repeating: 7, count: 20))
        let ways: [[UInt8]?] = [
            nil, TLV.sequence(), TLV.sequence(identifier), TLV.sequence(issuer, TLV.make(0x82, [1])),
            TLV.sequence(other, TLV.make(0x82, [1])), TLV.sequence(issuer), TLV.sequence(TLV.make(0x82, [1])),
            TLV.sequence(TLV.make(0x80)), TLV.null, TLV.sequence(TLV.make(0xA1, TLV.null), TLV.make(0x82, [1])),
            TLV.sequence(identifier, TLV.make(0x89, [1])), TLV.sequence(identifier, identifier),
        ]
        let way = numbers.number(below: ways.count)
        draft[35] = ways[way].map { DraftExtension(35, critical: numbers.once(in: 6), $0) }
        return "way \(way)"
    }

    private static func setSubjectKeyIdentifier(
        of draft: inout DraftCertificate, _ numbers: inout SeededNumbers
    ) -> String {
        let ways: [[UInt8]?] = [
            nil, TLV.octets([7, 7]), TLV.octets([]), TLV.octets([UInt8](repeating: 8, count: 20)), TLV.null, [7, 7],
        ]
        let way = numbers.number(below: ways.count)
        draft[14] = ways[way].map { DraftExtension(14, critical: numbers.once(in: 6), $0) }
        return "way \(way)"
    }

    /// Extensions of RFC 5280 and others that OpenSSL knows, with values that are none of theirs.
    private static func addUnreadable(to draft: inout DraftCertificate, _ numbers: inout SeededNumbers) -> String {
        let number = numbers.pick([9, 14, 15, 17, 18, 19, 30, 31, 32, 33, 35, 36, 37, 46, 54, 56] as [UInt64])
        var type = DraftExtension.type(number)
        if numbers.once(in: 6) {
            // authorityInfoAccess, Netscape's type of certificate, addresses of RFC 3779.
            type = numbers.pick([
                TLV.oid(1, 3, 6, 1, 5, 5, 7, 1, 1), TLV.oid(2, 16, 840, 1, 113_730, 1, 1),
                TLV.oid(1, 3, 6, 1, 5, 5, 7, 1, 7),
            ])
        }
        let value = numbers.pick([
            [], TLV.null, [0x30, 5, 0], TLV.sequence(TLV.null), TLV.sequence(), TLV.octets([1]), [1, 2, 3],
        ])
        draft.extensions.removeAll { $0.type == type }
        draft.extensions.append(DraftExtension(type: type, critical: numbers.once(in: 3), value))
        return "\(type) \(value)"
    }
}
