//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
public import CoreMetrics
import XMLSignature

/// Counts a batch for the program's metrics system.
///
/// Documents by their indication, octets, the time of each stage (reading an input, judging it), and how often the
/// validator's caches knew an answer.
public struct BatchMetrics: Sendable {
    private let documents: [DocumentIndication: Counter]
    private let bytes: Counter
    private let reading: Timer
    private let validation: Timer
    let caches: CacheCounters

    /// - Parameters:
    ///   - prefix: Stands before each label.
    ///   - factory: Where the metrics go; default: where the program's go.
    public init(prefix: String = "xmldsig.", factory: (any MetricsFactory)? = nil) {
        let factory = factory ?? MetricsSystem.factory
        documents = Dictionary(
            uniqueKeysWithValues: DocumentIndication.allCases.map {
                ($0, Counter(label: prefix + "documents", dimensions: [("indication", $0.rawValue)], factory: factory))
            }
        )
        bytes = Counter(label: prefix + "bytes", factory: factory)
        func timer(_ stage: String) -> Timer {
            Timer(label: prefix + "stage", dimensions: [("stage", stage)], factory: factory)
        }
        reading = timer("read")
        validation = timer("validate")
        caches = CacheCounters(label: prefix + "cache", factory)
    }

    /// - Parameter recent: What the worker's own memory answered meanwhile.
    func count(_ result: BatchResult, answeredBy recent: RecentAnswers) {
        documents[result.report.indication]?.increment()
        bytes.increment(by: result.report.bytes)
        reading.recordNanoseconds(result.readingTime.nanoseconds)
        validation.recordNanoseconds(result.validationTime.nanoseconds)
        caches.count(recent)
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
