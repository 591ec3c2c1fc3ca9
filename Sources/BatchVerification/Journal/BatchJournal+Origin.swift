//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
public import SignatureCryptography
import XMLSignature

extension BatchJournal {
    /// What results depend on. One that is another's makes the journal another batch's.
    ///
    /// The versions of this library and of OpenSSL are always part of it. Of secrets the journal has what they make of its
    /// salt, from which nobody learns more than from a document that was signed with them.
    public struct Origin: Sendable {
        /// 128 bits, in hexadecimal.
        private let salt: [UInt8]
        private let members: [(name: String, value: String?)]
        private let secrets: [SymmetricKey]

        /// - Parameters:
        ///   - members: Names and values in a fixed order, such as the digests of the inputs, the policy and the trust
        ///     anchors.
        ///   - secrets: The symmetric keys that are pinned, in their order.
        public init(_ members: [(name: String, value: String?)], secrets: [SymmetricKey] = []) {
            let octets = (0..<Self.saltDigitCount / 2).map { _ in UInt8.random(in: 0...255) }
            salt = Array(Hexadecimal.lowercase(octets).utf8)
            self.members = Self.versions + members
            self.secrets = secrets
        }

        private static let versions: [(name: String, value: String?)] = [
            ("version", LibraryVersion.current), ("openssl", OpenSSL.version),
        ]
    }
}

extension BatchJournal.Origin {
    private static let form = Array(#"{"journal":"xmldsig-batch-"#.utf8)
    /// What stands before the salt.
    private static let head = form + Array(#"2","salt":""#.utf8)
    private static let saltDigitCount = 32

    /// The first line of a new journal, with its end.
    func line() throws(CryptographyError) -> [UInt8] { try line(saltedWith: salt) + [UInt8(ascii: "\n")] }

    private func line(saltedWith salt: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let codes = try secretsAuthenticationCodes(over: salt)
        var line = Self.head + salt + Array(#"","#.utf8)
        for (name, value) in members { line += Self.member(name, value) }
        return line + Self.member("secretsHMAC", codes).dropLast() + [UInt8(ascii: "}")]
    }

    /// With the comma behind it.
    private static func member(_ name: String, _ value: String?) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { $0.member(name, value) }
        return writer.octets.dropFirst().dropLast() + [UInt8(ascii: ",")]
    }

    /// What each secret makes of the salt; `nil` without any.
    private func secretsAuthenticationCodes(over salt: [UInt8]) throws(CryptographyError) -> String? {
        var codes: [String] = []
        for secret in secrets { codes.append(try Self.authenticationCode(over: salt, under: secret)) }
        return codes.isEmpty ? nil : codes.joined(separator: " ")
    }

    private static func authenticationCode(
        over salt: [UInt8], under secret: SymmetricKey
    ) throws(CryptographyError) -> String {
        // Begins as no `SignedInfo` does: whoever writes the salt gets no signature.
        let message = Array("xmldsig-batch journal ".utf8) + salt
        return Hexadecimal.lowercase(try secret.authenticationCode(of: message.span, .sha256))
    }

    /// Whether octets are what may be left of a first line: they have no line end, and so no result follows them.
    func mayHaveBegun(with octets: [UInt8]) throws(CryptographyError) -> Bool {
        guard let salt = Self.salt(in: octets) else {
            let start = octets.prefix(Self.head.count)
            return Self.head.starts(with: start)
                && octets.dropFirst(start.count).allSatisfy(Self.isDigit)
        }
        return try line(saltedWith: salt).starts(with: octets)
    }

    private static func salt(in line: [UInt8]) -> [UInt8]? {
        let salt = line.dropFirst(head.count).prefix(saltDigitCount)
        guard line.starts(with: head), salt.count == saltDigitCount, salt.allSatisfy(isDigit) else { return nil }
        return Array(salt)
    }

    private static func isDigit(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(octet)
    }

    /// - Parameter line: The first one of a journal, without its end.
    /// - Returns: Why it isn't one with this origin; `nil` where it is.
    func objection(to line: [UInt8], of path: String) throws(CryptographyError) -> BatchJournalError? {
        guard line.starts(with: Self.form) else {
            return BatchJournalError(.otherBatch, path: path, "it is no journal")
        }
        guard let salt = Self.salt(in: line) else {
            let hint = "it was begun by a version that writes journals in another form"
            return BatchJournalError(.otherVersion, path: path, hint)
        }
        let expected = try self.line(saltedWith: salt)
        guard !ConstantTime.areEqual(expected.span, line.span) else { return nil }
        let name = firstDifferentMember(line.dropFirst(Self.head.count + Self.saltDigitCount + 2))
        guard Self.versions.contains(where: { $0.name == name }) else {
            let hint = "its first line has another `\(name)` than this batch"
            return BatchJournalError(.otherBatch, path: path, hint)
        }
        let hint = "its first line has another `\(name)` than this program, and another version may judge otherwise"
        return BatchJournalError(.otherVersion, path: path, hint)
    }

    /// - Parameter line: What follows the salt.
    private func firstDifferentMember(_ line: ArraySlice<UInt8>) -> String {
        var rest = line
        for (name, value) in members {
            let member = Self.member(name, value)
            guard rest.starts(with: member) else { return name }
            rest = rest.dropFirst(member.count)
        }
        return "secretsHMAC"
    }
}
