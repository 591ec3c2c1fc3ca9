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

/// What may be relied on while a document is read and judged.
struct PolicyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            strict: nothing that is not good for new signatures; legacy: SHA-1, DSA and RSA from 1024 bits too; \
            interop: also internal DTD subsets, empty references and truncated HMAC; or a policy file in JSON.
            """,
            valueName: "name|file"
        )
    )
    var policy = "strict"

    @Option(
        help: ArgumentHelp(
            "A further attribute that is an ID: Name, xml:Name or {namespace}Name; repeatable.", valueName: "name"
        ),
        transform: Self.idAttribute
    )
    var idAttribute: [IDAttribute] = []

    private static func idAttribute(_ text: String) throws -> IDAttribute {
        guard let attribute = IDAttribute(notation: text) else {
            throw ValidationError("`\(text)` is none of Name, xml:Name and {namespace}Name.")
        }
        return attribute
    }

    func chosen() throws -> ValidationPolicy { try choice().policy }

    func choice() throws -> ChosenPolicy {
        var chosen = try ChosenPolicy(named: policy)
        chosen.policy = chosen.policy.with(idAttributes: chosen.policy.idAttributes + idAttribute)
        return chosen
    }
}

/// The policy that the command line names.
struct ChosenPolicy {
    var policy: ValidationPolicy
    /// Whether a policy file says whether revocation is looked at; a preset says it for programs, not for this tool.
    let statesRevocationMode: Bool

    /// - Parameter name: Of a preset, or of a file.
    init(named name: String) throws {
        if let preset = ValidationPolicy(preset: name) {
            policy = preset
            statesRevocationMode = false
        } else {
            (policy, statesRevocationMode) = try Self.file(name)
        }
    }

    private static func file(_ name: String) throws -> (ValidationPolicy, Bool) {
        // A word that is no file either is a misspelt preset; a path is a file that isn't there.
        let isWord = !name.contains("/") && !name.contains(".")
        if isWord, !FileManager.default.fileExists(atPath: name) {
            let presets = ValidationPolicy.presets.map(\.name).joined(separator: ", ")
            throw ToolFailure(.usage, "--policy: `\(name)` is none of \(presets), and no file")
        }
        return try PolicyFile.read(name)
    }
}

/// The data behind external references.
struct ExternalOptions: ParsableArguments {
    /// `URI=PATH`. URIs have `=` in their queries more often than paths do, so the last one counts.
    struct Assignment: ExpressibleByArgument {
        let uri: String
        let path: String

        init?(argument: String) {
            guard let equals = argument.lastIndex(of: "=") else { return nil }
            uri = String(argument[..<equals])
            path = String(argument[argument.index(after: equals)...])
            if uri.isEmpty || path.isEmpty { return nil }
        }
    }

    @Option(
        help: ArgumentHelp(
            "The file behind an external reference, split at the last `=`; repeatable. Nothing else is ever opened.",
            valueName: "uri=path"
        )
    )
    var external: [Assignment] = []

    func data() throws -> ExternalData {
        var data = ExternalData()
        for assignment in external {
            data.add(try NamedFile.octets(assignment.path, option: "--external"), for: assignment.uri)
        }
        return data
    }
}
