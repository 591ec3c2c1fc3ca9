//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

#if canImport(FoundationEssentials)
// Without the tables of ICU, which cost a start of the tool more than a small document does.
package import FoundationEssentials
#else
package import Foundation
#endif

/// The cases of a manifest, in order.
package struct FixtureManifest: Sendable {
    package let fixtures: [Fixture]

    package init(fixtures: [Fixture]) { self.fixtures = fixtures }

    /// - Parameter octets: JSON Lines; empty lines are left out and counted.
    /// - Throws: ``FixtureManifestError`` at the first line that isn't a JSON object with `kind` and `file`.
    package init(octets: [UInt8]) throws(FixtureManifestError) {
        var fixtures: [Fixture] = []
        var number = 0
        for line in octets.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t") }) {
                continue
            }
            fixtures.append(try Fixture(json: Data(line), line: number))
        }
        self.fixtures = fixtures
    }

    /// The cases that have this text in this field.
    package func only(_ field: String, _ value: String) -> Self {
        Self(fixtures: fixtures.filter { $0.fields[field] == value })
    }
}

/// A manifest that is no manifest.
package struct FixtureManifestError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, from 1.
    package let line: Int
    package let message: String

    package var description: String { "line \(line): \(message)" }
}

extension Fixture {
    /// - Throws: ``FixtureManifestError`` where the line isn't a JSON object with `kind` and `file`.
    package init(json: Data, line: Int) throws(FixtureManifestError) {
        let decoded: any Sendable
        do {
            decoded = try JSONDecoder().decode(JSONValue.self, from: json)
        } catch {
            throw FixtureManifestError(line: line, message: "this is no JSON")
        }
        guard case .object(let members) = decoded as? JSONValue else {
            throw FixtureManifestError(line: line, message: "a case is a JSON object")
        }
        guard case .string(let kind) = members["kind"], case .string(let file) = members["file"] else {
            throw FixtureManifestError(line: line, message: "a case has a `kind` and a `file`")
        }
        var fields = FixtureFields(members)
        self.init(
            line: line,
            kind: kind,
            file: file,
            variant: fields.text("variant"),
            test: fields.text("test"),
            expect: fields.word("expect", of: Self.expectations),
            core: fields.parsed("core", by: CoreResult.init(rawValue:))
        )
        if Kind(rawValue: kind) == nil { fields.complain("kind `\(kind)` isn't known") }
        read(&fields)
        self.fields = members.compactMapValues(\.text)
        unknown = fields.complaint
    }

    private mutating func read(_ fields: inout FixtureFields) {
        key = fields.parsed("key", by: FixtureKey.init(field:))
        keyName = fields.text("keyname")
        lookupPool = fields.texts("lookup_pool") ?? []
        trust = fields.texts("trust") ?? []
        untrusted = fields.texts("untrusted") ?? []
        crls = fields.texts("crls") ?? []
        pool = fields.texts("pool") ?? []
        time = fields.text("time")
        policy = Set(fields.allParsed("policy", by: Policy.init(rawValue:)))
        needs = Set(fields.allParsed("needs", by: FixtureNeed.init(word:)))
        requires = fields.allParsed("requires", by: OpenSSLRequirement.init)
        idAttributes = fields.texts("id_attrs")
        detached = fields.table("detached")
        signatureIndex = fields.number("signature_index") ?? 0
        referenceOutputs = fields.table("reference_outputs")
        signedPaths = fields.texts("signed_paths")
        method = fields.parsed("alg") { CanonicalizationMethod(uri: Array($0.utf8)) }
        output = fields.text("output")
        xpath = fields.text("xpath")
        namespaces = fields.table("namespaces")
        inclusivePrefixes = fields.text("inclusive_prefixes")
        profile = fields.parsed("profile", by: Profile.init(rawValue:))
        initialPolicies = fields.texts("initial_policies")
        explicitPolicy = fields.boolean("explicit_policy") ?? false
        inhibitPolicyMapping = fields.boolean("inhibit_policy_mapping") ?? false
        inhibitAnyPolicy = fields.boolean("inhibit_any_policy") ?? false
        expectedPolicies = fields.texts("expected_policies")
    }
}
