//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension AlgorithmTable {
    /// What is specified and can't be carried out here: broken algorithms, and those that nobody offers.
    static let notBuilt: [Entry] = digests + signatures

    private static let digests: [Entry] = [
        (more07 + "whirlpool", "Whirlpool", "RFC 9231 §2.1.4"),
        (more01 + "gostr3411", "GOST R 34.11-94", "RFC 4357"),
        (gost + "gostr34112012-256", "GOST R 34.11-2012, 256 bits", "RFC 6986"),
        (gost + "gostr34112012-512", "GOST R 34.11-2012, 512 bits", "RFC 6986"),
    ].map { Entry(notBuilt: $0, $1, .digest, .refused, $2) }

    private static let signatures: [Entry] = [
        (more21 + "poly1305", "Poly1305", "RFC 9231 §2.2.4"),
        (more21 + "siphash-2-4", "SipHash-2-4", "RFC 9231 §2.2.5"),
        (more07 + "rsa-whirlpool", "RSA PKCS#1 v1.5 with Whirlpool", "RFC 9231 §2.3.8"),
        (more07 + "md2-rsa-MGF1", "RSASSA-PSS with MD2", "RFC 9231 §2.3.10"),
        (more07 + "ripemd128-rsa-MGF1", "RSASSA-PSS with RIPEMD-128", "RFC 9231 §2.3.10"),
        (more07 + "whirlpool-rsa-MGF1", "RSASSA-PSS with Whirlpool", "RFC 9231 §2.3.10"),
        (more07 + "ecdsa-whirlpool", "ECDSA with Whirlpool", "RFC 9231 §2.3.6"),
        (more01 + "esign-sha1", "ESIGN with SHA-1", "RFC 9231 §2.3.7"),
        (more01 + "esign-sha224", "ESIGN with SHA-224", "RFC 9231 §2.3.7"),
        (more01 + "esign-sha256", "ESIGN with SHA-256", "RFC 9231 §2.3.7"),
        (more01 + "esign-sha384", "ESIGN with SHA-384", "RFC 9231 §2.3.7"),
        (more01 + "esign-sha512", "ESIGN with SHA-512", "RFC 9231 §2.3.7"),
        (more01 + "gostr34102001-gostr3411", "GOST R 34.10-2001", "RFC 4357"),
        (gost + "gostr34102012-gostr34112012-256", "GOST R 34.10-2012, 256 bits", "RFC 7091"),
        (gost + "gostr34102012-gostr34112012-512", "GOST R 34.10-2012, 512 bits", "RFC 7091"),
    ].map { Entry(notBuilt: $0, $1, .signature, .refused, $2) }

    private static let more01 = "http://www.w3.org/2001/04/xmldsig-more#"
    private static let more07 = "http://www.w3.org/2007/05/xmldsig-more#"
    private static let more21 = "http://www.w3.org/2021/04/xmldsig-more#"
    private static let gost = "urn:ietf:params:xml:ns:cpxmlsec:algorithms:"
}
