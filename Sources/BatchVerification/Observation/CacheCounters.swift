//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import CoreMetrics
import Synchronization
import XMLSignature

/// How often the caches of validators, and the memories of workers in front of them, knew an answer.
///
/// Several batches may use the same caches at a time; what one of them looks up is counted once, and what was looked up
/// before the first of them isn't counted.
final class CacheCounters: Sendable {
    private struct Kind: Sendable {
        let statistics: @Sendable (ValidationCaches) -> ValidationCaches.Statistics
        let hits: Counter
        let misses: Counter
    }

    private struct Observed: Sendable {
        let caches: ValidationCaches
        var batches = 1
        /// What was counted, by the order of the kinds.
        var seen: [ValidationCaches.Statistics]
    }

    private let certificates: Kind
    private let paths: Kind
    private let kinds: [Kind]
    private let observed = Mutex<[Swift.ObjectIdentifier: Observed]>([:])

    init(label: String, _ factory: any MetricsFactory) {
        func kind(
            _ name: String, _ statistics: @escaping @Sendable (ValidationCaches) -> ValidationCaches.Statistics
        ) -> Kind {
            func counter(_ answer: String) -> Counter {
                Counter(label: label, dimensions: [("kind", name), ("answer", answer)], factory: factory)
            }
            return Kind(statistics: statistics, hits: counter("hit"), misses: counter("miss"))
        }
        certificates = kind("certificates") { $0.certificateStatistics }
        paths = kind("paths") { $0.pathStatistics }
        kinds = [
            certificates, paths, kind("signatures") { $0.signatureStatistics },
            kind("revocation-lists") { $0.revocationListStatistics },
            kind("responses") { $0.onlineStatusResponseStatistics },
        ]
    }

    /// A batch begins that uses these.
    func begin(with caches: ValidationCaches) {
        observed.withLock { observed in
            let key = Swift.ObjectIdentifier(caches)
            guard observed[key] == nil else {
                observed[key]?.batches += 1
                return
            }
            observed[key] = Observed(caches: caches, seen: kinds.map { $0.statistics(caches) })
        }
    }

    /// Counts what was looked up since the last time.
    func countChanges(of caches: ValidationCaches) {
        observed.withLock { observed in count(&observed[Swift.ObjectIdentifier(caches)]) }
    }

    /// A batch that uses these has ended.
    func end(with caches: ValidationCaches) {
        observed.withLock { observed in
            let key = Swift.ObjectIdentifier(caches)
            count(&observed[key])
            observed[key]?.batches -= 1
            if observed[key]?.batches == 0 { observed[key] = nil }
        }
    }

    /// Counts what a worker knew without asking the caches.
    func count(_ recent: RecentAnswers) {
        if recent.certificates > 0 { certificates.hits.increment(by: recent.certificates) }
        if recent.paths > 0 { paths.hits.increment(by: recent.paths) }
    }

    private func count(_ entry: inout Observed?) {
        guard var changed = entry else { return }
        for (index, kind) in kinds.enumerated() {
            let now = kind.statistics(changed.caches)
            let hits = now.hits - changed.seen[index].hits
            let misses = now.misses - changed.seen[index].misses
            if hits > 0 { kind.hits.increment(by: hits) }
            if misses > 0 { kind.misses.increment(by: misses) }
            changed.seen[index] = now
        }
        entry = changed
    }
}
