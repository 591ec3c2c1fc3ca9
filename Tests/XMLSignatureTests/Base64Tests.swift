//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Testing
import XMLSignature

@Suite("Base64 of XML Schema")
struct Base64Tests {
    /// RFC 4648 §10, and white space anywhere (XML Schema Part 2 §3.2.16).
    @Test(
        "decodes what the schema allows",
        arguments: [
            ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"), (" Z m\t9\nv\r", "foo"), ("Z g = =", "f"), ("Zg=\n=", "f"),
        ]
    )
    func decodes(text: String, octets: String) throws {
        #expect(try Base64.decode(Array(text.utf8).span, limit: 100) == Array(octets.utf8))
        let compact = text.filter { !$0.isWhitespace }
        #expect(Base64.encode(Array(octets.utf8)) == compact)
    }

    /// Each of these some decoder skips or completes.
    @Test(
        "refuses everything else",
        arguments: [
            "Zg", "Zg=", "Zg===", "Z", "Zm8", "Zm9v=", "=", "====", "Zg==Zg==", "Zg=a", "Zm9v-", "Zm9v_", "Zm9v.",
            "Zm9vY\u{A0}g==", "Zh==", "Zm9=", "Zm9v\u{0}", "Zm\u{2003}9v",
        ]
    )
    func refuses(text: String) {
        #expect(throws: Base64.Failure.self) { try Base64.decode(Array(text.utf8).span, limit: 100) }
    }

    @Test("decodes as many octets as allowed and not one more")
    func limit() throws {
        let text = Array("Zm9vYmFy".utf8)
        #expect(try Base64.decode(text.span, limit: 6).count == 6)
        #expect(throws: Base64.Failure.tooLong(6)) { try Base64.decode(text.span, limit: 5) }
        #expect(throws: Base64.Failure.tooLong(1)) { try Base64.decode(Array("Zg==".utf8).span, limit: 0) }
    }
}
