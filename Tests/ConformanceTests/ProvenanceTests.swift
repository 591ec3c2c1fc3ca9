//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import SignatureCryptography
import Testing
import VectorFolders

/// What `TestVectors/PROVENANCE` says of the files beside it.
@Suite("Provenance of our own vectors", .enabled(if: VectorFolder.own.isExpected))
struct ProvenanceTests {
    /// Lines whose first field is this, without it.
    private static func records(_ kind: String) throws -> [[String]] {
        let file = VectorFolder.own.folder.appending(path: "PROVENANCE")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
            .filter { $0.first == kind }.map { Array($0.dropFirst()) }
    }

    @Test("Every file has the digest that was written down, and no other file is there")
    func digests() throws {
        let records = try Self.records("file")
        var listed: Set<String> = []
        for record in records {
            try #require(record.count == 2)
            listed.insert(record[1])
            let octets = [UInt8](try Data(contentsOf: VectorFolder.own.folder.appending(path: record[1])))
            let digest = try MessageDigest.value(of: octets.span, .sha256)
            let text = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            if text != record[0] { Issue.record("\(record[1]) has another digest") }
        }
        #expect(listed.count == records.count)
        #expect(try Self.present() == listed)
    }

    /// The files of the folder, but for the generator, what describes them and what checks them.
    private static func present() throws -> Set<String> {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: VectorFolder.own.path)
        return Set(
            paths.filter { path in
                var isFolder: ObjCBool = false
                let full = VectorFolder.own.folder.appending(path: path).path(percentEncoded: false)
                guard unsafe FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { return false }
                return !isFolder.boolValue && !path.hasPrefix("generator/") && path != "PROVENANCE"
                    && path != "README.md"
            }
        )
    }

    /// At least 40 documents by at least four programs, none of which signed less than 15 % of the signatures.
    @Test("The archive is large enough and signed by programs that are independent of us")
    func programs() throws {
        let programs = try Self.records("program")
        #expect(programs.count >= 4)
        let counts = try programs.map { try #require(Int($0[1])) }
        for (program, count) in zip(programs, counts) {
            #expect(count * 100 >= counts.reduce(0, +) * 15, "\(program[0])")
        }
        let documents = try FileManager.default.contentsOfDirectory(atPath: VectorFolder.own.path + "/archive")
        #expect(documents.count >= 40)
        #expect(try Self.records("document").count { $0[0].hasPrefix("archive/") } == documents.count)
    }
}
