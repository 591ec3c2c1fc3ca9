//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What the command line has reserved and this version doesn't do: answered with a plain message and the status of a
/// usage error, and not in the help.
enum LaterStages {
    private static let subcommands: Set<String> = ["explain"]

    /// Options by subcommand.
    private static let options: [String: Set<String>] = [
        "verify": [
            "--existed-at", "--timestamp", "--tsa-trust", "--process", "--directory", "--purpose",
            "--jobs", "--resume", "--unordered", "--summary", "--no-progress", "--no-document-digest",
        ],
        "batch": [
            "--existed-at", "--timestamp", "--tsa-trust", "--process", "--directory", "--purpose", "--signature",
        ],
        "inspect": ["--process", "--directory"],
    ]

    /// Why these arguments can't be followed yet, where they can't.
    static func complaint(about arguments: [String]) -> String? {
        guard let subcommand = arguments.first(where: { !$0.hasPrefix("-") }) else { return nil }
        if subcommands.contains(subcommand) { return "`\(subcommand)` isn't built yet" }
        guard let later = options[subcommand] else { return nil }
        for argument in arguments.prefix(while: { $0 != "--" }) {
            let name = String(argument.prefix { $0 != "=" })
            if later.contains(name) { return "`\(name)` isn't built yet" }
        }
        return nil
    }
}
