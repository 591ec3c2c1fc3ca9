//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import DocumentGenerator
import Foundation
import LibXML2Oracle
import Testing

/// Our canonical octets against those of libxml2, over documents and node sets that a seed decides.
///
/// A slice of them here; `Scripts/differential` runs all, and has the JDK look at those where libxml2 differs.
@Suite("Canonical forms of generated documents")
struct CanonicalizationDifferentialTests {
    private static let environment = ProcessInfo.processInfo.environment
    static let cases = environment["XMLDSIG_DIFFERENTIAL_CASES"].flatMap { UInt64($0) } ?? 2_000
    /// Where cases are put in which libxml2 differs.
    static let output = environment["XMLDSIG_DIFFERENTIAL_OUTPUT"].map { URL(filePath: $0) }

    @Test("equal those of libxml2 but for listed deviations, and the definitions without any")
    func equalOracle() throws {
        var tally = Tally()
        for seed in 0..<Self.cases {
            let generated = try GeneratedCase(seed: seed)
            let ours = try generated.octets()
            #expect(ours == ReferenceForm.octets(of: generated), "the definitions: \(generated)")
            let theirs = generated.oracleOctets
            tally.count(generated)
            guard ours != theirs else { continue }
            let deviations = PeerDeviation.allCases.filter { $0.applies(to: generated) }
            tally.count(deviations, generated)
            #expect(
                isExcused(ours, theirs, deviations),
                "\(generated): libxml2 has \(text(theirs ?? [])), we have \(text(ours)), of \(text(generated.document))"
            )
            if let output = Self.output { try write(generated, ours, theirs, deviations, to: output) }
        }
        print(tally)
        for trait in DocumentTrait.allCases {
            #expect(tally.share(of: trait) >= DocumentTrait.leastShare, "too few cases with: \(trait.rawValue)")
        }
        for (method, count) in tally.methods { #expect(count * 10 > Int(Self.cases), "too few cases of \(method)") }
    }

    /// Whether the listed deviations account for the difference: without what each of them changes, both are equal.
    private func isExcused(_ ours: [UInt8], _ theirs: [UInt8]?, _ deviations: [PeerDeviation]) -> Bool {
        guard let theirs else { return deviations.contains(.refusedNamespaceName) }
        func masked(_ form: [UInt8]) -> String { deviations.reduce(text(form)) { $1.mask($0) } }
        return masked(ours).utf8.elementsEqual(masked(theirs).utf8)
    }

    /// A case for the JDK: the document, what is asked for, and both answers.
    private func write(
        _ generated: GeneratedCase, _ ours: [UInt8], _ theirs: [UInt8]?, _ deviations: [PeerDeviation], to folder: URL
    ) throws {
        let name = "\(generated.seed)"
        let nodes = (0..<generated.tree.nodeCount).filter { generated.set.contains(XMLNode($0), in: generated.tree) }
        let lines = [
            generated.method.uri,
            generated.inclusivePrefixes.map { $0.isEmpty ? "#default" : text($0) }.joined(separator: " "),
            // The JDK knows no attribute and namespace nodes of their own.
            generated.shape == .axisNodes ? "axes" : generated.shape == .document ? "document" : "nodes",
            nodes.map(String.init).joined(separator: " "),
            deviations.map(\.rawValue).joined(separator: "; "),
        ]
        try Data(generated.document).write(to: folder.appending(path: name + ".xml"))
        try Data(lines.joined(separator: "\n").utf8).write(to: folder.appending(path: name + ".case"))
        try Data(ours).write(to: folder.appending(path: name + ".ours"))
        if let theirs { try Data(theirs).write(to: folder.appending(path: name + ".libxml2")) }
    }
}

private func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }

/// What was tried, and what was found.
private struct Tally: CustomStringConvertible {
    private var total = 0
    private var traits: [DocumentTrait: Int] = [:]
    private(set) var methods: [CanonicalizationMethod: Int] = [:]
    private var differing: [GeneratedCase.Shape: Int] = [:]
    private var shapes: [GeneratedCase.Shape: Int] = [:]
    private var deviations: [PeerDeviation: Int] = [:]

    mutating func count(_ generated: GeneratedCase) {
        total += 1
        methods[generated.method, default: 0] += 1
        shapes[generated.shape, default: 0] += 1
        for trait in DocumentTrait.allCases where trait.isIn(generated) { traits[trait, default: 0] += 1 }
    }

    mutating func count(_ applying: [PeerDeviation], _ generated: GeneratedCase) {
        differing[generated.shape, default: 0] += 1
        for deviation in applying { deviations[deviation, default: 0] += 1 }
    }

    func share(of trait: DocumentTrait) -> Double { Double(traits[trait] ?? 0) / Double(max(total, 1)) }

    var description: String {
        let shapes = GeneratedCase.Shape.allCases.map {
            "  \($0.rawValue): \(differing[$0] ?? 0) of \(self.shapes[$0] ?? 0) differ from libxml2"
        }
        let traits = DocumentTrait.allCases.map {
            "  \($0.rawValue): \((share(of: $0) * 1_000).rounded() / 10) %"
        }
        let deviations = PeerDeviation.allCases.map { "  \($0.rawValue): \(self.deviations[$0] ?? 0)" }
        return
            (["\(total) generated cases"] + shapes + ["traits"] + traits + ["libxml2's deviations in these"]
            + deviations)
            .joined(separator: "\n")
    }
}
