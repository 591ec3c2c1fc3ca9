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

/// Whom to believe. Nothing is trusted by default.
struct TrustOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Trust anchors: certificates of authorities in PEM, DER or PKCS #7, or a folder of such files; repeatable.",
            valueName: "path"
        )
    )
    var trust: [String] = []

    @Option(
        help: ArgumentHelp("Untrusted certificates that may help to build paths; repeatable.", valueName: "path")
    )
    var certificate: [String] = []

    @Option(
        help: ArgumentHelp(
            "A public key or certificate that you vouch for: \"this key signed\". With --trust both have to hold.",
            valueName: "path"
        )
    )
    var key: [String] = []

    @Option(help: ArgumentHelp("A symmetric key for HMAC: the raw octets of the file.", valueName: "path"))
    var hmacKey: [String] = []

    func trustStore() throws -> TrustStore? {
        guard !trust.isEmpty else { return nil }
        var anchors: [TrustAnchor] = []
        for path in trust {
            if path == "system" { throw ToolFailure(.usage, "`--trust system` isn't built yet") }
            for (file, certificate) in try CertificateFiles.read(path, option: "--trust") {
                do {
                    anchors.append(try TrustAnchor(certificate))
                } catch {
                    throw ToolFailure(.usage, "--trust: \(file): \(error)")
                }
            }
        }
        return try TrustStore(anchors)
    }

    func certificates() throws -> [Certificate] {
        try certificate.flatMap { try CertificateFiles.read($0, option: "--certificate").map(\.certificate) }
    }

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

/// Files of certificates that the command line names.
private enum CertificateFiles {
    /// - Parameter path: A file, or a folder of which every file with certificates counts.
    static func read(_ path: String, option: String) throws -> [(file: String, certificate: Certificate)] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
            return try read(file: path, option: option)
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw ToolFailure(.unreadable, "\(option): the folder \(path) can't be read: \(error)")
        }
        var certificates: [(file: String, certificate: Certificate)] = []
        for name in names {
            let file = path.hasSuffix("/") ? path + name : path + "/" + name
            if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), isFolder { continue }
            do {
                for certificate in try Certificate.read(NamedFile.octets(file, option: option)) {
                    certificates.append((file, certificate))
                }
            } catch let error as CertificateError {
                // Something else may stand beside certificates, but a broken certificate is no such thing.
                if error.code != .noCertificate { throw ToolFailure(.refused, "\(option): \(file): \(error)") }
            }
        }
        guard !certificates.isEmpty else {
            throw ToolFailure(.refused, "\(option): no file in the folder \(path) holds a certificate")
        }
        return certificates
    }

    private static func read(file: String, option: String) throws -> [(file: String, certificate: Certificate)] {
        let octets = try NamedFile.octets(file, option: option)
        if let first = octets.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            throw ToolFailure(.usage, "\(option): \(file): JSON trust lists aren't built yet")
        }
        do {
            return try Certificate.read(octets).map { (file, $0) }
        } catch {
            throw ToolFailure(.refused, "\(option): \(file): \(error)")
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
