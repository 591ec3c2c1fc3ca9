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
import Synchronization
import XMLSignature

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The files of paths that many lines share, each read once: folders of certificates, and files of cases.
final class ChainFiles: Sendable {
    private struct Pool {
        var certificates: [Certificate] = []
        var lists: [RevocationList] = []
    }

    private let pools = Mutex<[String: Pool]>([:])
    private let cases = Mutex<[String: [String: ChainCase]]>([:])

    /// The cases of a file by their ids.
    func cases(_ path: String, of files: FileCache) throws -> [String: ChainCase] {
        if let known = cases.withLock({ $0[path] }) { return known }
        let read = try ChainCaseFile.cases(files.octets(path))
        cases.withLock { $0[path] = read }
        return read
    }

    /// Adds every certificate and every revocation list of a folder. What else stands there is left out.
    func add(_ folder: String, of files: FileCache, to inputs: inout ChainInputs) throws {
        let pool = try pool(folder, of: files)
        inputs.intermediates += pool.certificates
        inputs.lists += pool.lists
    }

    private func pool(_ folder: String, of files: FileCache) throws -> Pool {
        if let known = pools.withLock({ $0[folder] }) { return known }
        var pool = Pool()
        for name in try FileManager.default.contentsOfDirectory(atPath: files.absolute(folder)).sorted() {
            let file = folder + "/" + name
            var isFolder = false
            _ = FileManager.default.fileExists(atPath: files.absolute(file), isDirectory: &isFolder)
            if isFolder { continue }
            let octets = try files.octets(file)
            if let certificates = try? Certificate.read(octets) {
                pool.certificates += certificates
            } else if let lists = try? RevocationList.read(octets) {
                pool.lists += lists
            }
        }
        pools.withLock { $0[folder] = pool }
        return pool
    }
}

/// The machine's clock, for lines without a time.
enum FixtureClock {
    static var now: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
}
