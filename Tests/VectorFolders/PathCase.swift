//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Foundation

/// One case of a file of certificate paths, in the form of x509-limbo: certificates, revocation lists and OCSP responses
/// in PEM, times by RFC 3339. `TestVectors/README.md` says which members are our own.
package struct PathCase: Decodable, Sendable, CustomStringConvertible {
    package struct Name: Decodable, Sendable {
        package let value: String
    }

    package let id: String
    package let trustedCerts: [String]
    package let untrustedIntermediates: [String]
    package let peerCertificate: String
    package let validationTime: String?
    package let maxChainDepth: Int?
    package let extendedKeyUsage: [String]?
    package let crls: [String]?
    package let expectedPeerName: Name?
    package let expectedResult: String?

    // MARK: Of our own

    package let ocspResponses: [String]?
    package let revocationMode: String?
    /// In seconds.
    package let maximumAge: Int64?
    package let purpose: String?
    package let expectedSubIndication: String?
    package let expectedRevocation: String?
    package let expectedFinding: String?
    package let relyingPartyResult: String?

    package var description: String { id }

    private struct File: Decodable {
        let testcases: [PathCase]
    }

    /// All cases of a file.
    package static func all(in file: URL) throws -> [PathCase] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(File.self, from: Data(contentsOf: file)).testcases
    }

    /// Those of `TestVectors/chains`.
    package static func own(_ name: String) throws -> [PathCase] {
        try all(in: VectorFolder.own.folder.appending(path: "chains/\(name).json"))
    }

    /// Those of x509-limbo.
    package static func limbo() throws -> [PathCase] {
        try all(in: VectorFolder.others.folder.appending(path: "x509-limbo/limbo.json"))
    }
}
