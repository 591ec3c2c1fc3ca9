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

/// The files of a folder and of the folders in it.
///
/// Only the names of one folder a level are in memory.
struct FolderInputs: BatchInputs {
    private struct Level {
        let path: [UInt8]
        /// The last is the next.
        var names: [FolderName]
    }

    private var levels: [Level] = []
    private var root: [UInt8]?

    init(_ path: [UInt8]) { root = path }

    mutating func next() -> BatchInput? {
        if let path = root {
            root = nil
            if let failure = enter(path, isNamed: true) { return failure }
        }
        while let name = takeName() {
            if !name.value.isFolder { return BatchInput(path: name.path) }
            if let failure = enter(name.path, isNamed: false) { return failure }
        }
        return nil
    }

    private mutating func takeName() -> (value: FolderName, path: [UInt8])? {
        while let level = levels.last {
            guard let name = levels[levels.count - 1].names.popLast() else {
                levels.removeLast()
                continue
            }
            return (name, level.path + (level.path.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + name.octets)
        }
        return nil
    }

    /// - Parameter isNamed: Whether the user named it, so that a link counts for what it links to.
    /// - Returns: What is wrong with the folder.
    private mutating func enter(_ path: [UInt8], isNamed: Bool) -> BatchInput? {
        do throws(InputFileError) {
            // Backwards, since the next one is taken from the end.
            let names = try FolderName.all(of: path, followingLink: isNamed).sorted {
                $1.octets.lexicographicallyPrecedes($0.octets)
            }
            levels.append(Level(path: path, names: names))
            return nil
        } catch {
            return BatchInput(PathText.text(path), .failed(error))
        }
    }
}

/// A name in a folder.
private struct FolderName {
    let octets: [UInt8]
    let isFolder: Bool

    static func all(of path: [UInt8], followingLink: Bool) throws(InputFileError) -> [Self] {
        let text = PathText.text(path)
        // Nothing that an open folder waits for; O_NOFOLLOW: a folder that became a link since its name was read.
        let flags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC | (followingLink ? 0 : O_NOFOLLOW)
        let descriptor = unsafe (path + [0]).withUnsafeBytes { name in
            unsafe open(name.assumingMemoryBound(to: CChar.self).baseAddress!, flags)
        }
        guard descriptor >= 0 else { throw InputFileError(opening: text, errno) }
        guard let folder = unsafe fdopendir(descriptor) else {
            let number = errno
            _ = close(descriptor)
            throw InputFileError(reading: text, number)
        }
        defer { unsafe closedir(folder) }
        var names: [Self] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(folder) else { break }
            let octets = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
                unsafe Array(name.prefix { $0 != 0 })
            }
            if octets == [0x2E] || octets == [0x2E, 0x2E] { continue }
            let kind = unsafe entry.pointee.d_type
            names.append(Self(octets: octets, isFolder: isFolder(octets, kind: Int32(kind), in: descriptor)))
        }
        if errno != 0 { throw InputFileError(reading: text, errno) }
        return names
    }

    /// - Parameter kind: What the folder says; some file systems leave it open.
    private static func isFolder(_ name: [UInt8], kind: Int32, in folder: CInt) -> Bool {
        guard kind == Int32(DT_UNKNOWN) else { return kind == Int32(DT_DIR) }
        var status = stat()
        let answer = unsafe (name + [0]).withUnsafeBytes { name in
            unsafe fstatat(folder, name.assumingMemoryBound(to: CChar.self).baseAddress!, &status, AT_SYMLINK_NOFOLLOW)
        }
        return answer == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
