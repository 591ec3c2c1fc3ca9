//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A subtree of names, as name constraints have it (RFC 5280 §4.2.1.10).
public struct NameSubtree: Hashable, Sendable {
    private enum Storage: Hashable {
        case directoryName(DistinguishedName)
        case dNSName(String)
        case rfc822Name(String)
    }

    private let storage: Storage

    /// The names of the directory that begin with this one: subjects, and directory names in subjectAltName.
    ///
    /// - Parameter text: As RFC 4514 writes it, the last relative name first, such as `O=Bộ Tài chính,C=VN`. Values are
    ///   compared as RFC 5280 §7.1 says.
    /// - Throws: `anchorTermsInvalid` where it is no name, is empty, or has an attribute whose type isn't known here.
    public init(directoryName text: String) throws(CertificateError) {
        guard let name = DistinguishedNameText(Array(text.utf8)), let name = try? DistinguishedName(der: name.der),
            !name.isEmpty
        else { throw Self.invalid("directoryName", text, "a name as RFC 4514 writes it, with attributes known here") }
        storage = .directoryName(name)
    }

    /// A host and all below it.
    ///
    /// - Parameter text: ASCII, without a dot at either end, such as `gov.vn`.
    /// - Throws: `anchorTermsInvalid` where it is none.
    public init(dNSName text: String) throws(CertificateError) {
        guard Self.isHost(text.utf8[...]) else { throw Self.invalid("dNSName", text, "a host such as `gov.vn`") }
        storage = .dNSName(text)
    }

    /// Mailboxes: one (`a@gov.vn`), those of a host (`gov.vn`), or those of all hosts below a domain (`.gov.vn`).
    ///
    /// - Parameter text: ASCII.
    /// - Throws: `anchorTermsInvalid` where it is none of these.
    public init(rfc822Name text: String) throws(CertificateError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let isValid =
            switch parts.count {
            case 1: Self.isHost(text.utf8.first == UInt8(ascii: ".") ? text.utf8.dropFirst() : text.utf8[...])
            case 2: Self.isLocalPart(parts[0]) && Self.isHost(parts[1])
            default: false
            }
        guard isValid else { throw Self.invalid("rfc822Name", text, "`a@gov.vn`, `gov.vn` or `.gov.vn`") }
        storage = .rfc822Name(text)
    }

    /// Labels of letters, digits, hyphens and, as hosts in use have them, low lines (RFC 1034 §3.5).
    private static func isHost(_ text: Substring.UTF8View) -> Bool {
        guard text.count <= 253 else { return false }
        return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.count)
                && label.allSatisfy {
                    switch $0 {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                        true
                    default: false
                    }
                }
        }
    }

    /// A dot-string (RFC 5321 §4.1.2): a quoted one would be compared by its spelling.
    private static func isLocalPart(_ text: Substring.UTF8View) -> Bool {
        (1...64).contains(text.count)
            && text.allSatisfy { (0x21...0x7E).contains($0) && !"\"(),:;<>@[\\]".utf8.contains($0) }
    }

    private static func invalid(_ kind: String, _ text: String, _ wanted: String) -> CertificateError {
        let found = String(text.unicodeScalars.prefix(100))
        return CertificateError(
            .anchorTermsInvalid,
            "the \(kind) `\(found)` is not \(wanted)",
            clause: "RFC 5280 §4.2.1.10"
        )
    }

    /// The `GeneralName` in DER.
    var generalName: [UInt8] {
        switch storage {
        case .rfc822Name(let text): DERWriter.value(0x81, Array(text.utf8))
        case .dNSName(let text): DERWriter.value(0x82, Array(text.utf8))
        case .directoryName(let name): DERWriter.value(0xA4, name.der)
        }
    }

    /// What kind of name it is, by the standard's word, and its text.
    var parts: (kind: String, text: String) {
        switch storage {
        case .directoryName(let name): ("directoryName", name.rfc4514)
        case .dNSName(let text): ("dNSName", text)
        case .rfc822Name(let text): ("rfc822Name", text)
        }
    }

    /// Octets that are equal exactly for the same subtree.
    var digestText: String { Hexadecimal.lowercase(generalName) }
}
