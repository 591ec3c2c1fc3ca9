//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import XMLDSig

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The certificates that the system trusts, which are those of servers of the web.
enum SystemTrust {
    static let word = "system"

    /// Where distributions keep them, if not where OpenSSL looks.
    private static let bundles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    ]

    /// - Parameter purpose: What paths are asked for.
    /// - Throws: For any other purpose than that of a server: nobody vetted these authorities for signatures on
    ///   documents.
    static func anchors(for purpose: CertificatePurpose?) throws -> [TrustAnchor] {
        guard let purpose, purpose.description == "server-auth" else {
            throw ToolFailure(
                .usage,
                "`--trust system` is for `--purpose server-auth` only: the system's authorities vouch for servers"
            )
        }
        let file = try file()
        let place = "--trust system: \(file)"
        let octets = try NamedFile.octets(file, option: "--trust system")
        let certificates: [Certificate]
        do {
            certificates = try CertificateFiles.certificates(octets, place)
        } catch let error as UnusableCertificate {
            throw error.failure
        }
        return try TrustFiles.anchors(place) { () throws(CertificateError) in
            var anchors: [TrustAnchor] = []
            for certificate in certificates {
                anchors.append(try TrustAnchor(certificate, sets: [word], purposes: [purpose]))
            }
            return anchors
        }
    }

    private static func file() throws -> String {
        let variable = SystemCertificateFile.environmentVariable
        if let file = ProcessInfo.processInfo.environment[variable], !file.isEmpty { return file }
        let known = [SystemCertificateFile.ofOpenSSL] + bundles
        guard let file = known.first(where: FileManager.default.fileExists(atPath:)) else {
            throw ToolFailure(
                .unreadable, "--trust system: there is none of \(known.joined(separator: ", ")); set \(variable)"
            )
        }
        return file
    }
}
