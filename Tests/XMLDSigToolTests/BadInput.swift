//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import Testing

/// Input that is no signed document, or one of which nothing can be believed; and what has to be said of it.
struct BadInput: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Makes the input in a folder and says its path; from the package's folder where it is relative.
    let make: @Sendable (URL) throws -> String
    var arguments: [String] = []
    let status: Int32
    let code: String
    /// Where, from 1, found by counting; `nil` where it is no place in a document.
    var line: Int?
    var column: Int?

    init(
        _ name: String, status: Int32, code: String, line: Int? = nil, column: Int? = nil,
        arguments: [String] = [], make: @escaping @Sendable (URL) throws -> String
    ) {
        testDescription = name
        self.make = make
        self.arguments = arguments
        self.status = status
        self.code = code
        self.line = line
        self.column = column
    }

    /// A document of these octets.
    private static func octets(_ octets: @escaping @Sendable () -> [UInt8]) -> @Sendable (URL) throws -> String {
        { folder in
            let file = folder.appending(path: "document.xml")
            try Data(octets()).write(to: file)
            return file.path(percentEncoded: false)
        }
    }

    private static func text(_ text: String) -> @Sendable (URL) throws -> String { octets { Array(text.utf8) } }

    private static func testVector(_ name: String) -> @Sendable (URL) throws -> String {
        { _ in "TestVectors/" + name }
    }

    /// Ten entities, each ten times the one before: 3 · 10⁹ octets.
    private static let laughs: String = {
        let entities = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">\n" }
        return "<!DOCTYPE a [\n<!ENTITY l0 \"lol\">\n\(entities.joined())]>\n<a>&l9;</a>"
    }()

    static let documents: [Self] = [
        Self("an empty file", status: 65, code: "empty-document", line: 1, column: 1, make: text("")),
        Self("no XML", status: 65, code: "content-outside-root", line: 1, column: 1, make: text("This is no XML.\n")),
        Self(
            "a truncated document", status: 65, code: "unexpected-end", line: 2, column: 8, make: text("<a>\n<b></b>")),
        Self(
            "another encoding than declared", status: 65, code: "invalid-encoding", line: 2, column: 4,
            make: octets { Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>".utf8) + [0xE9] + Array("</a>".utf8) }
        ),
        Self(
            "an unknown encoding", status: 65, code: "unsupported-encoding", line: 1, column: 31,
            make: text("<?xml version=\"1.0\" encoding=\"EBCDIC-VN\"?>\n<a/>")
        ),
        // 2,048 elements are allowed, each three characters wide.
        Self(
            "elements 100,000 deep", status: 65, code: "limit-exceeded", line: 1, column: 3 * 2_048 + 1,
            make: octets {
                Array(String(repeating: "<a>", count: 100_000).utf8)
                    + Array(String(repeating: "</a>", count: 100_000).utf8)
            }
        ),
        // 16,384 are allowed: 3 characters of `<a `, then for each 6 and its digits.
        Self(
            "1,000,000 attributes", status: 65, code: "limit-exceeded", line: 1,
            column: 3 + 16_384 * 6 + (10 + 90 * 2 + 900 * 3 + 9_000 * 4 + 6_384 * 5) + 1,
            make: octets { Array(("<a " + (0..<1_000_000).map { "a\($0)=\"1\"" }.joined(separator: " ") + "/>").utf8) }
        ),
        Self(
            "a DTD under strict", status: 65, code: "document-type-declaration", line: 2, column: 1,
            make: text("<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY e \"x\">]>\n<a>&e;</a>")
        ),
        Self(
            "a billion laughs under a policy that allows DTDs", status: 65, code: "limit-exceeded", line: 13, column: 4,
            arguments: ["--policy", "interop"], make: text(laughs)
        ),
    ]

    /// Signed documents whose signatures can't be believed, each for a reason of its own.
    static let signatures: [Self] = [
        Self(
            "an unknown algorithm", status: 2, code: "algorithm-unknown", make: testVector("cases/method-unknown.xml")),
        Self(
            "an ID that two elements have", status: 2, code: "ambiguous-id", make: testVector("cases/twin-before.xml")),
        Self(
            "an ID that only its twin by Unicode normalization has", status: 2, code: "reference-not-found",
            make: testVector("cases/identifier-twin-only.xml")
        ),
        Self("two SignedInfo", status: 1, code: "structure-malformed", make: testVector("cases/two-signed-info.xml")),
    ]

    static let files: [Self] = [
        Self("a directory", status: 66, code: "file-is-directory") { $0.path(percentEncoded: false) },
        Self("a missing file", status: 66, code: "file-missing") { $0.path(percentEncoded: false) + "/missing.xml" },
        Self("a FIFO", status: 66, code: "file-is-fifo") { folder in
            let path = folder.path(percentEncoded: false) + "/fifo"
            try #require(unsafe mkfifo(path, 0o600) == 0)
            return path
        },
        Self("a socket", status: 66, code: "file-is-socket") { folder in
            let path = folder.path(percentEncoded: false) + "/s"
            try bindSocket(to: path)
            return path
        },
    ]

    /// Binds a socket, which stays in the folder when it is closed.
    private static func bindSocket(to path: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let octets = Array(path.utf8) + [0]
        try #require(octets.count <= MemoryLayout.size(ofValue: address.sun_path))
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
            for (index, octet) in octets.enumerated() { unsafe place[index] = octet }
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
        }
        try #require(bound == 0)
    }
}
