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

/// A file, or the files of a folder in the order of their names; folders in it are not looked at.
enum NamedFolder {
    static func read<Value>(
        _ path: String,
        option: String,
        _ read: (_ octets: [UInt8], _ file: String) throws -> [Value]
    ) throws -> [Value] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
            do {
                return try read(NamedFile.octets(path, option: option), path)
            } catch let error as UnusableCertificate {
                throw error.failure
            }
        }
        let values = try files(in: path, option: option).flatMap { file in
            do {
                return try read(NamedFile.octets(file, option: option), file)
            } catch let error as UnusableCertificate {
                // Something else may stand beside certificates, but a broken certificate is no such thing.
                if error.error.code == .noCertificate { return [] }
                throw error.failure
            }
        }
        guard !values.isEmpty else {
            throw ToolFailure(.refused, "\(option): no file in the folder \(path) holds a certificate")
        }
        return values
    }

    private static func files(in folder: String, option: String) throws -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw ToolFailure(.unreadable, "\(option): the folder \(folder) can't be read: \(error)")
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
            folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0
        }.filter { file in
            var isFolder = false
            return !(FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) && isFolder)
        }
    }
}

/// A file that holds no certificate, or a bad one.
struct UnusableCertificate: Error {
    let place: String
    let error: CertificateError

    var failure: ToolFailure { ToolFailure(.refused, "\(place): \(error)") }
}
