//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CertificateValidation
public import CoreMetrics
import Synchronization
import XMLSignature

/// What a batch counts, for the metrics system of the program.
///
/// | label | kind | dimensions |
/// |---|---|---|
/// | `…documents` | counter | `indication` |
/// | `…bytes` | counter | |
/// | `…stage` | timer | `stage`: `read`, `validate` |
/// | `…cache` | counter | `kind`: `certificates`, `revocation-lists`, `responses`, `signatures`, `paths`; `answer`: `hit`, `miss` |
public struct BatchMetrics: Sendable {
    private let documents: [DocumentIndication: Counter]
    private let bytes: Counter
    private let reading: Timer
    private let validation: Timer
    private let caches: CacheCounters?

    /// - Parameters:
    ///   - prefix: Stands before each label.
    ///   - caches: Those that the validator uses, where their hits are to be counted.
    ///   - factory: Where the metrics go; default: where the program's go.
    public init(prefix: String = "xmldsig.", caches: ValidationCaches? = nil, factory: (any MetricsFactory)? = nil) {
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
        self.caches = caches.map { CacheCounters($0, label: prefix + "cache", factory) }
    }

    func count(_ result: BatchResult) {
        documents[result.report.indication]?.increment()
        bytes.increment(by: result.report.bytes)
        reading.recordNanoseconds(result.readingTime.nanoseconds)
        validation.recordNanoseconds(result.validationTime.nanoseconds)
        caches?.countDocument()
    }

    /// Counts what the last documents found in caches.
    func finish() { caches?.countChanges() }
}

/// The use of caches as counters: what was added since it was last looked.
private final class CacheCounters: Sendable {
    private struct Entry: Sendable {
        let statistics: @Sendable () -> ValidationCaches.Statistics
        let hits: Counter
        let misses: Counter
        /// Those that were counted.
        var seenHits = 0
        var seenMisses = 0
    }

    /// How many documents go by between two looks, since a look takes every lock of the caches.
    private static let interval = 256

    private let documents = Atomic(0)
    private let entries: Mutex<[Entry]>

    init(_ caches: ValidationCaches, label: String, _ factory: any MetricsFactory) {
        func entry(_ kind: String, _ statistics: @escaping @Sendable () -> ValidationCaches.Statistics) -> Entry {
            func counter(_ answer: String) -> Counter {
                Counter(label: label, dimensions: [("kind", kind), ("answer", answer)], factory: factory)
            }
            return Entry(statistics: statistics, hits: counter("hit"), misses: counter("miss"))
        }
        entries = Mutex(
            [
                entry("certificates") { caches.certificateStatistics },
                entry("revocation-lists") { caches.revocationListStatistics },
                entry("responses") { caches.onlineStatusResponseStatistics },
                entry("signatures") { caches.signatureStatistics },
                entry("paths") { caches.pathStatistics },
            ]
        )
    }

    func countDocument() {
        if documents.add(1, ordering: .relaxed).newValue % Self.interval == 0 { countChanges() }
    }

    func countChanges() {
        entries.withLock { entries in
            for index in entries.indices {
                let now = entries[index].statistics()
                entries[index].hits.increment(by: now.hits - entries[index].seenHits)
                entries[index].misses.increment(by: now.misses - entries[index].seenMisses)
                entries[index].seenHits = now.hits
                entries[index].seenMisses = now.misses
            }
        }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
