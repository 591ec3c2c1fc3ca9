//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Workloads
import XMLDSig

/// Validates paths of certificates, by what is known of them, at one time and without revocation.
struct PathService {
    private let paths: [OfferedPath]
    private let time: Instant
    /// Of the authorities of the first path.
    private let known: PathValidator
    private let leaves: [Certificate]

    init(file: String, time text: String) throws {
        guard let time = Instant(rfc3339: text) else { throw FileError("\(text) is no time") }
        self.time = time
        paths = try OfferedPath.paths(inFile: file)
        known = try Self.validator(for: paths[0])
        leaves = try paths.map { try Certificate(der: $0.leaf) }
    }

    var count: Int { paths.count }

    /// How much of a path was seen before.
    enum Kind: String, CaseIterable {
        /// All of it: the certificates are read, and the path was validated.
        case knownPath = "known-path"
        /// The authorities.
        case newLeaf = "new-leaf"
        /// Nothing.
        case newChain = "new-chain"
    }

    /// Why the first path doesn't hold, `nil` where it does; whatever was seen before.
    func objection() throws -> String? {
        let objections = try Set(Kind.allCases.map { Self.objection(in: try outcome(of: 0, as: $0)) })
        guard let objection = objections.first, objections.count == 1 else {
            throw FileError("it depends on what was seen before: \(objections)")
        }
        return objection
    }

    /// Whole passes over a slice until the time is over; at least one.
    func run(_ kind: Kind, milliseconds: Int, slice: Range<Int>) throws -> (Duration, done: Int, refused: Int) {
        let watch = Stopwatch()
        var (done, refused) = (0, 0)
        repeat {
            for index in slice {
                if try outcome(of: index, as: kind).path == nil { refused += 1 }
                done += 1
            }
        } while watch.elapsed.wallNanoseconds < milliseconds * 1_000_000
        return (watch.elapsed, done, refused)
    }

    /// Of one search for the first path, nothing of which was seen before.
    struct Search {
        let duration: Duration
        /// Signatures that were verified, or would have been.
        let operations: Int
        let objection: String?
    }

    /// The certificates are read again, too.
    func search() throws -> Search {
        let watch = Stopwatch()
        let validator = try Self.validator(for: paths[0])
        let outcome = validator.validate(try Certificate(der: paths[0].leaf), at: time)
        return Search(
            duration: watch.elapsed,
            // Each question about a signature is asked of the caches once, when it is counted.
            operations: validator.caches.signatureStatistics.misses,
            objection: Self.objection(in: outcome)
        )
    }

    private func outcome(of index: Int, as kind: Kind) throws -> PathValidationOutcome {
        switch kind {
        case .knownPath:
            known.validate(leaves[index], at: time)
        case .newLeaf:
            known.validate(try Certificate(der: paths[index].leaf), at: time)
        case .newChain:
            try Self.validator(for: paths[index]).validate(try Certificate(der: paths[index].leaf), at: time)
        }
    }

    /// With caches of its own.
    private static func validator(for path: OfferedPath) throws -> PathValidator {
        PathValidator(
            trust: try TrustStore([Certificate(der: path.root)]),
            intermediates: try path.offered.map { try Certificate(der: $0) },
            revocation: RevocationPolicy(.off)
        )
    }

    private static func objection(in outcome: PathValidationOutcome) -> String? {
        outcome.failure.map { failure in
            let codes = failure.findings.filter { $0.severity == .error }.map { "\($0.code)" }
            return ([failure.subIndication.rawValue] + codes.prefix(1)).joined(separator: " ")
        }
    }
}
