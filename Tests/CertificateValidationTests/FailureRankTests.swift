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

/// ETSI EN 319 102-1 §5.2.6.4 gives the status of the path that was built last, whichever that is. Which one is built
/// last must not be a matter of fingerprints.
@Suite("Of several paths that don't hold")
struct FailureRankTests {
    /// An authority's certificate for one name and key, and why paths over it don't hold.
    enum Flaw: CaseIterable {
        case noRevocationData, anchorSunset, expired, weakSignature, notAnAuthority

        /// From the nearest on.
        var subIndication: SubIndication {
            switch self {
            case .noRevocationData: .tryLater
            case .anchorSunset: .noCertificateChainFoundNoProofOfExistence
            case .expired: .outOfBoundsNoProofOfExistence
            case .weakSignature: .cryptographicConstraintsFailureNoProofOfExistence
            case .notAnAuthority: .chainConstraintsFailure
            }
        }

        var isCertain: Bool { self != .noRevocationData && self != .anchorSunset }
    }

    private let root: TestAuthority
    private let oldRoot: TestAuthority
    private let key = SigningKey.p256()

    init() throws {
        root = try TestAuthority("Root")
        oldRoot = try TestAuthority("Old root") { $0.notAfter = TLV.utcTime("220101000000Z") }
    }

    private func authority(_ flaw: Flaw, _ serialNumber: Int) throws -> TestAuthority {
        try (flaw == .anchorSunset ? oldRoot : root).authority("Issuing", key: key) {
            $0.serialNumber = TLV.integer(serialNumber)
            switch flaw {
            case .noRevocationData, .anchorSunset: break
            case .expired: $0.notAfter = TLV.utcTime("220101000000Z")
            case .weakSignature: $0.algorithm = .ecdsaWithSHA1
            case .notAnAuthority: $0.extensions = [Extension.endEntity]
            }
        }
    }

    private static let pairs = Flaw.allCases.indices.flatMap { near in
        Flaw.allCases[near...].map { (Flaw.allCases[near], $0) }
    }

    @Test(
        "the one that is nearest to being accepted is told, whatever the certificates' fingerprints", arguments: pairs)
    func nearest(near: Flaw, far: Flaw) throws {
        let validator = PathValidator(
            trust: try TrustStore([root.certificate, oldRoot.certificate]), revocation: RevocationPolicy(.required)
        )
        for number in 0..<6 {
            let authorities = [try authority(near, 2 * number), try authority(far, 2 * number + 1)]
            let leaf = try authorities[0].issue()
            let failure = try #require(
                validator.validate(leaf, candidates: authorities.map(\.certificate), at: Moment.middle).failure
            )
            #expect(failure.subIndication == near.subIndication)
            #expect(failure.certificates.contains(authorities[0].certificate) || near == far)
            // The others are told as they were tried, and none twice.
            #expect(failure.otherPaths.map(\.subIndication) == [far.subIndication])
            #expect(failure.otherPaths.map(\.certificates) != [failure.certificates])
            #expect(failure.isCertain == (near.isCertain && far.isCertain))
        }
    }

    /// As certificates of other countries' algorithms have them.
    @Test("one whose authority has a key that nobody here can use isn't refused for certain")
    func unusableKey() throws {
        let issuing = try root.authority("Issuing", key: key) {
            $0.subjectPublicKeyInfo = TLV.sequence(TLV.sequence(TLV.oid(1, 2, 643, 7, 1, 1, 1, 1)), TLV.bits([4, 1]))
        }
        let leaf = try issuing.issue()
        let validator = PathValidator(trust: try TrustStore([root.certificate]), revocation: RevocationPolicy(.off))
        let failure = try #require(
            validator.validate(leaf, candidates: [issuing.certificate], at: Moment.middle).failure
        )
        #expect(failure.subIndication == .certificateChainGeneralFailure)
        #expect(failure.findings.first?.code == .pathNotExpressible)
        #expect(failure.findings.first?.message.contains("`CN=Issuing`") == true)
        #expect(!failure.isCertain)
    }

    @Test("where none leads to an anchor, one that lacks a certificate is told before one of another key's")
    func deadEnds() throws {
        let lookAlikes = try (0..<2).map { _ in try TestAuthority("Root").certificate }
        let validator = PathValidator(trust: try TrustStore(lookAlikes), revocation: RevocationPolicy(.off))
        let nobody = try TestAuthority("Nobody")
        for number in 0..<6 {
            let authorities = try [nobody, root].map { issuer in
                try issuer.authority("Issuing", key: key) { $0.serialNumber = TLV.integer(number) }
            }
            let leaf = try authorities[0].issue()
            let failure = try #require(
                validator.validate(leaf, candidates: authorities.map(\.certificate), at: Moment.middle).failure
            )
            #expect(failure.subIndication == .noCertificateChainFound)
            #expect(failure.certificates == [leaf, authorities[0].certificate])
            #expect(!failure.isCertain)
        }
    }
}
