//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import XMLSignature

/// The members of an archive.
///
/// A program that is kept well reads the archive, in a process of its own whose memory is bounded: what a hostile
/// archive does to it ends there. It writes the members as the octet-oriented form of POSIX `cpio` (IEEE Std 1003.1,
/// `pax`, "cpio Interchange Format"): 76 octets that say how long name and content are, the name, the content.
struct ArchiveInputs: BatchInputs {
    private let path: String
    private let limits: InputLimits
    private let program: ArchiveProgram
    /// How many octets of documents may still come out.
    private var budget: Int
    /// How many octets of members that are too large may still be skipped.
    private var skippable: Int
    private var isAtEnd = false

    init(path: String, _ limits: InputLimits, _ cancellation: Cancellation) throws(InputFileError) {
        let descriptor = try InputFile.open(path: path)
        budget = limits.archiveExpansion.limit(ofSize: InputFile.size(of: descriptor))
        skippable = limits.archiveExpansion.skippedOctets
        self.path = path
        self.limits = limits
        program = try ArchiveProgram(reading: descriptor, path: path, cancellation)
    }

    /// How many octets tell an archive.
    static let markSize = 265

    /// Whether a file that begins so begins as archives do.
    static func isArchive(beginning begin: [UInt8]) -> Bool {
        let marks: [(Int, [UInt8])] = [
            (0, [0x50, 0x4B, 3, 4]), (0, [0x50, 0x4B, 5, 6]), (257, Array("ustar".utf8)), (0, [0x1F, 0x8B]),
            (0, Array("BZh".utf8)), (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]), (0, [0x28, 0xB5, 0x2F, 0xFD]),
            (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        ]
        return marks.contains { place, mark in begin.dropFirst(place).starts(with: mark) }
    }

    mutating func next() -> BatchInput? {
        while !isAtEnd {
            do throws(InputFileError) {
                guard let header = ArchiveHeader(try program.output.octets(ArchiveHeader.size)) else {
                    return try end()
                }
                let name = try program.output.octets(header.nameSize).prefix { $0 != 0 }
                if Array(name) == ArchiveHeader.trailer, !header.isFile {
                    // A link may be called so; behind what the program itself writes there is nothing.
                    return try end(isWhole: try program.output.hasOnlyZeros())
                }
                if let input = try member(header, PathText.text(Array(name))) { return input }
            } catch {
                isAtEnd = true
                return BatchInput(path, .failed(error))
            }
        }
        return nil
    }

    /// - Returns: `nil` for a folder.
    private mutating func member(_ header: ArchiveHeader, _ name: String) throws(InputFileError) -> BatchInput? {
        let isDocument = header.isFile && header.size <= limits.documentBytes
        guard header.size <= (isDocument ? budget : skippable) else {
            isAtEnd = true
            let limit = isDocument ? limits.archiveExpansion.limit(ofSize: program.archiveSize) : skippable
            return failed(
                path, .limit, "more than \(limit) octets come out of the archive; `\(name)` and what follows was left")
        }
        guard isDocument else {
            skippable -= header.size
            // What doesn't end there ends the loop at the next header.
            _ = try program.output.skip(header.size)
            if header.isFolder { return nil }
            guard header.isFile else {
                return failed(name, .archiveMember, "a link, or nothing that has octets of its own")
            }
            return failed(
                name, .limit, "the member has \(header.size) octets; the limit is \(limits.documentBytes)"
            )
        }
        budget -= header.size
        let octets = try program.output.octets(header.size)
        guard octets.count == header.size else {
            // The end of the archive says the rest.
            return failed(name, .damagedArchive, "the member ends after \(octets.count) of \(header.size) octets")
        }
        return BatchInput(name, .octets(octets))
    }

    /// - Parameter isWhole: Whether the program said that nothing follows.
    private mutating func end(isWhole: Bool = false) throws(InputFileError) -> BatchInput? {
        isAtEnd = true
        let status = program.exitStatus()
        let complaint = try program.complaint()
        if isWhole, status == 0, complaint == nil { return nil }
        if status == ArchiveProgram.isMissing {
            return failed(path, .archiveProgram, "`\(ArchiveProgram.name)` isn't found")
        }
        let reason = complaint.map { " (\($0))" } ?? ""
        return failed(
            path, .damagedArchive,
            "not all that is in the archive came out of it\(reason); what came out was judged"
        )
    }

    private func failed(_ name: String, _ code: BatchError.Code, _ hint: String) -> BatchInput {
        BatchInput(name, .failed(BatchError(code, hint)))
    }
}

/// What stands before each member.
private struct ArchiveHeader {
    static let size = 76
    /// The name of what follows the last member.
    static let trailer = Array("TRAILER!!!".utf8)

    private let kind: Int
    /// With an octet 0 at its end.
    let nameSize: Int
    let size: Int

    /// A file with content, and not one that is the same as another one.
    var isFile: Bool { kind == 0o100000 }
    var isFolder: Bool { kind == 0o040000 }

    init?(_ octets: [UInt8]) {
        guard octets.count == Self.size, octets.starts(with: Array("070707".utf8)),
            let mode = Self.number(octets[18..<24]),
            let nameSize = Self.number(octets[59..<65]),
            let size = Self.number(octets[65..<76])
        else { return nil }
        kind = mode & 0o170000
        self.nameSize = nameSize
        self.size = size
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }
}
