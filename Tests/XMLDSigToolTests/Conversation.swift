//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import Testing

/// The tool at the other end of two pipes.
final class Conversation {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ arguments: [String]) throws {
        process.executableURL = Tool.executable
        process.arguments = arguments
        process.currentDirectoryURL = Tool.package
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// Writes a line and waits for the one that answers it.
    func answer(to line: String) throws -> String {
        try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
        var answer = Data()
        while answer.last != UInt8(ascii: "\n") {
            // What is there, and never more than what was asked for is expected.
            let part = output.fileHandleForReading.availableData
            try #require(!part.isEmpty)
            answer += part
        }
        return String(decoding: answer.dropLast(), as: UTF8.self)
    }

    /// - Returns: The exit status.
    func end() throws -> Int32 {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

extension Tool {
    /// Starts the tool and ends it as `kill -9` does, if it didn't end before.
    static func killed(_ arguments: [String], after time: Duration) throws {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = package
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32(time / .microseconds(1)))
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }
}
