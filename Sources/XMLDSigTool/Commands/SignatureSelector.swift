//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser
import XMLDSig

/// Which signature of a document is meant.
enum SignatureSelector: ExpressibleByArgument {
    case number(Int)
    case path(String)
    /// An ID is a name, so it is never a number or a path.
    case id(String)

    init?(argument: String) {
        if argument.isEmpty { return nil }
        if let number = Int(argument) {
            guard number > 0 else { return nil }
            self = .number(number)
        } else {
            self = argument.hasPrefix("/") ? .path(argument) : .id(argument)
        }
    }

    /// The report with the chosen signatures only; its indication is theirs, and what the policy demands of the document
    /// counts as before.
    func only(_ report: ValidationReport) -> ValidationReport {
        guard report.error == nil else { return report }
        var report = report
        report.signatures.removeAll { !isMeant($0) }
        report.indication = DocumentIndication(
            worstOf: report.signatures.map(\.indication), findings: report.findings
        )
        return report
    }

    // Octet by octet: Swift's == takes canonically equivalent texts for the same.
    private func isMeant(_ signature: SignatureReport) -> Bool {
        switch self {
        case .number(let number): signature.number == number
        case .path(let path): signature.path.utf8.elementsEqual(path.utf8)
        case .id(let id): signature.id?.utf8.elementsEqual(id.utf8) ?? false
        }
    }
}
