//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// Text beyond ASCII, sixteen octets at a time: whether they are well-formed UTF-8 (Unicode 15, table 3-7) and characters of
// XML (XML 1.0 production [2]) is seen from each octet and the three before it, so that no character has to be taken apart.

extension RawSpan {
    /// ``endOfPlainText(from:)`` from a character beyond ASCII on.
    @inline(never)
    func endOfWideText(from index: Int) -> Int {
        endOfCharacters(from: index) {
            $0.lanes(0x3C, ignoring: 0x02).or($0.lanes(UInt8(ascii: "&"))).or($0.lanesOfControls)
        } isStop: {
            $0 & ~0x02 == 0x3C || $0 == UInt8(ascii: "&") || $0 == 0x0D
        }
    }

    /// ``endOfPlain(from:until:)`` from a character beyond ASCII on.
    @inline(never)
    func endOfWide(from index: Int, until end: UInt8) -> Int {
        endOfCharacters(from: index) {
            $0.lanes(end).or($0.lanesOfControls)
        } isStop: {
            $0 == end || $0 == 0x0D
        }
    }

    /// ``endOfPlainValue(from:until:)`` from a character beyond ASCII on.
    @inline(never)
    func endOfWideValue(from index: Int, until quote: UInt8) -> Int {
        endOfCharacters(from: index) {
            $0.lanes(quote).or($0.lanes(UInt8(ascii: "<"))).or($0.lanes(UInt8(ascii: "&"))).or($0.lanes(below: 0x20))
        } isStop: {
            $0 == quote || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") || $0 < 0x20
        }
    }

    /// The first octet from `start` on that stops, or with which no character begins.
    ///
    /// - Parameters:
    ///   - start: An offset at which a character begins, and before which only whole ones stand.
    ///   - stops: The octets of a block that stop, of which the control characters are that XML has not.
    ///   - isStop: The same of an octet that is a character of XML.
    @inline(__always)
    private func endOfCharacters(
        from start: Int, stops: (SIMD16<UInt8>) -> OctetMask, isStop: (UInt8) -> Bool
    ) -> Int {
        var index = start
        while let octets = block(at: index), let preceding = PrecedingOctets(self, at: index) {
            let faults = preceding.faults(in: octets)
            if let lane = faults.or(stops(octets)).firstLane {
                index &+= lane
                if faults.firstLane != lane { return index }
                break
            }
            index &+= 16
        }
        // Whether the last character before is whole is seen from what follows it.
        index = startOfLastCharacter(before: index, from: start)
        while let (scalar, count) = scalar(at: index), scalar.isCharacter {
            if count == 1, isStop(UInt8(truncatingIfNeeded: scalar.value)) { break }
            index &+= count
        }
        return index
    }

    /// Where the last character before `end` begins, if it is one beyond ASCII; else `end`.
    private func startOfLastCharacter(before end: Int, from start: Int) -> Int {
        guard end > start, octet(at: end &- 1) >= 0x80 else { return end }
        var index = end &- 1
        while index > start, octet(at: index) & 0xC0 == 0x80 { index &-= 1 }
        return index
    }
}

/// For each octet of a block the three before it.
private struct PrecedingOctets {
    private let first: SIMD16<UInt8>
    private let second: SIMD16<UInt8>
    private let third: SIMD16<UInt8>

    /// - Returns: `nil` where fewer than three octets stand before the block.
    @inline(__always)
    init?(_ source: RawSpan, at index: Int) {
        guard let first = source.block(at: index &- 1), let second = source.block(at: index &- 2),
            let third = source.block(at: index &- 3)
        else { return nil }
        self.first = first
        self.second = second
        self.third = third
    }

    /// The octets of the block that don't continue what stands before them as they have to; of a character that XML doesn't
    /// have, the last one.
    @inline(__always)
    func faults(in block: SIMD16<UInt8>) -> OctetMask {
        // A continuation stands behind the first octet of two, three and four, and nowhere else.
        let isDue = first.lanes(from: 0xC0).or(second.lanes(from: 0xE0)).or(third.lanes(from: 0xF0))
        let isContinuation = block.lanes(0x80, ignoring: 0x3F)
        let misplaced = isDue.differing(from: isContinuation)
        // No character begins with these.
        let neverFirst = block.lanes(0xC0, ignoring: 0x01).or(block.lanes(from: 0xF5))
        return misplaced.or(neverFirst).or(secondFaults(in: block)).or(noCharacters(in: block))
    }

    /// Second octets with which the character would have a shorter form, be a surrogate or past the last code point.
    @inline(__always)
    private func secondFaults(in block: SIMD16<UInt8>) -> OctetMask {
        let isLow = block.lanes(below: 0xA0)
        let ofThree = first.lanes(0xE0).and(isLow).or(first.lanes(0xED).and(not: isLow))
        let isLowest = block.lanes(below: 0x90)
        return ofThree.or(first.lanes(0xF0).and(isLowest)).or(first.lanes(0xF4).and(not: isLowest))
    }

    /// U+FFFE and U+FFFF.
    @inline(__always)
    private func noCharacters(in block: SIMD16<UInt8>) -> OctetMask {
        second.lanes(0xEF).and(first.lanes(0xBF)).and(block.lanes(from: 0xBE))
    }
}
