//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Where the key of a line comes from.
package enum FixtureKey: Hashable, Sendable {
    /// KeyValue or DEREncodedKeyValue of the document. Only this runner can ask for it.
    case keyValue
    /// A certificate in KeyInfo of the document.
    case certificateInDocument
    /// A certificate file.
    case certificate(path: String)
    /// A file with a SubjectPublicKeyInfo.
    case publicKey(path: String)
    /// A file with the octets of a symmetric key.
    case symmetricKey(path: String)
    /// The octets of a symmetric key.
    case symmetricKeyText(String)

    /// `nil` where the prefix isn't known.
    package init?(field: String) {
        switch field {
        case "keyvalue": self = .keyValue
        case "x509": self = .certificateInDocument
        default:
            guard let colon = field.firstIndex(of: ":") else { return nil }
            let value = String(field[field.index(after: colon)...])
            switch field[..<colon] {
            case "cert": self = .certificate(path: value)
            case "key": self = .publicKey(path: value)
            case "hmac-file": self = .symmetricKey(path: value)
            case "hmac-ascii": self = .symmetricKeyText(value)
            default: return nil
            }
        }
    }

    /// Whether the line itself says whose key it is, so that no path is asked for.
    package var isPinned: Bool { self != .certificateInDocument }
}
