//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import BatchVerification
import XMLDSig

/// Where the results of a batch go: into the journal, if there is one, and only then out.
struct BatchSink: ~Copyable {
    private var journal: BatchJournal?
    private let output: ResultOutput
    private var lastSynchronization = ContinuousClock.now

    /// The inputs whose results stand in the journal.
    private(set) var done = BatchNumbers()

    var isTerminal: Bool { output.isTerminal }

    init(_ output: ResultOutput) { self.output = output }

    /// Begins with a journal or goes on with it, and brings the output to where the journal is.
    ///
    /// - Parameters:
    ///   - path: The journal.
    ///   - origin: What results depend on.
    ///   - output: The file of results, which has a beginning of what is in the journal; `nil` for standard output,
    ///     which gets all of it.
    ///   - inputs: What must not be written over.
    ///   - body: Is given each line of the journal.
    init(
        journal path: String,
        of origin: BatchJournal.Origin,
        output: String?,
        sparing inputs: [String],
        reading body: (_ line: [UInt8]) throws -> Void
    ) throws {
        let resumed = try ResultOutput(resuming: output, sparing: inputs + [path])
        do {
            let journal = try BatchJournal(path: path, of: origin) { _, line in
                try body(line)
                try resumed.expect(line + [UInt8(ascii: "\n")])
            }
            try resumed.endExpectation()
            self.output = resumed
            done = journal.done
            self.journal = consume journal
        } catch let error as BatchJournalError {
            throw ToolFailure(error.code == .damaged ? .refused : .usage, "--resume: \(error)")
        }
    }

    mutating func write(_ text: String) throws { try output.write(text) }

    /// What is written is out when this returns: who waits for a line at the other end of a pipe gets it.
    mutating func write(_ records: [BatchRecord]) throws {
        do {
            try journal?.append(records.map { ($0.number, $0.octets.dropLast()) })
            try synchronizeNowAndThen()
        } catch {
            throw ToolFailure(.internalFault, "--resume: \(error)")
        }
        for record in records { try output.write(record.octets) }
        try output.flush()
    }

    /// Once a second: what a machine that stops may cost.
    private mutating func synchronizeNowAndThen() throws(BatchJournalError) {
        guard ContinuousClock.now - lastSynchronization > .seconds(1) else { return }
        try journal?.synchronize()
        lastSynchronization = .now
    }

    mutating func finish() throws {
        do {
            try journal?.synchronize()
        } catch {
            throw ToolFailure(.internalFault, "--resume: \(error)")
        }
        try output.flush()
    }
}
