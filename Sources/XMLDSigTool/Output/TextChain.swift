//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import XMLDSig

/// A path of certificates for a person: first the verdict, then the evidence.
struct TextChain {
    private let style: Style
    private var lines: [String] = []

    init(_ report: ChainReport, style: Style) {
        self.style = style
        let reason = report.subIndication.map { ", \($0.rawValue)" } ?? ""
        lines.append(
            "\(style.strong((report.document ?? "-").visible)): \(style.verdict(report.verdict))\(reason)"
        )
        write(report.subject)
        row("path", Self.names(report.certificatePath))
        let host = report.host.map { ", host \($0.visible)" } ?? ""
        row("asked", "\(report.purpose), \(report.profile)\(host), as of \(report.validationTime)")
        for (index, check) in report.checks.enumerated() {
            row(index == 0 ? "checks" : "", "\(check.outcome) \(check.name)" + style.faint(" (\(check.clause))"))
        }
        for line in report.certificateRevocation.compactMap(\.line) { row("", line) }
        if report.revocation == .unchecked { row("", report.certificateRevocation.uncheckedLine) }
        for finding in report.findings { lines.append("    " + finding.line(style)) }
        for path in report.otherPaths {
            row("other", "\(path.subIndication.rawValue): \(Self.names(path.certificates))")
            if let finding = path.findings.first { lines.append("      " + finding.line(style)) }
        }
    }

    /// Ends with a line end.
    var text: String { lines.joined(separator: "\n") + "\n" }

    private mutating func write(_ subject: SignerReport) {
        row("for", "\(subject.subject.visible), serial \(subject.serial)")
        row("", style.faint("issued by \(subject.issuer.visible), valid \(subject.notBefore) to \(subject.notAfter)"))
    }

    private mutating func row(_ label: String, _ text: String) { lines.append(TextRow.line(label, text)) }

    /// From the certificate to the anchor.
    static func names(_ path: [PathCertificateReport]) -> String {
        path.map { step in
            let anchor = step.anchor == true ? " (trust anchor\(step.anchorName.map { " \($0.visible)" } ?? ""))" : ""
            return step.subject.visible + anchor
        }.joined(separator: " ← ")
    }
}
