//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import BatchVerification
import CertificateValidation
import Diagnostics
import Foundation
import Testing
import VectorFolders
import XMLSignature

/// The project's own vectors as a batch, and what their manifest expects of each document.
enum BatchScene {
    static let folder = VectorFolder.own.folder
    static let time = Instant(rfc3339: "2026-06-01T00:00:00Z")!

    static func octets(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: path))) }

    static func validator(
        _ policy: ValidationPolicy = .strict, digestsDocuments: Bool = true
    ) throws -> SignatureValidator {
        SignatureValidator(
            // As the program asks: most of the vectors come without revocation data.
            policy: policy.with(revocation: RevocationPolicy(.ifPresent)),
            trust: try TrustStore(try Certificate.read(octets("pki/root.pem")).map { try TrustAnchor($0) }),
            certificates: try Certificate.read(octets("pki/issuing.pem")),
            digestsDocuments: digestsDocuments
        )
    }

    static func verifier(
        workers: Int = 2, policy: ValidationPolicy = .strict, _ change: (inout BatchOptions) -> Void = { _ in }
    ) throws -> BatchVerifier {
        var options = BatchOptions(workers: workers)
        change(&options)
        return BatchVerifier(try validator(policy), options: options) { time }
    }

    static func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    /// Paths of the documents of a folder, sorted.
    static func documents(in name: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(name)).filter { $0.hasSuffix(".xml") }.sorted()
            .map { path(name) + "/" + $0 }
    }

    static let decode: @Sendable ([UInt8]) throws -> BatchEntry = {
        try JSONDecoder().decode(BatchEntry.self, from: Data($0))
    }

    static func results(_ source: BatchSource, by verifier: BatchVerifier) async throws -> [BatchResult] {
        var results: [BatchResult] = []
        for try await result in verifier.results(of: source) { results.append(result) }
        return results
    }

    /// A folder that is gone afterwards.
    static func withScratch<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }
}

extension URL {
    var plainPath: String { path(percentEncoded: false) }
}

/// What the manifest, which other programs than this one stand behind, says of a file of the vectors.
struct ManifestTruth {
    /// How many signatures of the file are expected to be what.
    var valid = 0
    var invalid = 0

    /// By path within the vectors, for the archive, of which every document is judged by the same rules as here.
    static func archive() throws -> [String: Self] {
        var truths: [String: Self] = [:]
        for line in try VectorFolder.own.manifestOctets().split(separator: UInt8(ascii: "\n")) {
            let members = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            guard members["suite"] as? String == "archive", let file = members["file"] as? String else { continue }
            switch members["expect"] as? String {
            case "valid": truths[file, default: Self()].valid += 1
            case "invalid": truths[file, default: Self()].invalid += 1
            default: Issue.record("another expectation in \(line)")
            }
        }
        return truths
    }

    var indication: DocumentIndication { invalid > 0 ? .totalFailed : .totalPassed }
}
