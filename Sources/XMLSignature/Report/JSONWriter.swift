//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Writes JSON (RFC 8259) octet by octet, in the order in which it is told.
package struct JSONWriter {
    package private(set) var octets: [UInt8] = []
    /// Whether a comma has to stand before the next value or name.
    private var needsComma = false

    package init() {}

    package mutating func object(_ members: (inout JSONWriter) -> Void) { enclose("{", "}", members) }

    package mutating func array<Elements: Sequence>(
        _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) -> Void
    ) {
        enclose("[", "]") { writer in
            for element in elements { write(&writer, element) }
        }
    }

    /// The name of a member, whose value comes next.
    package mutating func name(_ name: String) {
        string(name)
        octets.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func null() { literal("null") }

    package mutating func integer(_ value: Int) { literal(String(value)) }

    package mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }

    package mutating func string(_ value: String) {
        separate()
        octets.append(UInt8(ascii: "\""))
        var last: UInt8 = 0
        for byte in value.utf8 {
            escape(byte, after: last)
            last = byte
        }
        octets.append(UInt8(ascii: "\""))
        needsComma = true
    }

    private mutating func escape(_ byte: UInt8, after last: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            octets.append(UInt8(ascii: "\\"))
            octets.append(byte)
        case 0x0A: octets.append(contentsOf: Array("\\n".utf8))
        case 0x0D: octets.append(contentsOf: Array("\\r".utf8))
        case 0x09: octets.append(contentsOf: Array("\\t".utf8))
        // DEL and the controls of U+0080 to U+009F, C2 and an octet in UTF-8, are allowed as they are, and do harm on
        // terminals.
        case 0..<0x20, 0x7F: escape(control: byte)
        case 0x80..<0xA0 where last == 0xC2:
            octets.removeLast()
            escape(control: byte)
        default: octets.append(byte)
        }
    }

    private mutating func escape(control byte: UInt8) {
        let digits = Array("0123456789abcdef".utf8)
        octets.append(contentsOf: Array("\\u00".utf8))
        octets.append(digits[Int(byte >> 4)])
        octets.append(digits[Int(byte & 15)])
    }

    private mutating func literal(_ text: String) {
        separate()
        octets.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func enclose(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
        separate()
        octets.append(UInt8(ascii: open))
        needsComma = false
        body(&self)
        octets.append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { octets.append(UInt8(ascii: ",")) }
        needsComma = false
    }
}

/// What writes itself as a value of JSON.
protocol JSONWritable {
    func write(to writer: inout JSONWriter)
}

extension JSONWriter {
    mutating func member(_ name: String, _ value: (some JSONWritable)?) {
        self.name(name)
        if let value { value.write(to: &self) } else { null() }
    }

    mutating func member(_ name: String, _ values: [some JSONWritable]) {
        self.name(name)
        array(values) { $1.write(to: &$0) }
    }

    package mutating func member(_ name: String, _ value: String?) {
        self.name(name)
        if let value { string(value) } else { null() }
    }

    package mutating func member(_ name: String, _ value: Int?) {
        self.name(name)
        if let value { integer(value) } else { null() }
    }

    package mutating func member(_ name: String, _ value: Bool?) {
        self.name(name)
        if let value { boolean(value) } else { null() }
    }

    mutating func member(_ name: String, _ values: [String]) {
        self.name(name)
        array(values) { $0.string($1) }
    }
}
