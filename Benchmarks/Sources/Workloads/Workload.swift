//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
import XMLDSig

/// A piece of work that is measured under a name.
public struct Workload: Sendable {
    /// What it belongs to and what it is, such as `read/markup`.
    public let name: String
    private let preparation: @Sendable () throws -> () throws -> Int

    /// - Parameter preparation: What is done once, and what is kept while the work is done again and again.
    init(_ name: String, preparation: @escaping @Sendable () throws -> () throws -> Int) {
        self.name = name
        self.preparation = preparation
    }

    /// The work itself. What it returns says that it was done, and keeps a compiler from leaving it out.
    public func prepared() throws -> () throws -> Int { try preparation() }

    /// All that depends on nothing but this repository: small enough to count instructions of.
    public static let all = reading + canonicalization + cryptography + certificates + documents
}

/// Where TestVectors is.
enum VectorFolder {
    private static let path = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast("Benchmarks/Sources/Workloads/Workload.swift".split(separator: "/").count)
        return parts.joined(separator: "/") + "/TestVectors/"
    }()

    static func octets(of file: String) throws -> [UInt8] { try Workloads.octets(ofFile: path + file) }
}
