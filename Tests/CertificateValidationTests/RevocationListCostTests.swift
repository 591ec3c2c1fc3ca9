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

/// What many lists and large ones may cost, counted rather than timed.
@Suite("Revocation lists cost no more than they have to")
struct RevocationListCostTests {
    typealias E = ListExtension

    @Test("a certificate is found among 20,000 entries in any order")
    func large() throws {
        var scene = try RevocationScene()
        let numbers = (0..<20_000).map { $0 * 7919 % 20_000 }
        let list = try scene.root.list {
            $0.entries = numbers.map { listed($0 * 2, since: $0 % 2 == 0 ? "251220000000Z" : "270101000000Z") }
        }
        #expect(list.entryCount == 20_000)
        for number in stride(from: 0, to: 40_000, by: 331) {
            scene.leaf = try scene.root.issue { $0.serialNumber = TLV.integer(number) }
            let isListed = number % 2 == 0
            #expect(try scene.verdict([list]) == (isListed && number % 4 == 0 ? .revoked : .good))
        }
    }

    @Test("serial numbers that differ in any octet are told apart")
    func similar() throws {
        var scene = try RevocationScene()
        let octets: [[UInt8]] = [
            [1], [1, 1], [1, 0, 0, 0, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 0, 0, 0, 1], [1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
            [0xFF], [0], [0, 0xFF], [UInt8](repeating: 1, count: 64), [UInt8](repeating: 1, count: 63),
        ]
        for listedNumber in octets {
            let entry = TLV.sequence(TLV.make(2, listedNumber), TLV.utcTime("251220000000Z"))
            let list = try scene.root.list { $0.entries = [entry] }
            for number in octets {
                scene.leaf = try scene.root.issue { $0.serialNumber = TLV.make(2, number) }
                #expect(try scene.verdict([list]) == (number == listedNumber ? .revoked : .good))
            }
        }
    }

    @Test("only lists that are about the certificate have their signatures verified, each once")
    func signatures() throws {
        let scene = try RevocationScene()
        let other = try TestAuthority("Other")
        let lists = try [
            scene.root.list(), scene.root.list { $0.extensions.append(E.scope(E.onlyAuthority)) },
            scene.root.list { $0.extensions.append(E.unknown(critical: true)) }, other.list(),
        ]
        let data = RevocationData(lists: lists + lists)
        var signers = TestSigners([scene.root.certificate, other.certificate], data)
        let subject = RevocationSubject(
            certificate: scene.leaf,
            issuer: scene.root.certificate,
            anchor: try TrustAnchor(scene.root.certificate)
        )
        #expect(signers.answer(about: subject, at: scene.time).status == .good)
        #expect(signers.signatureCount == 1)
    }

    /// Whoever may try keys on a list has it digested as often: 256 times 64 MB would be half a minute.
    @Test("a list of some megabytes counts as so many more signatures", arguments: [1, 3])
    func megabytes(count: Int) throws {
        let padding = TLV.sequence(
            TLV.oid(2, 999, 1), TLV.octets([UInt8](repeating: 0, count: 65_536))
        )
        let scene = try RevocationScene()
        let list = try scene.root.list {
            $0.entries = (0..<count * 16).map { listed($0 + 100, padding) }
        }
        #expect(list.der.count / 1_048_576 == count)
        // The leaf's own, the list's, and one for each megabyte.
        for (operations, holds) in [(count + 1, false), (count + 2, true)] {
            var limits = PathLimits()
            limits.publicKeyOperations = operations
            let outcome = PathValidator(
                trust: try TrustStore([scene.root.certificate]),
                revocationData: RevocationData(lists: [list]),
                limits: limits
            ).validate(scene.leaf, at: scene.time)
            #expect((outcome.path != nil) == holds)
            #expect(outcome.failure?.findings.contains { $0.code == .limitExceeded } == (holds ? nil : true))
        }
    }

    /// Each delta completes each list: a million pairs.
    @Test("a thousand lists and a thousand deltas are looked at one by one", .timeLimit(.minutes(1)))
    func deltas() throws {
        var scene = try RevocationScene()
        scene.time = Instant(seconds: scene.time.seconds)
        let bases = try (1...1_000).map { number in
            try scene.root.list { $0.extensions = [E.authorityKey, E.number(number)] }
        }
        let deltas = try (1_001...2_000).map { number in
            try scene.root.list { $0.extensions = [E.authorityKey, E.delta(base: 1), E.number(number)] }
        }
        #expect(try scene.verdict(bases + deltas) == .good)
    }

    /// A certificate with more places than are compared says nothing that could be relied on.
    @Test("places are compared up to their limit")
    func places() throws {
        for (count, expected) in [(64, .revoked), (65, .unknown)] as [(Int, RevocationVerdict)] {
            let points = (1...count).map { TLV.sequence(E.fullName(E.uri("http://\($0).example/"))) }
            let scene = try RevocationScene(leafExtensions: [Extension.make(31, TLV.make(0x30, points.flatMap { $0 }))])
            let list = try scene.root.list {
                $0.entries = [listed(7)]
                $0.extensions.append(E.scope(E.fullName(E.uri("http://64.example/"))))
            }
            let answer = try scene.answer([list])
            #expect(RevocationVerdict(answer.status) == expected)
            #expect(answer.hasData)
        }
    }

    @Test(
        "places that can't be read say nothing",
        arguments: [
            TLV.null, TLV.sequence(), TLV.sequence(TLV.null), TLV.sequence(TLV.sequence(TLV.make(0x81, [9]))),
            TLV.sequence(TLV.sequence(TLV.make(0xA2, TLV.null))),
        ]
    )
    func unreadable(value: [UInt8]) throws {
        let scene = try RevocationScene(leafExtensions: [Extension.make(31, value)])
        let answer = try scene.answer([scene.root.list()])
        #expect(answer.status == .unknown)
        #expect(answer.hasData)
        #expect(answer.findings.map(\.code) == [.revocationDataUnusable])
    }
}
