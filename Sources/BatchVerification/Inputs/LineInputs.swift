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

/// Inputs of a list, one a line.
struct LineInputs: BatchInputs {
    private let stream: OctetStream
    private let limits: InputLimits
    private let decode: @Sendable ([UInt8]) throws -> BatchEntry
    private var number = 0
    private var isAtEnd = false

    init(_ stream: OctetStream, _ limits: InputLimits, _ decode: @escaping @Sendable ([UInt8]) throws -> BatchEntry) {
        self.stream = stream
        self.limits = limits
        self.decode = decode
    }

    mutating func next() -> BatchInput? {
        guard !isAtEnd else { return nil }
        do throws(InputFileError) {
            guard let line = try stream.line(limit: limits.lineBytes) else {
                isAtEnd = true
                return nil
            }
            return input(line)
        } catch {
            isAtEnd = true
            return BatchInput(error.path, .failed(error))
        }
    }

    mutating func input(_ line: OctetStream.Line) -> BatchInput {
        number += 1
        switch line {
        case .tooLong: return failed(.limit, "the line has more than \(limits.lineBytes) octets, the limit")
        case .line(let octets): return input(octets)
        }
    }

    private func input(_ line: [UInt8]) -> BatchInput {
        // Lists from elsewhere end their lines with CR LF; no path of theirs ends with CR.
        let line = Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...])
        guard let first = line.first else { return failed(.malformedLine, "the line is empty") }
        guard first == UInt8(ascii: "{") else { return BatchInput(path: line) }
        return BatchInput(place, .deferred { [place, decode] in Self.entry(line, place, decode) })
    }

    private static func entry(
        _ line: [UInt8], _ place: String, _ decode: ([UInt8]) throws -> BatchEntry
    ) -> BatchInput {
        do {
            let entry = try decode(line)
            switch entry.document {
            case .path(let path): return BatchInput(entry.name ?? path, .file(Array(path.utf8)), at: entry.at)
            case .octets(let octets): return BatchInput(entry.name ?? place, .octets(octets), at: entry.at)
            }
        } catch let error as BatchError {
            return BatchInput(place, .failed(error))
        } catch {
            let hint = "the line begins with `{` and is no JSON object of an entry"
            return BatchInput(place, .failed(BatchError(.malformedLine, hint)))
        }
    }

    private var place: String { "line \(number)" }

    private func failed(_ code: BatchError.Code, _ hint: String) -> BatchInput {
        BatchInput(place, .failed(BatchError(code, hint)))
    }
}

/// Standard input: its first line says whether lines or documents follow.
struct StandardInputs: BatchInputs {
    private let stream: OctetStream
    private let limits: InputLimits
    private var lines: LineInputs
    private var frames: FrameInputs?
    private var isBegun = false

    /// The first line where documents follow; as the path of a file it would be `./%xmldsig-documents-1`.
    static let mark = Array("%xmldsig-documents-1".utf8)

    init(_ stream: OctetStream, _ limits: InputLimits, _ decode: @escaping @Sendable ([UInt8]) throws -> BatchEntry) {
        self.stream = stream
        self.limits = limits
        lines = LineInputs(stream, limits, decode)
    }

    mutating func next() -> BatchInput? {
        if frames != nil { return frames?.next() }
        guard !isBegun else { return lines.next() }
        isBegun = true
        do throws(InputFileError) {
            guard let first = try stream.line(limit: limits.lineBytes) else { return nil }
            if case .line(Self.mark) = first {
                frames = FrameInputs(stream, limits)
                return frames?.next()
            }
            return lines.input(first)
        } catch {
            return BatchInput(error.path, .failed(error))
        }
    }
}

/// Documents behind their lengths: `8123 a.xml`, a line end, and so many octets.
struct FrameInputs: BatchInputs {
    private let stream: OctetStream
    private let limits: InputLimits
    private var number = 0
    private var isAtEnd = false

    /// Of a length and a name.
    private static let lineLimit = 65_536

    init(_ stream: OctetStream, _ limits: InputLimits) {
        self.stream = stream
        self.limits = limits
    }

    mutating func next() -> BatchInput? {
        guard !isAtEnd else { return nil }
        number += 1
        do throws(InputFileError) {
            guard let line = try stream.line(limit: Self.lineLimit) else {
                isAtEnd = true
                return nil
            }
            guard case .line(let octets) = line, let (count, name) = Self.head(octets) else {
                // Where the next document begins can't be known.
                isAtEnd = true
                return failed("document \(number)", .malformedFrame, "a length, a space and a name are expected")
            }
            return try document(count, name)
        } catch {
            isAtEnd = true
            return BatchInput("document \(number)", .failed(error))
        }
    }

    private mutating func document(_ count: Int, _ name: String) throws(InputFileError) -> BatchInput {
        let limit = limits.documentBytes
        guard count <= limit else {
            isAtEnd = try stream.skip(count) < count
            return failed(name, .limit, "the document has \(count) octets; the limit is \(limit)")
        }
        let octets = try stream.octets(count)
        guard octets.count == count else {
            isAtEnd = true
            return failed(
                name, .malformedFrame, "\(count) octets were announced, and the stream ends after \(octets.count)")
        }
        return BatchInput(name, .octets(octets))
    }

    private static func head(_ line: [UInt8]) -> (Int, String)? {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
            parts[0].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let count = Int(String(decoding: parts[0], as: UTF8.self))
        else { return nil }
        return (count, PathText.text(Array(parts[1])))
    }

    private func failed(_ name: String, _ code: BatchError.Code, _ hint: String) -> BatchInput {
        BatchInput(name, .failed(BatchError(code, hint)))
    }
}
