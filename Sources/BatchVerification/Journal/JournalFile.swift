//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The file of a journal, which one process at a time has.
@safe struct JournalFile: ~Copyable {
    private let descriptor: CInt
    private let path: String

    init(path: String) throws(BatchJournalError) {
        self.path = path
        // O_NONBLOCK: a FIFO of that name would be waited for.
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o666)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            _ = close(descriptor)
            throw BatchJournalError(.unusable, path: path, "it is no regular file")
        }
        guard Self.lock(descriptor) else {
            _ = close(descriptor)
            throw BatchJournalError(.inUse, path: path, "another process has it")
        }
    }

    /// A process that was just ended, or that another one was just started from, may hold a lock for a moment more.
    private static func lock(_ descriptor: CInt) -> Bool {
        for _ in 0..<50 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK || errno == EINTR else { return false }
            usleep(10_000)
        }
        return false
    }

    // The lock ends with the descriptor, so also when the process is ended.
    deinit { _ = close(descriptor) }

    /// From its beginning, to be read before anything is written.
    borrowing func stream() -> OctetStream {
        _ = lseek(descriptor, 0, SEEK_SET)
        return OctetStream(descriptor: descriptor, Cancellation())
    }

    /// Leaves so many octets, and writes behind them from now on.
    borrowing func cut(to count: Int) throws(BatchJournalError) {
        guard ftruncate(descriptor, off_t(count)) == 0, lseek(descriptor, off_t(count), SEEK_SET) >= 0 else {
            throw Self.failure(path, errno)
        }
    }

    borrowing func append(_ octets: [UInt8]) throws(BatchJournalError) {
        var start = 0
        while start < octets.count {
            let count = unsafe octets.withUnsafeBytes { bytes in
                unsafe write(descriptor, bytes.baseAddress! + start, bytes.count - start)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path, errno) }
            start += count
        }
    }

    borrowing func synchronize() throws(BatchJournalError) {
        guard fsync(descriptor) == 0 else { throw Self.failure(path, errno) }
    }

    private static func failure(_ path: String, _ number: CInt) -> BatchJournalError {
        BatchJournalError(.unusable, path: path, unsafe String(cString: strerror(number)))
    }
}
