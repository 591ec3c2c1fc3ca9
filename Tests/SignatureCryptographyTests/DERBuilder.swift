//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Writes DER for tests; a tag and the octets inside.
enum DERBuilder {
    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length: [UInt8] =
            switch count {
            case ..<0x80: [UInt8(count)]
            case ..<0x100: [0x81, UInt8(count)]
            default: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
            }
        return [tag] + length + content
    }

    static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(0x30, parts.flatMap { $0 }) }

    static func integer(_ octets: [UInt8]) -> [UInt8] { element(0x02, octets) }

    /// A BIT STRING of whole octets.
    static func bits(_ octets: [UInt8]) -> [UInt8] { element(0x03, [0] + octets) }

    static let null: [UInt8] = [0x05, 0x00]
    /// 1.2.840.113549.1.1.1
    static let rsaEncryption = octets("06092a864886f70d010101")
    /// 1.2.840.113549.1.1.10
    static let rsassaPSS = octets("06092a864886f70d01010a")
    /// 1.2.840.10045.2.1
    static let ecPublicKey = octets("06072a8648ce3d0201")
    /// 1.2.840.10045.3.1.7
    static let p256 = octets("06082a8648ce3d030107")
    /// 1.2.840.10040.4.1
    static let dsa = octets("06072a8648ce380401")
    /// 1.3.101.112
    static let ed25519 = octets("06032b6570")
    /// 1.3.101.110, which signs nothing
    static let x25519 = octets("06032b656e")
}
