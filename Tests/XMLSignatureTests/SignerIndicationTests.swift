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
import Foundation
import SignatureCryptography
import Testing
import XMLSignature

/// Each indication that the validation of a basic signature may give (ETSI EN 319 102-1 §5.3), from an input.
@Suite("Indications of basic signatures")
struct SignerIndicationTests {
    struct Example: Sendable, CustomTestStringConvertible {
        /// `nil`: `TOTAL-PASSED`.
        let expected: SubIndication?
        let testDescription: String
        let judge: @Sendable (RevocationScene) throws -> SignatureReport

        init(
            _ expected: SubIndication?, _ description: String,
            _ judge: @escaping @Sendable (RevocationScene) throws -> SignatureReport
        ) {
            self.expected = expected
            testDescription = description
            self.judge = judge
        }
    }

    static let examples = passing + ofTheCore + ofThePath + ofRevocation + ofValidity

    private static let passing = [
        Example(nil, "a fresh list doesn't have the signer") {
            try $0.judge([$0.leaf()], lists: [$0.list()])
        },
        Example(nil, "lists of both authorities") {
            let (leaf, authority) = try $0.longPath()
            return try $0.judge([leaf, authority], lists: [$0.list(), $0.list(by: "Authority", $0.authority)])
        },
        Example(nil, "no data is asked for where there is none") { try $0.judge([$0.leaf()], .ifPresent) },
    ]

    private static let ofTheCore = [
        Example(.formatFailure, "an element that the schema doesn't have") {
            try $0.judge([$0.leaf()], lists: [$0.list()]) {
                $0.replacing("<SignatureValue>", with: "<X/><SignatureValue>")
            }
        },
        Example(.hashFailure, "the text is another one") {
            try $0.judge([$0.leaf()], lists: [$0.list()]) { $0.replacing(">text<", with: ">test<") }
        },
        Example(.signatureCryptographyFailure, "another key made the value") {
            try $0.judge([$0.leaf()], lists: [$0.list()], by: $0.stranger)
        },
        Example(.signatureConstraintsFailure, "two elements have the ID") {
            try $0.judge([$0.leaf()], lists: [$0.list()]) { $0.replacing("<doc>", with: "<doc><b Id=\"x\"/>") }
        },
        Example(.signedDataNotFound, "no element has the ID") {
            try $0.judge([$0.leaf()], lists: [$0.list()]) { $0.replacing("Id=\"x\"", with: "Id=\"y\"") }
        },
        Example(.noSigningCertificateFound, "a key value is all there is") {
            let keyValue = $0.signer.keyValue
            return try $0.judge([$0.leaf()]) { $0.replacing(/<X509Data>.*<\/X509Data>/, with: keyValue) }
        },
        Example(.noSigningCertificateFound, "two people hold the key") {
            let other = try $0.leaf(serialNumber: 4) { $0.subject = "Other" }
            return try $0.judge([$0.leaf(), other], lists: [$0.list()])
        },
    ]

    private static let ofThePath = [
        Example(.noCertificateChainFound, "an authority that nobody trusts") {
            let leaf = try $0.leaf { $0.issuer = "Nobody" }
            return try $0.judge([leaf], lists: [$0.list()])
        },
        Example(.noCertificateChainFoundNoProofOfExistence, "an anchor that is trusted no more") {
            let anchor = try TrustAnchor($0.anchor, trustedUntil: Instant(seconds: HandSigned.time.seconds - 1))
            return try $0.judge([$0.leaf()], lists: [$0.list()], trusting: anchor)
        },
        Example(.chainConstraintsFailure, "an issuer that is no authority") {
            let (leaf, authority) = try $0.longPath(isAuthority: false)
            return try $0.judge([leaf, authority], .ifPresent)
        },
        Example(.certificateChainGeneralFailure, "another key than the authority's issued the certificate") {
            let stranger = $0.stranger
            return try $0.judge([$0.leaf { $0.issuerKey = stranger }], lists: [$0.list()])
        },
        Example(.cryptographicConstraintsFailureNoProofOfExistence, "an authority whose key is too short") {
            let short = try HandSigner(rsaOfBitCount: 1_024)
            let anchor = try HandCertificate(
                subject: "Root", issuer: "Root", key: short, issuerKey: short, isAuthority: true
            ).make()
            return try $0.judge([$0.leaf { $0.issuerKey = short }], .ifPresent, trusting: TrustAnchor(anchor))
        },
        Example(.cryptographicConstraintsFailureNoProofOfExistence, "a digest that the policy refuses") {
            let policy = ValidationPolicy.strict.named("SHA-512").with(
                algorithms: try #require(AlgorithmPolicy.strict.onlySHA512)
            )
            return try $0.judge([$0.leaf()], lists: [$0.list()], policy: policy)
        },
    ]

    private static let ofRevocation = [
        Example(.revokedNoProofOfExistence, "the signer is revoked") {
            try $0.judge([$0.leaf(serialNumber: 9)], lists: [$0.list(revoking: 1)])
        },
        Example(.revokedNoProofOfExistence, "the signer is revoked, and data is only looked at where it is") {
            try $0.judge([$0.leaf(serialNumber: 9)], lists: [$0.list(revoking: 1)], .ifPresent)
        },
        Example(.revokedNoProofOfExistence, "the list that says so is old") {
            try $0.judge([$0.leaf(serialNumber: 9)], lists: [$0.list(revoking: 1, nextUpdate: "260201000000Z")])
        },
        Example(.revokedAuthorityNoProofOfExistence, "the authority is revoked") {
            let (leaf, authority) = try $0.longPath(authoritySerialNumber: 9)
            return try $0.judge([leaf, authority], lists: [$0.list(revoking: 2)], .ifPresent)
        },
        Example(.tryLater, "there is no list") { try $0.judge([$0.leaf()]) },
        Example(.tryLater, "there is no list of one of two authorities") {
            let (leaf, authority) = try $0.longPath()
            return try $0.judge([leaf, authority], lists: [$0.list()])
        },
        Example(.tryLater, "the list is old") {
            try $0.judge([$0.leaf()], lists: [$0.list(nextUpdate: "260201000000Z")], .ifPresent)
        },
        Example(.tryLater, "the list is older than the policy wants it") {
            let policy = ValidationPolicy.strict.with(revocation: RevocationPolicy(maximumAge: 86_400))
            return try $0.judge([$0.leaf()], lists: [$0.list()], policy: policy)
        },
        Example(.tryLater, "somebody else signed the list") {
            try $0.judge([$0.leaf()], lists: [$0.list(by: "Root", $0.stranger)])
        },
        Example(.tryLater, "the signer is on hold") {
            try $0.judge([$0.leaf(serialNumber: 9)], lists: [$0.list(revoking: 6)])
        },
        Example(.revocationOutOfBoundsNoProofOfExistence, "who signed the list is expired") {
            let (leaf, authority) = try $0.longPath()
            var recipe = HandCertificate(
                subject: "Authority", issuer: "Root", key: $0.stranger, issuerKey: $0.root, isAuthority: true
            )
            recipe.serialNumber = 5
            recipe.notAfter = "260301000000Z"
            let lists = [try $0.list(), try $0.list(by: "Authority", $0.stranger)]
            return try $0.judge([leaf, authority, recipe.make()], lists: lists)
        },
    ]

    private static let ofValidity = [
        Example(.outOfBoundsNoProofOfExistence, "the signer is expired") {
            try $0.judge([$0.leaf { $0.notAfter = "260301000000Z" }], .ifPresent)
        },
        Example(.outOfBoundsNoProofOfExistence, "the signer isn't valid yet, and data is missing") {
            try $0.judge([$0.leaf { $0.notBefore = "270301000000Z" }])
        },
        Example(.outOfBoundsNotRevoked, "the signer is expired, and was not revoked") {
            try $0.judge([$0.leaf { $0.notAfter = "260301000000Z" }], lists: [$0.list()])
        },
        Example(.revokedNoProofOfExistence, "the signer is expired, and was revoked") {
            try $0.judge([$0.leaf(serialNumber: 9) { $0.notAfter = "260301000000Z" }], lists: [$0.list(revoking: 1)])
        },
    ]

    @Test("are what the standard says", arguments: examples)
    func indication(example: Example) throws {
        let report = try example.judge(try RevocationScene())
        #expect(report.subIndication == example.expected, "\(report.findings)")
        #expect(report.indication == example.expected?.indication ?? .totalPassed)
        #expect(example.expected == nil || report.findings.contains { $0.severity == .error })
    }

    /// What no example can give, and why.
    static let impossible: [SubIndication: String] = [
        // §5.3.4: by a content time-stamp alone, a proof that the signature is younger than it. None is validated yet.
        .revoked: "no proof of existence", .expired: "no proof of existence", .notYetValid: "no proof of existence",
        .cryptographicConstraintsFailure: "no proof of existence", .timestampOrderFailure: "no proof of existence",
        // §5.6: signatures with archival data only.
        .noProofOfExistence: "validation of past signatures",
        // §5.2.4: the caller's own policy is the only one; it is decoded before anything is validated.
        .policyProcessingError: "no policy of the signature",
        .signaturePolicyNotAvailable: "no policy of the signature",
    ]

    @Test("are all there, but for those that need what isn't validated")
    func completeness() {
        let given = Set(Self.examples.compactMap(\.expected))
        #expect(given.union(Self.impossible.keys) == Set(SubIndication.allCases))
        #expect(given.isDisjoint(with: Self.impossible.keys))
    }
}

extension AlgorithmPolicy {
    /// As this, of all digests only with SHA-512.
    fileprivate var onlySHA512: Self? {
        let octets = Array(#"{"name":"a","algorithms":{"digestMethods":["SHA-512"]}}"#.utf8)
        return try? JSONDecoder().decode(ValidationPolicy.self, from: Data(octets)).algorithms
    }
}
