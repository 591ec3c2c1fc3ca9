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
import FixtureManifests
import XMLDSig

/// What is written of one document.
struct BatchRecord: Sendable {
    let number: Int
    let report: ValidationReport
    /// With a line end.
    let octets: [UInt8]
}

/// Writes results in one form; used by all workers.
struct BatchWriter: Sendable {
    private let format: BatchCommand.Format
    private let style: Style

    /// - Parameter isTerminal: Whether a person looks at the results.
    init(_ format: BatchCommand.Format, colouring isTerminal: Bool) {
        self.format = format
        style = Style(isTerminal: isTerminal)
    }

    /// What stands before the first result.
    func head(_ input: String) -> String {
        guard format == .junit else { return "" }
        return #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n<testsuites>\n"
            + #"<testsuite name="\#(JUnitReport.escaped(input))">"# + "\n"
    }

    /// What stands behind the last.
    var foot: String { format == .junit ? "</testsuite>\n</testsuites>\n" : "" }

    func record(of result: BatchResult) -> BatchRecord {
        let octets: [UInt8] =
            switch format {
            case .ndjson: result.report.json + [UInt8(ascii: "\n")]
            case .text: Array(TextReport(result.report, style: style).text.utf8)
            case .junit: Array(testCase(result).utf8)
            }
        return BatchRecord(number: result.number, report: result.report, octets: octets)
    }

    private func testCase(_ result: BatchResult) -> String {
        let report = result.report
        let time = JUnitReport.seconds(result.readingTime + result.validationTime)
        let name = JUnitReport.escaped(report.document ?? "\(result.number)")
        let head = #"<testcase classname="xmldsig" name="\#(name)" time="\#(time)""#
        func body(_ element: String, _ type: String, _ message: String) -> String {
            #"<\#(element) type="\#(JUnitReport.escaped(type))" message="\#(JUnitReport.escaped(message))"/>"#
        }
        if let error = report.error { return head + ">" + body("error", error.code, error.message) + "</testcase>\n" }
        if report.indication == .totalPassed { return head + "/>\n" }
        return head + ">" + body("failure", report.indication.rawValue, Self.reasons(report)) + "</testcase>\n"
    }

    /// The findings that are errors, with the signature that they are about.
    private static func reasons(_ report: ValidationReport) -> String {
        let ofDocument = report.findings.filter { $0.severity == .error }.map { "\($0.code): \($0.message)" }
        let ofSignatures = report.signatures.flatMap { signature in
            signature.findings.filter { $0.severity == .error }.map {
                "signature \(signature.number): \($0.code): \($0.message)"
            }
        }
        return (ofDocument + ofSignatures).map(\.visible).joined(separator: "; ")
    }
}
