//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import FixtureManifests
import XMLDSig

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A policy in JSON.
enum PolicyFile {
    static func read(_ path: String) throws -> ValidationPolicy {
        let octets = try NamedFile.octets(path, option: "--policy")
        do {
            return try JSONDecoder().decode(ValidationPolicy.self, from: Data(octets))
        } catch let error as DecodingError {
            throw ToolFailure(.usage, "--policy: \(path): \(text(of: error))")
        }
    }

    /// Where in the file, and what.
    private static func text(of error: DecodingError) -> String {
        switch error {
        case .dataCorrupted(let context): text(of: context)
        case .keyNotFound(let name, let context): text(of: context, "`\(name.stringValue)` is absent")
        case .typeMismatch(_, let context), .valueNotFound(_, let context): text(of: context)
        @unknown default: "\(error)"
        }
    }

    private static func text(of context: DecodingError.Context, _ message: String? = nil) -> String {
        var path = ""
        for name in context.codingPath {
            if let index = name.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + name.stringValue
            }
        }
        var text = path.isEmpty ? "" : "at `\(path)`: "
        text += message ?? context.debugDescription
        // What is no JSON at all has its line and column here.
        if let underlying = context.underlyingError { text += " \(underlying)" }
        return text
    }
}
