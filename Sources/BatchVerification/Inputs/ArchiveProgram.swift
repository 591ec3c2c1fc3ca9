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

/// `bsdtar` (libarchive) in a process of its own, which reads an archive and writes its members.
@safe final class ArchiveProgram {
    static let name = "bsdtar"
    /// With which the shell ends where there is no such program.
    static let isMissing: CInt = 127

    let output: OctetStream
    /// In octets.
    let archiveSize: Int
    private let complaints: OctetStream
    private let child: pid_t
    private var status: CInt?

    /// The archive is standard input, so that no name of a file is part of a command. Blocks of 512 octets: of an
    /// archive that breaks off, everything before is written. UTF-8 whatever the machine's language. Names as they are.
    /// Memory is 1 GB at most.
    private static let command = """
        ulimit -v 1048576 2>/dev/null; LC_ALL=C.UTF-8 exec \(name) -b 1 -P -cf - --format odc @-
        """

    /// - Parameters:
    ///   - archive: A descriptor of a regular file, which is closed here.
    ///   - path: What errors call it.
    init(reading archive: CInt, path: String, _ cancellation: Cancellation) throws(InputFileError) {
        defer { _ = close(archive) }
        archiveSize = InputFile.size(of: archive)
        let members = try Self.openPipe(path)
        defer { _ = close(members.write) }
        output = OctetStream(owned: members.read, path: path, cancellation)
        let words = try Self.openPipe(path)
        defer { _ = close(words.write) }
        complaints = OctetStream(owned: words.read, path: path, Cancellation())
        // Nobody reads them before the end: what is more than a pipe holds is lost, and nothing waits for it.
        _ = fcntl(words.write, F_SETFL, O_NONBLOCK)
        child = try Self.spawn([archive, members.write, words.write], path: path)
    }

    private static func openPipe(_ path: String) throws(InputFileError) -> (read: CInt, write: CInt) {
        var ends: (read: CInt, write: CInt) = (-1, -1)
        let status = unsafe withUnsafeMutableBytes(of: &ends) { place in
            unsafe pipe(place.assumingMemoryBound(to: CInt.self).baseAddress!)
        }
        guard status == 0 else { throw InputFileError(reading: path, errno) }
        _ = fcntl(ends.read, F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends.write, F_SETFD, FD_CLOEXEC)
        return ends
    }

    /// The first line of what it complained about; `nil` where it had nothing to say. It also leaves members out that
    /// its output can't express, and ends well all the same.
    func complaint() throws(InputFileError) -> String? {
        _ = exitStatus()
        guard case .line(let line) = try complaints.line(limit: 65_536) else { return nil }
        return PathText.text(Array(line.prefix(300)))
    }

    deinit { _ = exitStatus() }

    /// Waits until it has ended, and ends it where not all that it writes was read: it would wait for that forever.
    func exitStatus() -> CInt {
        if let status { return status }
        if !output.isAtEnd { kill(child, SIGKILL) }
        var raw: CInt = 0
        while unsafe waitpid(child, &raw, 0) < 0, errno == EINTR {}
        // As WIFEXITED and WEXITSTATUS say it.
        let status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -1
        self.status = status
        return status
    }

    /// - Parameter descriptors: What becomes standard input, output and error.
    private static func spawn(_ descriptors: [CInt], path: String) throws(InputFileError) -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = unsafe posix_spawn_file_actions_t()
        #endif
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in descriptors.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, CInt(number))
        }
        let arguments = ["/bin/sh", "-c", command]
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
        defer { unsafe pointers.forEach { unsafe free($0) } }
        var child: pid_t = 0
        #if canImport(Darwin)
        let environment = unsafe _NSGetEnviron().pointee
        #else
        let environment = unsafe environ
        #endif
        let number = unsafe posix_spawn(&child, "/bin/sh", &actions, nil, &pointers, environment)
        guard number == 0 else { throw InputFileError(reading: path, number) }
        return child
    }
}
