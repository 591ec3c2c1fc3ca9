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

/// RFC 5280 §4, clause by clause: certificates that keep to all of it, and some for each duty that neglect it alone.
@Suite("Duties of those who issue certificates")
struct IssuerDutyTests {
    @Test(
        "are all met by a path, under both profiles", arguments: [.relyingParty, .conforming] as [CertificateProfile])
    func met(profile: CertificateProfile) throws {
        let names = DutyExtension.names(
            DutyExtension.host("xn--hi-fka.host-1.example"), DutyExtension.mailbox("anna.mai+a@mail.example"),
            DutyExtension.uri("https://anna@host.example:8443/a?b#c"), DutyExtension.address(192, 0, 2, 1)
        )
        let scene = try DutyScene(
            authority: {
                $0.extensions.append(DutyExtension.permitted(TLV.make(0x87, [192, 0, 2, 0, 255, 255, 254, 0])))
            },
            leaf: { $0.extensions += [names, DutyExtension.notice(TLV.utf8(String(repeating: "ế", count: 200)))] }
        )
        let path = try #require(try scene.validate(under: profile).path)
        #expect(path.findings.ofDuties.isEmpty, "\(path.findings)")
        #expect(path.checks.contains { $0.name == "issuer-duties" && $0.outcome == .passed })
    }

    @Test("are a warning where they are neglected, and a failure under `conforming`", arguments: NeglectedDuty.all)
    func neglected(_ neglect: NeglectedDuty) throws {
        let duty = try #require(IssuerDuty.all.first { $0.clause == neglect.clause && $0.message == neglect.message })
        #expect(duty.code == neglect.code)
        let scene = try neglect.scene()
        func matching(_ findings: [Finding]) -> [Finding] {
            findings.filter { $0.code == neglect.code && $0.clause == neglect.clause }
                .filter { $0.message.hasSuffix(neglect.message) }
        }
        let tolerated = try scene.findings(under: .relyingParty)
        #expect(matching(tolerated).map(\.severity) == [.warning], "\(tolerated)")
        #expect(tolerated.ofDuties.allSatisfy { $0.severity == .warning })
        let outcome = try scene.validate(under: .conforming)
        let judged = outcome.path?.findings ?? outcome.failure?.findings ?? []
        #expect(matching(judged).map(\.severity) == [duty.isRequired ? .error : .warning], "\(judged)")
        if duty.isRequired {
            #expect(outcome.failure?.subIndication == .chainConstraintsFailure || outcome.failure != nil)
            #expect(outcome.failure?.checks.contains { $0.name == "issuer-duties" && $0.outcome == .failed } == true)
        }
    }

    @Test("have each a certificate here that neglects it")
    func complete() {
        let neglected = Set(NeglectedDuty.all.map { "\($0.code) \($0.clause) \($0.message)" })
        let missing = IssuerDuty.all.filter { !neglected.contains("\($0.code) \($0.clause) \($0.message)") }
        #expect(missing.map(\.message) == [])
    }

    /// RFC 2119: what is recommended doesn't make a path fail.
    @Test("that are recommended only are warnings under both profiles")
    func recommended() throws {
        let scene = try DutyScene(leaf: { $0.remove(14) })
        let path = try #require(try scene.validate(under: .conforming).path)
        #expect(path.findings.ofDuties.map(\.code) == [.subjectKeyIdentifierMissing])
        #expect(path.findings.ofDuties.map(\.severity) == [.warning])
    }

    /// RFC 5280 §6.1: the anchor's certificate is no part of the path. But its constraints are applied (RFC 5937 §3.2).
    @Test("aren't asked of the anchor's certificate, its constraints apart")
    func anchor() throws {
        let root = try TestAuthority("Root") {
            $0.serialNumber = TLV.integer(0)
            $0.extensions = [Extension.authority(), TLV.sequence(TLV.oid(2, 5, 29, 18), TLV.octets(TLV.sequence()))]
        }
        #expect(try codes(root, root.certificate) == [])
        #expect(try codes(root, issued(by: root)) == [])
        let other = try TestAuthority("Root") { $0.extensions = [Extension.make(19, TLV.sequence(TLV.yes))] }
        #expect(try codes(other, other.certificate) == [])
        #expect(try codes(other, issued(by: other)) == [.extensionNotCritical])
    }

    private func issued(by root: TestAuthority) throws -> Certificate {
        try root.issue {
            $0.extensions = [Extension.keyUsage(0xC0), Extension.subjectKey([3]), Extension.authorityKey([2])]
        }
    }

    private func codes(_ root: TestAuthority, _ leaf: Certificate) throws -> [FindingCode] {
        let outcome = PathValidator(
            trust: try TrustStore([root.certificate]), purpose: .any, profile: .conforming,
            revocation: RevocationPolicy(.off)
        ).validate(leaf, at: Moment.middle)
        return (outcome.path?.findings ?? outcome.failure?.findings ?? []).ofDuties.map(\.code)
    }

    /// RFC 5280 §4.2.1.1: only a self-signed certificate may do without; a self-issued one, as at a change of keys,
    /// may not.
    @Test("ask self-issued certificates for the identifier of their issuer's key, self-signed ones not")
    func selfIssued() throws {
        let root = try TestAuthority("Root") { $0.extensions.append(Extension.subjectKey([1])) }
        func issued(_ key: SigningKey) throws -> [FindingCode] {
            let other = try root.authority("Root", key: key) {
                $0.serialNumber = TLV.integer(2)
                $0.extensions += [Extension.keyUsage(0x06), Extension.subjectKey([2])]
            }
            let outcome = PathValidator(
                trust: try TrustStore([root.certificate]), purpose: .any, revocation: RevocationPolicy(.off)
            ).validate(other.certificate, at: Moment.middle)
            return (outcome.path?.findings ?? outcome.failure?.findings ?? []).ofDuties.map(\.code)
        }
        #expect(try issued(.p256()) == [.authorityKeyIdentifierMissing])
        #expect(try issued(root.key) == [])
    }
}
