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
import XMLSignature

/// A root, an authority below it, and a signer below either, with the revocation lists that they need.
struct RevocationScene {
    private static let keys = (try? (0..<4).map { _ in try HandSigner(rsaOfBitCount: 2_048) }) ?? []

    let root: HandSigner
    let authority: HandSigner
    let signer: HandSigner
    let stranger: HandSigner
    let anchor: Certificate

    init() throws {
        try #require(Self.keys.count == 4)
        (root, authority, signer, stranger) = (Self.keys[0], Self.keys[1], Self.keys[2], Self.keys[3])
        anchor = try HandCertificate(subject: "Root", issuer: "Root", key: root, issuerKey: root, isAuthority: true)
            .make()
    }

    /// The signer's certificate, by the root.
    ///
    /// - Parameter serialNumber: 9 is the one that lists revoke.
    func leaf(
        serialNumber: Int = 2, _ change: (inout HandCertificate) -> Void = { _ in }
    ) throws -> Certificate {
        var recipe = HandCertificate(subject: "Leaf", issuer: "Root", key: signer, issuerKey: root)
        recipe.serialNumber = serialNumber
        change(&recipe)
        return try recipe.make()
    }

    /// An authority below the root, and a signer below it.
    func longPath(
        authoritySerialNumber: Int = 3, isAuthority: Bool = true
    ) throws -> (leaf: Certificate, authority: Certificate) {
        var recipe = HandCertificate(subject: "Authority", issuer: "Root", key: authority, issuerKey: root)
        recipe.isAuthority = isAuthority
        recipe.serialNumber = authoritySerialNumber
        let leaf = HandCertificate(subject: "Leaf", issuer: "Authority", key: signer, issuerKey: authority)
        return (try leaf.make(), try recipe.make())
    }

    /// A list of the root, issued on 2026-01-01.
    ///
    /// - Parameter reason: Why the certificate with the serial number 9 is revoked since 2025-12-01; `nil`: it isn't.
    func list(
        revoking reason: UInt8? = nil, nextUpdate: String? = "270101000000Z", by issuer: String = "Root",
        _ key: HandSigner? = nil
    ) throws -> RevocationList {
        var recipe = HandRevocationList(issuer: issuer, signer: key ?? root)
        recipe.nextUpdate = nextUpdate
        recipe.extensions = HandRevocationList.number
        recipe.entryExtensions = reason.map { HandRevocationList.reason($0) }
        return try recipe.make()
    }

    /// `X509Data` with these.
    static func x509Data(_ certificates: [Certificate], _ lists: [RevocationList]) -> String {
        let lists = lists.map { "<X509CRL>\(Base64.encode($0.der))</X509CRL>" }.joined()
        return Certificate.x509Data(certificates).replacing("</X509Data>", with: lists + "</X509Data>")
    }

    /// What is said of a signature with these in its `KeyInfo`.
    ///
    /// - Parameters:
    ///   - lists: What the caller gives.
    ///   - embedded: What the signature carries.
    ///   - mode: Of the policy.
    ///   - change: What becomes of the document after it was signed.
    func judge(
        _ certificates: [Certificate],
        lists: [RevocationList] = [],
        embedded: [RevocationList] = [],
        _ mode: RevocationMode = .required,
        policy: ValidationPolicy = .strict,
        trusting anchor: TrustAnchor? = nil,
        by key: HandSigner? = nil,
        _ change: (String) -> String = { $0 }
    ) throws -> SignatureReport {
        var revocation = policy.revocation
        revocation.mode = mode
        let validator = SignatureValidator(
            policy: policy.with(revocation: revocation),
            trust: try TrustStore([anchor ?? TrustAnchor(self.anchor)]),
            revocationData: RevocationData(lists: lists)
        )
        let keyInfo = "<KeyInfo>\(Self.x509Data(certificates, embedded))</KeyInfo>"
        let text = change((key ?? signer).document(keyInfo: keyInfo))
        return try #require(validator.validate(text).report.signatures.first)
    }
}
