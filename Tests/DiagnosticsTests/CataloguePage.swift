//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import Foundation
import VectorFolders

/// The page of the documentation that is the catalogue; written by `Scripts/update-catalogue`.
struct CataloguePage {
    static let file = VectorFolder.package.appending(path: "Sources/XMLDSig/XMLDSig.docc/Findings.md")

    private static let title = """
        # Findings and errors

        Every code that a report or an error can have, what it means and what to do.

        ## Overview

        Written by `Scripts/update-catalogue`. A finding is part of a report, beside the indication; an error says that a
        document, a key or a certificate could not be judged at all. Codes are stable: programs may rely on them. The
        message beside a code says what was found and what would be accepted, and where; it is for people and may change.

        Errors of keys, certificates and canonicalization are thrown to whoever reads a key or a certificate or canonicalizes;
        in the report of a document the message of a finding begins with their code, such as `key-info-unusable` with
        `certificate-malformed: …`. Some codes no input raises, only an environment:
        `algorithm-unavailable` and `digest-unavailable` an OpenSSL that lacks or forbids an algorithm,
        `cryptographic-operation-failed` one that breaks off, `file-not-permitted` a file that the user may not read.

        """

    let text: String

    init() {
        var text = Self.title
        var room = ""
        for entry in Catalogue.entries {
            if entry.room != room {
                room = entry.room
                text += "\n## \(room)\n\n| code | severity | meaning | what to do | clause |\n|---|---|---|---|---|\n"
            }
            let severities = entry.severities.map(\.rawValue).joined(separator: ", ")
            let cells = ["`\(entry.code)`", severities, entry.meaning, entry.hint, entry.clause ?? ""]
            text += "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
        }
        self.text = text
    }
}
