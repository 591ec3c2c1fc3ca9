//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The results of a batch, to be read once.
public struct BatchResults<Output: Sendable>: AsyncSequence, Sendable {
    public typealias Element = Output
    public typealias Failure = CancellationError

    private let ticket: BatchTicket<Output>

    init(_ run: BatchRun<Output>) { ticket = BatchTicket(run) }

    /// How far it is; may be asked for at any time and from any task.
    public var progress: BatchProgress { ticket.run.progress }

    public func makeAsyncIterator() -> AsyncIterator {
        ticket.run.start()
        return AsyncIterator(ticket: ticket)
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let ticket: BatchTicket<Output>
        // What was ready together is taken together: switching tasks costs as much as a small document.
        private var taken: ArraySlice<Output> = []

        fileprivate init(ticket: BatchTicket<Output>) { self.ticket = ticket }

        public mutating func next() async throws(CancellationError) -> Output? { try await next(isolation: nil) }

        /// - Returns: `nil` after the last.
        /// - Throws: Where the task was cancelled, so that what was read isn't taken for everything.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(CancellationError) -> Output? {
            if taken.isEmpty, let ready = try await nextReady(isolation: actor) { taken = ready[...] }
            if Task.isCancelled {
                ticket.run.cancel()
                throw CancellationError()
            }
            return taken.popFirst()
        }

        /// All that are ready, in the order of ``next()``; for who writes them together.
        ///
        /// - Returns: At least one; `nil` after the last.
        /// - Throws: Where the task was cancelled.
        public mutating func nextReady(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(CancellationError) -> [Output]? {
            guard taken.isEmpty else {
                defer { taken = [] }
                return Array(taken)
            }
            let run = ticket.run
            let answer = await withTaskCancellationHandler {
                await withCheckedContinuation(isolation: actor) { run.take(resuming: $0) }
            } onCancel: {
                run.cancel()
            }
            switch answer {
            case .outputs(let outputs): return outputs
            case .end: return nil
            case .cancelled: throw CancellationError()
            }
        }
    }
}

/// Who reads the results; when nobody does any more, work ends.
private final class BatchTicket<Output: Sendable>: Sendable {
    let run: BatchRun<Output>

    init(_ run: BatchRun<Output>) { self.run = run }

    deinit { run.cancel() }
}
