//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import SignatureCryptography

/// Limits that a policy file sets by name.
///
/// One table serves reading and writing, so that none can be said that isn't heard.
protocol NamedLimits: JSONWritable {
    /// Every limit under the name of its property.
    static var members: [(name: String, limit: WritableKeyPath<Self, Int>)] { get }
}

extension NamedLimits {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for (name, limit) in Self.members { writer.member(name, self[keyPath: limit]) }
        }
    }

    /// These limits with those that a policy file sets.
    func replaced(from decoder: any Decoder) throws -> Self {
        let members = try PolicyMembers<NoMember>(decoder, known: Self.members.map(\.name))
        var limits = self
        for (name, limit) in Self.members { limits[keyPath: limit] = try members.count(name, or: self[keyPath: limit]) }
        return limits
    }

    func encodeMembers(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MemberName.self)
        for (name, limit) in Self.members { try container.encode(self[keyPath: limit], forKey: MemberName(name)) }
    }
}

/// For objects whose members a table names.
enum NoMember: String, CaseIterable { case none = "" }

extension ReadingLimits: NamedLimits {
    static var members: [(name: String, limit: WritableKeyPath<Self, Int>)] {
        [
            ("documentBytes", \.documentBytes), ("nodes", \.nodes), ("depth", \.depth), ("attributes", \.attributes),
            ("namespaceDeclarations", \.namespaceDeclarations), ("nameBytes", \.nameBytes),
            ("entityExpansionBytes", \.entityExpansionBytes),
        ]
    }
}

extension XPathLimits: NamedLimits {
    static var members: [(name: String, limit: WritableKeyPath<Self, Int>)] {
        [
            ("operations", \.operations), ("nodes", \.nodes), ("seconds", \.seconds),
            ("expressionOctets", \.expressionOctets), ("tokens", \.tokens), ("nesting", \.nesting),
            ("bindings", \.bindings), ("filters", \.filters),
        ]
    }
}

extension SignatureLimits: NamedLimits {
    static var members: [(name: String, limit: WritableKeyPath<Self, Int>)] {
        [
            ("signatures", \.signatures), ("references", \.references), ("transforms", \.transforms),
            ("prefixes", \.prefixes), ("base64Octets", \.base64Octets), ("certificates", \.certificates),
            ("keys", \.keys), ("publicKeyOperations", \.publicKeyOperations),
            ("keyRetrievals", \.keyRetrievals), ("externalURIs", \.externalURIs), ("externalOctets", \.externalOctets),
            ("canonicalOutputFactor", \.canonicalOutputFactor),
            ("canonicalOutputOctets", \.canonicalOutputOctets),
        ]
    }
}
