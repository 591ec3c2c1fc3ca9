//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics
import XMLSignature

/// A line of a list in JSON: which document, and what holds for it alone.
///
/// | member | value |
/// |---|---|
/// | `path` | the file |
/// | `document` | or the document itself, in base64 |
/// | `xml` | or the document itself, as text |
/// | `name` | what the report calls it; default: the path |
/// | `at` | the time of its validation, RFC 3339 |
///
/// `existedAt` is reserved. Any other member is an error: a misspelt restriction would be none.
public struct BatchEntry: Hashable, Sendable, Decodable {
    public enum Document: Hashable, Sendable {
        case path(String)
        case octets([UInt8])
    }

    public var document: Document
    public var name: String?
    public var at: Instant?

    public init(_ document: Document, name: String? = nil, at time: Instant? = nil) {
        self.document = document
        self.name = name
        at = time
    }

    private struct Member: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { nil }
    }

    private static let members: Set<String> = ["path", "document", "xml", "name", "at"]

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Member.self)
        let present = Set(container.allKeys.map(\.stringValue))
        if present.contains("existedAt") {
            throw BatchError(.notSupported, "`existedAt` asserts a proof of existence, and none is looked at yet")
        }
        if let unknown = present.subtracting(Self.members).min() {
            throw BatchError(.malformedLine, "the member `\(unknown)` isn't known")
        }
        func text(_ member: String) throws -> String? {
            try container.decodeIfPresent(String.self, forKey: Member(stringValue: member))
        }
        let documents: [Document] = [
            try text("path").map(Document.path),
            try text("document").map { .octets(try Self.octets($0)) },
            try text("xml").map { .octets(Array($0.utf8)) },
        ].compactMap(\.self)
        guard documents.count == 1 else {
            throw BatchError(
                .malformedLine, "one of `path`, `document` and `xml` is asked for; \(documents.count) are there")
        }
        document = documents[0]
        name = try text("name")
        at = try text("at").map { text in
            guard let instant = Instant(rfc3339: text) else {
                throw BatchError(.malformedLine, "`at` is `\(text)`, and no time as RFC 3339 writes it")
            }
            return instant
        }
    }

    private static func octets(_ base64: String) throws(BatchError) -> [UInt8] {
        do throws(Base64.Failure) {
            return try Base64.decode(Array(base64.utf8).span, limit: .max)
        } catch {
            throw BatchError(.malformedLine, "`document` is no base64")
        }
    }
}
