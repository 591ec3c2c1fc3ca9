//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CanonicalXML
import CertificateValidation
import SignatureCryptography

/// A policy file is one object. `name` is required and isn't a preset's; `extends` names the preset from which everything
/// comes that the file doesn't say, `strict` unless it is there. The members are described in the documentation, page
/// *Policies*.
extension ValidationPolicy: Codable {
    private enum Member: String, CaseIterable, CodingKey {
        case extends, name, algorithms, reading, limits, idAttributes, documentTypes, references, manifests
        case coverage, minimumSignatures, xPath, revocation, certificates
    }

    /// The presets: ``strict``, ``legacy``, ``interop``.
    public static let presets: [Self] = [.strict, .legacy, .interop]

    /// The preset of this name; `nil` where there is none.
    public init?(preset name: String) {
        guard let preset = Self.presets.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return nil }
        self = preset
    }

    /// - Throws: `DecodingError` with the path of what isn't understood: a member or a name that isn't known, a value of
    ///   another type, a preset's name for something else.
    public init(from decoder: any Decoder) throws {
        let members = try PolicyMembers(decoder, Member.self)
        let parent = try members.value(.extends, or: Self.strict.name)
        guard let base = Self(preset: parent) else {
            throw members.failure(.extends, "no preset is called `\(parent)`")
        }
        guard let name = try members.value(Member.name.rawValue, String.self), !name.isEmpty else {
            throw members.failure(.name, "a policy has a name, which reports give")
        }
        self.init(
            name: name,
            algorithms: try members.nested(.algorithms) {
                try AlgorithmPolicy(from: $0, extending: base.algorithms)
            } ?? base.algorithms,
            reading: try members.nested(.reading, base.reading.replaced) ?? base.reading,
            limits: try members.nested(.limits, base.limits.replaced) ?? base.limits,
            idAttributes: try Self.idAttributes(members) ?? base.idAttributes,
            documentTypes: try members.value(.documentTypes, or: base.documentTypes),
            references: try members.value(.references, or: base.references),
            manifests: try members.value(.manifests, or: base.manifests),
            coverage: try members.value(.coverage, or: base.coverage),
            minimumSignatures: try members.count(Member.minimumSignatures.rawValue, or: base.minimumSignatures),
            xPath: try members.nested(.xPath, base.xPath.replaced) ?? base.xPath,
            revocation: try members.nested(.revocation, base.revocation.replaced) ?? base.revocation,
            certificates: try members.nested(.certificates, base.certificates.replaced) ?? base.certificates
        )
        if let preset = Self(preset: name), preset.json != json {
            throw members.failure(.name, "`\(name)` is a preset, and this policy says something else")
        }
    }

    private static func idAttributes(_ members: PolicyMembers<Member>) throws -> [IDAttribute]? {
        guard let notations = try members.value(Member.idAttributes.rawValue, [String].self) else { return nil }
        return try notations.map { notation in
            guard let attribute = IDAttribute(notation: notation) else {
                throw members.failure(.idAttributes, "`\(notation)` is none of Name, xml:Name and {namespace}Name")
            }
            return attribute
        }
    }

    /// Writes every member, so that the file says the same under any version; `certificates` only where it asks for
    /// something, as ``json`` does.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encode(name, forKey: .name)
        try container.encode(algorithms, forKey: .algorithms)
        try reading.encodeMembers(to: container.superEncoder(forKey: .reading))
        try limits.encodeMembers(to: container.superEncoder(forKey: .limits))
        try container.encode(idAttributes.map(\.notation), forKey: .idAttributes)
        try container.encode(documentTypes, forKey: .documentTypes)
        try container.encode(references, forKey: .references)
        try container.encode(manifests, forKey: .manifests)
        try container.encode(coverage, forKey: .coverage)
        try container.encode(minimumSignatures, forKey: .minimumSignatures)
        try xPath.encodeMembers(to: container.superEncoder(forKey: .xPath))
        try revocation.encodeMembers(to: container.superEncoder(forKey: .revocation))
        if certificates != CertificateDemands() {
            try certificates.encodeMembers(to: container.superEncoder(forKey: .certificates))
        }
    }
}

/// In JSON `"refused"`, `"internal-subset"`, or `{"externalEntities": {system identifier: base64}}`.
extension DocumentTypePolicy: Codable {
    private enum Member: String, CaseIterable, CodingKey { case externalEntities }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let word = try? container.decode(String.self) else {
            self = .internalSubset(externalEntities: try Self.entities(decoder))
            return
        }
        switch word {
        case "refused": self = .refused
        case "internal-subset": self = .internalSubset(externalEntities: [:])
        default:
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "`\(word)` is neither `refused` nor `internal-subset`"
            )
        }
    }

    private static func entities(_ decoder: any Decoder) throws -> [[UInt8]: [UInt8]] {
        let members = try PolicyMembers(decoder, Member.self)
        var entities: [[UInt8]: [UInt8]] = [:]
        for (identifier, text) in try members.value(.externalEntities, or: [String: String]()) {
            do {
                let limit = ReadingLimits().documentBytes
                entities[Array(identifier.utf8)] = try Base64.decode(Array(text.utf8).span, limit: limit)
            } catch {
                throw members.failure(.externalEntities, "what stands for `\(identifier)` is no base64")
            }
        }
        return entities
    }

    public func encode(to encoder: any Encoder) throws {
        guard case .internalSubset(let entities) = self, !entities.isEmpty else {
            var container = encoder.singleValueContainer()
            try container.encode(self == .refused ? "refused" : "internal-subset")
            return
        }
        var container = encoder.container(keyedBy: Member.self)
        var values = container.nestedContainer(keyedBy: MemberName.self, forKey: .externalEntities)
        for (identifier, octets) in entities {
            try values.encode(Base64.encode(octets), forKey: MemberName(String(decoding: identifier, as: UTF8.self)))
        }
    }
}
