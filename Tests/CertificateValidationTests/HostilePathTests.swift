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
import SignatureCryptography
import Testing

/// Paths whose certificates say what nobody can process, or less than they have to.
@Suite("Paths don't hold")
struct HostilePathTests {
    private let root: TestAuthority

    init() throws { root = try TestAuthority("Root") }

    private func validate(
        _ leaf: Certificate,
        _ candidates: [Certificate] = [],
        policies: CertificatePolicyInputs = CertificatePolicyInputs(),
        limits: PathLimits = PathLimits()
    ) throws -> PathValidationOutcome {
        let trust = try TrustStore([root.certificate])
        let validator = PathValidator(
            trust: trust, policies: policies, revocation: RevocationPolicy(.off), limits: limits
        )
        return validator.validate(leaf, candidates: candidates, at: Moment.middle)
    }

    /// RFC 5280 §4.2: a certificate is rejected where a critical extension isn't recognized or holds what can't be
    /// processed.
    @Test(
        "where a critical extension of the leaf can't be read",
        arguments: [15, 17, 18, 19, 30, 31, 32, 33, 36, 46, 54, 72] as [UInt64]
    )
    func unreadableCriticalExtension(number: UInt64) throws {
        // A NULL in place of what the extension holds; some are refused when they are read.
        let leaf = try? root.issue { $0.extensions = [Extension.make(number, critical: true, TLV.null)] }
        if let leaf { #expect(try validate(leaf).path == nil) }
    }

    @Test("where an extension of an authority can't be read", arguments: [17, 30, 31, 32, 33, 36, 54] as [UInt64])
    func unreadableExtension(number: UInt64) throws {
        let issuing = try? root.authority("Issuing") {
            $0.extensions = [Extension.authority(), Extension.make(number, TLV.null)]
        }
        if let issuing { #expect(try validate(try issuing.issue(), [issuing.certificate]).path == nil) }
    }

    @Test("where a policy is asked for and none is acceptable (RFC 5280 §6.1.1 (c), (e))")
    func noAcceptablePolicy() throws {
        let policies = TLV.sequence(TLV.sequence(TLV.oid(2, 999, 1)))
        let leaf = try root.issue { $0.extensions = [Extension.make(32, policies)] }
        var inputs = CertificatePolicyInputs()
        inputs.requiresExplicitPolicy = true
        #expect(try validate(leaf, policies: inputs).path != nil)
        inputs.initialPolicies = [try #require(ObjectIdentifier("2.999.1"))]
        #expect(try validate(leaf, policies: inputs).path != nil)
        inputs.initialPolicies = []
        #expect(try validate(leaf, policies: inputs).subIndication == .chainConstraintsFailure)
        inputs.requiresExplicitPolicy = false
        #expect(try validate(leaf, policies: inputs).path != nil)
    }

    /// OpenSSL 3.0 reads its cache of a certificate's policies while another thread may still be filling it.
    @Test("for one thread and hold for another, whatever the policies")
    func policiesOfFreshCertificates() async throws {
        let policies = (0..<64).map { TLV.sequence(TLV.oid(2, 999, $0)) }
        let issuing = try root.authority("Issuing") {
            // requireExplicitPolicy: 0 (RFC 5280 §4.2.1.11).
            let constraints = Extension.make(36, critical: true, TLV.sequence(TLV.make(0x80, [0])))
            let all = Extension.make(32, TLV.make(0x30, policies.flatMap { $0 }))
            $0.extensions = [Extension.authority(), constraints, all]
        }
        let leaf = try issuing.issue { $0.extensions = [Extension.make(32, TLV.sequence(policies[63]))] }
        let other = try issuing.issue { $0.extensions = [Extension.endEntity] }
        let validator = PathValidator(trust: try TrustStore([root.certificate]), revocation: RevocationPolicy(.off))
        for _ in 0..<40 {
            let fresh = try Certificate(der: issuing.certificate.der)
            let held = await withTaskGroup(of: (Bool, Bool).self) { group in
                for index in 0..<8 {
                    group.addTask {
                        let isGood = index.isMultiple(of: 2)
                        let outcome = validator.validate(isGood ? leaf : other, candidates: [fresh], at: Moment.middle)
                        return (isGood, outcome.path != nil)
                    }
                }
                return await group.allSatisfy { $0.0 == $0.1 }
            }
            #expect(held)
        }
    }

    @Test("where somebody lists more policies than are read, nor does it take long")
    func policyCounts() throws {
        for (number, count, isRead) in [(32, 64, true), (32, 65, false), (33, 64, true), (33, 65, false)] {
            let entries = (0..<UInt64(count)).map {
                number == 32
                    ? TLV.sequence(TLV.oid(2, 999, $0)) : TLV.sequence(TLV.oid(2, 999, $0), TLV.oid(2, 998, $0))
            }
            let list = Extension.make(UInt64(number), TLV.make(0x30, entries.flatMap { $0 }))
            let certificate = Result { try root.issue { $0.extensions = [list] } }
            switch certificate {
            case .success: #expect(isRead)
            case .failure(let error): #expect(!isRead && (error as? CertificateError)?.code == .certificateTooLarge)
            }
        }
    }

    /// CVE-2026-35189: OpenSSL keeps the issuer's name once more for each.
    @Test("where somebody names their issuer again and again, not much memory is taken")
    func distributionPoints() throws {
        let relative = TLV.make(0xA1, TLV.sequence(TLV.oid(2, 5, 4, 3), TLV.utf8("a")))
        let point = TLV.sequence(TLV.make(0xA0, relative))
        // The same elements with lengths that are no DER: OpenSSL reads them all the same.
        let content = Array(point.dropFirst(2))
        let loosePoint = [0x30, 0x81, UInt8(content.count)] + content
        let short = TLV.name("short")
        let long = TLV.name(String(repeating: "a", count: 40_000))
        let cases: [(issuer: [UInt8], points: [UInt8], isRead: Bool)] = [
            (short, Self.list(of: point, 65), true), (long, Self.list(of: point, 20), true),
            (long, Self.list(of: point, 30), false), (short, Self.list(of: loosePoint, 65), true),
            (long, Self.list(of: loosePoint, 30), false),
            (long, [0x30, 0x80] + Self.list(of: point, 30).dropFirst(4) + [0, 0], false),
        ]
        for (issuer, points, isRead) in cases {
            let certificate = Result {
                try root.issue {
                    $0.issuer = issuer
                    $0.extensions = [Extension.make(31, points)]
                }
            }
            switch certificate {
            case .success: #expect(isRead)
            case .failure(let error): #expect(!isRead && (error as? CertificateError)?.code == .certificateTooLarge)
            }
        }
    }

    private static func list(of element: [UInt8], _ count: Int) -> [UInt8] {
        TLV.make(0x30, (0..<count).flatMap { _ in element })
    }

    @Test("and are told in messages of bounded length")
    func longNames() throws {
        let attributes = TLV.set(TLV.sequence(TLV.oid(2, 5, 4, 3), TLV.utf8(String(repeating: "ă ", count: 50_000))))
        let name = TLV.make(0x30, (0..<3).flatMap { _ in attributes })
        let leaf = try root.issue {
            $0.subject = name
            $0.notAfter = TLV.utcTime("220101000000Z")
        }
        let message = try #require(try validate(leaf).failure?.findings.first?.message)
        #expect(message.hasPrefix("`CN=ă ă ă "))
        #expect(message.unicodeScalars.count < 400)
    }

    @Test("within limits below zero, and nothing overflows")
    func negativeLimits() throws {
        let leaf = try root.issue()
        for number in [-1, Int.min] {
            var limits = PathLimits()
            limits.publicKeyOperations = number
            #expect(try validate(leaf, limits: limits).subIndication == .certificateChainGeneralFailure)
            limits = PathLimits()
            limits.paths = number
            #expect(try validate(leaf, limits: limits).subIndication == .certificateChainGeneralFailure)
            limits = PathLimits()
            limits.pathDepth = number
            #expect(try validate(leaf, limits: limits).subIndication == .certificateChainGeneralFailure)
        }
    }
}
