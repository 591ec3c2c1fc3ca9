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

/// An inspection for a person.
struct TextInspection {
    private let style: Style
    private var lines: [String] = []

    init(_ inspection: Inspection, style: Style) {
        self.style = style
        let count = inspection.signatures.count
        let name = style.strong((inspection.document ?? "-").visible)
        if let error = inspection.error {
            lines.append("\(name): \(style.severity(.error)) \(error.message.visible)")
        } else {
            lines.append("\(name): \(count) signature\(count == 1 ? "" : "s"), nothing checked")
        }
        for signature in inspection.signatures { write(signature) }
        if let coverage = inspection.claimedCoverage, count > 0 {
            lines.append(
                "  if all were valid: \(coverage.signedNodes) nodes signed, \(coverage.unsignedNodes) not"
                    + (coverage.unsigned.isEmpty
                        ? "" : ": " + coverage.unsigned.prefix(8).map(\.visible).joined(separator: ", "))
            )
        }
    }

    /// Ends with a line end.
    var text: String { lines.joined(separator: "\n") + "\n" }

    private mutating func write(_ signature: InspectedSignature) {
        let id = signature.id.map { " `\($0.visible)`" } ?? ""
        lines.append("  signature \(signature.number)\(id), line \(signature.line)")
        row("at", signature.path.visible)
        if let method = signature.signatureMethod { row("method", method.visible) }
        if let method = signature.canonicalizationMethod { row("form", method.visible) }
        for reference in signature.references {
            let uri = TextRow.uri(reference.uri)
            let covered =
                reference.covers.isEmpty ? "" : " → " + reference.covers.map(\.visible).joined(separator: ", ")
            row("signs", uri + covered)
            row(
                "",
                style.faint(([reference.digestMethod] + reference.transforms).map(\.visible).joined(separator: ", ")))
        }
        for manifest in signature.manifests {
            row("lists", manifest.path.visible)
            for reference in manifest.references { row("", TextRow.uri(reference.uri)) }
        }
        if !signature.keyInfo.isEmpty { row("key", signature.keyInfo.map(\.visible).joined(separator: ", ")) }
        for certificate in signature.certificates {
            row("holds", "\(certificate.subject.visible), issued by \(certificate.issuer.visible)")
        }
        if let time = signature.claimedSigningTime { row("time", "\(time) by the signer's own word") }
        for finding in signature.findings { lines.append("    " + finding.line(style)) }
    }

    private mutating func row(_ label: String, _ text: String) { lines.append(TextRow.line(label, text)) }
}
