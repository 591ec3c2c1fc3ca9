//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import Testing
import VectorFolders

/// `Documentation/CertificateAttacks.md` names for each attack what holds it off; all of that exists.
@Suite("The page about attacks on certificate paths")
struct AttackPageTests {
    private static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let rows: [Substring] = {
        let page = try? String(
            contentsOf: package.appending(path: "Documentation/CertificateAttacks.md"), encoding: .utf8)
        return (page ?? "").split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2).map { $0 }
    }()

    /// What stands in code marks in the last column of a row.
    private static func names(_ row: Substring) -> [String] {
        let cell = row.split(separator: "|").last ?? ""
        return cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    private static let cases = Set(
        ["path", "crl", "ocsp", "conforming"].flatMap { (try? PathCase.own($0)) ?? [] }.map(\.id)
    )

    @Test("has the attacks that are known")
    func count() { #expect(Self.rows.count == 32) }

    @Test("names for each at least one test or case, and every one of them exists", arguments: rows)
    func exists(row: Substring) {
        let names = Self.names(row)
        #expect(!names.isEmpty, "\(row)")
        for name in names {
            if name.contains("::") {
                #expect(Self.cases.contains(name), "there is no case \(name)")
            } else {
                #expect(TestSources.have(name), "there is no test \(name)")
            }
        }
    }
}
