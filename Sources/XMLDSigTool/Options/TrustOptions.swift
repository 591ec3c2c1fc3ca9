//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser
import Diagnostics
import FixtureManifests
import XMLDSig

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Where paths of certificates may end, and what may lead there.
struct AnchorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Trust anchors: certificates of authorities in PEM, DER or PKCS #7, a trust list in JSON, or a folder of such \
            files; repeatable.
            """,
            valueName: "path"
        )
    )
    var trust: [String] = []

    @Option(
        help: ArgumentHelp("Untrusted certificates that may help to build paths; repeatable.", valueName: "path")
    )
    var certificate: [String] = []

    /// - Parameter purpose: What paths are asked for; `system` is only for servers.
    func trustStore(for purpose: CertificatePurpose? = nil) throws -> TrustStore? {
        guard !trust.isEmpty else { return nil }
        let anchors = try trust.flatMap { path in
            path == SystemTrust.word ? try SystemTrust.anchors(for: purpose) : try TrustFiles.anchors(path)
        }
        do {
            return try TrustStore(anchors)
        } catch {
            throw ToolFailure(.usage, "--trust: \(error)")
        }
    }

    func certificates() throws -> [Certificate] {
        try certificate.flatMap { try CertificateFiles.read($0, option: "--certificate") }
    }
}

/// Whom to believe. Nothing is trusted by default.
struct TrustOptions: ParsableArguments {
    @OptionGroup var anchors: AnchorOptions

    @Option(
        help: ArgumentHelp(
            "A public key or certificate that you vouch for: \"this key signed\". With --trust both have to hold.",
            valueName: "path"
        )
    )
    var key: [String] = []

    @Option(help: ArgumentHelp("A symmetric key for HMAC: the raw octets of the file.", valueName: "path"))
    var hmacKey: [String] = []

    func pinnedKeys() throws -> [PinnedKey] {
        try key.map(Self.publicKey) + hmacKey.map(Self.symmetricKey)
    }

    private static func publicKey(_ path: String) throws -> PinnedKey {
        let octets = try NamedFile.octets(path, option: "--key")
        do {
            switch try KeyFile(octets) {
            case .publicKey(let key): return PinnedKey(key)
            case .certificate(let certificate): return try PinnedKey(certificate)
            }
        } catch {
            throw ToolFailure(.refused, "--key: \(path): \(error)")
        }
    }

    private static func symmetricKey(_ path: String) throws -> PinnedKey {
        let octets = try NamedFile.octets(path, option: "--hmac-key")
        do {
            return PinnedKey(try SymmetricKey(octets))
        } catch {
            throw ToolFailure(.refused, "--hmac-key: \(path): \(error)")
        }
    }
}

/// A file that an option names.
enum NamedFile {
    /// The most octets that a file of keys, certificates or external data may have.
    static let limit = ReadingLimits().documentBytes

    static func octets(_ path: String, option: String) throws -> [UInt8] {
        do {
            return try InputFile(path: path, limit: limit).octets
        } catch {
            throw ToolFailure(error.status, "\(option): \(path): \(error)")
        }
    }
}

extension InputFileError {
    /// What the process ends with where this was an input.
    var status: ExitStatus { code == .tooLarge ? .refused : .unreadable }
}
