//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import DocumentGenerator

/// A certificate of a generated path before it is signed, with every part open to change.
struct DraftCertificate {
    var recipe: CertificateRecipe
    var issuer: DraftName
    var subject: DraftName
    var extensions: [DraftExtension]
    /// Whose certificate it is.
    var key: SigningKey
    var signer: SigningKey
    /// Made before the signature, which is about their result.
    var signedChanges: [OctetChange] = []
    /// Made after it.
    var laterChanges: [OctetChange] = []
    /// Whether the signature has a wrong bit.
    var isTampered = false
    /// Whether the list of extensions is there also where it is empty.
    var writesEmptyExtensions = false

    init(subject: DraftName, key: SigningKey, issuer: DraftName, signer: SigningKey, extensions: [DraftExtension]) {
        recipe = CertificateRecipe(issuer: [], subject: [], subjectPublicKeyInfo: key.subjectPublicKeyInfo)
        recipe.algorithm = .ed25519
        self.subject = subject
        self.issuer = issuer
        self.key = key
        self.signer = signer
        self.extensions = extensions
    }

    var der: [UInt8] {
        var recipe = recipe
        recipe.issuer = issuer.der
        recipe.subject = subject.der
        recipe.extensions = extensions.map(\.der)
        if writesEmptyExtensions, extensions.isEmpty { recipe.extensions = [[]] }
        var signed = recipe.tbsCertificate
        for change in signedChanges { change.apply(to: &signed) }
        var value = signer.sign(signed, digest: recipe.algorithm.digest)
        if isTampered { value[value.count / 2] ^= 0x10 }
        var der = TLV.sequence(signed, recipe.outerAlgorithm ?? recipe.algorithm.der, TLV.bits(value))
        for change in laterChanges { change.apply(to: &der) }
        return der
    }

    /// The value of an extension; sets or removes it.
    subscript(_ number: UInt64) -> DraftExtension? {
        get { extensions.first { $0.type == DraftExtension.type(number) } }
        set {
            let place = extensions.firstIndex { $0.type == DraftExtension.type(number) }
            switch (place, newValue) {
            case (let place?, let value?): extensions[place] = value
            case (let place?, nil): extensions.remove(at: place)
            case (nil, let value?): extensions.append(value)
            case (nil, nil): break
            }
        }
    }
}

struct DraftExtension {
    /// The object identifier in DER.
    var type: [UInt8]
    var isCritical: Bool
    var value: [UInt8]

    init(_ number: UInt64, critical: Bool = false, _ value: [UInt8]) {
        type = Self.type(number)
        isCritical = critical
        self.value = value
    }

    init(type: [UInt8], critical: Bool, _ value: [UInt8]) {
        self.type = type
        isCritical = critical
        self.value = value
    }

    /// 2.5.29.…
    static func type(_ number: UInt64) -> [UInt8] { TLV.oid(2, 5, 29, number) }

    var der: [UInt8] { TLV.sequence(type, isCritical ? TLV.yes : [], TLV.octets(value)) }
}

/// A name whose attributes can be changed.
struct DraftName: Equatable {
    struct Attribute: Equatable {
        /// The object identifier in DER.
        var type: [UInt8]
        /// The string type.
        var tag: UInt8
        var octets: [UInt8]

        /// 2.5.4.…
        init(_ number: UInt64, _ text: String, tag: UInt8 = 0x0C) {
            type = TLV.oid(2, 5, 4, number)
            self.tag = tag
            octets = Array(text.utf8)
        }

        /// emailAddress of PKCS #9.
        init(mail: String) {
            type = TLV.oid(1, 2, 840, 113_549, 1, 9, 1)
            tag = 0x16
            octets = Array(mail.utf8)
        }

        var der: [UInt8] { TLV.sequence(type, TLV.make(tag, octets)) }
    }

    var relativeNames: [[Attribute]]

    init(_ attributes: Attribute...) { relativeNames = attributes.map { [$0] } }

    var der: [UInt8] { TLV.make(0x30, relativeNames.flatMap { TLV.make(0x31, $0.flatMap(\.der)) }) }
}
