//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import Diagnostics

/// Leads from an expanded document back to the source that it was made from.
struct DocumentTypePlaces {
    private let places: [DocumentTypeExpansion.Place]
    private let source: UTF8Source

    /// - Parameter places: In the order of the output.
    init(_ places: [DocumentTypeExpansion.Place], of source: UTF8Source) {
        self.places = places
        self.source = source
    }

    /// Where in the source an offset into the output comes from.
    func offset(of output: Int) -> Int {
        guard output >= 0 else { return output }
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].output <= output { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? offset(of: output, in: places[low - 1]) : 0
    }

    private func offset(of output: Int, in place: DocumentTypeExpansion.Place) -> Int {
        min(place.source + (place.isCopy ? output - place.output : 0), source.octets.count)
    }

    /// The lines of the elements of `tree`, which was read from the output.
    func lines(of tree: XMLTree) -> [UInt32] {
        var counter = PlaceCounter(source.origin)
        var place = 0
        return tree.elements.map { element in
            let start = Int(tree.nodes[Int(element.node)].start)
            while place + 1 < places.count, places[place + 1].output <= start { place += 1 }
            // Of an element in an entity it is the line of the reference.
            counter.advance(to: offset(of: start, in: places[place]), in: source.octets.span)
            return UInt32(counter.position(source.origin).line)
        }
    }
}
