//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import XMLSignature

/// One batch under way: workers that take inputs, and results that wait for their reader.
final class BatchRun<Output: Sendable>: Sendable {
    typealias Judge = (_ number: Int, _ input: BatchInput) -> (output: Output, result: BatchResult)

    /// What a reader is answered.
    enum Answer: Sendable {
        case outputs([Output])
        case end
        case cancelled
    }

    private struct Supply {
        var inputs: any BatchInputs
        var number = 0
        var isEmpty = false
    }

    private struct State {
        var isStarted = false
        /// Inputs that were begun and whose results nobody took.
        var inFlight = 0
        /// Those of later inputs than the next.
        var early: [Int: Output] = [:]
        /// Whose turn it is.
        var next: Int
        var ready: [Output] = []
        /// Workers that take inputs.
        var working = 0
        /// Those of which something may come yet.
        var workers = 0
        var reader: CheckedContinuation<Answer, Never>?
        var progress = BatchProgress()
        var begin: ContinuousClock.Instant?
        var end: ContinuousClock.Instant?
    }

    private let supply: Monitor<Supply>
    private let state: Monitor<State>
    private let done: BatchNumbers
    private let options: BatchOptions
    private let cancellation: Cancellation
    private let makeJudge: @Sendable () -> Judge
    private let log: BatchLog?
    private let metrics: RunMetrics?

    /// - Parameter makeJudge: Makes for each worker what judges its documents.
    init(
        inputs: sending any BatchInputs,
        done: BatchNumbers,
        options: BatchOptions,
        metrics: RunMetrics?,
        cancellation: Cancellation,
        makeJudge: @escaping @Sendable () -> Judge
    ) {
        supply = Monitor(Supply(inputs: inputs))
        var first = 1
        while done.contains(first) { first += 1 }
        state = Monitor(State(next: first))
        self.done = done
        self.options = options
        self.cancellation = cancellation
        self.makeJudge = makeJudge
        log = options.logger.map(BatchLog.init)
        self.metrics = metrics
    }

    var progress: BatchProgress {
        state.withLock { state in
            var progress = state.progress
            if let begin = state.begin { progress.elapsed = (state.end ?? .now) - begin }
            return progress
        }
    }

    // MARK: Workers

    func start() {
        let count = max(1, options.workers)
        let isFirst = state.withLock { state in
            guard !state.isStarted else { return false }
            state.isStarted = true
            state.working = count
            state.workers = count
            state.begin = .now
            return true
        }
        guard isFirst else { return }
        log?.begin(workers: count)
        metrics?.begin()
        for index in 0..<count where !WorkerThread.start({ [self] in work() }) {
            // Those threads that the system had do all the work. Without any nothing can be told of any document.
            if index == 0 { cancellation.cancel() }
            workerEnds()
        }
    }

    private func work() {
        let judge = makeJudge()
        while let (number, input) = takeInput() {
            let (output, result) = judge(number, input)
            log?.document(result)
            deliver(output, result)
        }
        workerEnds()
    }

    /// Waits until there is room for one more.
    private func takeInput() -> (Int, BatchInput)? {
        let capacity = max(options.maximumInFlight, options.workers)
        let mayBegin = state.withLock(when: { $0.inFlight < capacity || cancellation.isCancelled }) { state in
            guard !cancellation.isCancelled else { return false }
            state.inFlight += 1
            return true
        }
        guard mayBegin else { return nil }
        let next = supply.withLock { supply in nextInput(&supply) }
        if next == nil { state.withLock { $0.inFlight -= 1 } }
        return next
    }

    private func nextInput(_ supply: inout Supply) -> (Int, BatchInput)? {
        while !supply.isEmpty, !cancellation.isCancelled {
            guard let input = supply.inputs.next() else {
                supply.isEmpty = true
                return nil
            }
            supply.number += 1
            if !done.contains(supply.number) { return (supply.number, input) }
        }
        return nil
    }

    private func deliver(_ output: Output, _ result: BatchResult) {
        let (reader, answer) = state.withLock { state in
            state.progress.documents += 1
            state.progress.bytes += result.report.bytes
            if options.isOrdered {
                state.early[result.number] = output
                while let next = state.early.removeValue(forKey: state.next) {
                    state.ready.append(next)
                    repeat { state.next += 1 } while done.contains(state.next)
                }
            } else {
                state.ready.append(output)
            }
            return handOver(&state)
        }
        if let answer { reader?.resume(returning: answer) }
    }

    private func workerEnds() {
        let isLast = state.withLock { state in
            state.working -= 1
            if state.working == 0 { state.end = .now }
            return state.working == 0
        }
        if isLast {
            // Before the reader hears of the end, and without a lock, since it is code of the program.
            log?.end(progress)
            metrics?.end()
        }
        let (reader, answer) = state.withLock { state in
            state.workers -= 1
            return handOver(&state)
        }
        if let answer { reader?.resume(returning: answer) }
    }

    // MARK: The reader

    func take(resuming reader: CheckedContinuation<Answer, Never>) {
        let (reader, answer) = state.withLock { state in
            precondition(state.reader == nil, "results of a batch are read by one task at a time")
            state.reader = reader
            return handOver(&state)
        }
        if let answer { reader?.resume(returning: answer) }
    }

    /// Ends within the documents that are being judged.
    func cancel() {
        cancellation.cancel()
        let (reader, answer) = state.withLock { state in handOver(&state) }
        state.wake()
        if let answer { reader?.resume(returning: answer) }
    }

    /// What a reader that waits is to be told now.
    private func handOver(_ state: inout State) -> (CheckedContinuation<Answer, Never>?, Answer?) {
        guard let reader = state.reader else { return (nil, nil) }
        let answer: Answer
        if cancellation.isCancelled {
            answer = .cancelled
        } else if !state.ready.isEmpty {
            answer = .outputs(state.ready)
            state.inFlight -= state.ready.count
            state.ready = []
            self.state.wake()
        } else if state.workers == 0 {
            answer = .end
        } else {
            return (nil, nil)
        }
        state.reader = nil
        return (reader, answer)
    }
}
