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
import XMLSignature

/// Revocation lists that are put together here, field by field (RFC 5280 §5.1), and signed by a key of OpenSSL's.
struct HandRevocationList {
    var issuer = "Root"
    var signer: HandSigner
    var isVersion1 = false
    /// A UTCTime, or a GeneralizedTime where it has the digits of one.
    var nextUpdate: String? = "270101000000Z"
    /// Octets of extensions: of the list, and of the entry for the serial number 9, where there is one.
    var extensions = Self.authorityKey + Self.number
    var entryExtensions: [UInt8]?

    static let authorityKey = Self.extension(35, sequence(tlv(0x80, [1])))
    static let number = Self.extension(20, tlv(0x02, [1]))
    /// An issuingDistributionPoint that says nothing.
    static let emptyScope = Self.extension(28, sequence())
    static let unspecified = reason(0)

    /// An entry's reasonCode.
    static func reason(_ code: UInt8) -> [UInt8] { Self.extension(21, tlv(0x0A, [code])) }

    private static func `extension`(_ last: UInt8, _ value: [UInt8]) -> [UInt8] {
        sequence(tlv(0x06, [0x55, 0x1D, last]), tlv(0x04, value))
    }

    func make() throws -> RevocationList {
        let algorithm = sequence(tlv(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B]), tlv(0x05, []))
        let name = sequence(tlv(0x31, sequence(tlv(0x06, [0x55, 0x04, 0x03]), tlv(0x0C, Array(issuer.utf8)))))
        let entries = entryExtensions.map { extensions in
            sequence(sequence(tlv(0x02, [9]), tlv(0x17, Array("251201000000Z".utf8)), sequence(extensions)))
        }
        let signed = sequence(
            isVersion1 ? [] : tlv(0x02, [1]), algorithm, name, tlv(0x17, Array("260101000000Z".utf8)),
            nextUpdate.map { tlv($0.utf8.count == 13 ? 0x17 : 0x18, Array($0.utf8)) } ?? [], entries ?? [],
            isVersion1 ? [] : tlv(0xA0, sequence(extensions))
        )
        return try RevocationList(der: sequence(signed, algorithm, tlv(0x03, [0] + signer.sign(signed))))
    }

    /// What the list says of a certificate that `root` issued.
    func answer(about certificate: Certificate, of root: Certificate, at time: Instant) throws -> RevocationAnswer {
        let question = RevocationQuestion(
            time: time,
            proofs: .none,
            policy: RevocationPolicy(),
            profile: .relyingParty
        )
        let subject = RevocationSubject(certificate: certificate, issuer: root, anchor: try TrustAnchor(root))
        var signers = Signers(root: root)
        return RevocationListCheck([RevocationData(lists: [try make()])], question)
            .answer(about: subject, signers: &signers)
    }

    private struct Signers: RevocationSigners {
        let root: Certificate

        func certificates(named name: DistinguishedName) -> [Certificate] { [root] }

        func certificates(issuedBy name: DistinguishedName) -> [Certificate] { [] }

        func isSigned(_ certificate: Certificate, by issuer: Certificate) -> Bool { false }

        func objection(to signature: SignedOctets, by signer: Certificate) -> Finding? {
            signer.verifies(signature) ? nil : Finding(.revocationSignerRefused, .error, "another key signed")
        }

        func objection(
            toPathFrom signer: Certificate,
            to anchor: TrustAnchor,
            at time: Instant,
            looksAtRevocation: Bool
        ) -> PathValidationFailure? { nil }
    }
}

private func tlv(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    let length: [UInt8] =
        count < 0x80
        ? [UInt8(count)] : count < 0x100 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
    return [tag] + length + content
}

private func sequence(_ parts: [UInt8]...) -> [UInt8] { tlv(0x30, parts.flatMap { $0 }) }
