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

/// Says what the signatures of a document say of themselves.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract:
            "Show the signatures of a document, what they cover, their algorithms and certificates; judge nothing.",
        discussion: "Exit status: 0, 65 where the document was refused, 66 where it can't be read."
    )

    @Argument(help: "The document; - is standard input.")
    var file: String

    @OptionGroup var policy: PolicyOptions
    @OptionGroup var external: ExternalOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let chosen = try policy.chosen()
        let octets: [UInt8]
        do {
            octets = try InputDocument(name: file).octets(limit: chosen.reading.documentBytes)
        } catch {
            throw ToolFailure(error.status, "\(file): \(error)")
        }
        let inspection = SignatureInspector(policy: chosen, externalData: try external.data()).inspect(
            octets, named: file)
        var writer = try ResultWriter(output, inputs: [file])
        let style = writer.style
        try writer.write(json: inspection.json, text: TextInspection(inspection, style: style).text)
        try writer.finish()
        try (inspection.error == nil ? ExitStatus.passed : .refused).end()
    }
}
