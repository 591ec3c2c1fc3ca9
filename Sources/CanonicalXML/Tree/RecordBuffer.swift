//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Records one after another in memory that nobody else holds: what changes with every element of a document.
///
/// An array finds out at each change whether somebody else holds it.
@safe struct RecordBuffer<Record: BitwiseCopyable>: ~Copyable {
    private var records: UnsafeMutablePointer<Record>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 16) {
        self.capacity = capacity
        unsafe records = .allocate(capacity: capacity)
    }

    deinit { unsafe records.deallocate() }

    @inline(__always)
    var isEmpty: Bool { count == 0 }

    @inline(__always)
    var indices: Range<Int> { 0..<count }

    @inline(__always)
    var last: Record? { count == 0 ? nil : self[count &- 1] }

    subscript(index: Int) -> Record {
        @inline(__always)
        get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such record")
            return unsafe records[index]
        }
        @inline(__always)
        _modify {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such record")
            yield unsafe &records[index]
        }
    }

    @inline(__always)
    mutating func append(_ record: Record) {
        if count == capacity { grow() }
        unsafe (records + count).initialize(to: record)
        count &+= 1
    }

    @inline(__always)
    mutating func removeLast() -> Record {
        precondition(count > 0, "no record")
        count &-= 1
        return unsafe records[count]
    }

    /// Forgets all records and keeps their memory.
    @inline(__always)
    mutating func removeAll() { count = 0 }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Record>.allocate(capacity: capacity * 2)
        unsafe larger.initialize(from: records, count: count)
        unsafe records.deallocate()
        unsafe records = larger
        capacity *= 2
    }
}

// It is the only owner of its memory and can't be copied: whoever has it has all of it.
extension RecordBuffer: @unchecked Sendable where Record: Sendable {}
