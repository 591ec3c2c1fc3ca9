//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Which signature of a document is meant.
public enum SignatureSelector: Hashable, Sendable {
    /// Its number in document order, from 1.
    case number(Int)
    /// Its path as a report says it.
    case path(String)
    /// Its `Id`.
    case id(String)

    /// - Parameter notation: A number, a path, which begins with `/`, or else an ID, which is a name and so neither.
    /// - Returns: `nil` where it is empty or a number below 1.
    public init?(notation: String) {
        if notation.isEmpty { return nil }
        if let number = Int(notation) {
            guard number > 0 else { return nil }
            self = .number(number)
        } else {
            self = notation.hasPrefix("/") ? .path(notation) : .id(notation)
        }
    }
}

extension ValidationReport {
    /// The report with the chosen signatures only; its indication is theirs, and what the policy demands of the document
    /// counts as before.
    ///
    /// - Throws: ``SignatureError`` with the code `signature-not-found` where the document has signatures and none is
    ///   meant: an answer about no signature must not look like one about the document.
    public func only(_ selector: SignatureSelector) throws(SignatureError) -> ValidationReport {
        guard !signatures.isEmpty else { return self }
        var report = self
        report.signatures.removeAll { !selector.means($0) }
        guard !report.signatures.isEmpty else {
            throw SignatureError(.signatureNotFound, "none of the \(signatures.count) signatures has \(selector)")
        }
        report.indication = DocumentIndication(
            worstOf: report.signatures.map(\.indication), findings: report.findings
        )
        return report
    }
}

extension SignatureSelector: CustomStringConvertible {
    /// For a person.
    public var description: String {
        switch self {
        case .number(let number): "the number \(number)"
        case .path(let path): "the path `\(path)`"
        case .id(let id): "the Id `\(id)`"
        }
    }

    // Octet by octet: Swift's == takes canonically equivalent texts for the same.
    fileprivate func means(_ signature: SignatureReport) -> Bool {
        switch self {
        case .number(let number): signature.number == number
        case .path(let path): signature.path.utf8.elementsEqual(path.utf8)
        case .id(let id): signature.id?.utf8.elementsEqual(id.utf8) ?? false
        }
    }
}
