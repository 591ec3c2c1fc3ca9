//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
public import Diagnostics
public import XMLSignature

/// Judges many documents, as many at a time as the machine has processors.
///
/// Workers are threads of their own, so that neither files nor long work hold up tasks of the program. Each takes the
/// next document of the source when it is done with the one before: there is no task a document, and no more documents
/// are under way than ``BatchOptions/maximumInFlight``, however slowly results are read. A document that is bad, huge,
/// gone or hostile has a report of its own that says so, and no other document notices. What a report says doesn't
/// depend on the number of workers.
///
/// ```swift
/// let verifier = BatchVerifier(validator) { .now }
/// for try await result in verifier.results(of: .folder("archive")) {
///     print(result.report.document ?? "", result.report.indication)
/// }
/// ```
public struct BatchVerifier: Sendable {
    public let validator: SignatureValidator
    public let options: BatchOptions
    private let time: @Sendable () -> Instant

    /// - Parameters:
    ///   - validator: By what documents are judged.
    ///   - options: How much is under way at a time, and who is told about it.
    ///   - time: The current time of a validation, asked for at each document that comes without one.
    public init(
        _ validator: SignatureValidator,
        options: BatchOptions = BatchOptions(),
        at time: @escaping @Sendable () -> Instant
    ) {
        self.validator = validator
        self.options = options
        self.time = time
    }

    /// Judges the documents of a source.
    ///
    /// - Parameters:
    ///   - source: Where they come from.
    ///   - done: Numbers of inputs that are left out, since their results are known.
    /// - Returns: A result for each, in the order of the source unless the options say otherwise. Work begins when the
    ///   first is asked for, and ends within one document when the sequence is dropped or its task cancelled.
    public func results(of source: BatchSource, without done: BatchNumbers = BatchNumbers()) -> BatchResults<
        BatchResult
    > {
        results(of: source, without: done) { result, _ in result }
    }

    /// Judges the documents of a source, and takes from each what is needed.
    ///
    /// - Parameters:
    ///   - source: Where they come from.
    ///   - done: Numbers of inputs that are left out.
    ///   - extract: Called by the worker, with the verified content where the document could be read. What it returns
    ///     is all that is kept of the document.
    public func results<Output: Sendable>(
        of source: BatchSource,
        without done: BatchNumbers = BatchNumbers(),
        extracting extract: @escaping @Sendable (BatchResult, ValidatedDocument?) -> Output
    ) -> BatchResults<Output> {
        let cancellation = Cancellation()
        let limits = InputLimits(
            documentBytes: validator.policy.reading.documentBytes, archiveExpansion: options.archiveExpansion
        )
        let metrics = options.metrics.map { RunMetrics($0, of: validator.caches) }
        let run = BatchRun(
            inputs: source.open(limits, cancellation), done: done, options: options, metrics: metrics,
            cancellation: cancellation
        ) { [self] in
            var worker = DocumentWorker(validator, observedBy: metrics)
            return { number, input in
                let (result, document) = worker.judge(input, number: number, at: time)
                return (extract(result, document), result)
            }
        }
        return BatchResults(run)
    }
}
