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

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Colours on a terminal, none elsewhere.
struct Style {
    private let isColoured: Bool

    /// - Parameter isTerminal: Whether a person looks at the output. `NO_COLOR` and a dumb terminal turn colours off.
    init(isTerminal: Bool) {
        let environment = ProcessInfo.processInfo.environment
        isColoured = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    static let plain = Self(isTerminal: false)

    private func coloured(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    func strong(_ text: String) -> String { coloured(text, "1") }

    func faint(_ text: String) -> String { coloured(text, "2") }

    func indication(_ indication: DocumentIndication) -> String {
        switch indication {
        case .totalPassed: coloured(indication.rawValue, "1;32")
        case .indeterminate, .noSignature: coloured(indication.rawValue, "1;33")
        case .totalFailed, .refused: coloured(indication.rawValue, "1;31")
        }
    }

    func verdict(_ verdict: ChainVerdict) -> String {
        switch verdict {
        case .accepted: coloured(verdict.rawValue, "1;32")
        case .undecided: coloured(verdict.rawValue, "1;33")
        case .refused: coloured(verdict.rawValue, "1;31")
        }
    }

    func severity(_ severity: Finding.Severity) -> String {
        switch severity {
        case .error: coloured("error", "31")
        case .warning: coloured("warning", "33")
        case .information: "note"
        }
    }
}

extension String {
    /// The text without what moves a cursor, colours a terminal or turns its reading direction: documents and
    /// certificates are a stranger's words, and must not be able to paint a verdict of their own.
    var visible: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{200B}"..."\u{200F}", "\u{2028}"..."\u{202E}",
                "\u{2060}"..."\u{206F}", "\u{FEFF}", "\u{FFF9}"..."\u{FFFB}", "\u{61C}":
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
