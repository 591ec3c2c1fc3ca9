//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import FixtureManifests
import Foundation
import Testing
import XMLSignature

@Suite("Files that are opened")
struct InputFileTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    private func code(_ path: String, limit: Int = .max) -> InputFileError.Code? {
        do {
            _ = try InputFile(path: path, limit: limit)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("are read whole, up to the limit and not one octet past it")
    func reads() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let octets = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        try Data(octets).write(to: folder.appending(path: "f"))
        #expect(try InputFile(path: path("f")).octets == octets)
        #expect(try InputFile(path: path("f"), limit: octets.count).octets == octets)
        #expect(code(path("f"), limit: octets.count - 1) == .tooLarge)
        try Data().write(to: folder.appending(path: "empty"))
        #expect(try InputFile(path: path("empty")).octets.isEmpty)
    }

    @Test("are regular files; everything else is its own error, and nothing waits", .timeLimit(.minutes(1)))
    func refusesOtherFiles() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(code(path("missing")) == .missing)
        #expect(code(path("missing/below")) == .missing)
        #expect(code(folder.path(percentEncoded: false)) == .directory)
        try #require(unsafe mkfifo(path("fifo"), 0o600) == 0)
        #expect(code(path("fifo")) == .fifo)
        #expect(code("/dev/null") == .device)
        #expect(code("a\u{0}b") == .missing)

        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        try bindSocket(descriptor, to: path("socket"))
        #expect(code(path("socket")) == .socket)
    }

    /// In a process of its own: root may read everything, and gives that up for good.
    @Test("that the user may not read have a code", .enabled(if: FileManager.default.fileExists(atPath: "/etc/shadow")))
    func notPermitted() async {
        await #expect(processExitsWith: .success) {
            if getuid() == 0 { try #require(setuid(65_534) == 0) }
            let error = #expect(throws: InputFileError.self) { _ = try InputFile(path: "/etc/shadow") }
            #expect(error?.code == .notPermitted)
        }
    }

    private func bindSocket(_ descriptor: CInt, to path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let octets = path.utf8.map { CChar(bitPattern: $0) } + [0]
        try #require(octets.count <= MemoryLayout.size(ofValue: address.sun_path))
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
            for (index, octet) in octets.enumerated() { unsafe place[index] = UInt8(bitPattern: octet) }
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
        }
        try #require(bound == 0)
    }
}
