//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Writes well-formed documents that a seed decides, with everything in them that canonical forms change.
package struct DocumentWriter {
    private var numbers: SeededNumbers
    private var text = ""
    /// Whether tags are written as canonical ones: double quotation marks, single spaces, no empty-element tags.
    private let isTidy: Bool
    /// How lines end.
    private let lineEnd: String
    /// How many elements may still be begun.
    private var budget: Int

    /// A document.
    package static func document(seed: UInt64) -> String {
        var writer = DocumentWriter(seed: seed)
        writer.writeDocument()
        return writer.text
    }

    private init(seed: UInt64) {
        numbers = SeededNumbers(seed: seed)
        isTidy = numbers.once(in: 3)
        lineEnd = numbers.pick(["\n", "\n", "\n", "\r\n", "\r"])
        budget = 2 + numbers.number(below: 24)
    }

    private mutating func writeDocument() {
        if numbers.once(in: 3) { text += "<?xml version='1.0' encoding=\"UTF-8\"?>" + lineEnd }
        writeMisc()
        writeElement(depth: 0, scope: [:])
        writeMisc()
    }

    private mutating func writeMisc() {
        while numbers.once(in: 3) {
            if numbers.once(in: 2) { writeComment() } else { writeInstruction() }
            if numbers.once(in: 2) { text += lineEnd }
        }
    }

    private mutating func writeComment() {
        text += "<!--" + numbers.pick(["", " c ", "a\(lineEnd)b", "<&>", "é\u{1F600}", "\r", "- x"]) + "-->"
    }

    private mutating func writeInstruction() {
        let target = numbers.pick(["pi", "target", "\u{10402}", "x-y"])
        text += "<?" + target + numbers.pick(["", " ", " d", "  a=\"1\" ", " a\(lineEnd)b", "\t<&>", "\n?"]) + "?>"
    }

    // Prefixes and namespace names as the document writes them.
    private static let prefixes = ["p", "q", "r", "p1", "\u{10401}", "é"]
    private static let namespaces = [
        "urn:a", "urn:b", "urn:c", "http://example.org/a", "http://example.org/a#", "https://example.org/?x=1",
    ]
    /// What libxml2 writes or reads differently.
    private static let oddNamespaces = ["http://example.org/?x=1&amp;y=2", "http://example.org/\u{E9}", "urn:a b"]
    private static let names = ["a", "b", "c", "item", "é", "\u{10400}x", "a.b-c", "A"]

    private mutating func namespace() -> String {
        numbers.once(in: 250) ? numbers.pick(Self.oddNamespaces) : numbers.pick(Self.namespaces)
    }

    private mutating func writeElement(depth: Int, scope outer: [String: String]) {
        budget -= 1
        var scope = outer
        var items = declarations(&scope)
        let prefix = pickPrefix(scope, orNoneOnceIn: 2)
        let name = (prefix.isEmpty ? "" : prefix + ":") + numbers.pick(Self.names)
        items += attributes(scope)
        if !isTidy { items.shuffle(using: &numbers) }
        text += "<" + name
        for item in items { text += space() + item }
        if !isTidy, numbers.once(in: 3) { text += space() }
        if !isTidy, numbers.once(in: 5) {
            text += "/>"
            return
        }
        text += ">"
        writeContent(depth: depth, scope: scope)
        text += "</" + name + (!isTidy && numbers.once(in: 4) ? space() : "") + ">"
    }

    private mutating func writeContent(depth: Int, scope: [String: String]) {
        var wasText = false
        for _ in 0..<numbers.number(below: depth == 0 ? 8 : 5) {
            switch numbers.number(below: 8) {
            case 0...3 where budget > 0 && depth < 12:
                writeElement(depth: depth + 1, scope: scope)
                wasText = false
            case 4: writeComment()
            case 5: writeInstruction()
            default:
                if !wasText || numbers.once(in: 2) { writeText() }
                wasText = true
            }
        }
    }

    private mutating func pickPrefix(_ scope: [String: String], orNoneOnceIn count: Int) -> String {
        let bound = scope.keys.filter { !$0.isEmpty }.sorted()
        return bound.isEmpty || numbers.once(in: count) ? "" : numbers.pick(bound)
    }

    /// Namespace declarations, which change the scope.
    private mutating func declarations(_ scope: inout [String: String]) -> [String] {
        var declared: Set<String> = []
        var items: [String] = []
        while numbers.once(in: 2), declared.count < 5 {
            let prefix = numbers.once(in: 3) ? "" : numbers.pick(Self.prefixes)
            guard declared.insert(prefix).inserted else { continue }
            if prefix.isEmpty, numbers.once(in: 3) {
                scope[""] = nil
                items.append(item("xmlns", ""))
            } else {
                // Often what it is bound to already: nothing is rendered for that.
                let known = scope[prefix]
                let uri = known != nil && numbers.once(in: 3) ? known! : namespace()
                scope[prefix] = uri
                items.append(item(prefix.isEmpty ? "xmlns" : "xmlns:" + prefix, uri))
            }
        }
        if numbers.once(in: 40) { items.append(item("xmlns:xml", "http://www.w3.org/XML/1998/namespace")) }
        return items.sorted()
    }

    private mutating func attributes(_ scope: [String: String]) -> [String] {
        var seen: Set<[String]> = []
        var items: [String] = []
        while numbers.once(in: 2), items.count < 5 {
            let prefix = pickPrefix(scope, orNoneOnceIn: 2)
            let local = numbers.pick(Self.names)
            guard seen.insert([prefix.isEmpty ? "" : scope[prefix]!, local]).inserted else { continue }
            let value = attributeValue()
            items.append(item((prefix.isEmpty ? "" : prefix + ":") + local, value))
        }
        return items + xmlAttributes()
    }

    private mutating func xmlAttributes() -> [String] {
        var items: [String] = []
        if numbers.once(in: 5) { items.append(item("xml:lang", numbers.pick(["en", "vi", "de-AT", ""]))) }
        if numbers.once(in: 8) { items.append(item("xml:space", numbers.pick(["default", "preserve"]))) }
        if numbers.once(in: 12) { items.append(item("xml:other", attributeValue())) }
        if numbers.once(in: 12) { items.append(item("xml:id", "id\(numbers.number(below: 1_000_000))")) }
        if numbers.once(in: 4) { items.append(item("xml:base", numbers.pick(Self.bases))) }
        return items
    }

    private static let bases = [
        "http://example.org/a/b", "http://example.org", "a/b/", "a", "..", "../", "../..", "../x", "./y", "x/../y",
        "/root/z",
        "//host/p", "", "?q=1", "a?q=2", "../a/./b/", "x/y/../../../z", "foo/bar", "#f", "a/b#f", "urn:x:y",
    ]

    private mutating func attributeValue() -> String {
        var value = ""
        for _ in 0..<numbers.number(below: 4) {
            value += numbers.pick([
                "v", "1 2", "\t", "&#9;", "&#10;", "&#13;", "&#xD;", lineEnd, "&lt;", "&amp;", "&gt;", ">", "&quot;",
                "&apos;",
                "é", "\u{1F600}", "&#x1F600;", "  ", "&#x41;",
            ])
        }
        return value
    }

    /// `name="value"` as the document's style has it.
    private mutating func item(_ name: String, _ value: String) -> String {
        if isTidy { return "\(name)=\"\(value)\"" }
        let quote = numbers.once(in: 2) ? "\"" : "'"
        let equals = numbers.once(in: 6) ? " =\t" : "="
        // A quotation mark of the other kind may stand in a value.
        let inner = numbers.once(in: 5) && !name.hasPrefix("xml") ? (quote == "\"" ? "'" : "\"") : ""
        return name + equals + quote + value + inner + quote
    }

    private mutating func space() -> String { isTidy ? " " : numbers.pick([" ", " ", " ", "  ", "\t", lineEnd]) }

    private mutating func writeText() {
        for _ in 0...numbers.number(below: 4) {
            text += numbers.pick([
                "text", " ", lineEnd, "\t", "&amp;", "&lt;", "&gt;", ">", "&quot;", "&apos;", "\"'", "&#13;", "&#xd;",
                "&#10;",
                "&#x10400;", "\u{10400}", "é", "<![CDATA[]]>", "<![CDATA[a<b>&amp;]]]>", "<![CDATA[\r\n]]>", "]]&gt;",
                "\r",
                "&#38;", "&#60;", "]] ", "a\(lineEnd)b",
            ])
        }
    }
}
