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
import VectorFolders
import XMLSignature

/// The project's own vectors, which other programs signed (`TestVectors/README.md`).
enum SampleArchive {
    static let folder = VectorFolder.own.folder

    static func octets(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }

    /// The documents of a folder, by name.
    static func documents(in name: String) throws -> [(name: String, octets: [UInt8])] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path)
        return try names.filter { $0.hasSuffix(".xml") }.sorted().map { ($0, try octets("\(name)/\($0)")) }
    }

    static func time() throws -> Instant {
        let text = String(decoding: try octets("validation-time"), as: UTF8.self)
        return Instant(rfc3339: text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? Instant(seconds: 0)
    }

    /// A validator that trusts the root of the vectors.
    static func validator(_ policy: ValidationPolicy = .strict) throws -> SignatureValidator {
        SignatureValidator(
            policy: policy.ifRevocationDataIsPresent,
            trust: try TrustStore(try Certificate.read(octets("pki/root.pem")).map { try TrustAnchor($0) }),
            certificates: try Certificate.read(octets("pki/issuing.pem"))
        )
    }
}
