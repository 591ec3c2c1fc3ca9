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

    enum Profile: String, CaseIterable, ExpressibleByArgument {
        case auto
    }

    @Argument(help: "Documents; - is standard input.")
    var files: [String]

    @OptionGroup var trust: TrustOptions
    @OptionGroup var revocation: RevocationOptions
    @OptionGroup var policy: PolicyOptions
    @OptionGroup var external: ExternalOptions

    @Option(
        help: ArgumentHelp("The current time of the validation, RFC 3339; default: now.", valueName: "time"),
        transform: Instant.argument
    )
    var at: Instant?

    @Option(help: ArgumentHelp("No document profile is built yet.", valueName: "name"))
    var profile = Profile.auto

    @Option(
        help: ArgumentHelp("Only this signature: its Id, its number from 1, or its path.", valueName: "selector"),
        transform: Self.selector
    )
    var signature: SignatureSelector?

    @Option(help: ArgumentHelp("Fewer signatures in a document are a failure.", valueName: "count"))
    var expectSignatures: Int?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if files.filter({ $0 == "-" }).count > 1 { throw ValidationError("Standard input can be read once.") }
        if let expectSignatures, expectSignatures < 0 { throw ValidationError("--expect-signatures is 0 or more.") }
    }

    func run() throws {
        let validator = SignatureValidator(
            policy: demanding(revocation.applied(to: try policy.choice())),
            trust: try trust.anchors.trustStore(),
            certificates: try trust.anchors.certificates(),
            pinnedKeys: try trust.pinnedKeys(),
            revocationData: try revocation.data(at: at),
            externalData: try external.data()
        )
        var writer = try ResultWriter(output, inputs: files)
        let style = writer.style
        var status = ExitStatus.passed
        for file in files {
            // Each document at its own time, unless one was given: a run may last.
            let (report, own) = judge(InputDocument(name: file), validator, at: at ?? .now)
            status = status.combined(with: own)
            try writer.write(json: report.json, text: TextReport(report, style: style).text)
        }
        try writer.finish()
        try status.end()
    }

    /// The option asks for more than a policy, never for less.
    private func demanding(_ policy: ValidationPolicy) -> ValidationPolicy {
        guard let expectSignatures, expectSignatures > policy.minimumSignatures else { return policy }
        return policy.with(minimumSignatures: expectSignatures)
    }

    private func judge(
        _ document: InputDocument, _ validator: SignatureValidator, at time: Instant
    ) -> (ValidationReport, ExitStatus) {
        let octets: [UInt8]
        do {
            octets = try document.octets(limit: validator.policy.reading.documentBytes)
        } catch {
            StandardError.write("\(document.name): \(error)")
            // The report of an empty document has all there is to say about the environment.
            var report = validator.validate([], named: document.name, at: time).report
            report.sha256 = nil
            report.error = ErrorReport(error)
            return (report, error.status)
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
