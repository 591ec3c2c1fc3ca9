//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation

/// The parts of a revocation list, for lists that no authority would issue.
struct RevocationListRecipe {
    var version: [UInt8] = TLV.integer(1)
    var issuer: [UInt8]
    var thisUpdate: [UInt8] = TLV.utcTime("251225000000Z")
    var nextUpdate: [UInt8] = TLV.utcTime("260125000000Z")
    /// Each a whole entry; no field at all where there is none.
    var entries: [[UInt8]] = []
    /// Each a whole `Extension`; no field at all where there is none.
    var extensions: [[UInt8]] = [ListExtension.authorityKey, ListExtension.number(1)]
    var algorithm: CertificateRecipe.Algorithm = .ecdsaWithSHA256
    /// Beside the signature, where it is to be another one than the signed one.
    var outerAlgorithm: [UInt8]?

    init(issuer: [UInt8]) { self.issuer = issuer }

    var tbsCertList: [UInt8] {
        TLV.sequence(
            version, algorithm.der, issuer, thisUpdate, nextUpdate,
            entries.isEmpty ? [] : TLV.make(0x30, entries.flatMap { $0 }),
            extensions.isEmpty ? [] : TLV.make(0xA0, TLV.make(0x30, extensions.flatMap { $0 }))
        )
    }

    func signed(by key: SigningKey) -> [UInt8] {
        let signed = tbsCertList
        let value = key.sign(signed, digest: algorithm.digest)
        return TLV.sequence(signed, outerAlgorithm ?? algorithm.der, TLV.bits(value))
    }
}

/// Extensions of lists and of their entries (RFC 5280 §5.2, §5.3), and distribution points.
enum ListExtension {
    static let authorityKey = Extension.authorityKey([1, 2, 3])

    static func number(_ number: Int, critical: Bool = false) -> [UInt8] {
        Extension.make(20, critical: critical, TLV.integer(number))
    }

    static func delta(base: Int, critical: Bool = true) -> [UInt8] {
        Extension.make(27, critical: critical, TLV.integer(base))
    }

    static func scope(_ fields: [UInt8]..., critical: Bool = true) -> [UInt8] {
        Extension.make(28, critical: critical, TLV.make(0x30, fields.flatMap { $0 }))
    }

    static func reason(_ code: UInt8, critical: Bool = false) -> [UInt8] {
        Extension.make(21, critical: critical, TLV.make(0x0A, [code]))
    }

    static func issuer(_ name: [UInt8], critical: Bool = true) -> [UInt8] {
        Extension.make(29, critical: critical, TLV.sequence(TLV.make(0xA4, name)))
    }

    /// Nobody knows it.
    static func unknown(critical: Bool) -> [UInt8] {
        TLV.sequence(TLV.oid(2, 999, 1), critical ? TLV.yes : [], TLV.octets(TLV.null))
    }

    static func expired(_ time: String) -> [UInt8] { Extension.make(60, TLV.generalizedTime(time)) }

    static let onlyUser = TLV.make(0x81, [0xFF])
    static let onlyAuthority = TLV.make(0x82, [0xFF])
    static let indirect = TLV.make(0x84, [0xFF])
    static let onlyAttribute = TLV.make(0x85, [0xFF])

    /// keyCompromise to the sixth reason, certificateHold, or the other two.
    static let firstReasons: [UInt8] = [1, 0x7E]
    static let otherReasons: [UInt8] = [7, 0x01, 0x80]

    static func onlySome(_ reasons: [UInt8]) -> [UInt8] { TLV.make(0x83, reasons) }

    static func uri(_ text: String) -> [UInt8] { TLV.make(0x86, Array(text.utf8)) }

    /// A `DistributionPointName` in its field.
    static func fullName(_ names: [UInt8]...) -> [UInt8] {
        TLV.make(0xA0, TLV.make(0xA0, names.flatMap { $0 }))
    }

    static func relativeName(_ commonName: String) -> [UInt8] {
        TLV.make(0xA0, TLV.make(0xA1, TLV.sequence(TLV.oid(2, 5, 4, 3), TLV.utf8(commonName))))
    }

    /// The extension of a certificate; each point is the fields of a `DistributionPoint`.
    static func points(_ points: [UInt8]...) -> [UInt8] {
        Extension.make(31, TLV.make(0x30, points.flatMap { TLV.make(0x30, $0) }))
    }

    static func listIssuer(_ name: [UInt8]) -> [UInt8] { TLV.make(0xA2, TLV.make(0xA4, name)) }
}

extension TestAuthority {
    /// A list of this authority; without entries unless `change` says otherwise.
    func list(
        signedBy other: SigningKey? = nil,
        _ change: (inout RevocationListRecipe) -> Void = { _ in }
    ) throws -> RevocationList {
        var recipe = RevocationListRecipe(issuer: name)
        change(&recipe)
        return try RevocationList(der: recipe.signed(by: other ?? key))
    }
}

/// An entry of a list.
func listed(_ serialNumber: Int, since date: String = "251220000000Z", _ extensions: [UInt8]...) -> [UInt8] {
    let fields = extensions.flatMap { $0 }
    return TLV.sequence(
        TLV.integer(serialNumber), TLV.utcTime(date), fields.isEmpty ? [] : TLV.make(0x30, fields)
    )
}
