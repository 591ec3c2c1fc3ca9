//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// What is found of paths and of the revocation of their certificates.
extension FindingName {
    /// The entry of a finding about revocation; other findings have none here.
    var revocation: CatalogueEntry {
        switch self {
        case .pathNotExpressible:
            entry(
                [.error], "RFC 5280 §6.1",
                "OpenSSL, which checks paths, would check another path than this one, so it is not accepted.",
                "Give a certificate of the authority with key identifiers, or one whose key has its own parameters."
            )
        case .certificateRevoked:
            entry(
                [.error], "RFC 5280 §6.1.3 (a)(3)",
                "A certificate of the path was revoked at the time in question.",
                "Verify at a time at which the signature provably existed."
            )
        case .certificateOnHold:
            entry(
                [.error], "RFC 5280 §5.3.1",
                "A certificate of the path is suspended for now.",
                "Ask again with revocation data that was issued later."
            )
        case .hostNameMismatch:
            entry(
                [.error], "RFC 9525 §6",
                "The server's certificate doesn't name the host that was asked for.",
                "Ask for a name that its subjectAltName has, or don't trust the server under this one."
            )
        case .revocationUnknown:
            entry(
                [.error, .warning], "RFC 5280 §6.1.3 (a)(3)",
                "No usable revocation data says whether a certificate was revoked.",
                "Give a fresh revocation list or OCSP response of its issuer."
            )
        case .onlineStatusRefused:
            entry(
                [.error], "RFC 6960 §2.3",
                "An OCSP responder gave no answer.",
                "Ask it again later, or give other revocation data."
            )
        case .onlineStatusUnknown:
            entry(
                [.error], "RFC 6960 §2.2",
                "An OCSP responder doesn't know the certificate.",
                "Ask the responder that the certificate names, or give a revocation list."
            )
        case .onlineStatusTime:
            entry(
                [.error, .warning], "RFC 6960 §4.2.2.1, RFC 5280 §4.1.2.5.2",
                "An OCSP response has times with fractions of a second.",
                "Tell the responder; the profile `conforming` doesn't use such a response."
            )
        default:
            preconditionFailure("\(rawValue) has its entry elsewhere")
        }
    }
}
