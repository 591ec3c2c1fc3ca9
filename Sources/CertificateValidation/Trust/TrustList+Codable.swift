//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SignatureCryptography

/// In JSON an object with `version`, `set` and `anchors`; the documentation of trust lists has the whole form.
extension TrustList: Codable {
    private enum Member: String, CaseIterable, CodingKey { case version, set, anchors }

    public init(from decoder: any Decoder) throws {
        let members = try PolicyMembers(decoder, Member.self)
        guard let version = try members.value(Member.version.rawValue, Int.self) else {
            throw members.failure(.version, "a trust list says its version, \(Self.version)")
        }
        guard version == Self.version else {
            throw members.failure(.version, "version \(version) isn't known; \(Self.version) is")
        }
        guard let entries = try members.value(Member.anchors.rawValue, [Entry].self) else {
            throw members.failure(.anchors, "a trust list says its anchors")
        }
        let set = try members.value(Member.set.rawValue, String.self)
        self = try members.reading(.anchors) { () throws(CertificateError) in try Self(set: set, entries: entries) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encode(Self.version, forKey: .version)
        try container.encodeIfPresent(set, forKey: .set)
        try container.encode(entries, forKey: .anchors)
    }
}

extension TrustList.Entry: Codable {
    private enum Member: String, CaseIterable, CodingKey {
        case name, certificate, file, from, until, purposes, constraints
    }

    public init(from decoder: any Decoder) throws {
        let members = try PolicyMembers(decoder, Member.self)
        let certificate = try members.value(Member.certificate.rawValue, String.self)
        let file = try members.value(Member.file.rawValue, String.self)
        let source: TrustList.Source
        switch (certificate, file) {
        case (let text?, nil):
            source = .certificate(
                try members.reading(.certificate) { () throws(CertificateError) in try Certificate(text: text) }
            )
        case (nil, let path?):
            guard !path.isEmpty, path.utf8.first != UInt8(ascii: "/") else {
                throw members.failure(.file, "`\(path)` is no path relative to the list")
            }
            source = .file(path)
        default: throw members.failure(.certificate, "an anchor has either `certificate` or `file`")
        }
        let purposes = try members.set(.purposes, or: [], of: "purpose") { CertificatePurpose(name: $0) }
        let hasPurposes = try members.value(Member.purposes.rawValue, [String].self) != nil
        if hasPurposes && purposes.isEmpty { throw members.failure(.purposes, "trusted for no purpose at all") }
        self.init(
            source,
            name: try members.value(Member.name.rawValue),
            from: try members.value(Member.from.rawValue),
            until: try members.value(Member.until.rawValue),
            purposes: hasPurposes ? purposes : nil,
            constraints: try members.value(.constraints, or: TrustAnchorConstraints())
        )
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encodeIfPresent(name, forKey: .name)
        switch source {
        case .certificate(let certificate): try container.encode(Base64.encode(certificate.der), forKey: .certificate)
        case .file(let path): try container.encode(path, forKey: .file)
        }
        try container.encodeIfPresent(from, forKey: .from)
        try container.encodeIfPresent(until, forKey: .until)
        if let purposes {
            // Of which the file would say less.
            guard purposes.allSatisfy({ $0 == $0.withoutDemands }) else {
                throw EncodingError.invalidValue(
                    purposes, .init(codingPath: container.codingPath, debugDescription: "purposes demand usages")
                )
            }
            try container.encode(purposes.map(\.description).sorted(), forKey: .purposes)
        }
        if constraints != TrustAnchorConstraints() { try container.encode(constraints, forKey: .constraints) }
    }
}

extension TrustAnchorConstraints: Codable {
    private enum Member: String, CaseIterable, CodingKey {
        case pathLength, policies, requireExplicitPolicy, inhibitPolicyMapping, inhibitAnyPolicy
        case permittedSubtrees, excludedSubtrees
    }

    public init(from decoder: any Decoder) throws {
        let members = try PolicyMembers(decoder, Member.self)
        let policies = try members.set(.policies, or: [], of: "object identifier") { ObjectIdentifier($0) }
        let hasPolicies = try members.value(Member.policies.rawValue, [String].self) != nil
        let pathLength = try members.value(Member.pathLength.rawValue, Int.self)
        let requiresExplicitPolicy = try members.value(.requireExplicitPolicy, or: false)
        let inhibitsPolicyMapping = try members.value(.inhibitPolicyMapping, or: false)
        let inhibitsAnyPolicy = try members.value(.inhibitAnyPolicy, or: false)
        let permitted = try members.value(.permittedSubtrees, or: [NameSubtree]())
        let excluded = try members.value(.excludedSubtrees, or: [NameSubtree]())
        self = try members.reading(pathLength.map { $0 < 0 } == true ? .pathLength : .policies) {
            () throws(CertificateError) in
            try Self(
                pathLength: pathLength,
                policies: hasPolicies ? policies : nil,
                requiresExplicitPolicy: requiresExplicitPolicy,
                inhibitsPolicyMapping: inhibitsPolicyMapping,
                inhibitsAnyPolicy: inhibitsAnyPolicy,
                permittedSubtrees: permitted,
                excludedSubtrees: excluded
            )
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encodeIfPresent(pathLength, forKey: .pathLength)
        try container.encodeIfPresent(policies?.map(\.description).sorted(), forKey: .policies)
        if requiresExplicitPolicy { try container.encode(true, forKey: .requireExplicitPolicy) }
        if inhibitsPolicyMapping { try container.encode(true, forKey: .inhibitPolicyMapping) }
        if inhibitsAnyPolicy { try container.encode(true, forKey: .inhibitAnyPolicy) }
        if !permittedSubtrees.isEmpty { try container.encode(permittedSubtrees, forKey: .permittedSubtrees) }
        if !excludedSubtrees.isEmpty { try container.encode(excludedSubtrees, forKey: .excludedSubtrees) }
    }
}

/// In JSON an object with one member, whose name is the standard's word for the kind of name.
extension NameSubtree: Codable {
    private enum Member: String, CaseIterable, CodingKey { case directoryName, dNSName, rfc822Name }

    public init(from decoder: any Decoder) throws {
        let members = try PolicyMembers(decoder, Member.self)
        let directoryName = try members.value(Member.directoryName.rawValue, String.self)
        let dNSName = try members.value(Member.dNSName.rawValue, String.self)
        let rfc822Name = try members.value(Member.rfc822Name.rawValue, String.self)
        switch (directoryName, dNSName, rfc822Name) {
        case (let text?, nil, nil):
            self = try members.reading(.directoryName) { () throws(CertificateError) in try Self(directoryName: text) }
        case (nil, let text?, nil):
            self = try members.reading(.dNSName) { () throws(CertificateError) in try Self(dNSName: text) }
        case (nil, nil, let text?):
            self = try members.reading(.rfc822Name) { () throws(CertificateError) in try Self(rfc822Name: text) }
        default:
            throw members.failure(.directoryName, "a subtree has one of `directoryName`, `dNSName` and `rfc822Name`")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: MemberName.self)
        try container.encode(parts.text, forKey: MemberName(parts.kind))
    }
}

extension PolicyMembers {
    /// Has an error of this room stand at the member that it is about.
    fileprivate func reading<Value>(_ member: Member, _ read: () throws(CertificateError) -> Value) throws -> Value {
        do throws(CertificateError) {
            return try read()
        } catch {
            throw failure(member, error.description)
        }
    }
}
