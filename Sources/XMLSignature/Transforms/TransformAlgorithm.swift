//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// The identifiers of transforms that are no canonicalization (XML-DSig §6.6).
enum TransformAlgorithm {
    static let envelopedSignature = Array("http://www.w3.org/2000/09/xmldsig#enveloped-signature".utf8)
    static let base64 = Array("http://www.w3.org/2000/09/xmldsig#base64".utf8)
    static let xPath = Array("http://www.w3.org/TR/1999/REC-xpath-19991116".utf8)
    static let xPathFilter2 = Array("http://www.w3.org/2002/06/xmldsig-filter2".utf8)
    static let xslt = Array("http://www.w3.org/TR/1999/REC-xslt-19991116".utf8)
    static let decryption = Array("http://www.w3.org/2002/07/decrypt#XML".utf8)
    static let binaryDecryption = Array("http://www.w3.org/2002/07/decrypt#Binary".utf8)
    static let relationship = Array("http://schemas.openxmlformats.org/package/2006/RelationshipTransform".utf8)
    static let xPointer = Array("http://www.w3.org/2001/04/xmldsig-more/xptr".utf8)
    static let minimalCanonicalization = Array("http://www.w3.org/2000/09/xmldsig#minimal".utf8)

    /// Those that a standard defines and that are carried out here under no policy yet.
    static let refused = [
        xPointer, minimalCanonicalization,
    ]

    /// Those that no policy allows: programs of the document's, and what needs a secret of ours.
    static let refusedAlways: [[UInt8]: FindingCode] = [
        xslt: .xsltRefused, decryption: .decryptionRefused, binaryDecryption: .decryptionRefused,
    ]
}
