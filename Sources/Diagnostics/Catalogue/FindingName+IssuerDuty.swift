//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension FindingName {
    /// The entry of a finding about the duties of those who issue certificates; other findings have none here.
    var issuerDuty: CatalogueEntry {
        switch self {
        case .authorityKeyIdentifierIncomplete:
            duty(
                "RFC 5280 §4.2.1.1",
                "A certificate's authorityKeyIdentifier has only one of the issuer's name and serial number.")
        case .authorityKeyIdentifierMissing:
            duty("RFC 5280 §4.2.1.1", "A certificate doesn't name the key that signed it.")
        case .certificatePolicyDuplicate:
            duty("RFC 5280 §4.2.1.4", "A certificate names a policy twice.")
        case .defaultValueEncoded:
            duty("X.690 §11.5", "A certificate writes out a default value, which DER leaves out.")
        case .distributionPointMalformed:
            duty("RFC 5280 §4.2.1.13", "A certificate names a place of revocation lists against the standard.")
        case .dnsNameMalformed:
            duty("RFC 5280 §4.2.1.6", "A certificate has a dNSName that isn't in the preferred name syntax.")
        case .extensionCritical:
            duty(
                "RFC 5280 §4.2",
                "An extension of a certificate is critical that may not be, or isn't recommended to be.")
        case .extensionEmpty:
            duty("RFC 5280 §4.2", "An extension of a certificate is empty.")
        case .extensionNotCritical:
            duty(
                "RFC 5280 §4.2", "An extension of a certificate isn't critical that has to be, or is recommended to be."
            )
        case .extensionUnreadable:
            duty("RFC 5280 §4.2", "An extension of a certificate isn't as its clause defines it.")
        case .generalNameEmpty:
            duty("RFC 5280 §4.2.1.6", "A certificate has an empty alternative name.")
        case .ipAddressMalformed:
            duty("RFC 5280 §4.2.1.6", "A certificate has an iPAddress of neither 4 nor 16 octets.")
        case .issuerNameEmpty:
            duty("RFC 5280 §4.1.2.4", "A certificate names no issuer.")
        case .issuerNameEncoding:
            duty(
                "RFC 5280 §4.1.2.6",
                "A certificate has its issuer's name encoded otherwise than the issuer's certificate.")
        case .keyIdentifierMismatch:
            duty("RFC 5280 §4.2.1.2", "A certificate names another key as its signer's than the signer's certificate.")
        case .keyUsageEmpty:
            duty("RFC 5280 §4.2.1.3", "A certificate has a key usage without any bit.")
        case .keyUsageMissing:
            duty("RFC 5280 §4.2.1.3", "An authority's certificate has no key usage.")
        case .keyUsageWithoutAuthority:
            duty("RFC 5280 §4.2.1.9", "A certificate has keyCertSign and is no authority's.")
        case .mailboxMalformed:
            duty("RFC 5280 §4.2.1.6", "A certificate has an rfc822Name that is no mailbox.")
        case .nameConstraintMalformed:
            duty("RFC 5280 §4.2.1.10", "A certificate constrains names by what isn't in the syntax of their form.")
        case .nameConstraintRange:
            duty("RFC 5280 §4.2.1.10", "A certificate constrains names with a minimum or a maximum.")
        case .nameConstraintsMisplaced:
            duty("RFC 5280 §4.2.1.10", "A certificate constrains names and is no authority's.")
        case .pathLengthWithoutAuthority:
            duty("RFC 5280 §4.2.1.9", "A certificate limits the length of paths and signs no certificates.")
        case .policyMappingAnyPolicy:
            duty("RFC 5280 §4.2.1.5", "A certificate maps any-policy.")
        case .serialNumberNotPositive:
            duty("RFC 5280 §4.1.2.2", "A certificate's serial number isn't positive.")
        case .serialNumberTooLong:
            duty("RFC 5280 §4.1.2.2", "A certificate's serial number has more than 20 octets.")
        case .subjectKeyIdentifierMissing:
            duty("RFC 5280 §4.2.1.2", "A certificate doesn't name its key.")
        case .subjectNameEmpty:
            duty("RFC 5280 §4.1.2.6", "A certificate names nobody.")
        case .uniqueIdentifier:
            duty("RFC 5280 §4.1.2.8", "A certificate has a unique identifier.")
        case .uriMalformed:
            duty("RFC 5280 §4.2.1.6", "A certificate has a URI that is relative or names no host.")
        case .userNoticeMalformed:
            duty("RFC 5280 §4.2.1.4", "A certificate has a user notice that is empty, too long or of the wrong type.")
        case .validityEncoding:
            duty("RFC 5280 §4.1.2.5", "A certificate has a time in the wrong type.")
        default:
            preconditionFailure("\(rawValue) has its entry elsewhere")
        }
    }

    private func duty(_ clause: String, _ meaning: String) -> CatalogueEntry {
        entry(
            [.error, .warning], clause, meaning,
            "Tell the authority; the profile `conforming` refuses a certificate that lacks what is demanded."
        )
    }
}
