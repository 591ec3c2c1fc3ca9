//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import DocumentGenerator

/// A change of octets as they stand, whatever they mean.
struct OctetChange: CustomStringConvertible {
    private enum Kind: CaseIterable {
        case set, insert, remove, append, truncate
    }

    private enum TreeKind: CaseIterable {
        case remove, duplicate, swap, retag, longLength, indefiniteLength, empty, append, set
    }

    private enum Storage {
        case octets(Kind)
        case tree(TreeKind)
    }

    private let storage: Storage
    private let place: UInt64
    private let octet: UInt8

    private init(_ storage: Storage, _ numbers: inout SeededNumbers) {
        self.storage = storage
        place = numbers.next()
        octet = UInt8(truncatingIfNeeded: numbers.next())
    }

    /// Of a single octet somewhere.
    static func ofOctet(_ numbers: inout SeededNumbers) -> Self {
        Self(.octets(numbers.pick([.set, .insert, .remove])), &numbers)
    }

    /// At the end.
    static func ofEnd(_ numbers: inout SeededNumbers) -> Self {
        Self(.octets(numbers.pick([.append, .truncate])), &numbers)
    }

    /// Of a value within others, whose lengths follow.
    static func ofValue(_ numbers: inout SeededNumbers) -> Self {
        Self(.tree(numbers.pick(TreeKind.allCases)), &numbers)
    }

    var description: String {
        switch storage {
        case .octets(let kind): "octet \(kind) (\(octet) at \(place))"
        case .tree(let kind): "value \(kind) (\(octet) at \(place))"
        }
    }

    func apply(to octets: inout [UInt8]) {
        guard !octets.isEmpty else { return }
        switch storage {
        case .octets(let kind): change(&octets, kind)
        case .tree(let kind):
            guard var tree = TLVTree(octets), tree.count > 1 else { return }
            tree.change(at: 1 + Int(place % UInt64(tree.count - 1))) { change(&$0, $1, kind) }
            octets = tree.encoded
        }
    }

    private func change(_ octets: inout [UInt8], _ kind: Kind) {
        let index = Int(place % UInt64(octets.count))
        switch kind {
        case .set: octets[index] = octets[index] == octet ? octet ^ 1 : octet
        case .insert: octets.insert(octet, at: index)
        case .remove: octets.remove(at: index)
        case .append: octets += [octet]
        case .truncate: octets.removeLast(min(octets.count, 1 + Int(octet & 3)))
        }
    }

    private func change(_ nodes: inout [TLVTree], _ index: Int, _ kind: TreeKind) {
        switch kind {
        case .remove: nodes.remove(at: index)
        case .duplicate: nodes.insert(nodes[index], at: index)
        case .swap: nodes.swapAt(index, (index + 1) % nodes.count)
        case .retag:
            let tags: [UInt8] = [
                0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x13, 0x16, 0x17, 0x18, 0x30, 0x31, 0x80, 0xA0,
            ]
            nodes[index].tag = tags[Int(octet) % tags.count]
        case .longLength: nodes[index].form = .long
        case .indefiniteLength: nodes[index].form = .indefinite
        case .empty: nodes[index].content = .octets([])
        case .append, .set:
            guard case .octets(var content) = nodes[index].content else {
                if kind == .append, case .nodes(var inner) = nodes[index].content, let null = TLVTree(TLV.null) {
                    inner.append(null)
                    nodes[index].content = .nodes(inner)
                }
                return
            }
            if kind == .append || content.isEmpty {
                content.append(octet)
            } else {
                content[Int(octet) % content.count] = UInt8(truncatingIfNeeded: place >> 32)
            }
            nodes[index].content = .octets(content)
        }
    }
}
