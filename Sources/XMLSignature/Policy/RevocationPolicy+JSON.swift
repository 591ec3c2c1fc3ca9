//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import SignatureCryptography

/// In JSON `{"mode": "required", "maximumAge": "none", "clockSkew": 60}`, times in seconds; with `"trustedResponders"`,
/// certificates as base64 of their DER, where there are any.
extension RevocationPolicy: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("mode", mode.rawValue)
            if let maximumAge {
                writer.member("maximumAge", Int(clamping: maximumAge))
            } else {
                writer.member("maximumAge", Self.none)
            }
            writer.member("clockSkew", Int(clamping: clockSkew))
            if !trustedResponders.isEmpty { writer.member("trustedResponders", trustedResponderTexts) }
        }
    }
}

extension RevocationPolicy {
    private enum Member: String, CaseIterable, CodingKey { case mode, maximumAge, clockSkew, trustedResponders }

    /// No age is too old: what the data promises about its successor decides.
    private static let none = "none"

    /// This policy with what a policy file says.
    func replaced(from decoder: any Decoder) throws -> Self {
        let members = try PolicyMembers(decoder, Member.self)
        var policy = self
        policy.mode = try members.value(.mode, or: mode)
        policy.maximumAge = try maximumAge(members)
        policy.trustedResponders = try trustedResponders(members)
        policy.clockSkew = Int64(try members.count(Member.clockSkew.rawValue, or: Int(clamping: clockSkew)))
        return policy
    }

    private func maximumAge(_ members: PolicyMembers<Member>) throws -> Int64? {
        guard let stated = try members.value(Member.maximumAge.rawValue, MaximumAge.self) else { return maximumAge }
        switch stated {
        case .seconds(let count):
            guard count >= 0 else { throw members.failure(.maximumAge, "\(count) is negative") }
            return count
        case .word(Self.none): return nil
        case .word(let word):
            throw members.failure(.maximumAge, "`\(word)` is neither `\(Self.none)` nor a number of seconds")
        }
    }

    private func trustedResponders(_ members: PolicyMembers<Member>) throws -> Set<Certificate> {
        guard let texts = try members.value(Member.trustedResponders.rawValue, [String].self) else {
            return trustedResponders
        }
        var responders: Set<Certificate> = []
        for (index, text) in texts.enumerated() {
            let certificate: Certificate
            do {
                certificate = try Certificate(text: text)
            } catch {
                throw members.failure(.trustedResponders, "number \(index + 1): \(error)")
            }
            guard responders.insert(certificate).inserted else {
                throw members.failure(.trustedResponders, "number \(index + 1) stands there twice")
            }
        }
        return responders
    }

    /// Sorted by the fingerprint.
    private var trustedResponderTexts: [String] {
        trustedResponders.sorted { $0.fingerprint.lexicographicallyPrecedes($1.fingerprint) }
            .map { Base64.encode($0.der) }
    }

    func encodeMembers(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encode(mode, forKey: .mode)
        if let maximumAge {
            try container.encode(maximumAge, forKey: .maximumAge)
        } else {
            try container.encode(Self.none, forKey: .maximumAge)
        }
        try container.encode(clockSkew, forKey: .clockSkew)
        if !trustedResponders.isEmpty { try container.encode(trustedResponderTexts, forKey: .trustedResponders) }
    }
}

private enum MaximumAge: Decodable {
    case seconds(Int64)
    case word(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let word = try? container.decode(String.self) {
            self = .word(word)
        } else {
            self = .seconds(try container.decode(Int64.self))
        }
    }
}
