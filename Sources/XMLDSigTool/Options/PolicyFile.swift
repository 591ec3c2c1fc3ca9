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
    /// - Returns: The policy, and whether the file itself says whether revocation is looked at.
    static func read(_ path: String) throws -> (ValidationPolicy, statesRevocationMode: Bool) {
        let octets = try NamedFile.octets(path, option: "--policy")
        let policy: ValidationPolicy = try JSONText.decode(octets, "--policy: \(path)")
        let stated: StatedRevocation = try JSONText.decode(octets, "--policy: \(path)")
        return (policy, stated.revocation?.mode != nil)
    }

    /// What the file itself says, rather than the preset that it extends.
    private struct StatedRevocation: Decodable {
        struct Revocation: Decodable { let mode: String? }

        let revocation: Revocation?
    }
}

/// What the caller wrote in JSON.
enum JSONText {
    /// - Parameters:
    ///   - octets: The whole file.
    ///   - place: The option and the file, for the message.
    static func decode<Value: Decodable>(_ octets: [UInt8], _ place: String) throws -> Value {
        do {
            return try decode(octets)
        } catch let error as DecodingError {
            throw ToolFailure(.usage, "\(place): \(text(of: error))")
        }
    }

    /// - Throws: `DecodingError`, also where an object says something twice.
    static func decode<Value: Decodable>(_ octets: [UInt8]) throws -> Value {
        // The decoder also takes UTF-16 and UTF-32, in which every brace has an octet 0 beside it.
        guard !octets.contains(0) else { throw corrupted("JSON is in UTF-8 (RFC 8259 §8.1)") }
        let value = try JSONDecoder().decode(Value.self, from: Data(octets))
        if let member = try RepeatedMember.first(in: octets) {
            let name = String(member.name.unicodeScalars.prefix(200))
            throw corrupted("`\(name)` stands twice in one object, again in line \(member.line)")
        }
        return value
    }

    private static func corrupted(_ message: String) -> DecodingError {
        .dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: message))
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
