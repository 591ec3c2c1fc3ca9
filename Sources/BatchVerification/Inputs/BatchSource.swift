//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics
import SignatureCryptography
import XMLSignature

/// Where the documents of a batch come from.
///
/// Nothing is read before the batch asks for it, and never more than one input ahead of the workers. What can't be read
/// is a result of its own, in its place: a file that is gone, a folder that vanished, a line that is no JSON.
public struct BatchSource: Sendable {
    let open: @Sendable (InputLimits, Cancellation) -> any BatchInputs
    /// What the source is made of, to be told from another one; `nil` where it can be read only once.
    private let content: Content?

    private enum Content: Sendable {
        case paths([String])
        case folder(String)
        case file(String)
    }

    private init(
        _ content: Content?, open: @escaping @Sendable (InputLimits, Cancellation) -> any BatchInputs
    ) {
        self.content = content
        self.open = open
    }

    /// Files.
    public static func paths(_ paths: [String]) -> Self {
        Self(.paths(paths)) { _, _ in
            SequenceInputs(paths.lazy.map { BatchInput($0, .file(Array($0.utf8))) }.makeIterator())
        }
    }

    /// Documents that the program has, or makes as they are asked for.
    public static func documents(_ documents: some Sequence<BatchDocument> & Sendable) -> Self {
        Self(nil) { _, _ in
            SequenceInputs(
                documents.lazy.map { BatchInput($0.name, .octets($0.octets), at: $0.time) }.makeIterator()
            )
        }
    }

    /// Every file of a folder and of the folders in it, in the order of the octets of their names; a folder stands
    /// where its name does. Links to folders aren't followed; what is no file is a result that says so.
    public static func folder(_ path: String) -> Self {
        Self(.folder(path)) { _, _ in FolderInputs(Array(path.utf8)) }
    }

    /// The documents that a file lists, one a line: a path, or a JSON object of one ``BatchEntry``, in which the
    /// document itself may be.
    ///
    /// Paths are relative to the working directory. Each line is one input, an empty one too, so that results and lines
    /// can be put side by side.
    ///
    /// - Parameters:
    ///   - path: The list.
    ///   - decode: Reads a JSON object, as `{ try JSONDecoder().decode(BatchEntry.self, from: Data($0)) }`; this
    ///     library brings no decoder along.
    public static func list(
        _ path: String, decodedBy decode: @escaping @Sendable ([UInt8]) throws -> BatchEntry
    ) -> Self {
        Self(.file(path)) { limits, cancellation in
            OpenedInputs(path) { () throws(InputFileError) in
                LineInputs(try OctetStream(path: path, cancellation), limits, decode)
            }
        }
    }

    /// What standard input lists, one a line as in ``list(_:decodedBy:)``; or documents behind their lengths, where the
    /// first line is `%xmldsig-documents-1`: for each a line of its length in octets, a space and a name, then its
    /// octets.
    public static func standardInput(
        decodedBy decode: @escaping @Sendable ([UInt8]) throws -> BatchEntry
    ) -> Self {
        Self(nil) { limits, cancellation in StandardInputs(OctetStream(descriptor: 0, cancellation), limits, decode) }
    }

    /// The files in an archive, in its order: `tar`, also compressed, `zip`, and what else `bsdtar` reads.
    public static func archive(_ path: String) -> Self {
        Self(.file(path)) { limits, cancellation in
            OpenedInputs(path) { () throws(InputFileError) in
                try ArchiveInputs(path: path, limits, cancellation)
            }
        }
    }

    /// What a file may be to a batch.
    public enum FileKind: Hashable, Sendable {
        case archive
        case list
        /// It begins as a document does, and no path begins so.
        case document
    }

    /// What a file begins as.
    ///
    /// - Returns: `nil` where it can't be read.
    public static func kind(ofFile path: String) -> FileKind? {
        guard let begin = try? OctetStream(path: path, Cancellation()).octets(ArchiveInputs.markSize) else {
            return nil
        }
        if ArchiveInputs.isArchive(beginning: begin) { return .archive }
        let text = begin.starts(with: [0xEF, 0xBB, 0xBF]) ? begin.dropFirst(3) : begin[...]
        return text.first { $0 > 0x20 } == UInt8(ascii: "<") ? .document : .list
    }

    // MARK: What it is made of

    /// How many inputs there are, for a display of progress; reads names and lines, never documents.
    ///
    /// Blocks as long as that takes. The number may be another one when the batch runs.
    ///
    /// - Returns: `nil` where that can't be told without reading all.
    public func countInputs() -> Int? {
        switch content {
        case nil: return nil
        case .paths(let paths): return paths.count
        case .folder(let path):
            var inputs = FolderInputs(Array(path.utf8))
            var count = 0
            while inputs.next() != nil { count += 1 }
            return count
        case .file(let path):
            guard Self.kind(ofFile: path) == .list else { return nil }
            return try? OctetStream(path: path, Cancellation()).countLines()
        }
    }

    /// Tells this source from another one: a digest of the names, or of the list, or of the archive.
    ///
    /// Blocks as long as reading these takes; documents are not read.
    ///
    /// - Returns: SHA-256; `nil` where the source can be read only once.
    /// - Throws: Where a file can't be read.
    public func digest() throws -> [UInt8]? {
        switch content {
        case nil: return nil
        case .paths(let paths): return try Self.digest(paths.map { BatchInput(path: Array($0.utf8)) }.makeIterator())
        case .folder(let path): return try Self.digest(FolderInputs(Array(path.utf8)))
        case .file(let path):
            var digest = try MessageDigest(.sha256)
            try OctetStream(path: path, Cancellation()).readAll { octets in try digest.update(octets.span) }
            return try digest.finish()
        }
    }

    private static func digest(_ inputs: some IteratorProtocol<BatchInput>) throws -> [UInt8] {
        var inputs = inputs
        var digest = try MessageDigest(.sha256)
        while let input = inputs.next() {
            var octets = Array(input.name.utf8)
            if case .file(let path) = input.content { octets = path }
            // No name has an octet 0, so that no two lists of names are the same octets.
            octets.append(0)
            try digest.update(octets.span)
        }
        return try digest.finish()
    }
}

/// A document that the program has.
public struct BatchDocument: Sendable {
    /// What the report calls it.
    public var name: String
    public var octets: [UInt8]
    /// The time of its validation, where it isn't that of the batch.
    public var time: Instant?

    public init(name: String, octets: [UInt8], at time: Instant? = nil) {
        self.name = name
        self.octets = octets
        self.time = time
    }
}

/// Inputs that are made as they are asked for.
private struct SequenceInputs<Inputs: IteratorProtocol<BatchInput>>: BatchInputs {
    private var inputs: Inputs

    init(_ inputs: Inputs) { self.inputs = inputs }

    mutating func next() -> BatchInput? { inputs.next() }
}

/// Inputs from a file that is opened when the first is asked for; if it can't be, that is the one result.
private struct OpenedInputs: BatchInputs {
    private let path: String
    private let open: () throws(InputFileError) -> any BatchInputs
    private var inputs: (any BatchInputs)?
    private var hasFailed = false

    init(_ path: String, open: @escaping () throws(InputFileError) -> any BatchInputs) {
        self.path = path
        self.open = open
    }

    mutating func next() -> BatchInput? {
        guard !hasFailed else { return nil }
        do throws(InputFileError) {
            if inputs == nil { inputs = try open() }
            return inputs?.next()
        } catch {
            hasFailed = true
            return BatchInput(path, .failed(error))
        }
    }
}
