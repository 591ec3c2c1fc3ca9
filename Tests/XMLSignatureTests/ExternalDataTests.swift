//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics
import Foundation
import Synchronization
import Testing
import XMLSignature

/// XML-DSig §4.4.3.1: what is outside of the document comes from the caller, and only from there.
@Suite("External data")
struct ExternalDataTests {
    /// Answers from a table and remembers what it was asked.
    private final class Resolver: ExternalDataResolver {
        private let answers: @Sendable (String) throws -> ExternalContent?
        private let asked = Mutex<[String]>([])

        init(_ answers: @escaping @Sendable (String) throws -> ExternalContent?) { self.answers = answers }

        var uris: [String] { asked.withLock { $0 } }

        func content(behind uri: String) throws -> ExternalContent? {
            asked.withLock { $0.append(uri) }
            return try answers(uri)
        }
    }

    private struct Unreachable: Error, CustomStringConvertible {
        let description = "the store is away"
    }

    private func judge(
        _ document: String, _ resolver: any ExternalDataResolver, _ change: (inout SignatureLimits) -> Void = { _ in }
    ) throws -> [SignatureReport] {
        var limits = SignatureLimits()
        change(&limits)
        let validator = SignatureValidator(
            policy: .strict.with(limits: limits),
            pinnedKeys: HandSigned.pinned(),
            externalData: resolver
        )
        return validator.validate(document).report.signatures
    }

    private static func document(_ uris: String..., digested: String = "data") -> String {
        let references = uris.map { HandSigned.reference(" URI=\"\($0)\"", digested: digested) }.joined()
        return "<doc>\(HandSigned.signature(HandSigned.signedInfo(references)))</doc>"
    }

    @Test("comes as octets, as a stream or as a file", arguments: ["octets", "stream", "empty pieces", "file"])
    func forms(form: String) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data("data".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let path = file.path
        let resolver = Resolver { _ in
            switch form {
            case "octets": return .octets(Array("data".utf8))
            case "file": return .file(path: path)
            default:
                var pieces = form == "stream" ? ["da", "ta"] : ["", "data", ""]
                return .stream { pieces.isEmpty ? nil : Array(pieces.removeFirst().utf8) }
            }
        }
        let report = try judge(Self.document("cid:part@example.org"), resolver)[0]
        #expect(report.indication == .totalPassed, "\(report.findings)")
        #expect(report.has(.referenceExternal))
    }

    @Test(
        "is asked for once for each URI, in document order, of all signatures and Manifests, whatever becomes of them")
    func order() throws {
        let entry = HandSigned.reference(" URI=\"in-manifest\"", digested: "data")
        let bad = Self.document("a", "b", "a").replacing("<SignatureValue>", with: "<SignatureValue>AAAA")
        let second = HandSigned.signature(
            HandSigned.signedInfo(HandSigned.reference(" URI=\"c\"", digested: "data")),
            rest: "<Object><Manifest>\(entry)</Manifest></Object>"
        )
        let resolver = Resolver { _ in .octets(Array("data".utf8)) }
        let reports = try judge("<all>\(bad)\(second)</all>", resolver)
        #expect(reports.map(\.coreValidation) == [.invalid, .valid])
        #expect(resolver.uris == ["a", "b", "c", "in-manifest"])
    }

    @Test("is never asked for in the same document")
    func sameDocument() throws {
        let resolver = Resolver { _ in .octets([]) }
        let reports = try judge(HandSigned.simple(), resolver)
        #expect(reports[0].indication == .totalPassed)
        #expect(resolver.uris.isEmpty)
    }

    @Test("that the resolver can't give is a finding of its own, with what the resolver says")
    func failure() throws {
        let thrown = try judge(Self.document("a"), Resolver { _ in throw Unreachable() })[0]
        #expect(thrown.findings.first?.code == .externalDataFailed)
        #expect(thrown.findings.first?.message.contains("the store is away") == true)
        #expect(thrown.subIndication == .signedDataNotFound)
        let broken = Resolver { _ in .stream { throw Unreachable() } }
        #expect(try judge(Self.document("a"), broken)[0].findings.first?.code == .externalDataFailed)
        let folder = Resolver { _ in .file(path: "/") }
        #expect(try judge(Self.document("a"), folder)[0].findings.first?.code == .externalDataFailed)
        let none = try judge(Self.document("a"), Resolver { _ in nil })[0]
        #expect(none.findings.first?.code == .referenceNotFound)
    }

    @Test("has a limit, of octets in all and of URIs")
    func limits() throws {
        let octets = Resolver { _ in .octets(Array("data".utf8)) }
        let endless = Resolver { _ in .stream { Array("data".utf8) } }
        for (limit, isRefused) in [(8, false), (7, true)] {
            let report = try judge(Self.document("a", "b"), octets) { $0.externalOctets = limit }[0]
            #expect((report.findings.first?.code == .limitExceeded) == isRefused, "\(report.findings)")
            if isRefused { #expect(report.references.map(\.status) == [.valid, .refused]) }
        }
        #expect(try judge(Self.document("a"), endless) { $0.externalOctets = 1_000 }[0].has(.limitExceeded))
        for (limit, isRefused) in [(2, false), (1, true)] {
            let report = try judge(Self.document("a", "b", "a"), octets) { $0.externalURIs = limit }[0]
            #expect((report.findings.first?.code == .limitExceeded) == isRefused)
        }
    }
}
