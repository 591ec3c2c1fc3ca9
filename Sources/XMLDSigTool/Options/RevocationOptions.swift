//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser
import Diagnostics
import XMLDSig

/// Revocation data, and what is asked of it.
struct RevocationOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Certificate revocation lists, in PEM or DER; repeatable.", valueName: "path")
    )
    var crl: [String] = []

    @Option(help: ArgumentHelp("OCSP responses, in PEM or DER; repeatable.", valueName: "path"))
    var ocsp: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            required: each certificate of a path but the anchor needs usable, fresh data; if-present: only one for whose \
            issuer any data is at hand, and what nobody looked at is said; off: nothing is looked at. Default: what the \
            policy file says, else if-present.
            """,
            valueName: "mode"
        ),
        transform: Self.mode
    )
    var revocation: RevocationMode?

    /// - Parameter time: The asserted current time, where one was given.
    func data(at time: Instant?) throws -> RevocationData {
        let now = Instant.now
        return RevocationData(
            lists: try crl.flatMap { try Self.read($0, "--crl", RevocationList.read) },
            responses: try ocsp.flatMap { try Self.read($0, "--ocsp", OCSPResponse.read) },
            // What says that it is younger than this moment was not made by an honest clock.
            collectedAt: time.map { max($0, now) } ?? now
        )
    }

    /// The policy with the mode that counts: the option's, else the policy file's, else that of plain checks.
    func applied(to chosen: ChosenPolicy) -> ValidationPolicy {
        var policy = chosen.policy.revocation
        if let revocation {
            policy.mode = revocation
        } else if !chosen.statesRevocationMode {
            policy.mode = .ifPresent
        }
        return chosen.policy.with(revocation: policy)
    }

    private static func mode(_ text: String) throws -> RevocationMode {
        guard let mode = RevocationMode(rawValue: text) else {
            throw ValidationError("`\(text)` is none of required, if-present and off.")
        }
        return mode
    }

    private static func read<Value>(
        _ path: String,
        _ option: String,
        _ read: ([UInt8]) throws(CertificateError) -> [Value]
    ) throws -> [Value] {
        let octets = try NamedFile.octets(path, option: option)
        do {
            return try read(octets)
        } catch {
            throw ToolFailure(.refused, "\(option): \(path): \(error)")
        }
    }
}
