//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Diagnostics
import XMLSignature

extension FixtureRunner {
    /// `parser`: whether the document is read.
    func parse(_ fixture: Fixture, _ octets: [UInt8]) throws(InputFileError) -> FixtureOutcome {
        var reader = XMLReader(documentTypes: try documentTypes(of: fixture))
        do {
            _ = try reader.read(octets)
            return FixtureOutcome(.valid)
        } catch {
            return FixtureOutcome(.refused, detail: error.description)
        }
    }

    /// `c14n`: whether the canonical form has exactly the octets of the file `output`.
    func canonicalize(_ fixture: Fixture, _ octets: [UInt8]) throws(InputFileError) -> FixtureOutcome {
        guard let method = fixture.method, let output = fixture.output else {
            return .skipped("the line has no `alg` or no `output`")
        }
        let expected = try files.octets(output)
        var reader = XMLReader(documentTypes: try documentTypes(of: fixture))
        do {
            let tree = try reader.read(octets)
            let canonicalizer = Canonicalizer(
                method,
                inclusivePrefixes: Self.prefixes(fixture.inclusivePrefixes ?? ""),
                permitsRelativeNamespaces: fixture.needs.contains(.relativeNamespaceURI)
            )
            let set = try fixture.xpath.map { path in
                try NodeSet(selectedBy: XPathExpression(path, namespaces: fixture.namespaces), in: tree)
            }
            let form = try canonicalizer.octets(of: set ?? NodeSet(subtreeOf: .document, in: tree), in: tree)
            if form == expected { return FixtureOutcome(.output) }
            let common = zip(form, expected).prefix { $0 == $1 }.count
            return FixtureOutcome(.different, detail: "octet \(common) of \(form.count) is another one")
        } catch let error as any XMLDSigError {
            return FixtureOutcome(.refused, detail: error.description)
        } catch {
            return FixtureOutcome(.refused, detail: "\(error)")
        }
    }

    /// The prefixes of a PrefixList (Exclusive XML Canonicalization 1.0 §3): an empty one is `#default`.
    package static func prefixes(_ list: String) -> [[UInt8]] {
        list.split { $0.isWhitespace }.map { $0 == "#default" ? [] : Array($0.utf8) }
    }

    /// What a line permits of document type declarations: exactly what `needs` and `detached` say.
    func documentTypes(of fixture: Fixture) throws(InputFileError) -> DocumentTypePolicy {
        guard fixture.needs.contains(.documentType) else { return .refused }
        var entities: [[UInt8]: [UInt8]] = [:]
        if fixture.needs.contains(.externalEntity) {
            for (identifier, path) in fixture.detached { entities[Array(identifier.utf8)] = try files.octets(path) }
        }
        return .internalSubset(externalEntities: entities)
    }
}
