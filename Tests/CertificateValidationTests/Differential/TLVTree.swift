//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import DocumentGenerator

/// Octets as a tree of tags and contents, so that one place of it can be changed and the lengths around it follow.
struct TLVTree {
    var tag: UInt8
    var content: Content
    var form: LengthForm = .shortest

    enum Content {
        case octets([UInt8])
        case nodes([TLVTree])
    }

    /// How the length is written; DER knows the shortest only (X.690 §10.1).
    enum LengthForm {
        case shortest
        /// With an octet more than it needs.
        case long
        /// Up to two zero octets; for constructed values.
        case indefinite
    }

    /// - Parameter octets: One whole value in DER, with tags of one octet.
    init?(_ octets: [UInt8]) {
        guard let trees = Self.list(octets[...]), trees.count == 1 else { return nil }
        self = trees[0]
    }

    /// `nil` where the octets aren't values in DER, one after the other.
    private static func list(_ octets: ArraySlice<UInt8>) -> [TLVTree]? {
        var trees: [TLVTree] = []
        var rest = octets
        while let header = DERHeader(rest), !header.isIndefinite, header.contentEnd <= rest.endIndex {
            let content = rest[header.contentStart..<header.contentEnd]
            // Extensions are values within an OCTET STRING.
            let mayHoldNodes = header.isConstructed || (header.tag == 0x04 && !content.isEmpty)
            if mayHoldNodes, let nodes = list(content) {
                trees.append(TLVTree(tag: header.tag, content: .nodes(nodes)))
            } else {
                trees.append(TLVTree(tag: header.tag, content: .octets(Array(content))))
            }
            rest = rest[header.contentEnd...]
        }
        return rest.isEmpty ? trees : nil
    }

    private init(tag: UInt8, content: Content) {
        self.tag = tag
        self.content = content
    }

    var encoded: [UInt8] {
        let octets: [UInt8] =
            switch content {
            case .octets(let octets): octets
            case .nodes(let nodes): nodes.flatMap(\.encoded)
            }
        return switch form {
        case .shortest: [tag] + TLV.length(octets.count) + octets
        case .long: [tag, 0x83, 0] + [UInt8(octets.count >> 8), UInt8(octets.count & 0xFF)] + octets
        case .indefinite: [tag, 0x80] + octets + [0, 0]
        }
    }

    /// How many values it has, itself included.
    var count: Int {
        guard case .nodes(let nodes) = content else { return 1 }
        return nodes.reduce(1) { $0 + $1.count }
    }

    /// Changes the list in which the value of a number stands, counted from the root (0) in the order of the octets.
    ///
    /// - Parameter change: Gets the list and the place in it.
    mutating func change(at number: Int, _ change: (inout [TLVTree], Int) -> Void) {
        guard number > 0, case .nodes(var nodes) = content else { return }
        var left = number - 1
        for index in nodes.indices {
            let count = nodes[index].count
            guard left >= count else {
                if left == 0 { change(&nodes, index) } else { nodes[index].change(at: left, change) }
                break
            }
            left -= count
        }
        content = .nodes(nodes)
    }
}

/// The tag and the length of a value, in DER or BER.
struct DERHeader {
    let tag: UInt8
    let contentStart: Int
    /// Where the content begins, where the length is indefinite.
    let contentEnd: Int
    let isIndefinite: Bool
    /// Whether the length is written as DER asks.
    let isShortest: Bool

    var isConstructed: Bool { tag & 0x20 != 0 }

    /// `nil` where the octets end in it, or where the tag has more than one octet.
    init?(_ octets: ArraySlice<UInt8>) {
        guard octets.count >= 2, octets[octets.startIndex] & 0x1F != 0x1F else { return nil }
        tag = octets[octets.startIndex]
        let first = octets[octets.startIndex + 1]
        let start = octets.startIndex + 2
        guard first >= 0x80 else {
            (contentStart, contentEnd, isIndefinite, isShortest) = (start, start + Int(first), false, true)
            return
        }
        let lengthOctets = octets[start...].prefix(Int(first & 0x7F))
        guard lengthOctets.count == Int(first & 0x7F), lengthOctets.count <= 4 else { return nil }
        let length = lengthOctets.reduce(0) { $0 << 8 | Int($1) }
        contentStart = start + lengthOctets.count
        contentEnd = contentStart + length
        isIndefinite = first == 0x80
        isShortest = !isIndefinite && length >= 0x80 && lengthOctets.first != 0
    }
}
