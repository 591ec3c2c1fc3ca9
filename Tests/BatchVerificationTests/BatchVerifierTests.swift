//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import BatchVerification
import Diagnostics
import Foundation
import Synchronization
import Testing
import VectorFolders
import XMLSignature

@Suite("A batch")
struct BatchVerifierTests {
    @Test("gives every document of the archive in order, with the indication that the manifest expects")
    func archive() async throws {
        let truths = try ManifestTruth.archive()
        let paths = try BatchScene.documents(in: "archive")
        #expect(Set(paths.map { "archive/" + URL(filePath: $0).lastPathComponent }) == Set(truths.keys))
        let results = try await BatchScene.results(.paths(paths), by: BatchScene.verifier())
        #expect(results.map(\.number) == Array(1...paths.count))
        #expect(results.map(\.report.document) == paths)
        for (path, result) in zip(paths, results) {
            let truth = try #require(truths["archive/" + URL(filePath: path).lastPathComponent])
            #expect(result.report.indication == truth.indication, "\(path)")
            #expect(result.report.signatures.count == truth.valid + truth.invalid)
        }
    }

    /// What one thread says by itself is what any number of workers says.
    @Test("says the same with any number of workers, and what the validator says alone", arguments: [1, 2, 8])
    func workers(count: Int) async throws {
        let paths = try ["archive", "cases", "bad"].flatMap(BatchScene.documents(in:))
        let validator = try BatchScene.validator()
        let results = try await BatchScene.results(.paths(paths), by: BatchScene.verifier(workers: count))
        #expect(results.count == paths.count)
        for (path, result) in zip(paths, results) {
            let octets = [UInt8](try Data(contentsOf: URL(filePath: path)))
            #expect(result.report == validator.validate(octets, named: path, at: BatchScene.time).report)
        }
    }

    @Test("may give results as they are ready: each input once")
    func unordered() async throws {
        let paths = try BatchScene.documents(in: "archive")
        let verifier = try BatchScene.verifier(workers: 4) { $0.isOrdered = false }
        let results = try await BatchScene.results(.paths(paths), by: verifier)
        #expect(results.map(\.number).sorted() == Array(1...paths.count))
        for result in results { #expect(result.report.document == paths[result.number - 1]) }
    }

    @Test("begins no more documents than it may, however slowly results are read", arguments: [1, 3])
    func backPressure(workers: Int) async throws {
        let capacity = 5
        let made = Counter()
        let documents = CountedDocuments(count: 200, made: made)
        let verifier = try BatchScene.verifier(workers: workers) { $0.maximumInFlight = capacity }
        var read = 0
        var greatest = 0
        for try await _ in verifier.results(of: .documents(documents)) {
            read += 1
            greatest = max(greatest, made.count - read)
            if read % 20 == 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
        #expect(read == 200)
        // As many as are under way, as many as the reader took together, and one that is asked for meanwhile.
        #expect(greatest <= 2 * capacity)
    }

    @Test("ends within the documents under way when its task is cancelled, and says so")
    func cancellation() async throws {
        let made = Counter()
        let verifier = try BatchScene.verifier(workers: 2) { $0.maximumInFlight = 4 }
        let task = Task {
            var read = 0
            for try await _ in verifier.results(of: .documents(CountedDocuments(count: .max, made: made))) {
                read += 1
                if read == 10 { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        let limit = 10 + 2 * 4
        #expect(made.count <= limit)
        try await Task.sleep(for: .milliseconds(50))
        #expect(made.count <= limit)
    }

    @Test("ends when nobody reads its results any more")
    func dropped() async throws {
        let made = Counter()
        let verifier = try BatchScene.verifier(workers: 2) { $0.maximumInFlight = 4 }
        for try await _ in verifier.results(of: .documents(CountedDocuments(count: .max, made: made))) { break }
        try await Task.sleep(for: .milliseconds(50))
        #expect(made.count <= 1 + 2 * 4)
    }

    @Test("ends when it is cancelled while a pipe has nothing to read", .timeLimit(.minutes(1)))
    func cancelledPipe() async throws {
        let verifier = try BatchScene.verifier()
        let endless = WaitingDocuments()
        let task = Task {
            for try await _ in verifier.results(of: .documents(endless)) {}
        }
        while !endless.isWaiting { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        endless.stop()
    }

    @Test("leaves out what is done, and keeps the numbers", arguments: [true, false])
    func done(isOrdered: Bool) async throws {
        let paths = try BatchScene.documents(in: "archive")
        var done = BatchNumbers()
        for number in [1, 2, 3, 7, 9, paths.count] { done.insert(number) }
        #expect(done.count == 6)
        let isNew = done.insert(7)
        #expect(!isNew)
        let verifier = try BatchScene.verifier { $0.isOrdered = isOrdered }
        var numbers: [Int] = []
        for try await result in verifier.results(of: .paths(paths), without: done) { numbers.append(result.number) }
        #expect((isOrdered ? numbers : numbers.sorted()) == (1...paths.count).filter { !done.contains($0) })
    }

    @Test("hands verified content to the worker, and nothing of a document that was changed")
    func content() async throws {
        let paths = ["archive/invoice-203.xml", "archive/edxml-113.xml"].map(BatchScene.path)
        var counts: [Int] = []
        let results = try BatchScene.verifier().results(of: .paths(paths)) { _, document in
            document?.content(coveredBy: 1).count ?? -1
        }
        for try await count in results { counts.append(count) }
        #expect(try #require(counts.first) > 0)
        #expect(counts.last == 0)
        #expect(results.progress.documents == 2)
        let sizes = try paths.map { try Data(contentsOf: URL(filePath: $0)).count }
        #expect(results.progress.bytes == sizes.reduce(0, +))
        #expect(results.progress.documentsPerSecond > 0)
        #expect(results.progress.timeLeft(ofTotal: 2) == .zero)
    }

    @Test("judges a document at the time that it comes with")
    func times() async throws {
        let octets = try BatchScene.octets("archive/invoice-203.xml")
        let late = try #require(Instant(rfc3339: "2060-01-01T00:00:00Z"))
        let documents = [BatchDocument(name: "a", octets: octets), BatchDocument(name: "b", octets: octets, at: late)]
        let results = try await BatchScene.results(.documents(documents), by: BatchScene.verifier())
        #expect(results.map(\.report.indication) == [.totalPassed, .indeterminate])
        #expect(results.map { Set($0.report.signatures.map(\.validationTime)) } == [[BatchScene.time], [late]])
    }

    @Test("of nothing has no result")
    func empty() async throws {
        #expect(try await BatchScene.results(.paths([]), by: BatchScene.verifier()).isEmpty)
    }

    @Test("says no digest of documents where none is wanted")
    func documentDigest() async throws {
        let verifier = BatchVerifier(try BatchScene.validator(digestsDocuments: false)) { BatchScene.time }
        let results = try await BatchScene.results(.paths([BatchScene.path("archive/invoice-203.xml")]), by: verifier)
        #expect(results.map(\.report.sha256) == [nil])
        #expect(results.map(\.report.indication) == [.totalPassed])
    }
}

/// Counts in any thread.
final class Counter: Sendable {
    private let value = Atomic(0)

    var count: Int { value.load(ordering: .sequentiallyConsistent) }

    func increment() { value.add(1, ordering: .sequentiallyConsistent) }
}

/// Documents that are counted as they are made.
private struct CountedDocuments: Sequence, Sendable {
    let count: Int
    let made: Counter

    func makeIterator() -> AnyIterator<BatchDocument> {
        var number = 0
        return AnyIterator {
            guard number < count else { return nil }
            number += 1
            made.increment()
            return BatchDocument(name: "\(number)", octets: Array("<a/>".utf8))
        }
    }
}

/// Documents of which the first doesn't come.
private final class WaitingDocuments: Sequence, Sendable {
    private let waiting = Atomic(false)
    private let stopped = Atomic(false)

    var isWaiting: Bool { waiting.load(ordering: .acquiring) }

    func stop() { stopped.store(true, ordering: .releasing) }

    func makeIterator() -> AnyIterator<BatchDocument> {
        AnyIterator { [self] in
            waiting.store(true, ordering: .releasing)
            while !stopped.load(ordering: .acquiring) { usleep(1_000) }
            return nil
        }
    }
}
