//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Synchronization
import XMLSignature

/// What one run of a batch tells the metrics.
final class RunMetrics: Sendable {
    private let metrics: BatchMetrics
    private let caches: ValidationCaches
    private let documents = Atomic(0)

    /// How many documents go by between two looks at the caches, since a look takes every lock of them.
    private static let interval = 256

    init(_ metrics: BatchMetrics, of caches: ValidationCaches) {
        self.metrics = metrics
        self.caches = caches
    }

    func begin() { metrics.caches.begin(with: caches) }

    func count(_ result: BatchResult, answeredBy recent: RecentAnswers) {
        metrics.count(result, answeredBy: recent)
        if documents.add(1, ordering: .relaxed).newValue % Self.interval == 0 {
            metrics.caches.countChanges(of: caches)
        }
    }

    func end() { metrics.caches.end(with: caches) }
}
