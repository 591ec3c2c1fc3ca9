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
import FixtureManifests
import XMLDSig

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Judges all signatures of each document.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Judge all signatures of each document.",
        discussion: """
            Nothing is trusted by default: without --trust or --key no signature is TOTAL-PASSED. Revocation is looked \
            at in the data that --crl and --ocsp give and that the document carries; where there is none, the verdict \
            says that it was not checked.
            """
    )

    @Argument(help: "Documents; - is standard input.")
    var files: [String]

    @OptionGroup var options: ValidationOptions

    @Option(
        help: ArgumentHelp("Only this signature: its Id, its number from 1, or its path.", valueName: "selector"),
        transform: Self.selector
    )
    var signature: SignatureSelector?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if files.filter({ $0 == "-" }).count > 1 { throw ValidationError("Standard input can be read once.") }
    }

    func run() throws {
        let validator = try options.validator()
        var writer = try ResultWriter(output, inputs: files)
        let style = writer.style
        var status = ExitStatus.passed
        for file in files {
            // Each document at its own time, unless one was given: a run may last.
            let (report, own) = judge(InputDocument(name: file), validator, at: options.at ?? .now)
            status = status.combined(with: own)
            try writer.write(json: report.json, text: TextReport(report, style: style).text)
        }
        try writer.finish()
        try status.end()
    }

    private func judge(
        _ document: InputDocument, _ validator: SignatureValidator, at time: Instant
    ) -> (ValidationReport, ExitStatus) {
        let octets: [UInt8]
        do {
            octets = try document.octets(limit: validator.policy.reading.documentBytes)
        } catch {
            StandardError.write("\(document.name): \(error)")
            return (validator.refusal(of: document.name, error), error.status)
        }
        let report = validator.validate(octets, named: document.name, at: time).report
        let isShort = report.findings.contains { $0.code == .signatureCount }
        do {
            let chosen = try signature.map { selector throws(SignatureError) in try report.only(selector) } ?? report
            let status = ExitStatus(chosen.indication)
            return (chosen, isShort ? status.combined(with: .failed) : status)
        } catch {
            // The command line asks for what isn't there.
            StandardError.write("--signature: \(document.name): \(error)")
            var unanswered = report
            unanswered.indication = .refused
            unanswered.signatures = []
            unanswered.findings = []
            unanswered.coverage = nil
            unanswered.error = ErrorReport(error)
            return (unanswered, .usage)
        }
    }

    private static func selector(_ text: String) throws -> SignatureSelector {
        guard let selector = SignatureSelector(notation: text) else {
            throw ValidationError("`\(text)` is no Id, no number from 1 and no path.")
        }
        return selector
    }

}

extension Instant {
    /// A time on the command line.
    static func argument(_ text: String) throws -> Self {
        guard let instant = Self(rfc3339: text) else {
            throw ValidationError("`\(text)` is no time as RFC 3339 writes it, such as 2026-01-31T08:00:00+07:00.")
        }
        return instant
    }

    /// The machine's clock.
    static var now: Self {
        let time = Date().timeIntervalSince1970
        let seconds = time.rounded(.down)
        return Self(seconds: Int64(seconds), nanoseconds: Int32((time - seconds) * 1_000_000_000))
    }
}

extension ExitStatus {
    init(_ indication: DocumentIndication) {
        self =
            switch indication {
            case .totalPassed: .passed
            case .totalFailed: .failed
            case .indeterminate: .indeterminate
            case .noSignature: .noSignature
            case .refused: .refused
            }
    }
}
