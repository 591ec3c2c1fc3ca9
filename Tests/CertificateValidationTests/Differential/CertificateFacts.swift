//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation

/// What a certificate says, read as tolerantly as OpenSSL does, for rules about the differences.
struct CertificateFacts {
    struct Extension {
        /// The content of the object identifier.
        let type: [UInt8]
        let value: ArraySlice<UInt8>

        /// Whether its value is read of any certificate, or of an anchor's.
        var isAlwaysRead: Bool {
            type.count == 3 && type.starts(with: [0x55, 0x1D])
                && [14, 15, 19, 32, 33, 35, 36, 37, 54].contains(type[2])
        }

        /// Whether the value is one value in DER and nothing after it.
        var isDER: Bool { BERValue(value).map { $0.isDER && $0.end == value.endIndex } ?? false }
    }

    /// Whether certificate and extensions are DER, the values of extensions apart, and nothing follows.
    let isDER: Bool
    /// As it is written; `nil` where it isn't.
    let version: [UInt8]?
    let serialNumber: ArraySlice<UInt8>
    let issuer: BERValue
    let subject: BERValue
    /// Whether the time of ``GeneratedPath`` is the last second of its validity.
    let endsAtTime: Bool
    let hasUniqueIdentifier: Bool
    /// `nil` where there is no such field.
    let extensions: [Extension]?
    let hasOneAlgorithm: Bool

    /// `nil` where the octets don't have the fields of a certificate.
    init?(_ der: [UInt8]) {
        guard let whole = BERValue(der), let signed = whole.nodes.first, whole.nodes.count >= 2 else { return nil }
        var fields = signed.nodes[...]
        let written = fields.first.flatMap { $0.tag == 0xA0 ? $0 : nil }
        if written != nil { fields = fields.dropFirst() }
        guard fields.count >= 6 else { return nil }
        let named = Array(fields.prefix(6))
        isDER = whole.isDER && whole.end == der.count
        version = written.map { Array($0.nodes.first?.content ?? []) }
        serialNumber = named[0].content
        issuer = named[2]
        let time = Array(GeneratedPath.utcTime.utf8)
        let end = named[3].nodes.last.map { Array($0.content) }
        endsAtTime = end == time || end == Array("20".utf8) + time
        subject = named[4]
        hasOneAlgorithm = named[1].content.elementsEqual(whole.nodes[1].content)
        hasUniqueIdentifier = fields.dropFirst(6).contains { [0x81, 0x82, 0xA1, 0xA2].contains($0.tag) }
        let list = fields.dropFirst(6).first { $0.tag == 0xA3 }
        extensions = list.map { $0.nodes.first?.nodes.compactMap(Extension.init) ?? [] }
    }

    subscript(_ number: UInt8) -> Extension? { extensions?.first { $0.type == [0x55, 0x1D, number] } }

    var hasDuplicateExtension: Bool {
        guard let extensions else { return false }
        return Set(extensions.map(\.type)).count < extensions.count
    }

    var hasEmptyRelativeName: Bool { (issuer.nodes + subject.nodes).contains { $0.content.isEmpty } }
}

// MARK: What extensions say

extension CertificateFacts {
    /// The fields of an extension whose value is a SEQUENCE.
    private func fields(_ number: UInt8) -> [BERValue] { self[number].flatMap { BERValue($0.value) }?.nodes ?? [] }

    /// Whether authorityKeyIdentifier names another key or another certificate than the issuer's (RFC 5280 §4.2.1.1).
    func hasUnfitIdentifier(of issuer: CertificateFacts) -> Bool {
        let fields = fields(35)
        let key = issuer[14].flatMap { BERValue($0.value) }
        if let wanted = fields.first(where: { $0.tag == 0x80 }), let key, wanted.content != key.content { return true }
        if let number = fields.first(where: { $0.tag == 0x82 }), number.content != issuer.serialNumber { return true }
        let names = fields.first { $0.tag == 0xA1 }?.nodes.first { $0.tag == 0xA4 }
        return names?.nodes.first.map { $0.content != issuer.issuer.content } ?? false
    }

    var requiresExplicitPolicy: Bool { fields(36).contains { $0.tag == 0x80 } }
    var inhibitsPolicyMapping: Bool { fields(36).contains { $0.tag == 0x81 } }

    /// Whether something about policies begins to apply after some certificates.
    var hasPolicyLimits: Bool { inhibitsPolicyMapping || self[54] != nil }

    /// `nil` where there is no certificatePolicies.
    var policies: [ObjectIdentifier]? {
        guard self[32] != nil else { return nil }
        return fields(32).compactMap { $0.nodes.first.map { ObjectIdentifier(octets: Array($0.content)) } }
    }

    var hasNegativeCount: Bool {
        let counts = fields(36) + [self[54].flatMap { BERValue($0.value) }].compactMap { $0 }
        return counts.contains { $0.content.first.map { $0 >= 0x80 } ?? false }
    }
}

extension CertificateFacts.Extension {
    init?(_ value: BERValue) {
        let fields = value.nodes
        guard let type = fields.first, let last = fields.last, fields.count >= 2 else { return nil }
        self.type = Array(type.content)
        self.value = last.content
    }
}
