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
    /// What each `X509Certificate` holds, in document order.
    package var certificates: [EncodedCertificate] = []
    /// Each `KeyValue` and `DEREncodedKeyValue` of a form that is known here.
    package var keyValues: [KeyValue] = []
    /// The octets of each `KeyName`.
    package var keyNames: [[UInt8]] = []
    /// What is there and not used.
    package var ignored: [XMLNode] = []

    package struct EncodedCertificate: Sendable {
        package let octets: [UInt8]
        package let node: XMLNode
    }

    package struct KeyValue: Sendable {
        /// The key, or why it is none.
        package let key: Result<PublicKey, CryptographyError>
        package let node: XMLNode
    }

    init(node: XMLNode) { self.node = node }
}
