//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What is in a file, compared with what has to be there.
struct PresentOctets {
    private let descriptor: CInt
    private var buffer: ArraySlice<UInt8> = []
    /// How many octets were the same so far.
    private(set) var position = 0
    /// Whether the file has no more.
    private(set) var isAtEnd = false

    /// - Parameter descriptor: A regular file, at its beginning; closed by somebody else.
    init(_ descriptor: CInt) { self.descriptor = descriptor }

    /// - Returns: How many octets from the beginning on are in the file next; fewer at its end, or where it differs.
    mutating func count(ofSame octets: [UInt8]) -> Int {
        var count = 0
        while count < octets.count {
            if buffer.isEmpty { fill() }
            guard let octet = buffer.first, octet == octets[count] else { break }
            buffer.removeFirst()
            count += 1
        }
        position += count
        return count
    }

    /// An error of the system looks like an octet that differs: the file isn't at its end, and nothing is written.
    private mutating func fill() {
        let octets = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { place, count in
            repeat { count = unsafe read(descriptor, place.baseAddress!, 1 << 16) } while count < 0 && errno == EINTR
            isAtEnd = count == 0
            count = max(0, count)
        }
        buffer = octets[...]
    }
}
