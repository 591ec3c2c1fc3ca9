//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The namespaces that a signature is written in.
enum SignatureNamespace {
    /// XML-DSig §1.3.
    static let signature: StaticString = "http://www.w3.org/2000/09/xmldsig#"
    /// XML-DSig 1.1 §1.3.
    static let signature11: StaticString = "http://www.w3.org/2009/xmldsig11#"
    /// Exclusive XML Canonicalization §4.
    static let exclusiveCanonicalization: StaticString = "http://www.w3.org/2001/10/xml-exc-c14n#"
    /// XPath Filter 2.0 §1.2.
    static let xPathFilter2: StaticString = "http://www.w3.org/2002/06/xmldsig-filter2"
    /// RFC 4050 §3.
    static let more2001: StaticString = "http://www.w3.org/2001/04/xmldsig-more#"
    /// RFC 9231 §2.3.9.
    static let more2007: StaticString = "http://www.w3.org/2007/05/xmldsig-more#"
    /// XML Security Library's own, of 2025: URIs and context strings of ML-DSA and SLH-DSA.
    static let xmlsec2025: StaticString = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#"
}

/// The `Type` of references whose targets have a place in the schema (XML-DSig §4.5, §5).
enum ReferenceType {
    static let object = Array("http://www.w3.org/2000/09/xmldsig#Object".utf8)
    static let manifest = Array("http://www.w3.org/2000/09/xmldsig#Manifest".utf8)
    static let signatureProperties = Array("http://www.w3.org/2000/09/xmldsig#SignatureProperties".utf8)
}
