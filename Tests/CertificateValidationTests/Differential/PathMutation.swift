//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import DocumentGenerator

/// What is done to a generated path; each kind has several ways, some of which change nothing that counts.
enum PathMutation: String, CaseIterable {
    case validityBound = "validity at its bounds"
    case timeForm = "form of a time"
    case basicConstraints
    case keyUsage
    case extendedKeyUsage
    case otherIssuer = "another issuer's name"
    case writtenDifferently = "name written differently"
    case emptyName = "empty name"
    case severalValues = "relative name of several values"
    case authorityKeyIdentifier
    case subjectKeyIdentifier
    case unknownExtension = "unknown extension"
    case duplicateExtension = "extension twice"
    case missingExtension = "extension left out"
    case unreadableExtension = "extension that can't be read"
    case criticality = "critical or not"
    case nameConstraints
    case alternativeNames = "subjectAltName"
    case certificatePolicies
    case policyMappings
    case policyConstraints
    case inhibitAnyPolicy
    case policyInputs = "inputs about policies"
    case version
    case serialNumber = "serial number"
    case uniqueIdentifier = "unique identifier"
    case signingKey = "another key signs"
    case signatureBit = "bit of the signature"
    case algorithm = "signature algorithm"
    case subjectKey = "public key"
    case selfIssued = "self-issued"
    case signedValue = "value changed before signing"
    case signedOctet = "octet changed before signing"
    case laterOctet = "octet changed after signing"
    case end = "end of the octets"

    /// - Returns: What was done, for a person.
    func apply(to path: inout GeneratedPath, _ numbers: inout SeededNumbers) -> String {
        switch self {
        case .policyInputs: return Self.setPolicyInputs(of: &path, &numbers)
        case .selfIssued: return Self.makeSelfIssued(&path, &numbers)
        case .writtenDifferently, .emptyName, .severalValues:
            return changeName(of: &path, &numbers)
        default: break
        }
        let index = isAboutAuthorities ? path.pickAuthority(&numbers) : path.pickDraft(&numbers)
        return "certificate \(index), \(change(&path.drafts[index], &numbers))"
    }

    private var isAboutAuthorities: Bool {
        switch self {
        case .nameConstraints, .policyMappings, .policyConstraints, .inhibitAnyPolicy: true
        default: false
        }
    }

    private func change(_ draft: inout DraftCertificate, _ numbers: inout SeededNumbers) -> String {
        switch self {
        case .validityBound, .timeForm: return changeTime(of: &draft, &numbers)
        case .basicConstraints, .keyUsage, .extendedKeyUsage, .authorityKeyIdentifier, .subjectKeyIdentifier,
            .unknownExtension, .duplicateExtension, .missingExtension, .unreadableExtension, .criticality:
            return changeExtension(of: &draft, &numbers)
        case .nameConstraints, .alternativeNames: return changeNames(in: &draft, &numbers)
        case .certificatePolicies, .policyMappings, .policyConstraints, .inhibitAnyPolicy:
            return changePolicies(of: &draft, &numbers)
        case .otherIssuer, .version, .serialNumber, .uniqueIdentifier, .signingKey, .signatureBit, .algorithm,
            .subjectKey:
            return changeField(of: &draft, &numbers)
        case .signedValue, .signedOctet, .laterOctet, .end: return changeOctets(of: &draft, &numbers)
        case .policyInputs, .selfIssued, .writtenDifferently, .emptyName, .severalValues:
            preconditionFailure("not about one certificate")
        }
    }

    private func changeOctets(of draft: inout DraftCertificate, _ numbers: inout SeededNumbers) -> String {
        let change: OctetChange =
            switch self {
            case .signedValue: .ofValue(&numbers)
            case .end: .ofEnd(&numbers)
            default: .ofOctet(&numbers)
            }
        if self == .signedValue || self == .signedOctet || (self == .end && numbers.once(in: 2)) {
            draft.signedChanges.append(change)
        } else {
            draft.laterChanges.append(change)
        }
        return "\(change)"
    }

    // MARK: Fields

    private func changeTime(of draft: inout DraftCertificate, _ numbers: inout SeededNumbers) -> String {
        // The second before the validation, its very second, and the one after it.
        let bounds = ["251231235959Z", GeneratedPath.utcTime, "260101000001Z"]
        var text = numbers.pick(bounds)
        var isGeneralized = false
        let isStart = numbers.once(in: 2)
        if self == .timeForm {
            text = isStart ? "200101000000Z" : "301231235959Z"
            switch numbers.number(below: 10) {
            case 0: (text, isGeneralized) = ("20" + text, true)
            case 1: (text, isGeneralized) = (isStart ? "19491231235959Z" : "20500101000000Z", true)
            case 2: (text, isGeneralized) = ("99991231235959Z", true)
            case 3: text = String(text.dropLast(3)) + "Z"
            case 4: text = String(text.dropLast()) + "+0700"
            case 5: (text, isGeneralized) = ("20" + text.dropLast() + ".5Z", true)
            case 6: text = String(text.dropLast())
            case 7: text = "20" + "13" + text.dropFirst(4)
            case 8: text = isStart ? "500101000000Z" : "491231235959Z"
            default: text = isStart ? "200230000000Z" : "301231235960Z"
            }
        }
        let time = isGeneralized ? TLV.generalizedTime(text) : TLV.utcTime(text)
        if isStart { draft.recipe.notBefore = time } else { draft.recipe.notAfter = time }
        return "\(isStart ? "notBefore" : "notAfter") \(text)"
    }

    private func changeField(of draft: inout DraftCertificate, _ numbers: inout SeededNumbers) -> String {
        let way = numbers.number(below: 6)
        switch self {
        case .otherIssuer: draft.issuer = DraftName(.init(3, "Authority \(way)"))
        case .version: Self.setVersion(of: &draft, way)
        case .serialNumber:
            let values: [[UInt8]] = [[0], [0xFF], [0x80, 0], Array(repeating: 0x11, count: 21), [0, 1], []]
            draft.recipe.serialNumber = TLV.make(0x02, values[way])
            if way == 3, numbers.once(in: 2) {
                draft.recipe.serialNumber = TLV.make(0x02, [UInt8](repeating: 0x11, count: numbers.pick([64, 65])))
            }
        case .uniqueIdentifier:
            // Bits of which nine wouldn't be used are none.
            draft.recipe.uniqueIdentifiers = TLV.make(way < 3 ? 0x81 : 0x82, way % 3 == 0 ? [9] : [0, 0x55])
        case .signingKey: draft.signer = GeneratedPath.keys[7 - way % 2]
        case .signatureBit: draft.isTampered = true
        case .algorithm: Self.setAlgorithm(of: &draft, way)
        case .subjectKey: Self.setKey(of: &draft, way)
        default: break
        }
        return "way \(way)"
    }

    private static func setVersion(of draft: inout DraftCertificate, _ way: Int) {
        draft.recipe.version = way == 5 ? [] : TLV.make(0xA0, TLV.integer([0, 1, 2, 3, 1][way]))
        if way == 1 || way >= 4 { draft.extensions = [] }
        if way == 2 { (draft.extensions, draft.writesEmptyExtensions) = ([], true) }
    }

    private static func setAlgorithm(of draft: inout DraftCertificate, _ way: Int) {
        let other = TLV.sequence(TLV.oid(1, 3, 101, 113))
        let ed25519 = CertificateRecipe.Algorithm.ed25519
        switch way {
        case 0: draft.recipe.outerAlgorithm = other
        case 1: draft.recipe.outerAlgorithm = TLV.sequence(TLV.oid(1, 3, 101, 112), TLV.null)
        case 2: draft.recipe.algorithm = .init(der: other, digest: nil)
        case 3: draft.recipe.algorithm = .init(der: CertificateRecipe.Algorithm.ecdsaWithSHA256.der, digest: nil)
        case 4: draft.recipe.algorithm = .init(der: TLV.sequence(TLV.oid(1, 3, 101, 112), TLV.null), digest: nil)
        default:
            draft.recipe.algorithm = .init(der: TLV.sequence(TLV.oid(2, 999, 1)), digest: nil)
            draft.recipe.outerAlgorithm = ed25519.der
        }
    }

    private static func setKey(of draft: inout DraftCertificate, _ way: Int) {
        let point = GeneratedPath.keys[7].subjectPublicKeyInfo
        switch way {
        case 0: draft.recipe.subjectPublicKeyInfo = point
        case 1: draft.recipe.subjectPublicKeyInfo = Array(point.dropLast()) + [0, 0]
        case 2:
            draft.recipe.subjectPublicKeyInfo = TLV.sequence(TLV.sequence(TLV.oid(2, 999, 1)), TLV.bits([1, 2, 3]))
        case 3:
            draft.recipe.subjectPublicKeyInfo = TLV.sequence(
                TLV.sequence(TLV.oid(1, 3, 101, 112)),
                TLV.bits([UInt8](repeating: 1, count: 31))
            )
        case 4:
            // DSA whose parameters are to be the issuer's.
            draft.recipe.subjectPublicKeyInfo = TLV.sequence(
                TLV.sequence(TLV.oid(1, 2, 840, 10040, 4, 1)),
                TLV.bits(TLV.integer(65_537))
            )
        default:
            draft.recipe.subjectPublicKeyInfo = TLV.sequence(
                TLV.sequence(TLV.oid(1, 2, 840, 10045, 2, 1), TLV.oid(1, 2, 840, 10045, 3, 1, 7)),
                TLV.bits([4] + [UInt8](repeating: 9, count: 64))
            )
        }
    }
}
