//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import SignatureCryptography
import VectorFolders
import XMLSignature

/// The page *Conformance* of the documentation; written by `Scripts/update-conformance`.
struct ConformancePage {
    private static let file = VectorFolder.package.appending(path: "Sources/XMLDSig/XMLDSig.docc/Conformance.md")
    /// What holds those that can't be carried out to be refused, each line of the table with its code.
    private static let refusals = ["NamedAlgorithmTests.refused"]
    /// What holds those that not every OpenSSL has: answers to vectors would make another page with each.
    private static func experiments(_ entry: AlgorithmTable.Entry) -> [String] {
        let isEdDSA = SignatureMethod(uri: entry.uri).map { [.hashEdDSA, .ed25519ctx].contains($0.family) } == true
        return ["NamedAlgorithmTests.experimental", "ExperimentalAlgorithmTests.\(isEdDSA ? "edDSA" : "postQuantum")"]
    }
    private static let transforms = [
        "TransformTableTests.refused", "TransformTableTests.refusedMethod", "TransformTableTests.aliases",
    ]

    let text: String
    /// Rows that say more than any vector proves.
    private(set) var unproven: [String] = []

    init(_ table: PeerTable, _ vectors: VectorProof) throws {
        var sections = [Self.introduction(table)]
        for (title, use) in [("Digests", AlgorithmTable.Entry.Use.digest), ("Signatures and MACs", .signature)] {
            var rows = [Self.head("algorithm", table)]
            for entry in AlgorithmTable.entries where entry.use == use {
                let (row, isProven) = try Self.row(entry, table, vectors)
                rows.append(row)
                if !isProven { unproven.append(entry.uri) }
            }
            if use == .signature { rows.append(Self.statefulSignatures(table)) }
            sections.append("## \(title)\n\n" + rows.joined(separator: "\n"))
        }
        for (title, use) in [("Canonicalization", TransformTable.Use.canonicalization), ("Transforms", .transform)] {
            var rows = [Self.head("algorithm", table)]
            for entry in TransformTable.entries where entry.use == use {
                let (row, isProven) = try Self.row(entry, table, vectors)
                rows.append(row)
                if !isProven { unproven.append(entry.name) }
            }
            sections.append("## \(title)\n\n" + rows.joined(separator: "\n"))
        }
        for section in table.forms {
            var rows = [Self.head("form", table)]
            for row in section.rows {
                let proof = try vectors.proof(feature: row.feature, files: row.files)
                if proof.vectors.isEmpty { unproven.append(row.name) }
                let names = [row.name, row.clause, proof.support.rawValue]
                rows.append(Self.cells(names + Self.peers(row.peers, table) + [proof.vectors]))
            }
            sections.append("## \(section.title)\n\n" + rows.joined(separator: "\n"))
        }
        text = sections.joined(separator: "\n\n") + "\n"
    }

    private static func introduction(_ table: PeerTable) -> String {
        let peers = table.peers.map { "\($0) (\(table.versions[$0] ?? ""))" }.joined(separator: ", ")
        return """
            # Conformance

            What this library validates, what proves it, and what other implementations offer.

            ## Overview

            Written by `Scripts/update-conformance`. Each row names the vector of `TestVectors/` that proves it; beside it \
            stands what others offer, by their sources and documentation of 2026: \(peers).

            | here | means |
            |---|---|
            | default | every policy allows it, `strict` too |
            | legacy, interop | the preset of that name allows it, and reports each use |
            | named | no preset has it; a policy that names it does |
            | refused | known, and refused under every policy |
            | experimental | no preset has it; a policy that names it does, where the OpenSSL at hand offers it |
            | not yet | to be built |

            The column comes from the tables of algorithms and of transforms, and for all else from what the \
            library answers to the vectors under each preset; so do the vectors, which count valid and tampered ones. What has \
            no vector is held by the tests that are named, which go through the same tables line by line. \
            Among the peers `off` is what has to be switched on, `part` what has gaps, `?` what nobody looked up.
            """
    }

    private static func head(_ first: String, _ table: PeerTable) -> String {
        let names = [first, "clause", "here"] + table.peers + ["proved by"]
        return cells(names) + "\n" + cells(names.map { _ in "---" })
    }

    private static func cells(_ texts: [String]) -> String { "| " + texts.joined(separator: " | ") + " |" }

    private static func peers(_ support: [String: String]?, _ table: PeerTable) -> [String] {
        table.peers.map { support?[$0] ?? "–" }
    }

    /// A row, and whether a vector proves what it says.
    private static func row(
        _ entry: AlgorithmTable.Entry, _ table: PeerTable, _ vectors: VectorProof
    ) throws -> (row: String, isProven: Bool) {
        let fragment = entry.uri.split(separator: "#").last.map(String.init) ?? entry.uri
        let prefix = entry.use == .digest ? "digest" : "sig"
        let proof = try vectors.proof(feature: "\(prefix):\(fragment)", files: nil)
        let first = "\(entry.name) `\(entry.uri)`"
        func row(_ support: String, _ proofs: String) -> String {
            cells([first, entry.clause, support] + peers(table.algorithms[entry.uri], table) + [proofs])
        }
        guard entry.isBuilt, entry.status != .experimental else {
            let tests = entry.isBuilt ? experiments(entry) : refusals
            return (row(entry.status.rawValue, named(tests)), tests.allSatisfy(TestSources.have))
        }
        // What the table says and what the vectors show have to be the same.
        let support = entry.status == .refused ? VectorProof.Support.named.rawValue : entry.status.rawValue
        return (row(support, proof.vectors), proof.support.rawValue == support && !proof.vectors.isEmpty)
    }

    /// One row for some forty URIs, which are no lines of the table.
    private static func statefulSignatures(_ table: PeerTable) -> String {
        let first = "XMSS and XMSS^MT `http://www.w3.org/2021/04/xmldsig-more#xmss…`"
        return cells([first, "RFC 9231 §2.2.6", "refused"] + peers([:], table) + [named(refusals)])
    }

    private static func named(_ tests: [String]) -> String { tests.map { "`\($0)`" }.joined(separator: ", ") }

    /// The same of a canonicalization or a transform.
    private static func row(
        _ entry: TransformTable.Entry, _ table: PeerTable, _ vectors: VectorProof
    ) throws -> (row: String, isProven: Bool) {
        let compared = table.transforms[entry.name]
        let proof = try vectors.proof(feature: compared?.feature, files: compared?.files)
        // No line of a manifest names an alias or what nobody signs with: tests hold these.
        let isHeldByTests = compared?.feature == nil && compared?.files == nil
        let tests = entry.place == .refused ? transforms.dropLast() : transforms.suffix(1)
        let isProven =
            isHeldByTests
            ? (entry.place == .refused || entry.place == .named) && tests.allSatisfy(TestSources.have)
            : proof.support.rawValue == entry.place.rawValue && !proof.vectors.isEmpty
        let cells = ["\(entry.name) `\(entry.uri)`", entry.clause, entry.place.rawValue]
        let proofs = isHeldByTests ? named(Array(tests)) : proof.vectors
        return (Self.cells(cells + peers(compared?.peers, table) + [proofs]), isProven)
    }

    /// What the documentation says now; `nil` where there is no page.
    static func current() -> String? { try? String(contentsOf: file, encoding: .utf8) }

    func write() throws { try text.write(to: Self.file, atomically: true, encoding: .utf8) }
}
