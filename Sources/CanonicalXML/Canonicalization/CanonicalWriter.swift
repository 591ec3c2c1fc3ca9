//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Gathers canonical octets into chunks for a sink.
///
/// Runs of the source that follow each other are joined before they are copied; long ones are not copied at all.
@safe struct CanonicalWriter: ~Copyable {
    private let source: [UInt8]
    /// The run of the source that is to be written next.
    private var runStart = 0
    private var runEnd = 0

    private let chunk: UnsafeMutableRawPointer
    /// How much of the chunk is filled.
    private var count = 0
    /// The octets that the sink was given.
    private var delivered = 0

    private let limit: Int
    private(set) var sink: any CanonicalSink

    private static let capacity = 16_384
    /// Runs longer than this go to the sink as they are.
    private static let longRun = 2_048

    init(source: [UInt8], sink: any CanonicalSink, limit: Int?) {
        self.source = source
        self.sink = sink
        self.limit = limit ?? .max
        unsafe chunk = .allocate(byteCount: Self.capacity + 16, alignment: 16)
    }

    deinit { unsafe chunk.deallocate() }

    /// Writes octets of the source.
    @inline(__always)
    mutating func write(source range: Range<Int>) throws(CanonicalizationError) {
        if range.lowerBound != runEnd {
            try writeRun()
            runStart = range.lowerBound
        }
        runEnd = range.upperBound
    }

    @inline(__always)
    mutating func write(_ octets: ShortOctets) throws(CanonicalizationError) {
        try writeRun()
        if count > Self.capacity - octets.count { try deliverChunk() }
        // Eight octets fit, since the memory has sixteen more than the capacity.
        unsafe chunk.storeBytes(of: octets.word.littleEndian, toByteOffset: count, as: UInt64.self)
        count += octets.count
    }

    /// - Parameter literal: At most eight octets of ASCII.
    @inline(__always)
    mutating func write(_ literal: StaticString) throws(CanonicalizationError) { try write(ShortOctets(literal)) }

    mutating func write(_ octets: [UInt8]) throws(CanonicalizationError) {
        try writeRun()
        try copy(octets.span)
    }

    mutating func write(_ octets: [UInt8], _ range: Range<Int>) throws(CanonicalizationError) {
        try writeRun()
        guard range.count <= 64 else { return try copy(octets.span.extracting(range)) }
        if count > Self.capacity - range.count { try deliverChunk() }
        copyShort(octets.span.raw, from: range.lowerBound, range.count)
        count += range.count
    }

    /// Writes the `>` that the source has at `index`: with the octets before it, where these are written as they stand.
    @inline(__always)
    mutating func writeTagEnd(at index: Int) throws(CanonicalizationError) {
        if index == runEnd { runEnd += 1 } else { try write(">") }
    }

    /// Writes `></name>`, the name from the source: what an empty-element tag ends with in canonical form.
    mutating func writeEnd(ofEmpty name: Range<Int>) throws(CanonicalizationError) {
        try writeRun()
        let size = name.count + 4
        if size > Self.longRun {
            try write("></")
            try write(source: name)
            return try write(">")
        }
        if count + size > Self.capacity { try deliverChunk() }
        // `></` in the order of the octets in memory, and one that the name overwrites.
        unsafe (chunk + count).storeBytes(of: UInt32(0x2F3C3E).littleEndian, as: UInt32.self)
        count += 3
        copyShort(from: name.lowerBound, name.count)
        count += name.count
        unsafe chunk.storeBytes(of: UInt8(ascii: ">"), toByteOffset: count, as: UInt8.self)
        count += 1
    }

    /// Hands everything to the sink.
    ///
    /// - Returns: The number of all octets.
    mutating func finish() throws(CanonicalizationError) -> Int {
        try writeRun()
        try deliverChunk()
        return delivered
    }

    @inline(__always)
    private mutating func writeRun() throws(CanonicalizationError) {
        if runStart < runEnd { try copyRun() }
    }

    @inline(never)
    private mutating func copyRun() throws(CanonicalizationError) {
        let size = runEnd - runStart
        if size > Self.longRun {
            let source = source
            try deliverLong(source.span.extracting(runStart..<runEnd))
        } else {
            if count + size > Self.capacity { try deliverChunk() }
            copyShort(from: runStart, size)
            count += size
        }
        runStart = runEnd
    }

    /// Copies a run of the source, mostly a few octets.
    @inline(__always)
    private func copyShort(from start: Int, _ size: Int) { copyShort(source.span.raw, from: start, size) }

    /// Copies in steps of 16, which may write behind the end of the run.
    ///
    /// The chunk has room for `size` octets: sixteen more are there.
    @inline(__always)
    private func copyShort(_ octets: RawSpan, from start: Int, _ size: Int) {
        let destination = unsafe chunk + count
        var offset = 0
        while offset < size, let block = octets.block(at: start &+ offset) {
            unsafe destination.storeBytes(of: block, toByteOffset: offset, as: SIMD16<UInt8>.self)
            offset &+= 16
        }
        // The memory that is copied from ends in the next few octets.
        while offset < size {
            unsafe destination.storeBytes(of: octets.octet(at: start &+ offset), toByteOffset: offset, as: UInt8.self)
            offset &+= 1
        }
    }

    private mutating func copy(_ octets: Span<UInt8>) throws(CanonicalizationError) {
        if octets.count > Self.longRun { return try deliverLong(octets) }
        if count + octets.count > Self.capacity { try deliverChunk() }
        unsafe octets.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            unsafe (chunk + count).copyMemory(from: start, byteCount: source.count)
        }
        count += octets.count
    }

    private mutating func deliverLong(_ octets: Span<UInt8>) throws(CanonicalizationError) {
        try deliverChunk()
        try deliver(octets)
    }

    private mutating func deliverChunk() throws(CanonicalizationError) {
        guard count > 0 else { return }
        let filled = count
        count = 0
        let octets = unsafe Span<UInt8>(
            _unsafeStart: chunk.assumingMemoryBound(to: UInt8.self), count: filled
        )
        try deliver(octets)
    }

    private mutating func deliver(_ octets: Span<UInt8>) throws(CanonicalizationError) {
        guard octets.count <= limit - delivered else {
            throw CanonicalizationError(
                .outputLimit, "the canonical form has more than the \(limit) octets that the caller allows"
            )
        }
        delivered += octets.count
        try sink.write(octets)
    }
}
