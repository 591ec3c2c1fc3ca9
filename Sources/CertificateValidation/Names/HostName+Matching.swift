//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

extension HostName {
    /// Why the certificate isn't this host's (RFC 9525 §6.3, §6.4); `nil` where it is.
    public func objection(to certificate: Certificate) -> String? {
        guard let names = certificate.subjectAlternativeNames else {
            return "the subjectAltName can't be read"
        }
        guard !names.contains(where: isNamed) else { return nil }
        let shown = names.compactMap(\.hostForMessages)
        return shown.isEmpty
            ? "the certificate names no host in its subjectAltName"
            : "the certificate is for \(shown.prefix(8).joined(separator: ", "))\(shown.count > 8 ? ", …" : "")"
    }

    private func isNamed(by name: GeneralName) -> Bool {
        switch (storage, name.form) {
        case (.address(let address), .iPAddress): name.octets.elementsEqual(address)
        case (.domain(let labels), .dNSName): Self.matches(labels, name.octets)
        // An address written as a dNSName is no name of anything.
        default: false
        }
    }

    /// Whether a dNSName stands for the name: label by label, in letters of any case, where `*` as the whole first label
    /// stands for any one label. Above it two labels are asked for, so that nobody is every host of a registry.
    private static func matches(_ labels: [[UInt8]], _ presented: ArraySlice<UInt8>) -> Bool {
        let wildcard = Array("*.".utf8)
        guard presented.starts(with: wildcard) else { return self.labels(presented) == labels }
        guard let rest = self.labels(presented.dropFirst(wildcard.count)), rest.count >= 2 else { return false }
        return labels.dropFirst().elementsEqual(rest)
    }
}

extension GeneralName {
    /// A host as a message has it; `nil` for other names.
    fileprivate var hostForMessages: String? {
        switch form {
        case .dNSName: "`\(String(decoding: octets.prefix(253), as: UTF8.self))`"
        case .iPAddress where octets.count == 4: octets.map { String($0) }.joined(separator: ".")
        case .iPAddress: octets.prefix(16).map { Hexadecimal.lowercase([$0]) }.joined()
        default: nil
        }
    }
}

extension Certificate {
    /// The names of its subject beside the distinguished one (RFC 5280 §4.2.1.6), none where it has none; `nil` where they
    /// can't be read.
    var subjectAlternativeNames: [GeneralName]? {
        guard let value = content.extensions.subjectAlternativeName else { return [] }
        return try? GeneralName.list(DER.parse(value))
    }
}
