//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import SignatureCryptography
import Testing

@Suite("Trust stores")
struct TrustStoreTests {
    @Test("have a digest over their certificates, whatever their order and count")
    func digest() throws {
        let certificates = try ["A", "B", "C"].map { try TestAuthority($0).certificate }
        let store = try TrustStore(certificates)
        let again = try TrustStore(certificates.reversed() + certificates)
        #expect(store == again)
        #expect(store.sha256 == again.sha256)
        #expect(again.anchors.count == 3)
        let sorted = certificates.map(\.fingerprint).sorted { $0.lexicographicallyPrecedes($1) }
        let octets = sorted.flatMap { fingerprint in fingerprint + [UInt8](repeating: 0, count: 4) }
        let expected = try MessageDigest.value(of: octets.span, .sha256)
        #expect(store.digest == expected)
        #expect(try TrustStore(Array(certificates.dropLast())).digest != store.digest)
        // The SHA-256 of nothing (FIPS 180-4).
        let empty: [Certificate] = []
        #expect(
            try TrustStore(empty).sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
    }

    @Test("know their anchors and their names")
    func anchors() throws {
        let certificate = try TestAuthority("A").certificate
        let store = try TrustStore([TrustAnchor(certificate, name: "the first"), TrustAnchor(certificate, name: "no")])
        #expect(store.anchor(certificate)?.name == "the first")
        #expect(store.anchor(try TestAuthority("A").certificate) == nil)
    }

    @Test("take authorities only, and point to pinning for the others")
    func endEntities() throws {
        let root = try TestAuthority("Root")
        let accepted = [
            try TestAuthority("v1 root") { $0.withoutVersion() }.certificate,
            try TestAuthority("key usage alone") { $0.extensions = [Extension.keyUsage(0x04)] }.certificate,
            try root.authority("not self-signed").certificate,
        ]
        for certificate in accepted { #expect(try TrustStore([certificate]).anchors.count == 1) }
        let refused = [
            try root.issue(), try root.issue("nothing said") { $0.extensions = [] },
            try root.issue("v1") { $0.withoutVersion() },
            try root.issue("signs only") { $0.extensions = [Extension.keyUsage(0x80)] },
            try TestAuthority("self-signed person") { $0.extensions = [Extension.endEntity] }.certificate,
        ]
        for certificate in refused {
            let error = try #require(throws: CertificateError.self) { try TrustStore([certificate]) }
            #expect(error.code == .endEntityAnchor)
            #expect(error.hint.contains("--key"))
        }
    }
}

extension CertificateRecipe {
    /// Version 1, which has no extensions.
    fileprivate mutating func withoutVersion() {
        version = []
        extensions = []
    }
}
