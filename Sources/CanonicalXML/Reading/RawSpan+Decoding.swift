//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// These octets were checked while reading: every reference below is well formed and names a character or one of the
// five predefined entities.

extension RawSpan {
    /// Appends text as the application sees it: references and CDATA sections resolved, line ends by §2.11.
    func decodeText(_ range: Range<Int>, into value: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            switch octet(at: index) {
            case UInt8(ascii: "&"): decodeReference(&index, into: &value)
            case UInt8(ascii: "<"):
                // In text only a CDATA section starts so: `<![CDATA[` … `]]>`.
                index += 9
                let start = index
                while index < range.upperBound, !has("]]>", at: index) { index += 1 }
                normalizeLineEnds(start..<index, into: &value)
                index += 3
            case 0x0D:
                value.append(0x0A)
                index += index + 1 < range.upperBound && octet(at: index + 1) == 0x0A ? 2 : 1
            default:
                // The octet itself is none that stops, but for `>`, which stands for itself here.
                let end = endOfCanonicalText(from: index + 1, before: range.upperBound)
                append(index..<end, to: &value)
                index = end
            }
        }
    }

    func decodeAttributeValue(_ range: Range<Int>, into value: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            switch octet(at: index) {
            case UInt8(ascii: "&"): decodeReference(&index, into: &value)
            case 0x0D:
                value.append(0x20)
                index += index + 1 < range.upperBound && octet(at: index + 1) == 0x0A ? 2 : 1
            case 0x09, 0x0A:
                value.append(0x20)
                index += 1
            default:
                let end = endOfValue(from: index, before: range.upperBound)
                append(index..<end, to: &value)
                index = end
            }
        }
    }

    func normalizeLineEnds(_ range: Range<Int>, into value: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = octet(at: index)
            index += 1
            if byte == 0x0D {
                if index < range.upperBound, octet(at: index) == 0x0A { index += 1 }
                value.append(0x0A)
            } else {
                value.append(byte)
            }
        }
    }

    /// Appends the octets as they are.
    func append(_ range: Range<Int>, to value: inout [UInt8]) {
        let octets = extracting(range)
        unsafe octets.withUnsafeBytes { unsafe value.append(contentsOf: $0) }
    }

    /// The first octet of an attribute's value from `index` on that doesn't stand for itself.
    @inline(__always)
    private func endOfValue(from index: Int, before end: Int) -> Int {
        var index = index
        while index < end {
            let octet = octet(at: index)
            if octet == UInt8(ascii: "&") || octet == 0x0D || octet == 0x09 || octet == 0x0A { return index }
            index &+= 1
        }
        return end
    }

    /// Appends what the reference at `index` stands for and moves behind its `;`.
    private func decodeReference(_ index: inout Int, into value: inout [UInt8]) {
        let reference = reference(at: index)
        value.append(contentsOf: UTF8.encode(reference.scalar)!)
        index = reference.end
    }

    /// The character that a reference stands for, whether by its number, and the offset after its `;`.
    @inline(__always)
    func reference(at index: Int) -> (scalar: Unicode.Scalar, isNumeric: Bool, end: Int) {
        switch octet(at: index + 1) {
        case UInt8(ascii: "#"):
            let (number, digits) = number(ofReferenceAt: index)
            return (Unicode.Scalar(number)!, true, digits.upperBound + 1)
        case UInt8(ascii: "l"): return ("<", false, index + 4)
        case UInt8(ascii: "g"): return (">", false, index + 4)
        case UInt8(ascii: "q"): return ("\"", false, index + 6)
        default: return octet(at: index + 2) == UInt8(ascii: "m") ? ("&", false, index + 5) : ("'", false, index + 6)
        }
    }
}
