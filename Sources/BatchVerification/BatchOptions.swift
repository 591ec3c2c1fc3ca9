//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Logging

/// How much of a batch is under way at a time, and who is told about it.
public struct BatchOptions: Sendable {
    /// How many documents are judged at a time.
    public var workers: Int
    /// How many documents may have been begun whose results nobody took yet.
    public var maximumInFlight: Int
    /// Whether results come in the order of the source; otherwise as they are ready.
    public var isOrdered = true
    /// By how much an archive may grow when it is unpacked.
    public var archiveExpansion = ArchiveExpansion()
    /// Where events are logged; nothing is even made for it without one.
    public var logger: Logger?
    /// What is counted; nothing is counted without.
    public var metrics: BatchMetrics?

    /// - Parameter workers: How many documents are judged at a time; default: one a processor.
    public init(workers: Int? = nil) {
        self.workers = max(1, workers ?? WorkerThread.processorCount)
        maximumInFlight = 32 * self.workers
    }
}

/// The most octets that come out of an archive: a part that every archive has, and a part that grows with it.
///
/// Signed documents hold keys and signature values, which hardly get smaller, so that hundredfold growth is no archive
/// of documents.
public struct ArchiveExpansion: Hashable, Sendable {
    public var octets = 1_073_741_824
    public var octetsEachOctet = 100
    /// Those of members that are larger than a document may be. They are unpacked to get at the next member, and
    /// dropped.
    public var skippedOctets = 68_719_476_736

    public init() {}

    /// - Parameter size: Of the archive, in octets.
    func limit(ofSize size: Int) -> Int {
        let (product, isTooLarge) = size.multipliedReportingOverflow(by: octetsEachOctet)
        return isTooLarge ? .max : octets.addingReportingOverflow(product).partialValue
    }
}
