//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import FixtureManifests
import Foundation
import VectorFolders
import XMLSignature

/// Our own vectors, judged under each preset and under what their lines permit: what they prove of an ability.
struct VectorProof {
    /// The narrowest policy under which a valid signature with the ability passes.
    enum Support: String {
        case `default`, legacy, interop
        /// No preset has it; a policy that names it does.
        case named
        case refused
        case notYet = "not yet"
    }

    private struct Line {
        let file: String
        let features: Set<String>
        let expectsValid: Bool
        let agrees: Bool
        /// Whether core validation holds, under `strict`, `legacy` and `interop`.
        let presets: [Bool]
    }

    private let lines: [Line]

    init() async throws {
        let manifest = try FixtureManifest(octets: VectorFolder.own.manifestOctets())
        let jobs = ProcessInfo.processInfo.activeProcessorCount
        let answers = await FixtureRunner(folder: VectorFolder.own.path).answers(manifest, jobs: jobs)
        var presets: [[FixtureAnswer]] = []
        for policy in [ValidationPolicy.strict, .legacy, .interop] {
            let runner = FixtureRunner(folder: VectorFolder.own.path, policy: policy)
            presets.append(await runner.answers(manifest, jobs: jobs))
        }
        let features = try Self.features()
        lines = answers.indices.map { index in
            Line(
                file: answers[index].fixture.file,
                features: features[index],
                expectsValid: answers[index].fixture.expect == "valid",
                agrees: answers[index].agreement == .agrees,
                presets: presets.map { $0[index].outcome.core == .valid }
            )
        }
    }

    /// The features of each line, which inform only, so that the runner doesn't read them.
    private static func features() throws -> [Set<String>] {
        struct Features: Decodable { let features: [String]? }
        let octets = try VectorFolder.own.manifestOctets()
        return try octets.split(separator: UInt8(ascii: "\n"))
            .map { Set(try JSONDecoder().decode(Features.self, from: Data($0)).features ?? []) }
    }

    /// What the lines with this feature prove, or those of these files.
    func proof(feature: String?, files: String?) throws -> (support: Support, vectors: String) {
        let expression = try files.map { try Regex($0) }
        let found = try lines.filter { line in
            if let feature, !line.features.contains(feature) { return false }
            if let expression, try expression.prefixMatch(in: line.file) == nil { return false }
            return feature != nil || files != nil
        }
        let valid = found.filter(\.expectsValid)
        let agreeing = found.filter(\.agrees)
        let support = Self.support(valid, isProven: !agreeing.isEmpty)
        guard support != .notYet, let first = agreeing.first(where: \.expectsValid) ?? agreeing.first else {
            return (support, "")
        }
        return (support, "`\(first.file)`" + (agreeing.count > 1 ? " and \(agreeing.count - 1) more" : ""))
    }

    private static func support(_ valid: [Line], isProven: Bool) -> Support {
        let agreeing = valid.filter(\.agrees)
        if agreeing.isEmpty { return valid.isEmpty && isProven ? .refused : .notYet }
        for (number, support) in [Support.default, .legacy, .interop].enumerated()
        where agreeing.contains(where: { $0.presets[number] }) {
            return support
        }
        return .named
    }
}
