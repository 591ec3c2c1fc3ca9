//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// Judges one document after another, as its ``SignatureValidator`` does, and keeps the memory that it works in: that of the
/// reader with its table of names, of digests, and the certificates and paths that it saw lately.
///
/// Each task has its own. What one worker found out, others know by the ``SignatureValidator/caches`` that they share; no
/// lock stands before what the worker itself has seen. The report on a document is the same as the validator's, whatever
/// documents came before.
public struct ValidationWorker: ~Copyable {
    /// Whose judgement it is.
    public let validator: SignatureValidator
    private var memory: ValidationMemory

    init(_ validator: SignatureValidator) {
        self.validator = validator
        memory = ValidationMemory(validator.policy, validator.caches)
    }

    /// How often its own memory knew an answer since it was made.
    package var recentAnswers: RecentAnswers { memory.answers }

    /// Judges a document, as ``SignatureValidator/validate(_:named:at:)`` does.
    ///
    /// - Parameters:
    ///   - document: Its octets.
    ///   - name: What the report calls it.
    ///   - time: The current time of the validation.
    /// - Returns: The report and the verified content. Memory is used again as soon as nobody holds it any more: who keeps
    ///   the last document while the next one is judged has both in memory.
    public mutating func validate(
        _ document: [UInt8], named name: String? = nil, at time: Instant
    ) -> ValidatedDocument {
        let validation = DocumentValidation(
            validator: validator, document: document, name: name, time: time, with: &memory
        )
        return validation.run(with: &memory)
    }
}

extension SignatureValidator {
    /// A worker, for a task that judges many documents.
    public func worker() -> ValidationWorker { ValidationWorker(self) }
}
