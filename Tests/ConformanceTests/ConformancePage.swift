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

/// `Documentation/Conformance.md`; written by `Scripts/update-conformance`.
struct ConformancePage {
    private static let file = VectorFolder.package.appending(path: "Documentation/Conformance.md")
    /// Where those that can't be carried out are held to be refused, each with a code.
    private static let refusals = "`AlgorithmTableTests`"
    /// Where those are held that not every OpenSSL has: what the vectors answer would make another page with each.
    private static let experiments = "`ExperimentalAlgorithmTests`"

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
                if proof.vectors.isEmpty, proof.support != .notYet { unproven.append(row.name) }
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

            <!-- written by Scripts/update-conformance -->

            What this library validates, and which vector of `TestVectors/` proves it; beside it what other \
            implementations offer, by their sources and documentation of 2026: \(peers).

            | here | means |
            |---|---|
            | default | every policy allows it, `strict` too |
            | legacy, interop | the preset of that name allows it, and reports each use |
            | named | no preset has it; a policy that names it does |
            | refused | known, and refused under every policy |
            | experimental | no preset has it; a policy that names it does, where the OpenSSL at hand offers it |
            | not yet | to be built |

            The column comes from the tables of algorithms and of transforms, and for all else from what the \
            library answers to the vectors under each preset; so do the vectors, which count valid and tampered ones. \
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
        var support = entry.status.rawValue
        var isProven = true
        let isExperimental = entry.status == .experimental
        if entry.isBuilt, !isExperimental {
            // What the table says and what the vectors show have to be the same.
            let named = entry.status == .refused ? VectorProof.Support.named.rawValue : support
            isProven = proof.support.rawValue == named
            support = named
        }
        let tests = isExperimental ? experiments : refusals
        let proofs = proof.vectors.isEmpty || isExperimental ? tests : proof.vectors
        let cells = ["\(entry.name)<br>`\(entry.uri)`", entry.clause, support]
        return (Self.cells(cells + peers(table.algorithms[entry.uri], table) + [proofs]), isProven)
    }

    /// The same of a canonicalization or a transform.
    private static func row(
        _ entry: TransformTable.Entry, _ table: PeerTable, _ vectors: VectorProof
    ) throws -> (row: String, isProven: Bool) {
        let compared = table.transforms[entry.name]
        let proof = try vectors.proof(feature: compared?.feature, files: compared?.files)
        // No line of a manifest names an alias or what nobody signs with: tests hold these.
        let isHeldByTests = compared?.feature == nil && compared?.files == nil
        let isProven =
            isHeldByTests
            ? entry.place == .refused || entry.place == .named
            : proof.support.rawValue == entry.place.rawValue && !proof.vectors.isEmpty
        let cells = ["\(entry.name)<br>`\(entry.uri)`", entry.clause, entry.place.rawValue]
        let proofs = isHeldByTests ? "`TransformTableTests`" : proof.vectors
        return (Self.cells(cells + peers(compared?.peers, table) + [proofs]), isProven)
    }

    /// What the documentation says now; `nil` where there is no page.
    static func current() -> String? { try? String(contentsOf: file, encoding: .utf8) }

    func write() throws { try text.write(to: Self.file, atomically: true, encoding: .utf8) }
}
