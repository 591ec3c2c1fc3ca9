//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CanonicalXML
package import SignatureCryptography

/// `KeyInfo` (XML-DSig §4.5): hints at the key, none of which is trusted.
package struct KeyInfo: Sendable {
    package let node: XMLNode
    /// Each `X509Data`, in document order.
    package var x509Data: [X509Data] = []
    /// Each `KeyValue` and `DEREncodedKeyValue` of a form that is known here.
    package var keyValues: [KeyValue] = []
    /// The octets of each `KeyName`.
    package var keyNames: [[UInt8]] = []
    /// Each `RetrievalMethod` and `KeyInfoReference`.
    package var retrievals: [KeyRetrieval] = []
    /// What is there and not used.
    package var ignored: [XMLNode] = []

    package struct KeyValue: Sendable {
        /// The key, or why it is none.
        package let key: Result<PublicKey, CryptographyError>
        package let node: XMLNode
    }

    init(node: XMLNode) { self.node = node }

    /// What each `X509Certificate` holds.
    package var certificates: [X509Data.EncodedCertificate] { x509Data.flatMap(\.certificates) }
}

/// `X509Data` (XML-DSig §4.5.4): certificates, and what tells one from others.
package struct X509Data: Sendable {
    package var certificates: [EncodedCertificate] = []
    package var descriptions: [Description] = []
    /// What each `X509CRL` holds.
    package var revocationLists: [EncodedRevocationList] = []

    package struct EncodedCertificate: Sendable {
        package let octets: [UInt8]
        package let node: XMLNode
    }

    package struct EncodedRevocationList: Sendable {
        package let octets: [UInt8]
        package let node: XMLNode
    }

    /// What is said of the certificate that holds the key, as written.
    package struct Description: Sendable {
        package let content: Content
        package let node: XMLNode
    }

    package enum Content: Sendable {
        /// `X509SubjectName`.
        case subject([UInt8])
        /// `X509IssuerSerial`.
        case issuerSerial(issuer: [UInt8], serial: [UInt8])
        /// `X509SKI`.
        case subjectKeyIdentifier([UInt8])
        /// `X509Digest` (XML-DSig 1.1 §4.5.4.2).
        case digest(algorithm: [UInt8], value: [UInt8])
    }
}

/// `RetrievalMethod` (XML-DSig §4.5.3) or `KeyInfoReference` (XML-DSig 1.1 §4.5.10): the key is described elsewhere.
package struct KeyRetrieval: Sendable {
    package let kind: Kind
    /// The octets of `URI`.
    package let uri: [UInt8]
    package let node: XMLNode

    package enum Kind: Sendable {
        /// With the octets of `Type`.
        case retrievalMethod(type: [UInt8]?, transforms: [Transform])
        /// Names a whole `KeyInfo`.
        case keyInfoReference
    }
}
