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
import DocumentGenerator

/// A path of certificates with some mutations, as a seed decides it.
///
/// Keys and signatures are Ed25519's, which are the same each time.
struct GeneratedPath: CustomStringConvertible {
    /// When each path has to hold.
    static let time = Moment.middle
    /// The same as certificates write it in UTCTime.
    static let utcTime = "260101000000Z"

    private(set) var number: UInt64
    /// From the trust anchor down, in which order they are issued.
    var drafts: [DraftCertificate]
    var policies = CertificatePolicyInputs()
    private(set) var mutations: [PathMutation] = []
    /// What each mutation did, for a person.
    private var notes: [String] = []

    /// - Parameters:
    ///   - number: Which path of those of a seed it is.
    ///   - omitted: The place of a mutation that isn't made.
    init(number: UInt64, seed: UInt64, omitting omitted: Int? = nil) {
        self.number = number
        var numbers = SeededNumbers(seed: seed &* 0x9E37_79B9 &+ number)
        drafts = Self.base(count: 2 + numbers.number(below: 4), &numbers)
        for place in 0..<numbers.pick([0, 1, 1, 1, 2, 2, 3]) {
            let mutation = numbers.pick(PathMutation.allCases)
            var changed = self
            changed.notes.append("\(mutation.rawValue): \(mutation.apply(to: &changed, &numbers))")
            changed.mutations.append(mutation)
            if place != omitted { self = changed }
        }
    }

    /// From the leaf to the trust anchor, in DER.
    var certificates: [[UInt8]] { drafts.reversed().map(\.der) }

    var description: String {
        "path \(number) of \(drafts.count) certificates [\(notes.joined(separator: "; "))]"
    }

    // MARK: The path without mutations, which holds

    static let keys = (1...8).map { SigningKey.ed25519(numbered: $0) }
    private static let keyIdentifiers = (1...8).map { [UInt8](repeating: $0, count: 20) }

    private static func base(count: Int, _ numbers: inout SeededNumbers) -> [DraftCertificate] {
        var drafts: [DraftCertificate] = []
        for depth in 0..<count {
            let isLeaf = depth == count - 1
            let issuer = drafts.last
            var draft = DraftCertificate(
                subject: isLeaf ? leafName(&numbers) : authorityName(depth),
                key: keys[depth],
                issuer: issuer?.subject ?? authorityName(0),
                signer: issuer?.key ?? keys[0],
                extensions: isLeaf ? leafExtensions(&numbers) : authorityExtensions(count - depth - 2, &numbers)
            )
            draft.recipe.serialNumber = TLV.integer(1 + numbers.number(below: 1_000_000))
            draft[14] = numbers.once(in: 8) ? nil : DraftExtension(14, TLV.octets(keyIdentifiers[depth]))
            if depth > 0, drafts[depth - 1][14] != nil, !numbers.once(in: 8) {
                draft[35] = DraftExtension(35, TLV.sequence(TLV.make(0x80, keyIdentifiers[depth - 1])))
            }
            drafts.append(draft)
        }
        if numbers.once(in: 3) { addPolicies(&drafts, &numbers) }
        return drafts
    }

    private static func authorityName(_ depth: Int) -> DraftName {
        DraftName(.init(6, "VN", tag: 0x13), .init(10, "Example Trust"), .init(3, "Authority \(depth)"))
    }

    private static func leafName(_ numbers: inout SeededNumbers) -> DraftName {
        var name = DraftName(.init(6, "VN", tag: 0x13), .init(10, "Example Works"))
        name.relativeNames.append([.init(3, numbers.pick(["Nguyễn Văn An", "www.example.org"]))])
        if numbers.once(in: 4) { name.relativeNames.append([.init(mail: "an@example.org")]) }
        return name
    }

    private static func authorityExtensions(_ below: Int, _ numbers: inout SeededNumbers) -> [DraftExtension] {
        let length = numbers.once(in: 3) ? TLV.integer(below + numbers.number(below: 2)) : []
        let constraints = DraftExtension(19, critical: true, TLV.sequence(TLV.yes, length))
        return numbers.once(in: 5)
            ? [constraints] : [constraints, DraftExtension(15, critical: true, TLV.bits([0x06], unused: 1))]
    }

    private static func leafExtensions(_ numbers: inout SeededNumbers) -> [DraftExtension] {
        var extensions = [DraftExtension(15, critical: true, TLV.bits([0xC0], unused: 6))]
        if !numbers.once(in: 3) { extensions.append(DraftExtension(19, TLV.sequence())) }
        if numbers.once(in: 2) {
            let names = AlternativeName.ordinary.filter { _ in numbers.once(in: 2) }
            if !names.isEmpty { extensions.append(DraftExtension(17, TLV.make(0x30, names.flatMap { $0 }))) }
        }
        return extensions
    }

    private static func addPolicies(_ drafts: inout [DraftCertificate], _ numbers: inout SeededNumbers) {
        for index in drafts.indices.dropFirst() {
            var policies = [CertificatePolicy.identifier(1)]
            if numbers.once(in: 3) { policies.append(CertificatePolicy.identifier(2)) }
            if numbers.once(in: 4) { policies = [CertificatePolicy.any] }
            drafts[index][32] = CertificatePolicy.list(policies)
        }
    }

    /// A certificate to change: any, the anchor's least often.
    func pickDraft(_ numbers: inout SeededNumbers) -> Int {
        numbers.once(in: 8) ? 0 : 1 + numbers.number(below: drafts.count - 1)
    }

    /// An authority to change, be it the anchor.
    func pickAuthority(_ numbers: inout SeededNumbers) -> Int { numbers.number(below: drafts.count - 1) }
}

/// Names that leaves have besides their subject (RFC 5280 §4.2.1.6), and the forms of subtrees.
enum AlternativeName {
    static func mail(_ text: String) -> [UInt8] { TLV.make(0x81, Array(text.utf8)) }
    static func host(_ text: String) -> [UInt8] { TLV.make(0x82, Array(text.utf8)) }
    static func directory(_ name: DraftName) -> [UInt8] { TLV.make(0xA4, name.der) }
    static func uri(_ text: String) -> [UInt8] { TLV.make(0x86, Array(text.utf8)) }
    static func address(_ octets: UInt8...) -> [UInt8] { TLV.make(0x87, octets) }

    static let works = DraftName(.init(6, "VN", tag: 0x13), .init(10, "Example Works"))

    static let ordinary = [
        mail("an@example.org"), host("www.example.org"), directory(works), uri("https://www.example.org/an"),
        address(192, 0, 2, 1),
    ]

    static let unusual = [
        mail("example.org"), mail("an@"), mail("\"a n\"@example.org"), mail("an@EXAMPLE.ORG"),
        mail("an@sub.example.org"),
        host("*.example.org"), host("WWW.example.org"), host("example.org"), host(".example.org"),
        host("a_b.example.org"),
        host(""), host("example.net"), uri("https://example.net:8080/"), uri("urn:example"),
        uri("https://user@example.org/"),
        uri("https://192.0.2.1/"), uri(""), address(192, 0, 2), address(198, 51, 100, 7),
        address(0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), TLV.make(0x88, [0x2A, 3]),
        TLV.make(0xA0, TLV.oid(2, 999, 7), TLV.make(0xA0, TLV.utf8("an"))), directory(DraftName()),
        TLV.make(0xA3, TLV.null),
    ]

    /// Bases of subtrees, some of which hold what leaves have.
    static let bases = [
        mail("example.org"), mail("an@example.org"), mail(".example.org"), mail("example.net"), host("example.org"),
        host("www.example.org"), host(".example.org"), host("example.net"), host(""), directory(works),
        directory(DraftName(.init(6, "VN", tag: 0x13))), directory(DraftName(.init(6, "vn"))),
        directory(DraftName(.init(6, "DE", tag: 0x13))), directory(DraftName()), uri("example.org"),
        uri(".example.org"),
        uri("www.example.org"), address(192, 0, 2, 0, 255, 255, 255, 0), address(10, 0, 0, 0, 255, 0, 0, 0),
        address(0, 0, 0, 0, 0, 0, 0, 0), address(192, 0, 2, 0, 255, 0, 255, 0), address(192, 0, 2, 0, 255),
        TLV.make(0x88, [0x2A, 3]),
    ]
}

/// Policies under 2.999, the arc for examples.
enum CertificatePolicy {
    static func identifier(_ number: UInt64) -> [UInt8] { TLV.oid(2, 999, number) }
    static let any = TLV.oid(2, 5, 29, 32, 0)
    static let anyIdentifier = ObjectIdentifier(octets: Array(any.dropFirst(2)))

    static func list(_ identifiers: [[UInt8]], critical: Bool = false) -> DraftExtension {
        DraftExtension(32, critical: critical, TLV.make(0x30, identifiers.flatMap { TLV.sequence($0) }))
    }
}
