//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The identifiers of transforms that are no canonicalization and are carried out (XML-DSig §6.6).
enum TransformAlgorithm {
    static let envelopedSignature = Array("http://www.w3.org/2000/09/xmldsig#enveloped-signature".utf8)
    static let base64 = Array("http://www.w3.org/2000/09/xmldsig#base64".utf8)
    static let xPath = Array("http://www.w3.org/TR/1999/REC-xpath-19991116".utf8)
    static let xPathFilter2 = Array("http://www.w3.org/2002/06/xmldsig-filter2".utf8)
    static let relationship = Array("http://schemas.openxmlformats.org/package/2006/RelationshipTransform".utf8)
}
