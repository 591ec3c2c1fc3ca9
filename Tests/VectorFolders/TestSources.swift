//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation

/// The tests of the package by their sources, for pages that name them.
package enum TestSources {
    private static let texts: [String] = {
        let folder = VectorFolder.package.appending(path: "Tests").resolvingSymlinksInPath()
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return files.filter { $0.hasSuffix("Tests.swift") }
            .compactMap { try? String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    }()

    /// Whether there is such a test.
    ///
    /// - Parameter name: Of the suite and the function, as in `Suite.function`.
    package static func have(_ name: String) -> Bool {
        let parts = name.split(separator: ".")
        guard parts.count == 2 else { return false }
        return texts.contains { $0.contains("struct \(parts[0]) ") && $0.contains("func \(parts[1])(") }
    }
}
