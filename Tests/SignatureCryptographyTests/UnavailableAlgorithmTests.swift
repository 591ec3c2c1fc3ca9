//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import Foundation
import SignatureCryptography
import Testing

/// Each test runs in a process of its own: OpenSSL reads its configuration once, and other tests need the usual one.
@Suite("What OpenSSL forbids")
struct UnavailableAlgorithmTests {
    /// No provider has algorithms with this property, as where a machine is set to FIPS and the module is missing.
    private static func forbidEverything() throws {
        let configuration = """
            openssl_conf = start
            [start]
            alg_section = algorithms
            [algorithms]
            default_properties = fips=yes
            """
        let file = FileManager.default.temporaryDirectory.appending(path: "xmldsig-openssl-\(getpid()).cnf")
        try Data(configuration.utf8).write(to: file)
        unsafe setenv("OPENSSL_CONF", file.path, 1)
        defer { try? FileManager.default.removeItem(at: file) }
        // The configuration is read at the first use.
        #expect(!DigestMethod.sha256.isAvailable)
    }

    @Test("is reported as unavailable, never as a bad key or a bad signature")
    func isReportedAsUnavailable() async {
        await #expect(processExitsWith: .success) {
            try Self.forbidEverything()
            let octets = [UInt8](repeating: 1, count: 32)
            let attempts: [(String, () throws(CryptographyError) -> Void)] = [
                ("a digest", { () throws(CryptographyError) in _ = try MessageDigest(.sha256) }),
                (
                    "HMAC",
                    { () throws(CryptographyError) in
                        _ = try SymmetricKey(octets).verify(octets, over: octets, .hmacSHA256)
                    }
                ),
                (
                    "an RSA key",
                    { () throws(CryptographyError) in _ = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa) }
                ),
                (
                    // OpenSSL's decoder doesn't ask the configuration; the verification does.
                    "a signature by an RSASSA-PSS key",
                    { () throws(CryptographyError) in
                        let key = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.restrictedPSS)
                        _ = try key.verify(
                            OpenSSLMade.restrictedPSSSHA256,
                            over: OpenSSLMade.message,
                            .rsaPSS,
                            parameters: RSASSAPSSParameters(conventionalWith: .sha256)
                        )
                    }
                ),
                (
                    "an EC key",
                    { () throws(CryptographyError) in _ = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256) }
                ),
                (
                    "a DSA key",
                    { () throws(CryptographyError) in _ = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.dsa) }
                ),
                (
                    "an Ed25519 key",
                    { () throws(CryptographyError) in _ = try EdwardsPublicKey(curve: .ed25519, octets: octets) }
                ),
            ]
            for (name, attempt) in attempts {
                do throws(CryptographyError) {
                    try attempt()
                    Issue.record("\(name) was made all the same")
                } catch {
                    #expect(error.code == .algorithmUnavailable, "\(name)")
                    #expect(OpenSSL.errorQueueWasEmpty(), "\(name)")
                }
            }
            // What OpenSSL said comes along.
            let error = #expect(throws: CryptographyError.self) { _ = try MessageDigest(.sha256) }
            #expect(error?.openSSLErrors.isEmpty == false)
            let decision = AlgorithmPolicy.strict.digestMethod(uri: Array(DigestMethod.sha256.uri.utf8))
            guard case .refuse(let concern) = decision else {
                Issue.record("the policy allows what can't be carried out")
                return
            }
            #expect(concern.code == .algorithmUnavailable)
        }
    }
}
