//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import XMLSignature

/// XAdES' properties (ETSI EN 319 132-1 §5.2), written by hand in their exclusive canonical form.
enum QualifyingProperties {
    static let namespace = "http://uri.etsi.org/01903/v1.3.2#"

    /// `SignedProperties` that name certificates.
    ///
    /// - Parameters:
    ///   - id: Of the element.
    ///   - element: The property that names them.
    ///   - issuerSerial: What stands beside the digest of each.
    ///   - method: Of the digests.
    ///   - value: What the digests say; that with SHA-256, where nothing is given, whatever the method.
    static func signed(
        naming certificates: [Certificate], id: String = "p", element: String = "SigningCertificateV2",
        issuerSerial: String = "", method: String = HandSigned.sha256, digest value: [UInt8]? = nil
    ) -> String {
        let entries = certificates.map { certificate in
            "<Cert><CertDigest>"
                + "<DigestMethod xmlns=\"\(HandSigned.namespace)\" Algorithm=\"\(method)\"></DigestMethod>"
                + "<DigestValue xmlns=\"\(HandSigned.namespace)\">\(Base64.encode(value ?? certificate.fingerprint))</DigestValue>"
                + "</CertDigest>\(issuerSerial)</Cert>"
        }
        return "<SignedProperties xmlns=\"\(namespace)\" Id=\"\(id)\"><SignedSignatureProperties>"
            + "<SigningTime>2026-01-02T03:04:05Z</SigningTime><\(element)>\(entries.joined())</\(element)>"
            + "</SignedSignatureProperties></SignedProperties>"
    }

    /// The `Object` in which they stand.
    static func object(_ properties: String) -> String {
        "<Object><QualifyingProperties xmlns=\"\(namespace)\" Target=\"#s\">\(properties)</QualifyingProperties></Object>"
    }

    /// A reference to properties with the ID `p`.
    static func reference(_ signed: String) -> String {
        HandSigned.reference(" Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#p\"", digested: signed)
    }
}
