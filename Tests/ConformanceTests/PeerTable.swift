//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import VectorFolders

/// What other implementations offer, and which rows the conformance page has: `Peers.json`.
///
/// Of this library the file says nothing; its column comes from ``AlgorithmTable``, ``TransformTable`` and from answers to vectors.
struct PeerTable: Decodable {
    /// What proves a canonicalization or a transform of ``TransformTable``, and what peers offer of it.
    struct Transform: Decodable {
        let feature: String?
        let files: String?
        let peers: [String: String]
    }

    /// A row that is in no table.
    struct Row: Decodable {
        let name: String
        let clause: String
        /// The vectors that prove it: those with this feature, …
        let feature: String?
        /// … or those whose path begins with what this expression matches.
        let files: String?
        let peers: [String: String]
    }

    struct Section: Decodable {
        let title: String
        let rows: [Row]
    }

    /// In the order of the columns.
    let peers: [String]
    let versions: [String: String]
    /// By the URI of the algorithm.
    let algorithms: [String: [String: String]]
    /// By the name of the entry.
    let transforms: [String: Transform]
    let forms: [Section]

    static func read() throws -> Self {
        let file = VectorFolder.package.appending(path: "Tests/ConformanceTests/Peers.json")
        return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
}
