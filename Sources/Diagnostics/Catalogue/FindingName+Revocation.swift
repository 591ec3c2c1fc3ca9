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
        case .revocationNotChecked:
            entry(
                [.warning], "RFC 5280 §6.3",
                "No revocation data was looked at.",
                "Ask the authority whether the certificate was revoked."
            )
        case .revocationDataUnusable:
            entry(
                [.error, .information], nil,
                "Revocation data can't be used: it says nothing about the certificate, or contradicts itself.",
                "Get newer data from the authority; the message names the rule."
            )
        case .revocationDataNotFresh:
            entry(
                [.error, .information], "ETSI EN 319 102-1 §5.2.5.4",
                "Revocation data is older than the time in question allows.",
                "Get newer data from the authority, or allow an age in a policy of your own."
            )
        case .revocationSignerRefused:
            entry(
                [.error, .information], nil,
                "Who signed revocation data isn't entitled to say anything about the certificate.",
                "Get data from the authority that issued the certificate, or name its responder in a policy of your own."
            )
        case .revocationListVersion:
            entry(
                [.error, .warning], "RFC 5280 §5.1.2.1",
                "A revocation list is of version 1.",
                "Tell the authority; the profile `conforming` doesn't use such a list."
            )
        case .revocationListTime:
            entry(
                [.error, .warning], "RFC 5280 §5.1.2",
                "A revocation list has no nextUpdate, or a time in the wrong type.",
                "Tell the authority; the profile `conforming` doesn't use such a list."
            )
        case .revocationListAuthorityKey:
            entry(
                [.error, .warning], "RFC 5280 §5.2.1",
                "A revocation list doesn't name the key that signed it.",
                "Tell the authority; the profile `conforming` doesn't use such a list."
            )
        case .revocationListNumber:
            entry(
                [.error, .warning], "RFC 5280 §5.2.3",
                "A revocation list has no number, or one that is critical or too long.",
                "Tell the authority; the profile `conforming` doesn't use such a list, and no delta can complete one without number."
            )
        case .revocationListScope:
            entry(
                [.error, .warning], "RFC 5280 §5.2",
                "A revocation list says against the standard what it is about.",
                "Tell the authority; the profile `conforming` doesn't use such a list."
            )
        case .revocationListEntry:
            entry(
                [.error, .warning], "RFC 5280 §5.3",
                "A revocation list has entries that aren't as the standard asks.",
                "Tell the authority; the profile `conforming` doesn't use such a list."
            )
        case .pathNotExpressible:
            entry(
                [.error], "RFC 5280 §6.1",
                "OpenSSL, which checks paths, would check another path than this one, or can't use a key of it, so it is not "
                    + "accepted.",
                "Give a certificate of the authority with key identifiers, or one whose key has its own parameters; an "
                    + "algorithm that isn't known needs another OpenSSL."
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
