//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Gives the data behind URIs that aren't in the document; nothing else ever opens a file or a connection.
///
/// A document is read and its structure checked, then its validator asks for every URI outside of it: those of the
/// references of all its signatures, of the entries of their Manifests, and of `RetrievalMethod` (XML-DSig §4.4.3.1,
/// §5.1, §4.5.3). It asks in document order, for each URI once, and before anything is digested. Nothing is known of
/// the document then: whoever wrote it chooses the URIs. A resolver that opens what they name without a list of what it
/// may open makes the validation a tool of the document's author.
public protocol ExternalDataResolver: Sendable {
    /// The data behind a URI.
    ///
    /// - Parameter uri: As the document writes it, relative ones too, and with its fragment where it has one: what is
    ///   returned is what is digested; `cid:` and other schemes mean nothing here. Compare
    ///   its `utf8`: Swift's `==` takes different octets for equal where Unicode calls them canonically equivalent.
    /// - Returns: `nil` where the resolver has no such data; the reference is refused then.
    /// - Throws: Where it has, and can't get at it. The finding `external-data-failed` tells why.
    func content(behind uri: String) throws -> ExternalContent?
}

/// Data outside of a document, in the form in which the caller has it.
public struct ExternalContent {
    private enum Source {
        case octets([UInt8])
        case stream(() throws -> [UInt8]?)
        case file(path: String)
    }

    private let source: Source

    private init(_ source: Source) { self.source = source }

    /// Octets at hand.
    public static func octets(_ octets: [UInt8]) -> Self { Self(.octets(octets)) }

    /// Octets that come piece by piece.
    ///
    /// - Parameter next: The next piece; `nil` at the end. It is called until then, or until the limit is passed.
    public static func stream(_ next: @escaping () throws -> [UInt8]?) -> Self { Self(.stream(next)) }

    /// A regular file; a FIFO, a socket, a device and a folder are errors, and opening never waits.
    public static func file(path: String) -> Self { Self(.file(path: path)) }

    /// All of it.
    ///
    /// - Parameter limit: The most octets.
    func read(limit: Int) throws(Failure) -> [UInt8] {
        do {
            switch source {
            case .octets(let octets):
                guard octets.count <= limit else { throw Failure.tooLarge }
                return octets
            case .file(let path): return try InputFile(path: path, limit: limit).octets
            case .stream(let next):
                var octets: [UInt8] = []
                while let piece = try next() {
                    guard piece.count <= limit - octets.count else { throw Failure.tooLarge }
                    octets += piece
                }
                return octets
            }
        } catch let failure as Failure {
            throw failure
        } catch let error as InputFileError where error.code == .tooLarge {
            throw .tooLarge
        } catch {
            throw .unreadable("\(error)")
        }
    }

    enum Failure: Error {
        case tooLarge
        /// With what the source says.
        case unreadable(String)
    }
}
