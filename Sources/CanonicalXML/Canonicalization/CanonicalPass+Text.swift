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
    @inline(__always)
    mutating func write(text node: NodeRecord) throws(CanonicalizationError) {
        let range = Int(node.start)..<Int(node.payload)
        if node.flags.contains(.isVerbatim) {
            try writer.write(source: range)
        } else {
            try writeText(range)
        }
    }

    @inline(never)
    private mutating func writeText(_ range: Range<Int>) throws(CanonicalizationError) {
        // What stands between `start` and `index` is canonical as it is.
        var start = range.lowerBound
        var index = start
        while true {
            index = tree.source.span.raw.endOfCanonicalText(from: index, before: range.upperBound)
            guard index < range.upperBound else { return try writer.write(source: start..<index) }
            switch tree.source[index] {
            case UInt8(ascii: "&"):
                try writeReference(&index, &start) { ShortOctets(text: $0) }
            case UInt8(ascii: "<"):
                try writer.write(source: start..<index)
                index = try writeCharacterData(at: index)
                start = index
            case UInt8(ascii: ">"):
                try writer.write(source: start..<index)
                try writer.write("&gt;")
                index += 1
                start = index
            default:
                try writer.write(source: start..<index)
                index += 1
                try writeLineEnd(before: index, range.upperBound)
                start = index
            }
        }
    }

    /// A CDATA section, `<![CDATA[` … `]]>`: replaced by its content.
    ///
    /// - Returns: The offset after it.
    private mutating func writeCharacterData(at section: Int) throws(CanonicalizationError) -> Int {
        let content = section + 9
        var start = content
        var index = content
        while true {
            index = tree.source.span.raw.endOfCanonicalText(from: index, before: tree.source.count)
            let octet = tree.source[index]
            if octet == UInt8(ascii: ">"), index - 2 >= content, tree.source.span.raw.has("]]", at: index - 2) {
                try writer.write(source: start..<index - 2)
                return index + 1
            }
            try writer.write(source: start..<index)
            index += 1
            start = index
            if octet == 0x0D {
                try writeLineEnd(before: index, tree.source.count)
            } else {
                try writer.write(ShortOctets(text: Unicode.Scalar(octet)))
            }
        }
    }

    /// The value of an attribute as the document writes it, normalized and escaped.
    @inline(never)
    mutating func writeAttributeValue(_ range: Range<Int>) throws(CanonicalizationError) {
        var start = range.lowerBound
        var index = start
        while true {
            index = tree.source.span.raw.endOfCanonicalValue(from: index, before: range.upperBound)
            guard index < range.upperBound else { return try writer.write(source: start..<index) }
            let octet = tree.source[index]
            if octet == UInt8(ascii: "&") {
                try writeReference(&index, &start) { ShortOctets(attributeValue: $0) }
                continue
            }
            try writer.write(source: start..<index)
            index += 1
            if octet == UInt8(ascii: "\"") {
                try writer.write("&quot;")
            } else if octet != 0x0D || !isLineFeed(index, before: range.upperBound) {
                // White space is a space (XML 1.0 §3.3.3), a carriage return with a line feed one of them.
                try writer.write(" ")
            }
            start = index
        }
    }

    /// A reference: what it stands for, escaped.
    @inline(__always)
    private mutating func writeReference(
        _ index: inout Int, _ start: inout Int, escape: (Unicode.Scalar) -> ShortOctets
    ) throws(CanonicalizationError) {
        let reference = tree.source.span.raw.reference(at: index)
        let escaped = escape(reference.scalar)
        // Where a character has to be escaped, its name is the canonical form.
        if !reference.isNumeric, escaped.count > 1 {
            index = reference.end
            return
        }
        try writer.write(source: start..<index)
        try writer.write(escaped)
        index = reference.end
        start = index
    }

    /// A carriage return alone; with a line feed, only the line feed stays (XML 1.0 §2.11).
    @inline(__always)
    private mutating func writeLineEnd(before next: Int, _ end: Int) throws(CanonicalizationError) {
        if !isLineFeed(next, before: end) { try writer.write("\n") }
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
            try writer.write(" ")
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
            if !isLineFeed(start, before: range.upperBound) { try writer.write("\n") }
        }
        try writer.write(source: start..<range.upperBound)
    }

    // Outside the root element comments and instructions stand in lines of their own, without a line feed at the start
    // and at the end of the document (Canonical XML 1.0 §2.3).

    private mutating func writeLineFeed(before index: Int, _ node: NodeRecord) throws(CanonicalizationError) {
        if node.parent == 0, index > tree.elements[0].node { try writer.write("\n") }
    }

    private mutating func writeLineFeed(after index: Int, _ node: NodeRecord) throws(CanonicalizationError) {
        if node.parent == 0, index < tree.elements[0].node { try writer.write("\n") }
    }
}

/// Appends an attribute's value, escaped.
func appendAttributeValue(_ value: Span<UInt8>, to text: inout [UInt8]) {
    // Mostly nothing is escaped, which is seen sooner than by a text for each octet.
    let isPlain = value.indices.allSatisfy { !value[$0].isEscapedInValue && value[$0] != UInt8(ascii: "<") }
    if isPlain { return append(value, to: &text) }
    var start = 0
    for index in value.indices {
        let escaped = ShortOctets(attributeValue: Unicode.Scalar(value[index]))
        // An octet beyond ASCII is a part of a character, none of which is escaped.
        guard value[index] < 0x80, escaped.count > 1 else { continue }
        append(value.extracting(start..<index), to: &text)
        escaped.append(to: &text)
        start = index + 1
    }
    append(value.extracting(start...), to: &text)
}

/// Appends octets as they are.
func append(_ octets: Span<UInt8>, to text: inout [UInt8]) {
    unsafe octets.withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
}
