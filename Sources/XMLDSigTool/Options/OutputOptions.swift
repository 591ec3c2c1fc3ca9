//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser

/// In which form results are written, and where.
struct OutputOptions: ParsableArguments {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, ndjson
    }

    @Option(help: "text for people; json: an object, or an array of them for several files; ndjson: one object a line.")
    var format = Format.text

    @Option(help: ArgumentHelp("Write the results into this file.", valueName: "file"))
    var output: String?
}

/// Writes the results of several inputs in one form.
struct ResultWriter {
    private let format: OutputOptions.Format
    private let output: ResultOutput
    private let isArray: Bool
    private var count = 0

    let style: Style

    /// - Parameter inputs: The documents as they were named.
    init(_ options: OutputOptions, inputs: [String]) throws {
        format = options.format
        output = try ResultOutput(path: options.output, sparing: inputs)
        isArray = format == .json && inputs.count > 1
        style = Style(isTerminal: output.isTerminal)
    }

    /// - Parameters:
    ///   - json: One object without a line end.
    ///   - text: With a line end.
    mutating func write(json: @autoclosure () -> [UInt8], text: @autoclosure () -> String) throws {
        switch format {
        case .text: try output.write(count > 0 ? "\n" + text() : text())
        case .ndjson: try output.write(json() + Array("\n".utf8))
        case .json:
            if isArray { try output.write(count > 0 ? ",\n" : "[\n") }
            try output.write(json() + Array((isArray ? "" : "\n").utf8))
        }
        count += 1
        // A reader at the other end of a pipe sees each document when it is done.
        try output.flush()
    }

    mutating func finish() throws {
        if isArray { try output.write("\n]\n") }
        try output.flush()
    }
}
