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
import Testing
import VectorFolders

/// The page of the documentation that says what is supported, held to what the library does.
@Suite("Conformance page", .enabled(if: VectorFolder.own.isExpected))
struct ConformancePageTests {
    private static let isUpdating = ProcessInfo.processInfo.environment["XMLDSIG_UPDATE_STATUS"] != nil

    @Test("The page says what the table of algorithms and the vectors say, and each row is proven")
    func page() async throws {
        let table = try PeerTable.read()
        let page = try ConformancePage(table, await VectorProof())
        #expect(page.unproven.isEmpty, "\(page.unproven.joined(separator: "\n"))")
        if Self.isUpdating { try page.write() }
        #expect(ConformancePage.current() == page.text, "run Scripts/update-conformance")
    }

    @Test("Every algorithm of the table is compared, and no other one")
    func algorithms() throws {
        let compared = try Set(PeerTable.read().algorithms.keys)
        let known = Set(AlgorithmTable.entries.map(\.uri))
        #expect(known.symmetricDifference(compared).isEmpty, "\(known.symmetricDifference(compared).sorted())")
    }
}
