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

/// The default limits of a path search: at each there is another answer than one past it. The length of a path, and
/// limits that the caller sets, are in ``PathSearchTests``.
@Suite("Default limits of paths")
struct PathLimitTests {
    private func validate(
        _ leaf: Certificate, _ candidates: [Certificate], trusting anchor: Certificate
    ) throws -> PathValidationOutcome {
        PathValidator(trust: try TrustStore([anchor]), revocation: RevocationPolicy(.off))
            .validate(leaf, candidates: candidates, at: Moment.middle)
    }

    @Test("are those of the design")
    func defaults() {
        let limits = PathLimits()
        #expect(limits.pathDepth == 10)
        #expect(limits.paths == 32)
        #expect(limits.publicKeyOperations == 256)
    }

    /// An authority with so many expired certificates for one key: each makes a whole path, and none of them holds.
    @Test("32 paths", arguments: [32, 33])
    func paths(count: Int) throws {
        let root = try TestAuthority("Root")
        let issuing = try root.authority("Issuing")
        let expired = try (0..<count).map { number in
            try root.authority("Issuing", key: issuing.key) {
                $0.serialNumber = TLV.integer(number)
                $0.notAfter = TLV.utcTime("220101000000Z")
            }.certificate
        }
        let leaf = try issuing.issue()
        let failure = try #require(try validate(leaf, expired, trusting: root.certificate).failure)
        let finding = failure.findings.first { $0.code == .limitExceeded }
        #expect((finding != nil) == (count == 33), "\(failure.findings)")
        if let finding { #expect(finding.message.contains("32 paths")) }
    }

    /// So many authorities of the issuer's name, none of which signed.
    @Test("256 public-key operations", arguments: [256, 257])
    func publicKeyOperations(count: Int) throws {
        let root = try TestAuthority("Root")
        let key = SigningKey.p256()
        let others = try (0..<count).map { number in
            try root.authority("Issuing", key: key) { $0.serialNumber = TLV.integer(number) }.certificate
        }
        let leaf = try root.authority("Issuing").issue()
        let failure = try #require(try validate(leaf, others, trusting: root.certificate).failure)
        let finding = failure.findings.first { $0.code == .limitExceeded }
        #expect((finding != nil) == (count == 257), "\(failure.findings)")
        if let finding { #expect(finding.message.contains("256 signatures")) }
    }
}
