//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import Foundation
import Testing

@Suite("The catalogue of codes")
struct CatalogueTests {
    @Test("has every finding, and each code once in its room")
    func isComplete() {
        let findings = Catalogue.entries.filter { $0.room == "Findings" }
        #expect(findings == FindingCode.all.map(\.entry))
        #expect(Set(Catalogue.entries.map { $0.room + " " + $0.code }).count == Catalogue.entries.count)
        for code in FindingCode.all { #expect(FindingCode(name: code.description) == code) }
    }

    @Test("says of each code what it means and what to do, in sentences")
    func saysSomething() {
        for entry in Catalogue.entries {
            #expect(entry.code.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
            for text in [entry.meaning, entry.hint] {
                #expect(text.hasSuffix(".") && text.first?.isLowercase == false, "\(entry.code): \(text)")
                #expect(!text.contains("\n"))
            }
            #expect(!entry.severities.isEmpty && Set(entry.severities).count == entry.severities.count)
            if entry.room != "Findings" { #expect(entry.severities == [.error]) }
        }
    }

    @Test("is the page of the documentation")
    func isThePage() throws {
        let page = CataloguePage()
        if ProcessInfo.processInfo.environment["XMLDSIG_UPDATE_CATALOGUE"] != nil {
            try page.text.write(to: CataloguePage.file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: CataloguePage.file, encoding: .utf8)
        #expect(written == page.text, "run Scripts/update-catalogue")
    }
}
