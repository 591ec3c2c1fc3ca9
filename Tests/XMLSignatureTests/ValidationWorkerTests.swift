//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics
import Testing
import VectorFolders
import XMLSignature

@Suite("Workers", .enabled(if: VectorFolder.own.exists))
struct ValidationWorkerTests {
    /// Good and bad documents, refused ones among them, in an order in which each kind comes after each.
    private static func documents() throws -> [(name: String, octets: [UInt8])] {
        let good = try SampleArchive.documents(in: "archive")
        let others = try SampleArchive.documents(in: "cases") + SampleArchive.documents(in: "bad")
        return (0..<max(good.count, others.count)).flatMap { index in
            [good[index % good.count], others[index % others.count]]
        }
    }

    @Test(
        "say of a document what a validator says that has seen nothing, whatever came before", arguments: [false, true]
    )
    func sameReports(reversed: Bool) throws {
        let time = try SampleArchive.time()
        let documents = reversed ? try Self.documents().reversed() : try Self.documents()
        var worker = try SampleArchive.validator(.legacy).worker()
        var indications: Set<DocumentIndication> = []
        for document in documents {
            let expected = try SampleArchive.validator(.legacy)
                .validate(document.octets, named: document.name, at: time).report
            let report = worker.validate(document.octets, named: document.name, at: time).report
            #expect(report == expected, "\(document.name)")
            indications.insert(report.indication)
        }
        #expect(indications.isSuperset(of: [.totalPassed, .totalFailed, .indeterminate, .refused]))
    }

    @Test("leave a document that was judged before, and its content, as they were")
    func earlierDocuments() throws {
        let time = try SampleArchive.time()
        var worker = try SampleArchive.validator().worker()
        var judged: [(document: ValidatedDocument, content: [[UInt8]], names: [String])] = []
        for document in try SampleArchive.documents(in: "archive") {
            let validated = worker.validate(document.octets, at: time)
            judged.append((validated, Self.content(of: validated), Self.names(in: validated)))
        }
        for (document, content, names) in judged {
            #expect(Self.content(of: document) == content)
            #expect(Self.names(in: document) == names)
        }
        #expect(judged.contains { !$0.content.isEmpty })
    }

    private static func content(of document: ValidatedDocument) -> [[UInt8]] {
        document.report.signatures.flatMap { signature in
            document.content(coveredBy: signature.number).map(\.octets)
        }
    }

    private static func names(in document: ValidatedDocument) -> [String] {
        guard let tree = document.tree else { return [] }
        return (0..<tree.nodeCount).map { tree.nameAsWritten(of: XMLNode($0)) }
    }

    @Test("share what they find out, and ask for nothing that they saw themselves")
    func caches() throws {
        let time = try SampleArchive.time()
        let document = try SampleArchive.octets("archive/invoice-201.xml")
        let validator = try SampleArchive.validator()
        var first = validator.worker()
        var second = validator.worker()
        func questions() -> [Int] {
            [validator.caches.certificateStatistics, validator.caches.pathStatistics].map { $0.hits + $0.misses }
        }
        _ = first.validate(document, at: time)
        let path = validator.caches.pathStatistics
        #expect(path.hits == 0 && path.count == 1)
        _ = second.validate(document, at: time)
        #expect(validator.caches.certificateStatistics.hits > 0)
        #expect(validator.caches.pathStatistics.hits == 1)
        let before = questions()
        for _ in 0..<3 {
            #expect(first.validate(document, at: time).report.indication == .totalPassed)
            #expect(second.validate(document, at: time).report.indication == .totalPassed)
        }
        #expect(questions() == before)
    }

    @Test("judge a path anew at a time at which it doesn't hold any more")
    func otherTime() throws {
        let document = try SampleArchive.octets("archive/invoice-201.xml")
        let time = try SampleArchive.time()
        var worker = try SampleArchive.validator().worker()
        let signer = try #require(worker.validate(document, at: time).report.signatures.first?.signer)
        var indications: Set<DocumentIndication> = []
        for instant in [
            time, signer.notAfter, Instant(seconds: signer.notAfter.seconds + 1), time,
            Instant(seconds: signer.notBefore.seconds - 1), signer.notBefore, time,
        ] {
            let report = worker.validate(document, at: instant).report
            #expect(try report == SampleArchive.validator().validate(document, at: instant).report, "\(instant)")
            indications.insert(report.indication)
        }
        #expect(indications == [.totalPassed, .indeterminate])
    }

    @Test("without the digest of the document everything else in the report is as with it")
    func withoutDigest() throws {
        let time = try SampleArchive.time()
        let octets = try SampleArchive.octets("archive/invoice-201.xml")
        let validator = try SampleArchive.validator()
        let bare = SignatureValidator(
            policy: validator.policy, trust: validator.trust, certificates: validator.certificates,
            digestsDocuments: false
        )
        var expected = validator.validate(octets, at: time).report
        #expect(expected.sha256 != nil)
        expected.sha256 = nil
        let report = bare.validate(octets, at: time).report
        #expect(report == expected)
        #expect(String(decoding: report.json, as: UTF8.self).contains(#""sha256":null,"bytes""#))
    }
}
