//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension CanonicalPass {
    /// The string-value, escaped (Canonical XML 1.0 §2.3, *Text Nodes*).
    mutating func write(text node: NodeRecord) throws(CanonicalizationError) {
        let range = Int(node.start)..<Int(node.payload)
        if node.flags.contains(.isVerbatim) { return try writer.write(source: range) }
        var index = range.lowerBound
        // What stands between here and `index` is canonical as it is.
        var start = index
        while index < range.upperBound {
            let byte = tree.source[index]
            guard isSpecialInText(byte) else {
                index = tree.source.span.raw.endOfCanonicalText(from: index, before: range.upperBound)
                continue
            }
            if byte == UInt8(ascii: "&") {
                try writeReference(&index, &start, escape: appendText)
            } else if byte == UInt8(ascii: "<") {
                try writer.write(source: start..<index)
                try writeCharacterData(&index)
                start = index
            } else {
                try writer.write(source: start..<index)
                index += 1
                if byte == UInt8(ascii: ">") {
                    try writer.write("&gt;")
                } else if !isLineFeed(index, before: range.upperBound) {
                    // A carriage return alone; with a line feed, only the line feed stays (XML 1.0 §2.11).
                    try writer.write(0x0A)
                }
                start = index
            }
        }
        try writer.write(source: start..<index)
    }

    /// A CDATA section, `<![CDATA[` … `]]>`: replaced by its content.
    private mutating func writeCharacterData(_ index: inout Int) throws(CanonicalizationError) {
        let close = UInt8(ascii: "]")
        index += 9
        var start = index
        while true {
            let byte = tree.source[index]
            if byte == close, tree.source[index + 1] == close, tree.source[index + 2] == UInt8(ascii: ">") { break }
            guard isSpecialInText(byte) else {
                index += 1
                continue
            }
            try writer.write(source: start..<index)
            index += 1
            start = index
            if byte != 0x0D {
                scratch.removeAll(keepingCapacity: true)
                appendText(byte, to: &scratch)
                try writer.write(scratch)
            } else if !isLineFeed(index, before: tree.source.count) {
                try writer.write(0x0A)
            }
        }
        try writer.write(source: start..<index)
        index += 3
    }

    /// The value of an attribute as the document writes it, normalized and escaped.
    mutating func writeAttributeValue(_ range: Range<Int>) throws(CanonicalizationError) {
        var index = range.lowerBound
        var start = index
        while index < range.upperBound {
            let byte = tree.source[index]
            switch byte {
            case UInt8(ascii: "&"):
                try writeReference(&index, &start, escape: appendAttributeValue)
            case UInt8(ascii: "\""), 0x09, 0x0A, 0x0D:
                try writer.write(source: start..<index)
                index += 1
                if byte == UInt8(ascii: "\"") {
                    try writer.write("&quot;")
                } else if byte != 0x0D || !isLineFeed(index, before: range.upperBound) {
                    // White space is a space (XML 1.0 §3.3.3), a carriage return with a line feed one of them.
                    try writer.write(0x20)
                }
                start = index
            default: index += 1
            }
        }
        try writer.write(source: start..<index)
    }

    /// A reference; those to `<` and `&` are canonical as they stand where the octets after `&` are letters.
    private mutating func writeReference(
        _ index: inout Int, _ start: inout Int, escape: (UInt8, inout [UInt8]) -> Void
    ) throws(CanonicalizationError) {
        var end = index + 1
        while tree.source[end] != UInt8(ascii: ";") { end += 1 }
        end += 1
        scratch.removeAll(keepingCapacity: true)
        tree.decodeText(index..<end, into: &scratch)
        var escaped: [UInt8] = []
        for byte in scratch { escape(byte, &escaped) }
        try writer.write(source: start..<index)
        try writer.write(escaped)
        index = end
        start = end
    }

    private func isLineFeed(_ index: Int, before end: Int) -> Bool { index < end && tree.source[index] == 0x0A }
}

extension CanonicalPass {
    mutating func write(comment node: NodeRecord, _ index: Int) throws(CanonicalizationError) {
        try writeLineFeed(before: index, node)
        let content = Int(node.start) + 4..<Int(node.payload)
        if node.flags.contains(.isVerbatim) {
            try writer.write(source: Int(node.start)..<content.upperBound + 3)
        } else {
            try writer.write(source: Int(node.start)..<content.lowerBound)
            try writeLines(content)
            try writer.write(source: content.upperBound..<content.upperBound + 3)
        }
        try writeLineFeed(after: index, node)
    }

    /// `<?`, the target, a space and the data where there is any, `?>`.
    mutating func write(instruction node: NodeRecord, _ index: Int) throws(CanonicalizationError) {
        try writeLineFeed(before: index, node)
        let record = tree.instructions[Int(node.payload)]
        let data = Int(record.dataStart)..<Int(record.dataEnd)
        let targetEnd = Int(node.start) + 2 + tree.table.names.count(of: record.target)
        try writer.write(source: Int(node.start)..<targetEnd)
        if !data.isEmpty {
            try writer.write(UInt8(ascii: " "))
            if node.flags.contains(.isVerbatim) {
                try writer.write(source: data)
            } else {
                try writeLines(data)
            }
        }
        try writer.write("?>")
        try writeLineFeed(after: index, node)
    }

    /// Octets with their line ends as XML 1.0 §2.11 has them.
    private mutating func writeLines(_ range: Range<Int>) throws(CanonicalizationError) {
        var start = range.lowerBound
        for index in range where tree.source[index] == 0x0D {
            try writer.write(source: start..<index)
            start = index + 1
            if !isLineFeed(start, before: range.upperBound) { try writer.write(0x0A) }
        }
        try writer.write(source: start..<range.upperBound)
    }

    // Outside the root element comments and instructions stand in lines of their own, without a line feed at the start
    // and at the end of the document (Canonical XML 1.0 §2.3).

    private mutating func writeLineFeed(before index: Int, _ node: NodeRecord) throws(CanonicalizationError) {
        if node.parent == 0, index > tree.elements[0].node { try writer.write(0x0A) }
    }

    private mutating func writeLineFeed(after index: Int, _ node: NodeRecord) throws(CanonicalizationError) {
        if node.parent == 0, index < tree.elements[0].node { try writer.write(0x0A) }
    }
}

@inline(__always)
private func isSpecialInText(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == 0x0D
}

/// Appends an octet of a text node's value, escaped.
private func appendText(_ byte: UInt8, to text: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "&"): text.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): text.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): text.append(contentsOf: "&gt;".utf8)
    case 0x0D: text.append(contentsOf: "&#xD;".utf8)
    default: text.append(byte)
    }
}

/// Appends an octet of an attribute's value, escaped (Canonical XML 1.0 §2.3, *Attribute Nodes*).
private func appendAttributeValue(_ byte: UInt8, to text: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "&"): text.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): text.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: "\""): text.append(contentsOf: "&quot;".utf8)
    case 0x09: text.append(contentsOf: "&#x9;".utf8)
    case 0x0A: text.append(contentsOf: "&#xA;".utf8)
    case 0x0D: text.append(contentsOf: "&#xD;".utf8)
    default: text.append(byte)
    }
}

/// Appends an attribute's value, escaped.
func appendAttributeValue(_ value: Span<UInt8>, to text: inout [UInt8]) {
    var start = 0
    for index in value.indices where isSpecialInValue(value[index]) {
        append(value.extracting(start..<index), to: &text)
        appendAttributeValue(value[index], to: &text)
        start = index + 1
    }
    append(value.extracting(start...), to: &text)
}

/// Appends octets as they are.
func append(_ octets: Span<UInt8>, to text: inout [UInt8]) {
    unsafe octets.withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
}

/// Whether an attribute's value has an octet in its canonical form escaped.
@inline(__always)
private func isSpecialInValue(_ byte: UInt8) -> Bool {
    guard byte <= UInt8(ascii: "<") else { return false }
    return byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\"") || byte == 0x09
        || byte == 0x0A || byte == 0x0D
}
