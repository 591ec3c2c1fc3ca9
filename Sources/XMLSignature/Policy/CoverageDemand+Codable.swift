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

/// In JSON an object with one of `part` (which is `root`), `id` and `path` (expanded names, `{namespace}name`), and
/// `signatures`, 1 where it is absent.
extension CoverageDemand: Codable {
    private enum Member: String, CaseIterable, CodingKey { case part, id, path, signatures }

    public init(from decoder: any Decoder) throws {
        let members = try PolicyMembers(decoder, Member.self)
        let part = try members.value(Member.part.rawValue, String.self)
        let id = try members.value(Member.id.rawValue, String.self)
        let path = try members.value(Member.path.rawValue, [String].self)
        let signatures = try members.count(Member.signatures.rawValue, or: 1)
        guard signatures >= 1 else { throw members.failure(.signatures, "a demand for no signature demands nothing") }
        switch (part, id, path) {
        case ("root", nil, nil): self.init(.root, signatures: signatures)
        case (nil, let id?, nil): self.init(.id(Array(id.utf8)), signatures: signatures)
        case (nil, nil, let path?):
            self.init(.elements(try Self.names(path, members)), signatures: signatures)
        default: throw members.failure(.part, "a demand has one of `part`, which is `root`, `id` and `path`")
        }
    }

    private static func names(_ path: [String], _ members: PolicyMembers<Member>) throws -> [ExpandedName] {
        guard !path.isEmpty else { throw members.failure(.path, "a path has at least one name") }
        return try path.map { text in
            let octets = Array(text.utf8)
            let end = octets.first == UInt8(ascii: "{") ? octets.lastIndex(of: UInt8(ascii: "}")) : nil
            let local = Array(octets[(end.map { $0 + 1 } ?? 0)...])
            guard !local.isEmpty, !local.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ":") }) else {
                throw members.failure(.path, "`\(text)` is neither `name` nor `{namespace}name`")
            }
            return ExpandedName(namespace: end.map { Array(octets[1..<$0]) } ?? [], local: local)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        switch part {
        case .root: try container.encode("root", forKey: .part)
        case .id(let id): try container.encode(String(decoding: id, as: UTF8.self), forKey: .id)
        case .elements(let path): try container.encode(path.map(\.description), forKey: .path)
        }
        try container.encode(signatures, forKey: .signatures)
    }
}
