//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Every digest, MAC and signature URI of XML-DSig 1.1 §6.1 and RFC 9231 §2.1–2.3, those that peers have besides, and the
/// place that the project's threat model gives each.
enum AlgorithmTableExpectation {
    static let `default`: [String] =
        uris("http://www.w3.org/2001/04/xmlenc#", "sha256 sha512")
        + uris("http://www.w3.org/2001/04/xmldsig-more#", "sha384")
        + uris("http://www.w3.org/2007/05/xmldsig-more#", "sha3-256 sha3-384 sha3-512")
        // HMAC only where the caller gives a symmetric key, which no policy says but the kind of key.
        + uris("http://www.w3.org/2001/04/xmldsig-more#", "hmac-sha256 hmac-sha384 hmac-sha512")
        + uris("http://www.w3.org/2001/04/xmldsig-more#", "rsa-sha256 rsa-sha384 rsa-sha512")
        + uris("http://www.w3.org/2007/05/xmldsig-more#", "rsa-pss sha256-rsa-MGF1 sha384-rsa-MGF1 sha512-rsa-MGF1")
        + uris("http://www.w3.org/2007/05/xmldsig-more#", "sha3-256-rsa-MGF1 sha3-384-rsa-MGF1 sha3-512-rsa-MGF1")
        + uris("http://www.w3.org/2001/04/xmldsig-more#", "ecdsa-sha256 ecdsa-sha384 ecdsa-sha512")
        + uris("http://www.w3.org/2021/04/xmldsig-more#", "ecdsa-sha3-256 ecdsa-sha3-384 ecdsa-sha3-512")
        + uris("http://www.w3.org/2021/04/xmldsig-more#", "eddsa-ed25519 eddsa-ed448")

    static let legacy: [String] =
        uris("http://www.w3.org/2000/09/xmldsig#", "sha1 hmac-sha1 rsa-sha1 dsa-sha1")
        + uris("http://www.w3.org/2009/xmldsig11#", "dsa-sha256")
        + uris("http://www.w3.org/2001/04/xmldsig-more#", "sha224 hmac-sha224 rsa-sha224 ecdsa-sha224 ecdsa-sha1")
        + uris("http://www.w3.org/2007/05/xmldsig-more#", "sha3-224 sha1-rsa-MGF1 sha224-rsa-MGF1 sha3-224-rsa-MGF1")
        + uris("http://www.w3.org/2021/04/xmldsig-more#", "ecdsa-sha3-224")

    static let refused: [String] =
        uris("http://www.w3.org/2001/04/xmldsig-more#", "md5 hmac-md5 hmac-ripemd160 rsa-md5 rsa-ripemd160 gostr3411")
        + uris("http://www.w3.org/2001/04/xmldsig-more#", "gostr34102001-gostr3411")
        + uris(
            "http://www.w3.org/2001/04/xmldsig-more#", "esign-sha1 esign-sha224 esign-sha256 esign-sha384 esign-sha512")
        + uris("http://www.w3.org/2001/04/xmlenc#", "ripemd160")
        + uris("http://www.w3.org/2007/05/xmldsig-more#", "whirlpool rsa-whirlpool ecdsa-whirlpool ecdsa-ripemd160")
        + uris("http://www.w3.org/2007/05/xmldsig-more#", "md2-rsa-MGF1 md5-rsa-MGF1 ripemd128-rsa-MGF1")
        + uris("http://www.w3.org/2007/05/xmldsig-more#", "ripemd160-rsa-MGF1 whirlpool-rsa-MGF1")
        + uris("http://www.w3.org/2021/04/xmldsig-more#", "poly1305 siphash-2-4")
        + uris("urn:ietf:params:xml:ns:cpxmlsec:algorithms:", "gostr34112012-256 gostr34112012-512")
        + uris("urn:ietf:params:xml:ns:cpxmlsec:algorithms:", "gostr34102012-gostr34112012-256")
        + uris("urn:ietf:params:xml:ns:cpxmlsec:algorithms:", "gostr34102012-gostr34112012-512")

    /// In no preset, and carried out where the OpenSSL at hand has them.
    static let experimental: [String] =
        uris("http://www.w3.org/2021/04/xmldsig-more#", "eddsa-ed25519ph eddsa-ed25519ctx eddsa-ed448ph")
        + uris("http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#", "ml-dsa-44 ml-dsa-65 ml-dsa-87")
        + uris("http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#", "slh-dsa-sha2-128f slh-dsa-sha2-128s")
        + uris("http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#", "slh-dsa-sha2-192f slh-dsa-sha2-192s")
        + uris("http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#", "slh-dsa-sha2-256f slh-dsa-sha2-256s")

    private static func uris(_ namespace: String, _ names: String) -> [String] {
        names.split(separator: " ").map { namespace + $0 }
    }
}
