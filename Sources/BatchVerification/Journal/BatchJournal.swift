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

/// The results of a batch on disk, so that one that was ended at any moment goes on where it was.
///
/// The file's first line says in JSON what the results depend on. Every other line is a result: its number, the count
/// of its octets and the first 16 digits of their SHA-256, then the octets themselves, which are the line that the
/// batch gives out. A line that broke off when the process ended is cut at the next start; a broken line with others
/// behind it is damage, and refused, as is a journal of another batch.
///
/// A result is written here before it goes anywhere else, with one call to the system. The end of the process loses
/// nothing of that; ``synchronize()`` also holds against the end of the machine.
public struct BatchJournal: ~Copyable {
    private let file: JournalFile
    /// The inputs whose results stand in it.
    public private(set) var done = BatchNumbers()

    /// Begins a journal, or goes on with one.
    ///
    /// - Parameters:
    ///   - path: The file, made where there is none.
    ///   - origin: What the results depend on.
    ///   - body: Is given each result that stands in it, in its order.
    /// - Throws: Where the journal belongs to another batch or another version, is damaged, is in use, or can't be read or
    ///   written.
    public init(
        path: String, of origin: Origin, reading body: (_ number: Int, _ line: [UInt8]) throws -> Void
    ) throws {
        let file = try JournalFile(path: path)
        let done = try Self.read(file, path, origin, body)
        self.file = file
        self.done = done
    }

    private static func read(
        _ file: borrowing JournalFile,
        _ path: String,
        _ origin: Origin,
        _ body: (_ number: Int, _ line: [UInt8]) throws -> Void
    ) throws -> BatchNumbers {
        var done = BatchNumbers()
        var reader = JournalReader(stream: file.stream())
        guard let first = try reader.first() else {
            // Nothing, or a first line that broke off: no result was written before. Anything else is somebody's file.
            let line = try origin.line()
            guard try origin.mayHaveBegun(with: try file.stream().octets(line.count)) else {
                throw BatchJournalError(.otherBatch, path: path, "it is no journal")
            }
            try file.cut(to: 0)
            try file.append(line)
            return done
        }
        if let objection = try origin.objection(to: first, of: path) { throw objection }
        while let (number, line) = try reader.next(path: path) {
            guard done.insert(number) else {
                throw BatchJournalError(.damaged, path: path, "the result of input \(number) is there twice")
            }
            try body(number, line)
        }
        try file.cut(to: reader.wholeOctets)
        return done
    }

    /// Writes results, all of them or, where the process ends meanwhile, a beginning of them.
    ///
    /// - Parameter results: Lines without a line end, by the number of their input.
    public mutating func append(_ results: [(number: Int, line: [UInt8])]) throws(BatchJournalError) {
        var octets: [UInt8] = []
        for (number, line) in results {
            octets += Array("\(number) \(line.count) \(JournalReader.checksum(of: line)) ".utf8)
            octets += line
            octets.append(UInt8(ascii: "\n"))
            done.insert(number)
        }
        try file.append(octets)
    }

    /// Returns when the disk has what was written.
    public func synchronize() throws(BatchJournalError) { try file.synchronize() }
}

/// Why a journal can't be used.
public struct BatchJournalError: Error, Hashable, CustomStringConvertible {
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Storage: String {
            case otherBatch = "journal-of-another-batch"
            case otherVersion = "journal-of-another-version"
            case damaged = "journal-damaged"
            case inUse = "journal-in-use"
            case unusable = "journal-unusable"
        }

        private let storage: Storage

        private init(_ storage: Storage) { self.storage = storage }

        /// Inputs, policy, trust or options aren't those that it was begun with.
        public static let otherBatch = Self(.otherBatch)
        /// Another version of this library or of OpenSSL began it, so that its results may not be those of this one.
        public static let otherVersion = Self(.otherVersion)
        /// A line isn't as it was written, and others follow.
        public static let damaged = Self(.damaged)
        /// Another process writes to it.
        public static let inUse = Self(.inUse)
        /// The system can't open, read or write it.
        public static let unusable = Self(.unusable)

        public var description: String { storage.rawValue }
    }

    public let code: Code
    public let path: String
    public let hint: String

    init(_ code: Code, path: String, _ hint: String) {
        self.code = code
        self.path = path
        self.hint = hint
    }

    public var description: String { "\(code): \(path): \(hint)" }
}
