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
import Foundation
import Testing

@testable import XMLSignature

/// Negatives by the hundred: one character of what is signed changed in a document that passes.
@Suite("Tampering")
struct TamperingTests {
    /// A letter or digit for another one, so that the document stays well formed and base64 stays base64.
    private static func changed(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "y"), UInt8(ascii: "A")...UInt8(ascii: "Y"),
            UInt8(ascii: "0")...UInt8(ascii: "8"):
            octet + 1
        case UInt8(ascii: "z"), UInt8(ascii: "Z"), UInt8(ascii: "9"): octet - 1
        default: nil
        }
    }

    /// The places of letters and digits in the value of each signature and in all that it covers: content, digests,
    /// algorithms, names of attributes and elements alike.
    private static func places(_ result: ValidatedDocument, every stride: Int) -> [(offset: Int, signature: Int)] {
        guard let tree = result.tree else { return [] }
        var places: [(Int, Int)] = []
        for outcome in result.outcomes {
            guard let signature = outcome.signature else { continue }
            var nodes = Array(tree.subtree(of: signature.signedInfo.node))
            for covered in outcome.references.compactMap(\.covered) { nodes += covered.nodes.ranges.joined() }
            for value in tree.children(of: signature.node)
            where tree.isElement(value, SignatureNamespace.signature, "SignatureValue") {
                nodes += Array(tree.subtree(of: value))
            }
            for index in Set(nodes) where tree.nodes[index].kind == .text {
                for offset in tree.textRange(index) where offset % stride == 0 {
                    places.append((offset, result.outcomes.firstIndex { $0.node == outcome.node } ?? 0))
                }
            }
            for index in Set(nodes) where tree.nodes[index].kind == .element {
                for attribute in tree.elements[Int(tree.nodes[index].payload)].attributes {
                    let record = tree.attributes[attribute]
                    for offset in Int(record.valueStart)..<Int(record.valueEnd) where offset % stride == 0 {
                        places.append((offset, result.outcomes.firstIndex { $0.node == outcome.node } ?? 0))
                    }
                }
            }
        }
        return places
    }

    @Test("a changed character in what a signature covers makes it pass no longer")
    func everywhere() throws {
        let validator = try SampleArchive.validator()
        let time = try SampleArchive.time()
        var count = 0
        for (name, octets) in try SampleArchive.documents(in: "archive") {
            let result = validator.validate(octets, at: time)
            // Places are counted in UTF-8; of documents in another encoding they would be others.
            guard result.report.indication == .totalPassed, case .utf8(0)? = result.tree?.origin else { continue }
            for place in Self.places(result, every: 331) {
                guard let other = Self.changed(octets[place.offset]) else { continue }
                var tampered = octets
                tampered[place.offset] = other
                let report = validator.validate(tampered, at: time).report
                count += 1
                guard report.signatures.indices.contains(place.signature) else { continue }
                let signature = report.signatures[place.signature]
                #expect(signature.indication != .totalPassed, "\(name) at \(place.offset)")
                #expect(signature.coreValidation != .valid, "\(name) at \(place.offset)")
            }
        }
        #expect(count > 200)
    }
}
