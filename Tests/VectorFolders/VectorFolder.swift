//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Foundation

/// Where vectors are on this machine.
package struct VectorFolder {
    /// The root of the package.
    package static let package = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Vectors of other projects, which aren't part of this one: `XMLDSIG_VECTORS` names the folder, else it stands
    /// beside the package.
    package static let others = Self(
        ProcessInfo.processInfo.environment["XMLDSIG_VECTORS"].map { URL(filePath: $0) }
            ?? package.deletingLastPathComponent().appending(path: "shared/vectors"),
        manifestName: "INDEX.jsonl"
    )

    /// Our own, made by independent signers.
    package static let own = Self(package.appending(path: "TestVectors"), manifestName: "manifest.jsonl")

    /// In continuous integration a folder that is absent is a failure, elsewhere its tests are skipped.
    package static let isRequired = ProcessInfo.processInfo.environment["CI"] != nil

    package let folder: URL
    let manifest: URL

    private init(_ folder: URL, manifestName: String) {
        self.folder = folder
        manifest = folder.appending(path: manifestName)
    }

    package var path: String { folder.path(percentEncoded: false) }

    package var exists: Bool { FileManager.default.fileExists(atPath: manifest.path(percentEncoded: false)) }

    /// Whether tests of the folder run: where it is required and absent they fail.
    package var isExpected: Bool { exists || Self.isRequired }

    package func manifestOctets() throws -> [UInt8] { Array(try Data(contentsOf: manifest)) }
}
