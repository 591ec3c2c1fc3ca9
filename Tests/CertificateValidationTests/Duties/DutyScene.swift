//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics
import Testing

/// A root, an authority below it and a leaf, which keep to all of RFC 5280 §4 unless something is changed.
struct DutyScene {
    typealias Change = @Sendable (inout CertificateRecipe) -> Void

    let root: TestAuthority
    let issuing: TestAuthority
    let leaf: Certificate

    init(authority changeAuthority: Change = { _ in }, leaf changeLeaf: Change = { _ in }) throws {
        root = try TestAuthority("Root") {
            $0.extensions = [Extension.authority(), Extension.keyUsage(0x06), Extension.subjectKey([1])]
        }
        issuing = try root.authority("Issuing") {
            $0.extensions = [
                Extension.authority(), Extension.keyUsage(0x06), Extension.subjectKey([2]), Extension.authorityKey([1]),
            ]
            changeAuthority(&$0)
        }
        leaf = try issuing.issue {
            $0.extensions = [Extension.keyUsage(0xC0), Extension.subjectKey([3]), Extension.authorityKey([2])]
            changeLeaf(&$0)
        }
    }

    func findings(under profile: CertificateProfile) throws -> [Finding] {
        let outcome = try validate(under: profile)
        return outcome.path?.findings ?? outcome.failure?.findings ?? []
    }

    func validate(under profile: CertificateProfile) throws -> PathValidationOutcome {
        PathValidator(
            trust: try TrustStore([root.certificate]),
            intermediates: [issuing.certificate],
            purpose: .any,
            profile: profile,
            revocation: RevocationPolicy(.off)
        ).validate(leaf, at: Moment.middle)
    }
}

extension CertificateRecipe {
    /// Puts an extension in the place of that of the same type (2.5.29), or at the end.
    mutating func replace(_ number: UInt64, _ new: [UInt8]) {
        remove(number)
        extensions.append(new)
    }

    mutating func remove(_ number: UInt64) {
        let type = TLV.oid(2, 5, 29, number)
        extensions.removeAll { $0.dropFirst(2).starts(with: type) }
    }
}

/// General names and extensions with odd values.
enum DutyExtension {
    static func names(_ names: [UInt8]..., critical: Bool = false) -> [UInt8] {
        Extension.make(17, critical: critical, TLV.make(0x30, names.flatMap { $0 }))
    }

    static func mailbox(_ text: String) -> [UInt8] { TLV.make(0x81, Array(text.utf8)) }

    static func host(_ text: String) -> [UInt8] { TLV.make(0x82, Array(text.utf8)) }

    static func uri(_ text: String) -> [UInt8] { TLV.make(0x86, Array(text.utf8)) }

    static func address(_ octets: UInt8...) -> [UInt8] { TLV.make(0x87, octets) }

    /// Under 1.3.6.1.5.5.7.1.
    static func access(_ number: UInt64, critical: Bool = false, _ value: [UInt8]) -> [UInt8] {
        TLV.sequence(TLV.oid(1, 3, 6, 1, 5, 5, 7, 1, number), critical ? TLV.yes : [], TLV.octets(value))
    }

    /// One method: caIssuers.
    static let accessMethods = TLV.sequence(
        TLV.sequence(TLV.oid(1, 3, 6, 1, 5, 5, 7, 48, 2), uri("http://host.example/a.crt"))
    )

    static func permitted(_ base: [UInt8], _ range: [UInt8] = []) -> [UInt8] {
        Extension.make(30, critical: true, TLV.sequence(TLV.make(0xA0, TLV.sequence(base, range))))
    }

    static let policy = TLV.oid(1, 3, 6, 1, 4, 1, 32473, 1)

    static func policies(_ policies: [UInt8]...) -> [UInt8] {
        Extension.make(32, TLV.make(0x30, policies.flatMap { TLV.sequence($0) }))
    }

    static func notice(_ text: [UInt8]) -> [UInt8] {
        let qualifier = TLV.sequence(TLV.oid(1, 3, 6, 1, 5, 5, 7, 2, 2), TLV.sequence(text))
        return policies(policy + TLV.sequence(qualifier))
    }

    static func mappings(_ pairs: [UInt8]..., critical: Bool = true) -> [UInt8] {
        Extension.make(33, critical: critical, TLV.make(0x30, pairs.flatMap { TLV.sequence($0) }))
    }
}
