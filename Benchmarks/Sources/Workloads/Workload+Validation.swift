//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
import XMLDSig

/// What the vectors are verified under.
private enum Vectors {
    static let time = Instant(rfc3339: "2026-06-01T00:00:00Z")!

    static func certificate(_ name: String) throws -> [Certificate] {
        try Certificate.read(VectorFolder.octets(of: "pki/\(name).pem"))
    }

    static func trust() throws -> TrustStore { try TrustStore(certificate("root")) }

    /// As the peers judge, which look at no revocation.
    static let policy = ValidationPolicy.strict.with(revocation: RevocationPolicy(.off))

    static func validator() throws -> SignatureValidator {
        SignatureValidator(policy: policy, trust: try trust(), certificates: try certificate("issuing"))
    }
}

extension Workload {
    /// A small document whose signature is what differs, and the digest of external data.
    static let cryptography =
        [
            ("rsa-2048", "archive/decision-401"), ("ecdsa-p384", "archive/decision-415"),
            ("ecdsa-p256", "cases/algorithm-511"), ("ed25519", "cases/algorithm-517"),
            ("rsa-pss", "cases/algorithm-516"),
        ].map { name, file in document("signature/\(name)", "\(file).xml", .totalPassed) }
        + [
            Workload("digest/sha256") {
                // Not what was signed, which costs the same: the reference fails after all has been digested.
                let data = [UInt8](repeating: 0x61, count: 262_144)
                let validator = SignatureValidator(
                    pinnedKeys: try Vectors.certificate("leader-03").map { try PinnedKey($0) },
                    externalData: ["notes.txt": data] as ExternalData
                )
                return try judging("forms/external-relative.xml", .totalFailed) {
                    validator.validate($0, at: Vectors.time).report
                }
            }
        ]

    static let certificates = [
        Workload("certificate/read") {
            let octets = try VectorFolder.octets(of: "pki/specialist-01.pem")
            return { try Certificate.read(octets).count }
        },
        // Each time with caches of its own.
        path("path/new") { try PathValidator(trust: Vectors.trust(), revocation: RevocationPolicy(.off)) },
        Workload("path/kept") {
            let kept = try PathValidator(trust: Vectors.trust(), revocation: RevocationPolicy(.off))
            return try path("") { kept }.prepared()
        },
    ]

    /// Whole documents by a worker that is kept, and one by a new validator each time.
    static let documents = [
        document("document/invoice-rsa", "archive/invoice-201.xml", .totalPassed),
        document("document/invoice-p256", "archive/invoice-210.xml", .totalPassed),
        document("document/four-signatures", "archive/edxml-101.xml", .totalPassed),
        document("document/altered", "cases/content-changed-openssl.xml", .totalFailed),
        Workload("document/new-signer") {
            let (trust, issuing) = (try Vectors.trust(), try Vectors.certificate("issuing"))
            return try judging("archive/invoice-201.xml", .totalPassed) {
                SignatureValidator(policy: Vectors.policy, trust: trust, certificates: issuing)
                    .validate($0, at: Vectors.time).report
            }
        },
    ]

    private static func document(_ name: String, _ file: String, _ expected: DocumentIndication) -> Workload {
        Workload(name) {
            var worker = try Vectors.validator().worker()
            return try judging(file, expected) { worker.validate($0, at: Vectors.time).report }
        }
    }

    private static func judging(
        _ file: String, _ expected: DocumentIndication, by judge: @escaping ([UInt8]) -> ValidationReport
    ) throws -> () throws -> Int {
        let document = try VectorFolder.octets(of: file)
        return {
            let report = judge(document)
            // A document that is refused early would look fast.
            guard report.indication == expected else { throw FileError("\(file) is \(report.indication.rawValue)") }
            return report.signatures.count
        }
    }

    private static func path(_ name: String, by validator: @escaping @Sendable () throws -> PathValidator) -> Workload {
        Workload(name) {
            let (leaf, candidates) = (try Vectors.certificate("specialist-01")[0], try Vectors.certificate("issuing"))
            return {
                let outcome = try validator().validate(leaf, candidates: candidates, at: Vectors.time)
                guard let path = outcome.path else { throw FileError("no path to the root") }
                return path.certificates.count
            }
        }
    }
}
