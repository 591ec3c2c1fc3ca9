//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser
import BatchVerification
import FixtureManifests
import XMLDSig

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What the command line calls the input of a batch.
enum BatchOperand {
    static func source(_ input: String) throws -> BatchSource {
        if input == "-" { return .standardInput(decodedBy: entry) }
        var isFolder = false
        if FileManager.default.fileExists(atPath: input, isDirectory: &isFolder), isFolder { return .folder(input) }
        guard let kind = BatchSource.kind(ofFile: input) else { return .list(input, decodedBy: entry) }
        switch kind {
        case .archive: return .archive(input)
        case .list: return .list(input, decodedBy: entry)
        case .document:
            throw ToolFailure(
                .usage,
                "\(input) is a document and no list: `xmldsig verify` judges it, or give the folder that it is in"
            )
        }
    }

    /// - Throws: Where a file is written for two purposes, or stands in the folder that is read and would be a document
    ///   of it.
    static func checkFiles(writing paths: [String], reading input: String) throws {
        let resolved = paths.map(Self.resolved)
        guard Set(resolved).count == paths.count else {
            throw ValidationError("--output, --resume and --summary are files of their own.")
        }
        let folder = URL(filePath: input).resolvingSymlinksInPath().path
        for (path, place) in zip(paths, resolved) where place.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") {
            throw ValidationError("`\(path)` is in the folder `\(input)` and would be one of its documents.")
        }
    }

    /// Without links in the folders on the way; the file itself need not be there.
    private static func resolved(_ path: String) -> String {
        let file = URL(filePath: path)
        return file.deletingLastPathComponent().resolvingSymlinksInPath().appending(path: file.lastPathComponent).path
    }

    private static let entry: @Sendable ([UInt8]) throws -> BatchEntry = { line in
        try JSONText.decode(line)
    }
}

/// What the results of a batch depend on.
struct BatchOrigin {
    let journal: BatchJournal.Origin

    /// - Throws: Where the input can't be read.
    init(source: BatchSource, validator: SignatureValidator, external: ExternalOptions, at time: Instant?) throws {
        let environment = validator.environment
        var digest = try MessageDigest(.sha256)
        let revocation = validator.revocationData
        var given = validator.certificates.map(\.der) + revocation.lists.map(\.der) + revocation.responses.map(\.der)
        for assignment in external.external {
            given += [Array(assignment.uri.utf8), try NamedFile.octets(assignment.path, option: "--external")]
        }
        for octets in given {
            // With its length, so that no two sequences are the same octets.
            try digest.update((Array("\(octets.count) ".utf8) + octets).span)
        }
        let members = [
            ("inputSHA256", try source.digest().map(Hexadecimal.lowercase)),
            ("policySHA256", environment.policySHA256),
            ("trustSHA256", environment.trustSHA256),
            ("givenSHA256", Hexadecimal.lowercase(try digest.finish())),
            ("at", time?.rfc3339),
            ("documentDigest", validator.digestsDocuments ? "yes" : "no"),
        ]
        // Of a secret `trustSHA256` says only that there is one.
        journal = BatchJournal.Origin(members, secrets: validator.pinnedKeys.compactMap(\.symmetricKey))
    }
}
