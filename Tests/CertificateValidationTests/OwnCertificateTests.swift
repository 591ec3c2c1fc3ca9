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
import Testing
import VectorFolders

@Suite("The project's own certificates")
struct OwnCertificateTests {
    private static let folder = VectorFolder.own.folder

    private static func read(_ path: String) throws -> [Certificate] {
        try Certificate.read([UInt8](Data(contentsOf: folder.appending(path: "pki/" + path))))
    }

    /// What `openssl verify -attime` refuses of them: expired or not valid yet, issued by an end entity, and those of
    /// the same names under a root that nobody trusts. Everything else it accepts; revocation isn't looked at.
    private static let refused: [String: SubIndication] = [
        "leader-expired.pem": .outOfBoundsNoProofOfExistence,
        "seller-expired.pem": .outOfBoundsNoProofOfExistence,
        "seal-future.pem": .outOfBoundsNoProofOfExistence,
        "issued-by-end-entity.pem": .chainConstraintsFailure,
        "stranger/root.pem": .noCertificateChainFound,
        "stranger/issuing-persons.pem": .noCertificateChainFound,
        "stranger/leader-01.pem": .noCertificateChainFound,
    ]

    @Test("have the paths that OpenSSL finds, with all of them for candidates in any order")
    func paths() throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.appending(path: "pki").path)
            .filter { $0.hasSuffix(".pem") }
        #expect(names.count > 30)
        let all = try names.flatMap(Self.read)
        let time = try String(contentsOf: Self.folder.appending(path: "validation-time"), encoding: .utf8)
        let moment = try #require(Instant(rfc3339: time.trimmingCharacters(in: .whitespacesAndNewlines)))
        let validator = PathValidator(
            trust: try TrustStore(Self.read("root.pem")), purpose: .any, revocation: RevocationPolicy(.off)
        )
        for _ in 0..<5 {
            let candidates = all.shuffled()
            for name in names {
                let leaf = try #require(try Self.read(name).first)
                let outcome = validator.validate(leaf, candidates: candidates, at: moment)
                #expect(outcome.failure?.subIndication == Self.refused[name], "\(name)")
            }
        }
    }

    @Test("are shown with their letters")
    func names() throws {
        let leader = try #require(try Self.read("leader-01.pem").first)
        // `openssl x509 -nameopt RFC2253,utf8,-esc_msb`.
        #expect(leader.subject.rfc4514 == "CN=Lãnh đạo 01,OU=Ban lãnh đạo,O=Sở mẫu số 1,C=VN")
        #expect(leader.issuer.rfc4514 == "CN=CA mẫu phục vụ cán bộ,O=Tổ chức chứng thực mẫu,C=VN")
    }
}
