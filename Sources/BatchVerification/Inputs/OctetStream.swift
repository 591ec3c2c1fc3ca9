//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import XMLSignature

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file or a pipe, read a part at a time by one thread at a time.
///
/// Waiting for a pipe ends when the batch is cancelled, as if the pipe had ended.
@safe final class OctetStream {
    private let descriptor: CInt
    private let isOwned: Bool
    private let path: String
    private let cancellation: Cancellation
    private var buffer: [UInt8] = []
    /// What of the buffer wasn't taken yet.
    private var position = 0
    /// Whether the last line had a line end.
    private(set) var endedLine = false
    /// Whether nothing follows; `false` where reading ended since the batch was cancelled.
    private(set) var isAtEnd = false

    private static let partSize = 1 << 18
    /// How long a wait for a pipe lasts until it is looked whether anybody still wants the octets, in milliseconds.
    private static let patience: CInt = 100

    /// - Parameter descriptor: Open, and closed by somebody else.
    convenience init(descriptor: CInt, _ cancellation: Cancellation) {
        self.init(descriptor, isOwned: false, path: "-", cancellation)
    }

    /// - Parameter descriptor: Open, and closed by the stream.
    convenience init(owned descriptor: CInt, path: String, _ cancellation: Cancellation) {
        self.init(descriptor, isOwned: true, path: path, cancellation)
    }

    /// Opens a regular file; anything else is an error, and nothing waits.
    convenience init(path: String, _ cancellation: Cancellation) throws(InputFileError) {
        self.init(try InputFile.open(path: path), isOwned: true, path: path, cancellation)
    }

    private init(_ descriptor: CInt, isOwned: Bool, path: String, _ cancellation: Cancellation) {
        self.descriptor = descriptor
        self.isOwned = isOwned
        self.path = path
        self.cancellation = cancellation
    }

    deinit {
        if isOwned { _ = close(descriptor) }
    }

    // MARK: Taking

    /// A line without its end; what follows the last line end is a line where it isn't empty.
    enum Line {
        case line([UInt8])
        /// It has more octets than allowed, and was skipped.
        case tooLong
    }

    /// - Returns: `nil` at the end.
    func line(limit: Int) throws(InputFileError) -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        var isAtEnd = false
        while true {
            let rest = buffer[position...]
            let end = rest.firstIndex(of: UInt8(ascii: "\n"))
            let part = rest[..<(end ?? rest.endIndex)]
            if line.count + part.count > limit {
                isTooLong = true
                line = []
            }
            if !isTooLong { line += part }
            position = end.map { $0 + 1 } ?? rest.endIndex
            if end != nil { break }
            guard try fill() else {
                isAtEnd = true
                break
            }
        }
        endedLine = !isAtEnd
        if isTooLong { return .tooLong }
        return isAtEnd && line.isEmpty ? nil : .line(line)
    }

    /// - Returns: So many octets, or fewer at the end.
    func octets(_ count: Int) throws(InputFileError) -> [UInt8] {
        var octets: [UInt8] = []
        while octets.count < count {
            if position == buffer.count, try !fill() { break }
            let part = buffer[position..<min(buffer.count, position + count - octets.count)]
            octets += part
            position = part.endIndex
        }
        return octets
    }

    /// - Returns: How many there were to skip.
    func skip(_ count: Int) throws(InputFileError) -> Int {
        var skipped = 0
        while skipped < count {
            if position == buffer.count, try !fill() { break }
            let step = min(buffer.count - position, count - skipped)
            position += step
            skipped += step
        }
        return skipped
    }

    /// Whether all that follows, up to the end, is octets 0; stops at the first that isn't.
    func hasOnlyZeros() throws(InputFileError) -> Bool {
        repeat {
            guard buffer[position...].allSatisfy({ $0 == 0 }) else { return false }
            position = buffer.count
        } while try fill()
        return isAtEnd
    }

    func readAll(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        while try fill() {
            try body(buffer[position...])
            position = buffer.count
        }
    }

    /// As many as ``line(limit:)`` would give.
    func countLines() throws(InputFileError) -> Int {
        var count = 0
        var last = UInt8(ascii: "\n")
        while try fill() {
            for octet in buffer where octet == UInt8(ascii: "\n") { count += 1 }
            last = buffer.last ?? last
            position = buffer.count
        }
        return last == UInt8(ascii: "\n") ? count : count + 1
    }

    // MARK: Reading

    /// Reads on when everything was taken.
    ///
    /// - Returns: `false` at the end.
    private func fill() throws(InputFileError) -> Bool {
        if buffer.count < Self.partSize { buffer = [UInt8](repeating: 0, count: Self.partSize) }
        position = 0
        while !cancellation.isCancelled {
            guard try waitForOctets() else { continue }
            let count = unsafe buffer.withUnsafeMutableBytes { place in
                unsafe read(descriptor, place.baseAddress!, Self.partSize)
            }
            if count > 0 {
                buffer.removeLast(buffer.count - count)
                return true
            }
            let number = errno
            if count < 0, number == EINTR || number == EAGAIN { continue }
            buffer = []
            if count < 0 { throw InputFileError(reading: path, number) }
            isAtEnd = true
            return false
        }
        buffer = []
        return false
    }

    /// - Returns: Whether reading would not wait.
    private func waitForOctets() throws(InputFileError) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let count = unsafe poll(&request, 1, Self.patience)
        if count < 0, errno != EINTR { throw InputFileError(reading: path, errno) }
        return count > 0
    }
}
