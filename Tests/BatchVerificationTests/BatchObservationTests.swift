//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import BatchVerification
import CertificateValidation
import CoreMetrics
import Foundation
import Logging
import Synchronization
import Testing
import XMLSignature

@Suite("Who watches a batch")
struct BatchObservationTests {
    @Test("is given counts and times by the metrics system")
    func metrics() async throws {
        let factory = RecordingFactory()
        let paths = try BatchScene.documents(in: "archive")
        let verifier = try BatchScene.verifier {
            $0.metrics = BatchMetrics(prefix: "x.", factory: factory)
        }
        let results = try await BatchScene.results(.paths(paths + ["/nowhere"]), by: verifier)
        let values = factory.values
        var expected: [String: Int64] = [:]
        for result in results {
            expected["x.documents indication=\(result.report.indication.rawValue)", default: 0] += 1
            expected["x.bytes", default: 0] += Int64(result.report.bytes)
        }
        for (label, value) in expected { #expect(values[label]?.reduce(0, +) == value, "\(label)") }
        #expect(values["x.stage stage=read"]?.count == results.count)
        #expect(values["x.stage stage=validate"]?.count == results.count)
        #expect(try #require(values["x.stage stage=validate"]).allSatisfy { $0 > 0 })
    }

    /// What is counted as a miss is what the validator's caches say of themselves; a worker's own memory, which knows
    /// most answers, adds hits only.
    @Test("is given the hits and misses of the validator's caches, each once", arguments: [1, 3])
    func caches(workers: Int) async throws {
        let factory = RecordingFactory()
        let validator = try BatchScene.validator()
        var options = BatchOptions(workers: workers)
        options.metrics = BatchMetrics(prefix: "x.", factory: factory)
        let verifier = BatchVerifier(validator, options: options) { BatchScene.time }
        // Of a validation before the batch nothing is counted.
        let paths = ["decision-401", "invoice-203"].map { BatchScene.path("archive/\($0).xml") }
        _ = validator.validate(try BatchScene.octets("archive/edxml-101.xml"), at: BatchScene.time)
        let before = validator.caches.certificateStatistics
        let pathMisses = validator.caches.pathStatistics.misses
        try #require(before.misses > 0 && pathMisses > 0)
        func sum(_ kind: String, _ answer: String) -> Int {
            Int(factory.values["x.cache kind=\(kind),answer=\(answer)"]?.reduce(0, +) ?? 0)
        }
        // More documents than go by between two looks at the caches.
        let rounds = 300 / paths.count + 1
        let source = BatchSource.paths((0..<rounds).flatMap { _ in paths })
        _ = try await BatchScene.results(source, by: verifier)
        let after = validator.caches.certificateStatistics
        #expect(sum("certificates", "miss") == after.misses - before.misses)
        #expect(sum("certificates", "hit") > after.hits - before.hits)
        #expect(sum("paths", "miss") == validator.caches.pathStatistics.misses - pathMisses)
        // All that one more round asks is known.
        let first = (hits: sum("paths", "hit"), misses: sum("certificates", "miss"))
        _ = try await BatchScene.results(.paths(paths), by: verifier)
        #expect(sum("certificates", "miss") == first.misses)
        #expect(sum("paths", "hit") > first.hits)
    }

    @Test("is told by the log of the beginning, the end and what was refused")
    func log() async throws {
        let lines = Lines()
        let verifier = try BatchScene.verifier { options in
            options.logger = Logger(label: "batch") { _ in RecordingHandler(lines: lines) }
        }
        _ = try await BatchScene.results(
            .paths(["/nowhere", BatchScene.path("archive/invoice-203.xml")]), by: verifier)
        #expect(
            Set(lines.all) == [
                "info batch began", "warning document refused", "debug document judged", "info batch ended",
            ])
    }
}

/// What was recorded, by label and dimensions.
private final class RecordingFactory: MetricsFactory {
    private let recorded = Mutex<[String: [Int64]]>([:])

    var values: [String: [Int64]] { recorded.withLock { $0 } }

    private func handler(_ label: String, _ dimensions: [(String, String)]) -> RecordingMetric {
        let name = ([label] + [dimensions.map { $0 + "=" + $1 }.joined(separator: ",")]).filter { !$0.isEmpty }
            .joined(separator: " ")
        return RecordingMetric { [self] value in recorded.withLock { $0[name, default: []].append(value) } }
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { handler(label, dimensions) }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { handler(label, dimensions) }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        handler(label, dimensions)
    }

    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}

private final class RecordingMetric: CounterHandler, TimerHandler, RecorderHandler {
    private let add: @Sendable (Int64) -> Void

    init(_ add: @escaping @Sendable (Int64) -> Void) { self.add = add }

    func increment(by amount: Int64) { add(amount) }
    func reset() {}
    func recordNanoseconds(_ duration: Int64) { add(duration) }
    func record(_ value: Int64) { add(value) }
    func record(_ value: Double) { add(Int64(value)) }
}

private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

private struct RecordingHandler: LogHandler {
    let lines: Lines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    init(lines: Lines) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.add("\(event.level) \(event.message)") }
}
