//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The syntax of names that RFC 5280 §4.2.1.6 and §4.2.1.10 ask of those who write them.
enum NameSyntax {
    /// The preferred name syntax of RFC 1034 §3.5, whose labels may begin with a digit (RFC 1123 §2.1).
    static func isHost(_ text: ArraySlice<UInt8>) -> Bool { labels(text, allowsUnderscore: false) != nil }

    /// The labels of a host's name; `nil` where it is none.
    ///
    /// - Parameter allowsUnderscore: As many names have it, against that syntax.
    static func labels(_ text: ArraySlice<UInt8>, allowsUnderscore: Bool) -> [ArraySlice<UInt8>]? {
        guard (1...253).contains(text.count) else { return nil }
        let labels = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let areRight = labels.allSatisfy { label in
            guard (1...63).contains(label.count), label.first != hyphen, label.last != hyphen else { return false }
            return label.allSatisfy {
                isLetterOrDigit($0) || $0 == hyphen || (allowsUnderscore && $0 == UInt8(ascii: "_"))
            }
        }
        return areRight ? labels : nil
    }

    /// A `Mailbox` (RFC 2821 §4.1.2): local part, at sign, host or literal address.
    static func isMailbox(_ text: ArraySlice<UInt8>) -> Bool {
        guard let at = text.lastIndex(of: UInt8(ascii: "@")) else { return false }
        return isLocalPart(text[..<at]) && isMailHost(text[(at + 1)...])
    }

    private static func isLocalPart(_ text: ArraySlice<UInt8>) -> Bool {
        guard (1...64).contains(text.count) else { return false }
        if text.first == UInt8(ascii: "\"") { return isQuoted(text) }
        return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
        }
    }

    /// A quoted string: printable, with a backslash before quotation marks and backslashes.
    private static func isQuoted(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count >= 2, text.last == UInt8(ascii: "\"") else { return false }
        var isEscaped = false
        for octet in text.dropFirst().dropLast() {
            guard (0x20...0x7E).contains(octet), isEscaped || octet != UInt8(ascii: "\"") else { return false }
            isEscaped = !isEscaped && octet == UInt8(ascii: "\\")
        }
        return !isEscaped
    }

    private static func isMailHost(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.first == UInt8(ascii: "[") else { return isHost(text) }
        let literal = text.dropFirst().dropLast()
        return text.last == UInt8(ascii: "]") && !literal.isEmpty
            && literal.allSatisfy { isLetterOrDigit($0) || $0 == hyphen || ".:".utf8.contains($0) }
    }

    /// A URI with scheme and scheme-specific part, and with a host where it has an authority (RFC 3986 §3).
    static func isAbsoluteURI(_ text: ArraySlice<UInt8>) -> Bool {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), isScheme(text[..<colon]) else { return false }
        let rest = text[(colon + 1)...]
        guard !rest.isEmpty, rest.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) })
        else { return false }
        guard rest.starts(with: "//".utf8) else { return true }
        return isAuthority(rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) })
    }

    private static func isScheme(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, isLetter(first) else { return false }
        return text.allSatisfy { isLetterOrDigit($0) || "+-.".utf8.contains($0) }
    }

    /// User, host and port, of which a host or an address has to be there.
    private static func isAuthority(_ text: ArraySlice<UInt8>) -> Bool {
        let place = text.lastIndex(of: UInt8(ascii: "@")).map { text[($0 + 1)...] } ?? text
        if place.first == UInt8(ascii: "[") {
            guard let end = place.firstIndex(of: UInt8(ascii: "]")) else { return false }
            return end > place.startIndex + 1 && isPort(place[(end + 1)...])
        }
        let host = place.prefix { $0 != UInt8(ascii: ":") }
        return isHost(host) && isPort(place[host.endIndex...])
    }

    /// Nothing, or a colon and digits.
    private static func isPort(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first else { return true }
        return first == UInt8(ascii: ":") && text.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The base of a subtree of names (RFC 5280 §4.2.1.10); an empty one stands for all names of its form.
    static func isSubtree(_ tag: UInt8, _ base: ArraySlice<UInt8>) -> Bool {
        switch tag {
        case 0x81: base.isEmpty || (base.contains(UInt8(ascii: "@")) ? isMailbox(base) : isDomain(base))
        case 0x82: base.isEmpty || isHost(base)
        case 0x86: base.isEmpty || isDomain(base)
        case 0x87: isNetwork(base)
        default: true
        }
    }

    /// A host, or with a period before it all hosts below one.
    private static func isDomain(_ text: ArraySlice<UInt8>) -> Bool {
        isHost(text.first == UInt8(ascii: ".") ? text.dropFirst() : text)
    }

    /// An address and a mask of as many octets, whose ones stand before its zeros (RFC 4632 §3.1).
    private static func isNetwork(_ octets: ArraySlice<UInt8>) -> Bool {
        guard octets.count == 8 || octets.count == 32 else { return false }
        let mask = octets.suffix(octets.count / 2)
        let rest = mask.drop { $0 == 0xFF }
        guard let edge = rest.first else { return true }
        return (~edge & (~edge &+ 1)) == 0 && rest.dropFirst().allSatisfy { $0 == 0 }
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func isLetter(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet | 0x20)
    }

    private static func isLetterOrDigit(_ octet: UInt8) -> Bool {
        isLetter(octet) || (0x30...0x39).contains(octet)
    }
}
