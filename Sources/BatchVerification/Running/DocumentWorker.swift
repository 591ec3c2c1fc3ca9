//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Diagnostics
import XMLSignature

/// What one worker keeps from document to document.
struct DocumentWorker: ~Copyable {
    private var worker: ValidationWorker
    private let metrics: RunMetrics?
    private var seen = RecentAnswers()
    private let clock = ContinuousClock()

    init(_ validator: SignatureValidator, observedBy metrics: RunMetrics?) {
        worker = validator.worker()
        self.metrics = metrics
    }

    /// Reads an input and judges it; whatever is wrong with it becomes its report.
    mutating func judge(
        _ input: BatchInput, number: Int, at time: () -> Instant
    ) -> (BatchResult, ValidatedDocument?) {
        let begin = clock.now
        let input = input.resolved
        let content = content(of: input)
        let middle = clock.now
        let document: ValidatedDocument?
        let report: ValidationReport
        switch content {
        case .octets(let octets):
            let validated = worker.validate(octets, named: input.name, at: input.time ?? time())
            document = validated
            report = validated.report
        case .refused(let error):
            document = nil
            report = worker.validator.refusal(of: input.name, error)
        }
        let end = clock.now
        let result = BatchResult(
            number: number, report: report, readingTime: middle - begin, validationTime: end - middle
        )
        if let metrics {
            metrics.count(result, answeredBy: worker.recentAnswers - seen)
            seen = worker.recentAnswers
        }
        return (result, document)
    }

    private enum Content {
        case octets([UInt8])
        case refused(any XMLDSigError)
    }

    private func content(of input: BatchInput) -> Content {
        switch input.content {
        case .octets(let octets): return .octets(octets)
        case .failed(let error): return .refused(error)
        case .deferred(let resolve): return content(of: resolve().resolved)
        case .file(let path):
            do throws(InputFileError) {
                let limit = worker.validator.policy.reading.documentBytes
                return .octets(try InputFile(pathOctets: path, named: input.name, limit: limit).octets)
            } catch {
                return .refused(error)
            }
        }
    }
}
