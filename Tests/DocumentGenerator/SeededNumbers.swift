//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Random numbers that a seed decides, the same on every machine (SplitMix64).
package struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A number below `count`.
    package mutating func number(below count: Int) -> Int { Int(next() % UInt64(count)) }

    /// True once in `count` times.
    package mutating func once(in count: Int) -> Bool { number(below: count) == 0 }

    package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(below: elements.count)] }
}
