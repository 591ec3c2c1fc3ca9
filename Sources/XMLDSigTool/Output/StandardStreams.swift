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

    /// Whether a person looks at it.
    static var isTerminal: Bool { isatty(2) == 1 }

    /// Writes what moves the cursor on purpose; no word of a document is in it.
    static func draw(_ text: String) { _ = Descriptor.write(Array(text.utf8).span, to: 2) }
}

/// Where results go: standard output, or the file of `--output`.
final class ResultOutput {
    private let descriptor: CInt
    private let name: String
    private var buffer: [UInt8] = []
    /// What is in it already and has to be what will be expected; `nil` where it is written to.
    private var present: PresentOctets?

    /// Whether a person looks at it.
    let isTerminal: Bool
    private let isRegularFile: Bool

    /// - Parameters:
    ///   - path: `nil` and `-` are standard output.
    ///   - inputs: Documents that are still to be read, `-` for standard input: none of them is written over.
    convenience init(path: String?, sparing inputs: [String] = []) throws {
        try self.init(path, O_WRONLY, sparing: inputs)
        // Nothing else than a regular file can be emptied.
        guard isRegularFile else { return }
        guard ftruncate(descriptor, 0) == 0 else { throw Self.failure(name, unsafe String(cString: strerror(errno))) }
    }

    /// Goes on with a file that has a beginning of what will be expected.
    ///
    /// - Parameters:
    ///   - path: `nil` and `-` are standard output, which gets everything.
    ///   - inputs: None of them is written over.
    convenience init(resuming path: String?, sparing inputs: [String]) throws {
        try self.init(path, O_RDWR, sparing: inputs)
        if isRegularFile { present = PresentOctets(descriptor) }
    }

    /// Opens a file without changing it: it is left alone unless it is known to be none of the inputs, whatever it is
    /// called.
    private init(_ path: String?, _ access: CInt, sparing inputs: [String]) throws {
        if let path, path != "-" {
            descriptor = unsafe open(path, access | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o666)
            guard descriptor >= 0 else { throw Self.failure(path, unsafe String(cString: strerror(errno))) }
            name = path
            let file = FileIdentity(of: descriptor)
            if let file, let input = inputs.first(where: { FileIdentity(ofInput: $0) == file }) {
                throw Self.failure(path, "it is the input `\(input)`")
            }
            isRegularFile = file != nil
        } else {
            descriptor = 1
            name = "standard output"
            isRegularFile = false
        }
        isTerminal = isatty(descriptor) == 1
    }

    /// Takes what has to be in it next: what is there has to be that, what isn't is written.
    ///
    /// - Throws: Where something else is there, which is somebody's and stays.
    func expect(_ octets: [UInt8]) throws {
        guard present != nil else { return try write(octets) }
        switch present?.count(ofSame: octets) {
        case octets.count?: return
        case let count? where present?.isAtEnd == true:
            try cut()
            try write(Array(octets[count...]))
        default: throw Self.failure(name, "what is in it isn't what the journal says; it is left as it is")
        }
    }

    /// Says that nothing more is expected: nothing more may be there.
    func endExpectation() throws {
        guard present != nil else { return try flush() }
        guard present?.count(ofSame: [0]) == 0, present?.isAtEnd == true else {
            throw Self.failure(name, "it has more than the journal says; it is left as it is")
        }
        try cut()
    }

    /// Writes from where reading stopped.
    private func cut() throws {
        guard let place = present?.position, lseek(descriptor, off_t(place), SEEK_SET) >= 0,
            ftruncate(descriptor, off_t(place)) == 0
        else { throw Self.failure(name, unsafe String(cString: strerror(errno))) }
        present = nil
    }

    private static func failure(_ path: String, _ why: String) -> ToolFailure {
        ToolFailure(.usage, "--output: `\(path)` can't be written: \(why)")
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

/// Which regular file it is, by whatever name.
private struct FileIdentity: Equatable {
    private let device: UInt64
    private let number: UInt64

    /// - Returns: `nil` where it is something else, such as a terminal, a pipe or `/dev/null`.
    init?(of descriptor: CInt) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// - Parameter input: `-` is standard input.
    init?(ofInput input: String) {
        guard input != "-" else {
            self.init(of: 0)
            return
        }
        var status = stat()
        guard unsafe stat(input, &status) == 0 else { return nil }
        self.init(status)
    }

    private init?(_ status: stat) {
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
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
