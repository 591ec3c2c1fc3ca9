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

/// A report for a person: first the indication, then who signed what.
struct TextReport {
    private let report: ValidationReport
    private let style: Style
    private var lines: [String] = []

    init(_ report: ValidationReport, style: Style) {
        self.report = report
        self.style = style
        writeDocument()
    }

    /// Ends with a line end.
    var text: String { lines.joined(separator: "\n") + "\n" }

    private mutating func writeDocument() {
        let name = style.strong((report.document ?? "-").visible)
        lines.append("\(name): \(style.indication(report.indication))")
        if let error = report.error {
            lines.append("  \(style.severity(.error)) \(error.message.visible)")
        }
        for finding in report.findings { lines.append("  " + finding.line(style)) }
        for signature in report.signatures { write(signature) }
        if let coverage = report.coverage { write(coverage) }
        let unchecked = report.signatures.filter { $0.revocation == .unchecked }
        if !unchecked.isEmpty { lines.append("  " + unchecked.flatMap(\.certificateRevocation).uncheckedLine) }
    }

    private mutating func write(_ signature: SignatureReport) {
        let id = signature.id.map { " `\($0.visible)`" } ?? ""
        var verdict = style.indication(DocumentIndication(worstOf: [signature.indication]))
        if let reason = signature.subIndication { verdict += "/" + reason.rawValue }
        lines.append("  signature \(signature.number)\(id), line \(signature.line): \(verdict)")
        row("at", signature.path.visible)
        row("core", signature.coreValidation.rawValue)
        write(signature.signer, path: signature.certificatePath)
        for line in signature.certificateRevocation.compactMap(\.line) { row("", line) }
        for reference in signature.references { write(reference, "signs") }
        for manifest in signature.manifests {
            row("lists", manifest.path.visible)
            for reference in manifest.references { write(reference, "") }
        }
        for (kind, words) in [(SignatureRelation.coversEarlier, "covers"), (.countersigns, "countersigns")] {
            let others = signature.relations.filter { $0.kind == kind }.map { String($0.signature) }
            if !others.isEmpty { row("also", "\(words) signature \(others.joined(separator: ", "))") }
        }
        if let claimed = signature.signingTime.claimed {
            row("time", "\(claimed) by the signer's own word; validated as of \(signature.validationTime)")
        } else {
            row("time", "validated as of \(signature.validationTime)")
        }
        for finding in signature.findings { lines.append("    " + finding.line(style)) }
    }

    private mutating func write(_ signer: SignerReport?, path: [PathCertificateReport]) {
        guard let signer else {
            row("signer", "no certificate")
            return
        }
        row("signer", "\(signer.subject.visible), serial \(signer.serial)")
        row("", style.faint("issued by \(signer.issuer.visible), valid \(signer.notBefore) to \(signer.notAfter)"))
        let identifiers = signer.identifiers.compactMap(\.line)
        if !identifiers.isEmpty { row("", "known as " + identifiers.joined(separator: ", ")) }
        guard !path.isEmpty else { return }
        row("path", TextChain.names(path))
    }

    private mutating func write(_ reference: ReferenceReport, _ label: String) {
        let uri = TextRow.uri(reference.uri)
        let octets = reference.bytes.map { ", \($0) bytes" } ?? ""
        let covered = reference.covers.isEmpty ? "" : " → " + reference.covers.map(\.visible).joined(separator: ", ")
        row(label, "\(uri)\(covered): \(reference.status.rawValue)\(octets)")
    }

    private mutating func write(_ coverage: CoverageReport) {
        var text = "coverage: \(coverage.signedNodes) nodes signed, \(coverage.unsignedNodes) not"
        if !coverage.unsigned.isEmpty {
            text += ": " + coverage.unsigned.prefix(8).map(\.visible).joined(separator: ", ")
            if coverage.unsigned.count > 8 { text += ", …" }
        }
        lines.append("  " + text)
    }

    private mutating func row(_ label: String, _ text: String) { lines.append(TextRow.line(label, text)) }
}

extension SubjectIdentifierReport {
    /// What an authority calls the signer, such as `MST 0100231226-001`; `nil` for text that the subject shows anyway.
    fileprivate var line: String? {
        guard let type, let value else { return nil }
        return "\(type)\(country.map { " " + $0 } ?? "") \(value)\(branch.map { "-" + $0 } ?? "")".visible
    }
}

/// A line of a signature: what it is about, and what is to be said.
enum TextRow {
    static func line(_ label: String, _ text: String) -> String {
        "    " + label + String(repeating: " ", count: max(1, 7 - label.count)) + text
    }

    /// A reference's URI as it is written; an empty one is the document itself (XML-DSig §4.4.3.2).
    static func uri(_ uri: String?) -> String {
        guard let uri else { return "without a URI" }
        return uri.isEmpty ? "the document" : "`\(uri.visible)`"
    }
}

extension Finding {
    func line(_ style: Style) -> String {
        var text = "\(style.severity(severity)) \(code)"
        if let line { text += ", line \(line)" + (column.map { ", column \($0)" } ?? "") }
        text += ": \(message.visible)"
        if let clause { text += style.faint(" (\(clause))") }
        return text
    }
}
