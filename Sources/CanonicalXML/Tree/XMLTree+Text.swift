//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension XMLTree {
    /// The value of an attribute after normalization (XML 1.0 §3.3.3), in UTF-8.
    public func value(of attribute: XMLAttribute) -> [UInt8] {
        let record = attributes[attribute.index]
        var value: [UInt8] = []
        decodeAttributeValue(Int(record.valueStart)..<Int(record.valueEnd), into: &value)
        return value
    }

    /// The string-value of a node (XPath 1.0 §5), in UTF-8: of the document and of an element all text below it, so
    /// that a comment inside never hides a part.
    public func stringValue(of node: XMLNode) -> [UInt8] {
        var value: [UInt8] = []
        switch kind(of: node) {
        case .document, .element:
            for index in subtree(of: node) where nodes[index].kind == .text {
                decodeText(textRange(index), into: &value)
            }
        case .text: decodeText(textRange(node.index), into: &value)
        case .comment:
            // After the `<!--`.
            normalizeLineEnds(Int(nodes[node.index].start) + 4..<Int(nodes[node.index].payload), into: &value)
        case .processingInstruction:
            let record = instructions[Int(nodes[node.index].payload)]
            normalizeLineEnds(Int(record.dataStart)..<Int(record.dataEnd), into: &value)
        }
        return value
    }

    /// The octets of a text node as written.
    package func textRange(_ index: Int) -> Range<Int> { Int(nodes[index].start)..<Int(nodes[index].payload) }

    // The source was checked while reading: every reference below is well formed and names a character or one of the
    // five predefined entities.

    /// Appends text as the application sees it: references and CDATA sections resolved, line ends by §2.11.
    package func decodeText(_ range: Range<Int>, into value: inout [UInt8]) {
        let source = source.span
        var index = range.lowerBound
        while index < range.upperBound {
            switch source[index] {
            case UInt8(ascii: "&"): decodeReference(&index, into: &value)
            case UInt8(ascii: "<"):
                // In text only a CDATA section starts so: `<![CDATA[` … `]]>`.
                index += 9
                let start = index
                while !(source[index] == UInt8(ascii: "]") && source[index + 1] == UInt8(ascii: "]")
                    && source[index + 2] == UInt8(ascii: ">"))
                {
                    index += 1
                }
                normalizeLineEnds(start..<index, into: &value)
                index += 3
            case 0x0D:
                value.append(0x0A)
                index += index + 1 < range.upperBound && source[index + 1] == 0x0A ? 2 : 1
            case let byte:
                value.append(byte)
                index += 1
            }
        }
    }

    package func decodeAttributeValue(_ range: Range<Int>, into value: inout [UInt8]) {
        let source = source.span
        var index = range.lowerBound
        while index < range.upperBound {
            switch source[index] {
            case UInt8(ascii: "&"): decodeReference(&index, into: &value)
            case 0x0D:
                value.append(0x20)
                index += index + 1 < range.upperBound && source[index + 1] == 0x0A ? 2 : 1
            case 0x09, 0x0A:
                value.append(0x20)
                index += 1
            case let byte:
                value.append(byte)
                index += 1
            }
        }
    }

    package func normalizeLineEnds(_ range: Range<Int>, into value: inout [UInt8]) {
        let source = source.span
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = source[index]
            index += 1
            if byte == 0x0D {
                if index < range.upperBound, source[index] == 0x0A { index += 1 }
                value.append(0x0A)
            } else {
                value.append(byte)
            }
        }
    }

    /// Appends what the reference at `index` stands for and moves behind its `;`.
    private func decodeReference(_ index: inout Int, into value: inout [UInt8]) {
        let source = source.span
        switch source[index + 1] {
        case UInt8(ascii: "#"):
            let scalar = decodeCharacterReference(&index)
            value.append(contentsOf: UTF8.encode(scalar)!)
            return
        case UInt8(ascii: "l"): value.append(UInt8(ascii: "<"))
        case UInt8(ascii: "g"): value.append(UInt8(ascii: ">"))
        case UInt8(ascii: "q"): value.append(UInt8(ascii: "\""))
        // `&amp;` or `&apos;`.
        default: value.append(source[index + 2] == UInt8(ascii: "m") ? UInt8(ascii: "&") : UInt8(ascii: "'"))
        }
        while source[index] != UInt8(ascii: ";") { index += 1 }
        index += 1
    }

    private func decodeCharacterReference(_ index: inout Int) -> Unicode.Scalar {
        let source = source.span
        let isHexadecimal = source[index + 2] == UInt8(ascii: "x")
        index += isHexadecimal ? 3 : 2
        var number: UInt32 = 0
        while source[index] != UInt8(ascii: ";") {
            let byte = source[index]
            let digit = byte <= UInt8(ascii: "9") ? byte - UInt8(ascii: "0") : (byte | 0x20) - UInt8(ascii: "a") + 10
            number = number &* (isHexadecimal ? 16 : 10) &+ UInt32(digit)
            index += 1
        }
        index += 1
        return Unicode.Scalar(number)!
    }
}
