//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A regular file, or standard input, read whole.
///
/// What a path names is looked at after opening, so that nothing can be exchanged in between, and opening never waits:
/// a FIFO that nobody writes to, a socket or a device is an error, not a hang.
package struct InputFile: Sendable {
    package let octets: [UInt8]

    /// - Parameter limit: The most octets that are read; a larger file is refused before a single one is.
    package init(path: String, limit: Int = .max) throws(InputFileError) {
        try self.init(pathOctets: Array(path.utf8), named: path, limit: limit)
    }

    /// A file whose name may be no UTF-8, which a string would repair to the name of another one.
    ///
    /// - Parameters:
    ///   - pathOctets: As the system has them, without an octet 0 at the end.
    ///   - path: What errors call it.
    ///   - limit: The most octets that are read.
    package init(pathOctets: [UInt8], named path: String, limit: Int) throws(InputFileError) {
        let descriptor = try InputDescriptor(pathOctets: pathOctets, path: path)
        let size = try descriptor.regularFileSize(path: path)
        guard size <= limit else {
            throw InputFileError(.tooLarge, path: path, "it has \(size) octets; the limit is \(limit)")
        }
        octets = try descriptor.readAll(path: path, expecting: size, limit: limit)
    }

    /// Opens a regular file to be read a part at a time.
    ///
    /// - Returns: A descriptor, which the caller closes.
    package static func open(path: String) throws(InputFileError) -> CInt {
        let descriptor = try InputDescriptor(pathOctets: Array(path.utf8), path: path)
        _ = try descriptor.regularFileSize(path: path)
        return descriptor.handOver()
    }

    /// - Parameter descriptor: An open regular file.
    /// - Returns: Its octets; 0 where the system doesn't say.
    package static func size(of descriptor: CInt) -> Int {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Reads standard input to its end.
    package init(standardInputWithLimit limit: Int) throws(InputFileError) {
        octets = try InputDescriptor.standardInput.readAll(path: "-", expecting: 0, limit: limit)
    }
}

/// An open file descriptor and its owner.
private struct InputDescriptor: ~Copyable {
    private let descriptor: CInt
    private let isOwned: Bool

    static var standardInput: Self { Self(descriptor: 0, isOwned: false) }

    private init(descriptor: CInt, isOwned: Bool) {
        self.descriptor = descriptor
        self.isOwned = isOwned
    }

    init(pathOctets: [UInt8], path: String) throws(InputFileError) {
        guard !pathOctets.contains(0) else { throw InputFileError(.missing, path: path, "the name holds an octet 0") }
        // O_NONBLOCK: opening a FIFO would wait for a writer. O_NOCTTY: a terminal isn't taken over.
        let opened = unsafe (pathOctets + [0]).withUnsafeBytes { name in
            unsafe open(
                name.assumingMemoryBound(to: CChar.self).baseAddress!, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        }
        guard opened >= 0 else { throw InputFileError(opening: path, errno) }
        self.init(descriptor: opened, isOwned: true)
    }

    deinit {
        if isOwned { _ = close(descriptor) }
    }

    /// Ends without closing.
    consuming func handOver() -> CInt {
        let descriptor = descriptor
        discard self
        return descriptor
    }

    /// - Throws: Where it is anything but a regular file.
    borrowing func regularFileSize(path: String) throws(InputFileError) -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw InputFileError(reading: path, errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return Int(status.st_size)
        case S_IFDIR: throw InputFileError(.directory, path: path, "it is a directory; a file is asked for")
        case S_IFIFO: throw InputFileError(.fifo, path: path, "it is a FIFO; give a file, or `-` for standard input")
        case S_IFSOCK: throw InputFileError(.socket, path: path, "it is a socket; a file is asked for")
        default: throw InputFileError(.device, path: path, "it is a device; a file is asked for")
        }
    }

    borrowing func readAll(path: String, expecting size: Int, limit: Int) throws(InputFileError) -> [UInt8] {
        var octets: [UInt8] = []
        // One octet more shows the end of the file without another round.
        octets.reserveCapacity(min(size, limit) + 1)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress!, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw InputFileError(reading: path, errno)
            }
            if count == 0 { return octets }
            guard octets.count <= limit - count else {
                throw InputFileError(.tooLarge, path: path, "it has more than \(limit) octets, the limit")
            }
            octets.append(contentsOf: buffer[..<count])
        }
    }
}

extension InputFileError {
    /// Why opening failed, from the system's number.
    package init(opening path: String, _ number: CInt) {
        switch number {
        case ENOENT, ENOTDIR: self.init(.missing, path: path, "there is no such file")
        case EACCES, EPERM: self.init(.notPermitted, path: path, "reading it isn't permitted")
        // What open(2) says of a socket, or of a device that isn't there.
        case ENXIO, EOPNOTSUPP: self.init(.socket, path: path, "it is a socket; a file is asked for")
        default: self.init(reading: path, number)
        }
    }

    /// Why reading failed, from the system's number.
    package init(reading path: String, _ number: CInt) {
        let reason = unsafe String(cString: strerror(number))
        self.init(.unreadable, path: path, "reading it failed: \(reason)")
    }
}
