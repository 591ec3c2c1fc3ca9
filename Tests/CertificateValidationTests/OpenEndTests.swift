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

/// ETSI EN 319 102-1 §5.2.6.4: as long as a certificate may still come that makes a path, that there is none is no
/// failure of the certificates at hand.
@Suite("Where a certificate is missing")
struct OpenEndTests {
    private let root: TestAuthority
    private let key = SigningKey.p256()
    /// For the name and the key of the issuing authority, by somebody who isn't at hand.
    private let open: Certificate

    init() throws {
        root = try TestAuthority("Root")
        open = try TestAuthority("Nobody").authority("Issuing", key: key).certificate
    }

    private func validate(
        _ leaf: Certificate,
        _ candidates: [Certificate],
        trusting anchors: [Certificate]? = nil,
        lists: [RevocationList] = []
    ) throws -> PathValidationFailure {
        let validator = PathValidator(
            trust: try TrustStore(anchors ?? [root.certificate]),
            revocation: RevocationPolicy(.ifPresent),
            revocationData: RevocationData(lists: lists)
        )
        return try #require(validator.validate(leaf, candidates: candidates, at: Moment.middle).failure)
    }

    private static func expire(_ recipe: inout CertificateRecipe) { recipe.notAfter = TLV.utcTime("220101000000Z") }

    /// RFC 5280 §4.2.1.1: which of an authority's keys it was is what the key identifier is there for.
    @Test("another key of the authority's name doesn't take its place", arguments: [nil, 1, 2] as [UInt8?])
    func otherKey(identifier: UInt8?) throws {
        let other = try root.authority("Issuing") {
            if let identifier { $0.extensions.append(Extension.subjectKey([identifier])) }
        }
        let leaf = try TestAuthority("Issuing", key: key).issue {
            $0.extensions = [Extension.endEntity, Extension.authorityKey([1])]
        }
        let alone = try validate(leaf, [])
        #expect(alone.subIndication == .noCertificateChainFound && !alone.isCertain)
        let failure = try validate(leaf, [other.certificate])
        // One that doesn't say which key it has, or says it has that one, should have made the signature.
        #expect(failure.subIndication == (identifier == 2 ? .noCertificateChainFound : .certificateChainGeneralFailure))
        #expect(failure.isCertain == (identifier != 2))
        #expect(identifier != 2 || failure.findings.first?.message.contains("only other keys are at hand") == true)
    }

    @Test("a key identifier that is wrong keeps no path from being found, nor does it cost another operation")
    func wrongIdentifier() throws {
        let issuing = try root.authority("Issuing") { $0.extensions.append(Extension.subjectKey([2])) }
        let leaf = try issuing.issue { $0.extensions = [Extension.endEntity, Extension.authorityKey([1])] }
        var limits = PathLimits()
        limits.publicKeyOperations = 2
        let validator = PathValidator(
            trust: try TrustStore([root.certificate]), revocation: RevocationPolicy(.off), limits: limits
        )
        let path = validator.validate(leaf, candidates: [issuing.certificate], at: Moment.middle).path
        #expect(path?.certificates == [leaf, issuing.certificate, root.certificate])
    }

    @Test("nothing is certain, whatever stands against a path over another certificate of the authority")
    func otherCertificate() throws {
        let flaws: [(SubIndication, TestAuthority)] = [
            (.outOfBoundsNoProofOfExistence, try root.authority("Issuing", key: key, Self.expire)),
            (
                .chainConstraintsFailure,
                try root.authority("Issuing", key: key) { $0.extensions = [Extension.endEntity] }
            ),
            (.certificateChainGeneralFailure, try TestAuthority("Root").authority("Issuing", key: key)),
        ]
        for (subIndication, flawed) in flaws {
            let leaf = try flawed.issue()
            let refused = try validate(leaf, [flawed.certificate])
            #expect(refused.subIndication == subIndication && refused.isCertain)
            let failure = try validate(leaf, [flawed.certificate, open])
            #expect(failure.subIndication == .noCertificateChainFound)
            #expect(failure.findings.map(\.code) == [.noCertificateChain])
            #expect(failure.certificates == [leaf, open])
            #expect(failure.otherPaths.map(\.subIndication) == [subIndication])
            #expect(!failure.isCertain)
        }
    }

    @Test("what stands against the certificate itself is certain, and every revocation")
    func itself() throws {
        let issuing = try root.authority("Issuing", key: key) { $0.serialNumber = TLV.integer(8) }
        let good = try issuing.issue { $0.serialNumber = TLV.integer(7) }
        let cases: [(SubIndication, Certificate, [RevocationList])] = [
            (.revokedNoProofOfExistence, good, [try issuing.list { $0.entries = [listed(7)] }]),
            (.revokedAuthorityNoProofOfExistence, good, [try root.list { $0.entries = [listed(8)] }]),
            (.outOfBoundsNoProofOfExistence, try issuing.issue { Self.expire(&$0) }, []),
            (.chainConstraintsFailure, try issuing.issue { $0.extensions = [Extension.keyUsage(0x08)] }, []),
            (
                .cryptographicConstraintsFailureNoProofOfExistence, try issuing.issue { $0.algorithm = .ecdsaWithSHA1 },
                []
            ),
        ]
        for (subIndication, leaf, lists) in cases {
            let failure = try validate(leaf, [issuing.certificate, open], lists: lists)
            #expect(failure.subIndication == subIndication)
            #expect(failure.certificates == [leaf, issuing.certificate, root.certificate])
            #expect(failure.isCertain)
        }
    }

    @Test("a branch over a certificate that is out of validity doesn't count, nor one above an anchor")
    func closedEnds() throws {
        let flawed = try root.authority("Issuing", key: key) { $0.extensions = [Extension.endEntity] }
        let expired = try TestAuthority("Nobody").authority("Issuing", key: key, Self.expire)
        let leaf = try flawed.issue()
        let overExpired = try validate(leaf, [flawed.certificate, expired.certificate])
        #expect(overExpired.subIndication == .chainConstraintsFailure && overExpired.isCertain)
        // Nobody at hand is above the anchor, and nobody has to be.
        let anchor = try TestAuthority("Nobody").authority("Issuing")
        let strange = try anchor.issue { $0.extensions.append(ListExtension.unknown(critical: true)) }
        let belowAnchor = try validate(strange, [], trusting: [anchor.certificate])
        #expect(belowAnchor.subIndication == .chainConstraintsFailure && belowAnchor.isCertain)
    }
}
