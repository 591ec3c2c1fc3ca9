//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Workloads

/// The octets of a leaf, of what is offered to build its path, and of the root that is trusted.
struct OfferedPath {
    let leaf: [UInt8]
    let offered: [[UInt8]]
    let root: [UInt8]

    /// All of a file of Benchmarks/corpora/paths.py.
    static func paths(inFile name: String) throws(FileError) -> [OfferedPath] {
        var rest = try octets(ofFile: name)[...]
        var paths: [OfferedPath] = []
        while !rest.isEmpty {
            var certificates: [[UInt8]] = []
            for _ in 0..<(try nextNumber(&rest)) {
                let count = try nextNumber(&rest)
                guard rest.count >= count else { throw FileError("\(name) is cut off") }
                certificates.append(Array(rest.prefix(count)))
                rest.removeFirst(count)
            }
            guard certificates.count > 1 else { throw FileError("\(name) has a path without a root") }
            let (leaf, root) = (certificates.removeFirst(), certificates.removeLast())
            paths.append(OfferedPath(leaf: leaf, offered: certificates, root: root))
        }
        guard !paths.isEmpty else { throw FileError("\(name) has no path") }
        return paths
    }

    /// Four octets, the lowest first.
    private static func nextNumber(_ rest: inout ArraySlice<UInt8>) throws(FileError) -> Int {
        guard rest.count >= 4 else { throw FileError("a file of paths is cut off") }
        defer { rest.removeFirst(4) }
        return rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
