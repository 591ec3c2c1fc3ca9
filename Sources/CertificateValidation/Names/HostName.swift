//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What a client knows a server by: a name of the DNS or an IP address (RFC 9525 §6.1).
///
/// It is compared with the subjectAltName of the server's certificate and with nothing else: a common name is no name of
/// a host (RFC 9525 §2).
public struct HostName: Hashable, Sendable {
    enum Storage: Hashable {
        /// Labels in lower case.
        case domain([[UInt8]])
        /// 4 octets or 16.
        case address([UInt8])
    }

    let storage: Storage
    /// As it was given.
    public let description: String

    /// - Parameter text: A name in ASCII, labels in other scripts as A-labels (`xn--…`), or an address of IPv4 in four
    ///   decimal numbers, or of IPv6 without brackets. One dot at a name's end, which means the root of the DNS, is left
    ///   out.
    /// - Returns: `nil` where it is neither.
    public init?(_ text: String) {
        description = text
        if let address = Self.address(text) {
            storage = .address(address)
        } else {
            let octets = Array(text.utf8)
            guard let labels = Self.labels(octets.last == UInt8(ascii: ".") ? octets.dropLast() : octets[...]),
                // What ends in a number would be an address to whoever opens a connection (RFC 1123 §2.1).
                labels.last?.allSatisfy({ (0x30...0x39).contains($0) }) == false
            else { return nil }
            storage = .domain(labels)
        }
    }

    private static func address(_ text: String) -> [UInt8]? {
        // What C's functions would take for the end.
        guard !text.utf8.contains(0) else { return nil }
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var octets = [UInt8](repeating: 0, count: count)
            let isAddress = unsafe octets.withUnsafeMutableBytes { unsafe inet_pton(family, text, $0.baseAddress) } == 1
            if isAddress { return octets }
        }
        return nil
    }

    /// The labels of a name in lower case; `nil` where it is none (RFC 1034 §3.5, with the underscore that many use).
    static func labels(_ name: ArraySlice<UInt8>) -> [[UInt8]]? {
        NameSyntax.labels(name, allowsUnderscore: true)?.map { label in
            label.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        }
    }
}

extension HostName: CustomStringConvertible {}
