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
    /// Changes a name in an authority or the leaf, where it is the subject, the issuer below, or both.
    func changeName(of path: inout GeneratedPath, _ numbers: inout SeededNumbers) -> String {
        let index = numbers.number(below: path.drafts.count)
        let way = numbers.number(below: 12)
        let name = changed(path.drafts[index].subject, way, &numbers)
        let isInSubject = numbers.once(in: 2)
        if isInSubject { path.drafts[index].subject = name }
        if index + 1 < path.drafts.count, !isInSubject || !numbers.once(in: 3) { path.drafts[index + 1].issuer = name }
        return "certificate \(index), way \(way)\(isInSubject ? ", its subject" : "")"
    }

    private func changed(_ name: DraftName, _ way: Int, _ numbers: inout SeededNumbers) -> DraftName {
        var name = name
        switch self {
        case .emptyName: return DraftName()
        case .severalValues:
            var names = name.relativeNames
            guard names.count >= 2 else { return name }
            switch way % 4 {
            case 0: names = [names[0] + names[1]] + names[2...]
            case 1: names = [names[1] + names[0]] + names[2...]
            case 2: names[0].append(.init(11, "Unit"))
            default: names.append([])
            }
            name.relativeNames = names
        default:
            guard !name.relativeNames.isEmpty else { return name }
            let place = numbers.number(below: name.relativeNames.count)
            name.relativeNames[place] = name.relativeNames[place].map { Self.rewritten($0, way) }
        }
        return name
    }

    private static func rewritten(_ attribute: DraftName.Attribute, _ way: Int) -> DraftName.Attribute {
        var attribute = attribute
        let text = String(decoding: attribute.octets, as: UTF8.self)
        switch way {
        case 0: attribute.octets = Array(text.uppercased().utf8)
        case 1: attribute.octets = Array(text.lowercased().utf8)
        case 2: attribute.octets = Array("  \(text) ".utf8)
        case 3: attribute.octets = Array(text.replacing(" ", with: "   ").utf8)
        case 4: attribute.octets = Array(text.replacing(" ", with: "").utf8)
        case 5: attribute.tag = 0x13
        case 6: attribute.tag = 0x0C
        case 7: attribute.tag = 0x14
        case 8:
            attribute.tag = 0x1E
            attribute.octets = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case 9:
            attribute.tag = 0x1C
            attribute.octets = text.unicodeScalars.flatMap { scalar in
                [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
            }
        case 10: attribute.tag = 0x12
        default: attribute.tag = 0x04
        }
        return attribute
    }

    func changeNames(in draft: inout DraftCertificate, _ numbers: inout SeededNumbers) -> String {
        if self == .nameConstraints { return Self.setNameConstraints(of: &draft, &numbers) }
        var names: [[UInt8]] = []
        for _ in 0..<numbers.number(below: 4) {
            names.append(numbers.pick(AlternativeName.ordinary + AlternativeName.unusual))
        }
        draft[17] = DraftExtension(17, critical: numbers.once(in: 4), TLV.make(0x30, names.flatMap { $0 }))
        if numbers.once(in: 4) { draft.subject = DraftName() }
        return "\(names)\(draft.subject == DraftName() ? ", no subject" : "")"
    }

    private static func setNameConstraints(of draft: inout DraftCertificate, _ numbers: inout SeededNumbers) -> String {
        var lists: [[UInt8]] = []
        for tag: UInt8 in [0xA0, 0xA1] where !numbers.once(in: 3) {
            var subtrees: [[UInt8]] = []
            for _ in 0..<(1 + numbers.number(below: 3)) {
                let bounds: [UInt8] =
                    switch numbers.number(below: 20) {
                    case 0: TLV.make(0x80, [1])
                    case 1: TLV.make(0x81, [1])
                    case 2: TLV.make(0x80, [0])
                    default: []
                    }
                subtrees.append(TLV.sequence(numbers.pick(AlternativeName.bases), bounds))
            }
            lists.append(TLV.make(tag, subtrees.flatMap { $0 }))
        }
        draft[30] = DraftExtension(30, critical: !numbers.once(in: 4), TLV.make(0x30, lists.flatMap { $0 }))
        return "\(lists)"
    }

    /// Makes an authority that is its own issuer by name, with the key of the one before it; or has one added that is.
    static func makeSelfIssued(_ path: inout GeneratedPath, _ numbers: inout SeededNumbers) -> String {
        let index = path.pickAuthority(&numbers)
        guard path.drafts.count < 6, numbers.once(in: 2) else {
            guard index > 0 else {
                path.drafts[0].issuer = DraftName(.init(3, "Above"))
                return "the anchor isn't"
            }
            let name = path.drafts[index].issuer
            path.drafts[index].subject = name
            path.drafts[index + 1].issuer = name
            return "certificate \(index)"
        }
        var twin = path.drafts[index]
        let key = GeneratedPath.keys[6]
        twin.issuer = twin.subject
        twin.signer = twin.key
        twin.key = key
        twin.recipe.subjectPublicKeyInfo = key.subjectPublicKeyInfo
        // Identifiers of keys would be others, and are nobody's duty here.
        (twin[14], twin[35]) = (nil, nil)
        path.drafts.insert(twin, at: index + 1)
        path.drafts[index + 2].signer = key
        path.drafts[index + 2][35] = nil
        return "one after certificate \(index)"
    }
}
