//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import VectorFolders

/// Runs the tool as a person or a script does.
struct Tool {
    let status: Int32
    let output: Data
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// `XMLDSIG_TOOL` names the tool, else it was built beside the tests.
    static let executable: URL = {
        if let path = ProcessInfo.processInfo.environment["XMLDSIG_TOOL"] { return URL(filePath: path) }
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "xmldsig")
    }()

    /// - Parameters:
    ///   - input: What standard input holds.
    ///   - folder: The working directory; default: the package's.
    init(_ arguments: [String], input: Data = Data(), in folder: URL = Self.package) throws {
        try self.init(running: Self.executable, arguments, input: input, in: folder)
    }

    /// Runs a line of a shell, in which `$TOOL` is the tool.
    static func shell(_ line: String) throws -> Self {
        try Self(
            running: URL(filePath: "/bin/sh"), ["-c", "TOOL='\(executable.path())'; \(line)"], input: Data(),
            in: package
        )
    }

    private init(running executable: URL, _ arguments: [String], input: Data, in folder: URL) throws {
        // Files instead of pipes: nothing has to be read while the tool runs.
        try self = Scratch.with { scratch in
            let names = ["input", "output", "errors"].map { scratch.appending(path: $0) }
            try input.write(to: names[0])
            for name in names.dropFirst() { try Data().write(to: name) }
            let process = Process()
            process.executableURL = executable
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.standardInput = try FileHandle(forReadingFrom: names[0])
            process.standardOutput = try FileHandle(forWritingTo: names[1])
            process.standardError = try FileHandle(forWritingTo: names[2])
            try process.run()
            process.waitUntilExit()
            return Self(
                status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
                output: try Data(contentsOf: names[1]),
                errors: String(decoding: try Data(contentsOf: names[2]), as: UTF8.self)
            )
        }
    }

    private init(status: Int32, output: Data, errors: String) {
        self.status = status
        self.output = output
        self.errors = errors
    }

    /// The root of the package.
    static let package = VectorFolder.package

    /// What the sample archive is verified with.
    static let trust: [String] = {
        let time =
            (try? String(contentsOf: package.appending(path: "TestVectors/validation-time"), encoding: .utf8)) ?? ""
        return [
            "--trust", "TestVectors/pki/root.pem", "--certificate", "TestVectors/pki/issuing.pem",
            "--at", time.trimmingCharacters(in: .whitespacesAndNewlines),
        ]
    }()
}

/// A folder that is gone afterwards.
enum Scratch {
    static func with<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}
