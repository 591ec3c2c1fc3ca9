//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import FixtureManifests

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Standard error: everything that isn't a result.
enum StandardError {
    /// Writes a line; names of files and words of documents in it can't move the cursor or begin another line.
    static func write(_ line: String) {
        // Nobody could be told that telling somebody has failed.
        _ = Descriptor.write(Array((line.visible + "\n").utf8).span, to: 2)
    }
}

/// Where results go: standard output, or the file of `--output`.
final class ResultOutput {
    private let descriptor: CInt
    private let name: String
    private var buffer: [UInt8] = []

    /// Whether a person looks at it.
    let isTerminal: Bool

    /// - Parameter path: `nil` and `-` are standard output.
    init(path: String?) throws {
        if let path, path != "-" {
            descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o666)
            guard descriptor >= 0 else {
                throw ToolFailure(
                    .usage, "--output: `\(path)` can't be written: \(unsafe String(cString: strerror(errno)))")
            }
            name = path
        } else {
            descriptor = 1
            name = "standard output"
        }
        isTerminal = isatty(descriptor) == 1
    }

    deinit {
        if descriptor > 2 { _ = close(descriptor) }
    }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    func write(_ octets: [UInt8]) throws {
        buffer += octets
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Has to be called at the end, since only here a full disk shows.
    func flush() throws {
        guard Descriptor.write(buffer.span, to: descriptor) else {
            throw ToolFailure(.internalFault, "\(name) can't be written: \(unsafe String(cString: strerror(errno)))")
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

private enum Descriptor {
    /// - Returns: Whether all octets were written; `errno` says why not.
    static func write(_ octets: Span<UInt8>, to descriptor: CInt) -> Bool {
        unsafe octets.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
                #if canImport(Glibc)
                let count = unsafe Glibc.write(descriptor, part.baseAddress, part.count)
                #elseif canImport(Musl)
                let count = unsafe Musl.write(descriptor, part.baseAddress, part.count)
                #else
                let count = unsafe Darwin.write(descriptor, part.baseAddress, part.count)
                #endif
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                start += count
            }
            return true
        }
    }
}
