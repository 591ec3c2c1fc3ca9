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

/// RFC 5280 §5, clause by clause: a list that keeps to all of it, and one for each duty that neglects it alone.
@Suite("Duties of those who issue revocation lists")
struct RevocationListDutyTests {
    typealias E = ListExtension
    typealias Change = @Sendable (inout RevocationListRecipe) -> Void

    struct Neglect: Sendable, CustomTestStringConvertible {
        let code: FindingCode
        let clause: String
        let name: String
        let change: Change

        init(_ code: FindingCode, _ clause: String, _ name: String, _ change: @escaping Change) {
            self.code = code
            self.clause = "RFC 5280 §" + clause
            self.name = name
            self.change = change
        }

        var testDescription: String { "\(clause), \(name)" }
    }

    static let neglected: [Neglect] = [
        Neglect(.revocationListVersion, "5.1.2.1", "version 1") {
            $0.version = []
            $0.extensions = []
        },
        Neglect(.revocationListTime, "5.1.2.4", "thisUpdate as GeneralizedTime") {
            $0.thisUpdate = TLV.generalizedTime("20251225000000Z")
        },
        Neglect(.revocationListTime, "5.1.2.4", "nextUpdate as GeneralizedTime") {
            $0.nextUpdate = TLV.generalizedTime("20260125000000Z")
        },
        Neglect(.revocationListTime, "5.1.2.4", "a date as GeneralizedTime") {
            $0.entries = [TLV.sequence(TLV.integer(1), TLV.generalizedTime("20251225000000Z"))]
        },
        Neglect(.revocationListTime, "5.1.2.5", "no nextUpdate") { $0.nextUpdate = [] },
        Neglect(.revocationListAuthorityKey, "5.2.1", "no authorityKeyIdentifier") { $0.extensions = [E.number(1)] },
        Neglect(.revocationListAuthorityKey, "5.2.1", "no key identifier") {
            $0.extensions = [E.number(1), Extension.make(35, TLV.sequence())]
        },
        Neglect(.revocationListNumber, "5.2.3", "no number") { $0.extensions = [E.authorityKey] },
        Neglect(.revocationListNumber, "5.2.3", "a critical number") {
            $0.extensions = [E.authorityKey, E.number(1, critical: true)]
        },
        Neglect(.revocationListNumber, "5.2.3", "a number of 21 octets") {
            let number = TLV.make(2, [UInt8](repeating: 1, count: 21))
            $0.extensions = [E.authorityKey, Extension.make(20, number)]
        },
        Neglect(.revocationListScope, "5.2.5", "an issuingDistributionPoint that isn't critical") {
            $0.extensions.append(E.scope(E.onlyUser, critical: false))
        },
        Neglect(.revocationListScope, "5.2.5", "an empty issuingDistributionPoint") { $0.extensions.append(E.scope()) },
        Neglect(.revocationListScope, "5.2.6", "a critical freshestCRL") {
            let points = TLV.sequence(TLV.sequence(E.fullName(E.uri("http://a.example/"))))
            $0.extensions.append(Extension.make(46, critical: true, points))
        },
        Neglect(.revocationListEntry, "5.1.2.6", "an empty list") { $0.entries = [[]] },
        Neglect(.revocationListEntry, "5.3", "a critical reason") {
            $0.entries = [listed(1, E.reason(1, critical: true))]
        },
        Neglect(.revocationListEntry, "5.3", "a critical invalidityDate") {
            $0.entries = [listed(1, Extension.make(24, critical: true, TLV.generalizedTime("20250101000000Z")))]
        },
        Neglect(.revocationListEntry, "5.3", "a certificateIssuer that isn't critical") {
            $0.extensions.append(E.scope(E.indirect))
            $0.entries = [listed(1, E.issuer(TLV.name("Other"), critical: false))]
        },
        Neglect(.revocationListEntry, "5.3.1", "the reason unspecified") { $0.entries = [listed(1, E.reason(0))] },
        Neglect(.revocationListEntry, "5.3.1", "the reason 7") { $0.entries = [listed(1, E.reason(7))] },
        Neglect(.revocationListEntry, "5.3.1", "the reason removeFromCRL, in no delta") {
            $0.entries = [listed(1, E.reason(8))]
        },
    ]

    private func scene(_ profile: CertificateProfile) throws -> RevocationScene {
        var scene = try RevocationScene()
        scene.profile = profile
        // A list without nextUpdate is fresh by this.
        scene.policy.maximumAge = 31_536_000
        return scene
    }

    @Test(
        "are all met by a list, under both profiles", arguments: [.relyingParty, .conforming] as [CertificateProfile])
    func met(profile: CertificateProfile) throws {
        let scene = try scene(profile)
        let entries = [
            listed(1), listed(2, E.reason(1), Extension.make(24, TLV.generalizedTime("20250101000000Z"))),
            listed(3, E.issuer(TLV.name("Other"))),
        ]
        let list = try scene.root.list {
            $0.entries = entries
            $0.extensions = [E.authorityKey, E.scope(E.indirect)]
            $0.extensions.append(Extension.make(20, TLV.make(2, [0x7F] + [UInt8](repeating: 1, count: 19))))
        }
        let answer = try scene.answer([list])
        #expect(answer.status == .good)
        #expect(answer.findings.isEmpty)
        let late = try scene.root.list { $0.nextUpdate = TLV.generalizedTime("20500101000000Z") }
        #expect(try scene.answer([late]).findings.isEmpty)
    }

    @Test("are a warning where they are neglected, and a failure under `conforming`", arguments: neglected)
    func neglect(_ neglect: Neglect) throws {
        let tolerant = try scene(.relyingParty)
        let tolerated = try tolerant.answer([tolerant.root.list(neglect.change)])
        let findings = tolerated.findings.filter { $0.code == neglect.code && $0.clause == neglect.clause }
        #expect(tolerated.status == .good)
        #expect(findings.map(\.severity) == [.warning])
        #expect(tolerated.findings.allSatisfy { $0.severity == .warning })
        let strict = try scene(.conforming)
        let refused = try strict.answer([strict.root.list(neglect.change)])
        #expect(refused.status == .unknown)
        #expect(refused.hasData)
        let error = refused.findings.first { $0.code == neglect.code && $0.clause == neglect.clause }
        #expect(error?.severity == .error)
    }

    /// RFC 5280 §5.2.4, §5.2.6: of deltas, which are used with the list that they complete.
    @Test("of those who issue deltas", arguments: [false, true])
    func deltas(isFreshest: Bool) throws {
        let points = TLV.sequence(TLV.sequence(E.fullName(E.uri("http://a.example/"))))
        for (profile, severity) in [(.relyingParty, .warning), (.conforming, .error)]
            as [(CertificateProfile, Finding.Severity)]
        {
            let scene = try scene(profile)
            let base = try scene.root.list()
            let delta = try scene.root.list {
                $0.thisUpdate = TLV.utcTime("251226000000Z")
                $0.extensions = [E.authorityKey, E.number(2), E.delta(base: 1, critical: isFreshest)]
                if isFreshest { $0.extensions.append(Extension.make(46, points)) }
            }
            let answer = try scene.answer([base, delta])
            // Without the delta the base still says it.
            #expect(answer.status == .good)
            #expect(answer.evidence.count == (severity == .warning ? 2 : 1))
            #expect(answer.findings.map(\.code) == [.revocationListScope])
            #expect(answer.findings.map(\.severity) == [severity])
            #expect(answer.findings.map(\.clause) == [isFreshest ? "RFC 5280 §5.2.6" : "RFC 5280 §5.2.4"])
        }
    }
}
