//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Glibc

/// A file that can't be read, which ends what is being measured.
public struct FileError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}

/// All octets of a file; the library itself opens none.
public func octets(ofFile path: String) throws(FileError) -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else { throw FileError("\(path) can't be opened") }
    defer { unsafe fclose(file) }
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = unsafe fread(&buffer, 1, buffer.count, file), count > 0 { octets += buffer[..<count] }
    guard unsafe ferror(file) == 0 else { throw FileError("\(path) can't be read") }
    return octets
}

/// The paths of a folder's documents, sorted by name.
public func documents(inFolder path: String) throws(FileError) -> [String] {
    guard let folder = unsafe opendir(path) else { throw FileError("\(path) can't be opened") }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
            unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        if name.hasSuffix(".xml") { names.append(name) }
    }
    return names.sorted().map { "\(path)/\($0)" }
}
