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

/// What RFC 5280 §4.2.1.3 and §4.2.1.12, RFC 3161 §2.3 and RFC 6960 §4.2.2.2 ask of a certificate.
@Suite("Purposes of certificates")
struct CertificatePurposeTests {
    private static let root = try? TestAuthority("Root")

    struct Case: Sendable, CustomTestStringConvertible {
        let purpose: CertificatePurpose
        /// The arcs below id-kp; 0 is anyExtendedKeyUsage. `nil`: no extension.
        let usages: [UInt64]?
        var isCritical = false
        /// The first octet of the key usage; `nil`: no extension.
        var keyUsage: UInt8? = 0x80
        var isAuthority = false
        let holds: Bool

        var testDescription: String { "\(purpose) \(usages ?? []) \(keyUsage ?? 0) \(holds)" }
    }

    static let cases: [Case] = [
        Case(purpose: .serverAuthentication, usages: nil, holds: true),
        Case(purpose: .serverAuthentication, usages: [1], holds: true),
        Case(purpose: .serverAuthentication, usages: [2, 1], isCritical: true, holds: true),
        Case(purpose: .serverAuthentication, usages: [0], holds: true),
        Case(purpose: .serverAuthentication, usages: [2], holds: false),
        Case(purpose: .serverAuthentication, usages: [1], keyUsage: nil, holds: true),
        Case(purpose: .serverAuthentication, usages: [1], keyUsage: 0x20, holds: true),
        Case(purpose: .serverAuthentication, usages: [1], keyUsage: 0x08, holds: true),
        Case(purpose: .serverAuthentication, usages: [1], keyUsage: 0x40, holds: false),
        // keyCertSign and cRLSign: an authority may issue for the purpose, somebody else may not serve.
        Case(purpose: .serverAuthentication, usages: nil, keyUsage: 0x06, isAuthority: true, holds: true),
        Case(purpose: .serverAuthentication, usages: [2], keyUsage: 0x06, isAuthority: true, holds: false),
        Case(purpose: .serverAuthentication, usages: nil, keyUsage: 0x02, holds: false),
        Case(purpose: .clientAuthentication, usages: nil, holds: true),
        Case(purpose: .clientAuthentication, usages: [2], holds: true),
        Case(purpose: .clientAuthentication, usages: [1], holds: false),
        Case(purpose: .clientAuthentication, usages: [2], keyUsage: 0x20, holds: false),
        Case(purpose: .timeStamping, usages: [8], isCritical: true, holds: true),
        Case(purpose: .timeStamping, usages: [8], holds: false),
        Case(purpose: .timeStamping, usages: [8, 1], isCritical: true, holds: false),
        Case(purpose: .timeStamping, usages: [0], isCritical: true, holds: false),
        Case(purpose: .timeStamping, usages: nil, holds: false),
        Case(purpose: .timeStamping, usages: [8], isCritical: true, keyUsage: 0x20, holds: false),
        Case(purpose: .onlineStatusSigning, usages: [9], holds: true),
        Case(purpose: .onlineStatusSigning, usages: [1, 9], holds: true),
        Case(purpose: .onlineStatusSigning, usages: [0], holds: false),
        Case(purpose: .onlineStatusSigning, usages: nil, holds: false),
        Case(purpose: .documentSigning, usages: [1], holds: true),
        Case(purpose: .documentSigning, usages: [1], keyUsage: 0x20, holds: false),
        Case(purpose: .any, usages: [4], keyUsage: 0x20, holds: true),
        Case(purpose: .documentSigning.demanding(extendedKeyUsages: [email, server]), usages: [4], holds: true),
        Case(purpose: .documentSigning.demanding(extendedKeyUsages: [email]), usages: [1], holds: false),
        Case(purpose: .documentSigning.demanding(extendedKeyUsages: [email]), usages: [0], holds: false),
        Case(purpose: .documentSigning.demanding(extendedKeyUsages: [email]), usages: nil, holds: false),
    ]

    private static let email = ObjectIdentifier(octets: [0x2B, 6, 1, 5, 5, 7, 3, 4])
    private static let server = ObjectIdentifier(octets: [0x2B, 6, 1, 5, 5, 7, 3, 1])

    private static func usage(_ arc: UInt64) -> [UInt8] {
        arc == 0 ? TLV.oid(2, 5, 29, 37, 0) : TLV.oid(1, 3, 6, 1, 5, 5, 7, 3, arc)
    }

    @Test("decide by key usage and extended key usage", arguments: cases)
    func objections(row: Case) throws {
        let root = try #require(Self.root)
        let leaf = try root.issue { recipe in
            recipe.extensions = [row.isAuthority ? Extension.authority() : Extension.endEntity]
            if let usages = row.usages {
                let value = TLV.sequence(usages.flatMap(Self.usage))
                recipe.extensions.append(Extension.make(37, critical: row.isCritical, value))
            }
            if let octet = row.keyUsage { recipe.extensions.append(Extension.keyUsage(octet)) }
        }
        let validator = PathValidator(
            trust: try TrustStore([root.certificate]),
            purpose: row.purpose,
            revocation: RevocationPolicy(.off)
        )
        let outcome = validator.validate(leaf, at: Instant(seconds: 1_700_000_000))
        #expect((outcome.path != nil) == row.holds, "\(outcome)")
        #expect(outcome.failure?.subIndication == (row.holds ? nil : .chainConstraintsFailure))
    }

    @Test("have the names of the command line")
    func names() {
        let names = ["document-signing", "time-stamping", "ocsp-signing", "server-auth", "client-auth", "any"]
        #expect(CertificatePurpose.all.map(\.description) == names)
        for name in names { #expect(CertificatePurpose(name: name)?.description == name) }
        #expect(CertificatePurpose(name: "email") == nil)
    }
}
