//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Diagnostics
import LibXML2Oracle
import Testing

@Suite("What document types may cost")
struct DocumentTypeBudgetTests {
    private func limits(expansion: Int) -> ReadingLimits {
        var limits = ReadingLimits()
        limits.entityExpansionBytes = expansion
        return limits
    }

    private func error(_ source: String, expansion: Int = 1 << 20) -> XMLReadingError? {
        #expect(throws: XMLReadingError.self) {
            try DocumentTypeTests.read(source, limits: limits(expansion: expansion))
        }
    }

    /// A document and how many octets entities and default attributes add to it.
    static let expansions: [(source: String, octets: Int)] = [
        ("<!DOCTYPE a [<!ENTITY e '12345'>]><a>&e;&e;</a>", 10),
        ("<!DOCTYPE a [<!ENTITY e '&f;1&f;'><!ENTITY f '23'>]><a>&e;</a>", 11),
        ("<!DOCTYPE a [<!ENTITY e '12345'>]><a b='&e;' c='&e;'/>", 10),
        ("<!DOCTYPE a [<!ATTLIST b c CDATA '1234'>]><a><b/><b c=''/></a>", 9),
        ("<!DOCTYPE a [<!ENTITY e SYSTEM 'text'>]><a>&e;</a>", 4),
        ("<!DOCTYPE a [<!ENTITY % p '<?q?>'>%p;<?r?>%p;]><a/>", 10),
    ]

    @Test("is counted exactly, up to the limit", arguments: expansions)
    func limit(source: String, octets: Int) throws {
        _ = try DocumentTypeTests.read(source, limits: limits(expansion: octets))
        let error = error(source, expansion: octets - 1)
        #expect(error?.code == .limitExceeded)
        #expect(error?.limit == XMLReadingError.Limit("entityExpansionBytes", octets - 1))
        #expect(error?.position != nil)
    }

    @Test("is a megabyte where nobody sets another limit")
    func defaultLimit() throws {
        func source(_ count: Int) -> String {
            let text = String(repeating: "x", count: 1 << 10)
            return "<!DOCTYPE a [<!ENTITY e '\(text)'><!ENTITY f 'y'>]><a>"
                + String(repeating: "&e;", count: count >> 10) + String(repeating: "&f;", count: count % (1 << 10))
                + "</a>"
        }
        _ = try DocumentTypeTests.read(source(1 << 20))
        let error = #expect(throws: XMLReadingError.self) { try DocumentTypeTests.read(source((1 << 20) + 1)) }
        #expect(error?.code == .limitExceeded)
        #expect(error?.limit == XMLReadingError.Limit("entityExpansionBytes", 1 << 20))
    }

    /// A small document that would be huge.
    struct Explosion: CustomTestStringConvertible {
        let testDescription: String
        let source: String

        init(_ name: String, _ declarations: String, _ content: String) {
            testDescription = name
            source = "<!DOCTYPE a [\(declarations)]>\(content)"
        }

        private static let levels =
            (1...30).map { "<!ENTITY e\($0) '\(String(repeating: "&e\($0 - 1);", count: 10))'>" }.joined()
        private static let parameters = (1...30).map {
            "<!ENTITY % p\($0) '\(String(repeating: "&#37;p\($0 - 1);", count: 10))'>"
        }.joined()
        private static let long = String(repeating: "x", count: 100_000)
        private static let references = String(repeating: "&e;", count: 100_000)

        static let all: [Explosion] = [
            Self("billion laughs", "<!ENTITY e0 'ha'>\(levels)", "<a>&e30;</a>"),
            Self("billion laughs in a value", "<!ENTITY e0 'ha'>\(levels)", "<a b='&e30;'/>"),
            Self("billion laughs of nothing", "<!ENTITY e0 ''>\(levels)", "<a>&e30;</a>"),
            Self("billion laughs in a default", "<!ENTITY e0 'ha'>\(levels)<!ATTLIST a b CDATA '&e30;'>", "<a/>"),
            Self("billion laughs of parameter entities", "<!ENTITY % p0 '<?p?>'>\(parameters)%p30;", "<a/>"),
            Self("quadratic blow-up", "<!ENTITY e '\(long)'>", "<a>\(references)</a>"),
            Self("quadratic blow-up of elements", "<!ENTITY e '\(long)<b/>'>", "<a>\(references)</a>"),
            Self(
                "quadratic blow-up of defaults", "<!ATTLIST b c CDATA '\(long)'>",
                "<a>\(String(repeating: "<b/>", count: 100_000))</a>"
            ),
        ]
    }

    // An optimized build takes a fifth of a second at most; without a limit it would be years.
    @Test("is refused where it would be huge", .timeLimit(.minutes(1)), arguments: Explosion.all)
    func explosion(_ explosion: Explosion) throws {
        let code = error(explosion.source)?.code
        // A declaration that libxml2 itself finds too much is refused as malformed.
        #expect(code == .limitExceeded || code == .malformedDocumentType)
    }

    /// libxml2 compares each value of an enumeration with all before it.
    @Test("is at most 1,024 values in an enumeration", arguments: ["(", "NOTATION ("])
    func enumeration(type: String) throws {
        func list(_ count: Int) -> String {
            "<!ATTLIST a b \(type)" + (0..<count).map { "v\($0)" }.joined(separator: "|") + ") #IMPLIED>"
        }
        for (start, end) in [("", ""), ("<!ENTITY % p \"", "\">%p;")] {
            _ = try DocumentTypeTests.read("<!DOCTYPE a [\(start)\(list(1_024))\(list(1_024))\(end)]><a/>")
            let error = error("<!DOCTYPE a [\(start)\(list(1_025))\(end)]><a/>")
            #expect(error?.limit == XMLReadingError.Limit("enumeration", 1_024))
        }
        // No enumeration of values, and no matter to libxml2.
        let names = (0..<2_000).map { "n\($0)" }.joined(separator: "|")
        _ = try DocumentTypeTests.read("<!DOCTYPE a [<!ELEMENT a (\(names))>]><a/>")
    }

    /// UTF-8 is a matter of each entity (XML 1.0 §4.3.3), though the two halves would make an `é`.
    @Test("is no character in halves, one of an external entity and one after the reference")
    func dividedCharacter() {
        let name = Array("half".utf8)
        var reader = XMLReader(documentTypes: .internalSubset(externalEntities: [name: [0x78, 0xC3]]))
        let start = Array("<!DOCTYPE a [<!ENTITY e SYSTEM 'half'>]><a>&e;".utf8)
        let error = #expect(throws: XMLReadingError.self) { try reader.read(start + [0xA9] + Array("</a>".utf8)) }
        #expect(error?.code == .externalEntity)
        #expect(error?.clause == "XML 1.0 §4.3.3")
    }

    @Test("is at most 256 levels and 10 MB of text, whatever the limits of other documents")
    func depthAndText() throws {
        func nested(_ depth: Int) -> String {
            "<!DOCTYPE a>" + String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        _ = try DocumentTypeTests.read(nested(256))
        let depth = error(nested(257))
        #expect(depth?.limit == XMLReadingError.Limit("depth", 256))
        let long = String(repeating: "x", count: 10_000_000)
        _ = try DocumentTypeTests.read("<!DOCTYPE a><a>\(long)</a>")
        #expect(error("<!DOCTYPE a [<!ENTITY e 'y'>]><a>\(long)&e;</a>")?.limit?.name == "textBytes")
    }

    /// Documents of all kinds that libxml2 has something to say about.
    static let noisy: [String] =
        DocumentTypeRefusal.all.map(\.source) + Equivalent.all.map(\.source) + [
            "<!DOCTYPE a [<!ENTITY lt 'x'><!ENTITY amp SYSTEM 'x'><!ENTITY gt SYSTEM 'x' NDATA n>]><a/>",
            "<!DOCTYPE a SYSTEM 'file:///etc/passwd' [<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]><a/>",
            "<!DOCTYPE a SYSTEM 'http://localhost/x' [<!ENTITY e SYSTEM 'ftp://localhost/%ZZ#f'>]><a>&e;</a>",
            "<!DOCTYPE a [<!ELEMENT a (b,(c|d)*)><!ELEMENT a ANY><!ATTLIST a b ID 'x' c ID #IMPLIED d NOTATION (n|n) #IMPLIED>]><a/>",
            "<!DOCTYPE a [<!ENTITY % p '%p;'>%p;]><a/>", "<!DOCTYPE a [\u{1}]><a/>",
            "<!DOCTYPE a [<!ENTITY e '&#0;'>]><a/>",
        ]

    @Test("is nothing to the host: nothing is printed, nothing is opened, no handler is changed")
    func host() {
        for source in Self.noisy {
            let printed = LibXML2Host.messagesPrinted { _ = try? DocumentTypeTests.read(source) }
            #expect(printed == 0, "\(source)")
        }
        #expect(LibXML2Host.loadedEntities == 0)
    }
}
