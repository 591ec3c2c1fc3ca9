//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import COpenSSLSigner
import CertificateValidation
import Diagnostics
import Testing

/// What OpenSSL asks for under `X509_V_FLAG_X509_STRICT`: for each of its errors a path that OpenSSL itself refuses for
/// it, and the duty that it is here.
@Suite("Strictness of OpenSSL")
struct StrictOpenSSLTests {
    struct Error: Sendable, CustomTestStringConvertible {
        let name: String
        /// `X509_V_ERR_…` of `x509_vfy.h`.
        let number: Int32
        /// What OpenSSL says first of such a path; mostly the error itself.
        let raised: Int32
        let duty: FindingCode
        let authority: DutyScene.Change
        let leaf: DutyScene.Change

        init(
            _ name: String, _ number: Int32, _ duty: FindingCode, raised: Int32? = nil,
            authority: @escaping DutyScene.Change = { _ in }, leaf: @escaping DutyScene.Change = { _ in }
        ) {
            self.name = name
            self.number = number
            self.raised = raised ?? number
            self.duty = duty
            self.authority = authority
            self.leaf = leaf
        }

        var testDescription: String { name }
    }

    /// `X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION`: OpenSSL 3.0 handles neither key identifier where it is critical.
    private static let unhandledCriticalExtension: Int32 = 34

    /// `x509_vfy.h` of OpenSSL 3.0 has them in a row.
    static let errors: [Error] = [
        Error(
            "PATHLEN_INVALID_FOR_NON_CA", 80, .pathLengthWithoutAuthority,
            leaf: {
                $0.extensions.append(Extension.make(19, TLV.sequence(TLV.integer(0))))
            }),
        Error(
            "PATHLEN_WITHOUT_KU_KEY_CERT_SIGN", 81, .pathLengthWithoutAuthority,
            leaf: {
                $0.extensions.append(Extension.authority(pathLength: 0))
            }),
        Error(
            "KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA", 82, .keyUsageWithoutAuthority,
            leaf: {
                $0.replace(15, Extension.keyUsage(0x84))
                $0.extensions.append(Extension.endEntity)
            }),
        Error(
            "ISSUER_NAME_EMPTY", 83, .issuerNameEmpty, authority: { $0.subject = TLV.sequence() },
            leaf: { $0.issuer = TLV.sequence() }
        ),
        Error("SUBJECT_NAME_EMPTY", 84, .subjectNameEmpty, leaf: { $0.subject = TLV.sequence() }),
        Error("MISSING_AUTHORITY_KEY_IDENTIFIER", 85, .authorityKeyIdentifierMissing, leaf: { $0.remove(35) }),
        Error("MISSING_SUBJECT_KEY_IDENTIFIER", 86, .subjectKeyIdentifierMissing, authority: { $0.remove(14) }),
        Error("EMPTY_SUBJECT_ALT_NAME", 87, .extensionEmpty, leaf: { $0.extensions.append(DutyExtension.names()) }),
        Error(
            "EMPTY_SUBJECT_SAN_NOT_CRITICAL", 88, .extensionNotCritical,
            leaf: {
                $0.subject = TLV.sequence()
                $0.extensions.append(DutyExtension.names(DutyExtension.host("host.example")))
            }),
        Error(
            "CA_BCONS_NOT_CRITICAL", 89, .extensionNotCritical,
            authority: {
                $0.replace(19, Extension.make(19, TLV.sequence(TLV.yes)))
            }),
        Error(
            "AUTHORITY_KEY_IDENTIFIER_CRITICAL", 90, .extensionCritical, raised: unhandledCriticalExtension,
            leaf: {
                $0.replace(35, Extension.make(35, critical: true, TLV.sequence(TLV.make(0x80, [2]))))
            }),
        Error(
            "SUBJECT_KEY_IDENTIFIER_CRITICAL", 91, .extensionCritical, raised: unhandledCriticalExtension,
            leaf: {
                $0.replace(14, Extension.make(14, critical: true, TLV.octets([3])))
            }),
        Error("CA_CERT_MISSING_KEY_USAGE", 92, .keyUsageMissing, authority: { $0.remove(15) }),
    ]

    private static func strictError(_ scene: DutyScene) -> Int32 {
        let oracle = unsafe oracle_new()
        defer { unsafe oracle_free(oracle) }
        let (root, issuing, leaf) = (scene.root.certificate.der, scene.issuing.certificate.der, scene.leaf.der)
        guard unsafe oracle_trust(oracle, root, root.count) == 1,
            unsafe oracle_add_certificate(oracle, issuing, issuing.count) == 1
        else { return -1 }
        return unsafe oracle_check_strictly(oracle, leaf, leaf.count, Moment.middle.seconds)
    }

    @Test("is met by what keeps to the duties")
    func met() throws { #expect(Self.strictError(try DutyScene()) == 0) }

    @Test("are all here")
    func complete() { #expect(Self.errors.map(\.number) == Array(80...92)) }

    @Test("asks for what is a duty here", arguments: errors)
    func duty(_ error: Error) throws {
        let scene = try DutyScene(authority: error.authority, leaf: error.leaf)
        #expect(Self.strictError(scene) == error.raised)
        let failure = try #require(try scene.validate(under: .conforming).failure)
        #expect(failure.findings.contains { $0.code == error.duty && $0.severity == .error }, "\(failure.findings)")
    }

    /// SIGNATURE_ALGORITHM_INCONSISTENCY (78) and EXTENSIONS_REQUIRE_VERSION_3 (93): no such certificate is read, under
    /// any profile.
    @Test("asks for what is refused when it is read")
    func unread() throws {
        #expect(throws: CertificateError.self) {
            try DutyScene(leaf: { $0.outerAlgorithm = CertificateRecipe.Algorithm.ecdsaWithSHA1.der })
        }
        #expect(throws: CertificateError.self) { try DutyScene(leaf: { $0.version = [] }) }
    }
}
