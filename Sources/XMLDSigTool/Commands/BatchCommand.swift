//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser
import BatchVerification
import Diagnostics
import FixtureManifests
import XMLDSig

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Judges many documents.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Judge many documents, as many at a time as there are processors.",
        discussion: """
            The input is a folder (every file in it and below), an archive (tar, zip and what else bsdtar reads), a list, \
            or - for a list on standard input.

            A list has a document a line, and each line has one result, in order and written out at once: a path, or \
            a JSON object with `path`, `document` (base64) or `xml` (text), and if wanted `name` and `at`. Standard \
            input may have the documents themselves instead: a first line `%xmldsig-documents-1`, then for each a line \
            with its length in octets, a space and a name, and so many octets.

            What can't be judged is a result with its error; no other document is harmed.
            """
    )

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case ndjson, junit, text
    }

    @Argument(help: "A folder, an archive, a list of documents, or -.")
    var input: String

    @OptionGroup var options: ValidationOptions

    @Option(
        help: ArgumentHelp("How many documents are judged at a time; default: one a processor.", valueName: "count"))
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            """
            Keep the results in this journal too, and go on where it ends if it is there: after a crash or `kill -9` \
            --output has every document exactly once, a pipe at least once.
            """,
            valueName: "journal"
        )
    )
    var resume: String?

    @Flag(help: "Write results as they are ready, not in the order of the input.")
    var unordered = false

    @Option(
        help: ArgumentHelp(
            """
            Write counts as JSON into this file: by indication, sub-indication, finding, error, organisation, algorithm \
            and month of the claimed time.
            """,
            valueName: "file"
        )
    )
    var summary: String?

    @Flag(help: "Show no progress on a terminal.")
    var noProgress = false

    @Flag(help: "Leave `sha256` out of the reports, which costs more than anything else in large base64 documents.")
    var noDocumentDigest = false

    @Option(
        help: "ndjson: a report a line; junit: a test case a document, for continuous integration; text for people.")
    var format = Format.ndjson

    @Option(help: ArgumentHelp("Write the results into this file.", valueName: "file"))
    var output: String?

    func validate() throws {
        if let jobs, !(1...1_024).contains(jobs) { throw ValidationError("--jobs is 1 to 1024.") }
        try BatchOperand.checkFiles(writing: written, reading: input)
        guard resume != nil else { return }
        if format != .ndjson { throw ValidationError("--resume keeps lines of JSON; --format is ndjson.") }
        if input == "-" { throw ValidationError("--resume needs an input that can be read again, not -.") }
    }

    /// The files that are written.
    private var written: [String] { [output, resume, summary].compactMap { $0 == "-" ? nil : $0 } }

    func run() async throws {
        let validator = try options.validator(digestsDocuments: !noDocumentDigest)
        let source = try BatchOperand.source(input)
        var tally = BatchTally()
        // Opened before hours of work, so that it isn't found to be impossible behind them.
        let summaryOutput = try summary.map { path in
            try ResultOutput(path: path, sparing: [input] + written.filter { $0 != path })
        }
        var sink = try makeSink(source, validator, &tally)
        var batch = BatchOptions(workers: jobs)
        batch.isOrdered = !unordered
        let at = options.at
        let verifier = BatchVerifier(validator, options: batch) { at ?? .now }
        let writer = BatchWriter(format, colouring: sink.isTerminal)
        let results = verifier.results(of: source, without: sink.done) { result, _ in writer.record(of: result) }
        var progress = ProgressLine(
            isShown: !noProgress && StandardError.isTerminal, total: { source.countInputs() },
            done: tally.summary.documents)
        try sink.write(writer.head(input))
        var iterator = results.makeAsyncIterator()
        while let records = try await iterator.nextReady() {
            for record in records { tally.add(record.report) }
            progress.clear()
            try sink.write(records)
            progress.show(results.progress, tally.summary)
        }
        progress.clear()
        try sink.write(writer.foot)
        try sink.finish()
        if let summaryOutput {
            try summaryOutput.write(tally.summary.json)
            try summaryOutput.flush()
        }
        if tally.summary.documents == 0 {
            // No document failed, so the status is 0; it must not look as if any had passed.
            StandardError.write("Warning: there is no document in \(input); nothing was judged.")
        }
        try tally.status.end()
    }

    /// - Parameter tally: Gets what stands in the journal.
    private func makeSink(
        _ source: BatchSource, _ validator: SignatureValidator, _ tally: inout BatchTally
    ) throws -> BatchSink {
        guard let resume else {
            return BatchSink(try ResultOutput(path: output, sparing: [input]))
        }
        let origin: BatchJournal.Origin
        do {
            origin = try BatchOrigin(source: source, validator: validator, external: options.external, at: options.at)
                .journal
        } catch let error as InputFileError {
            throw ToolFailure(error.status, "\(input): \(error)")
        }
        return try BatchSink(journal: resume, of: origin, output: output, sparing: [input]) { line in
            try tally.add(JSONDecoder().decode(ValidationReport.self, from: Data(line)))
        }
    }
}

/// What has to be said at the end.
struct BatchTally {
    private(set) var summary = BatchSummary()
    private(set) var status = ExitStatus.passed

    mutating func add(_ report: ValidationReport) {
        summary.add(report)
        status = status.combined(with: ExitStatus(report))
    }
}

extension ExitStatus {
    /// What one document makes the process end with.
    init(_ report: ValidationReport) {
        guard let error = report.error else {
            let isShort = report.findings.contains { $0.code == .signatureCount }
            let status = Self(report.indication)
            self = isShort ? status.combined(with: .failed) : status
            return
        }
        // Codes of files say that nothing could be read; all others that what was read was refused.
        let isUnreadable = error.code.hasPrefix("file-") || error.code == "archive-program-missing"
        self = isUnreadable ? .unreadable : .refused
    }
}
