//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A signature or MAC method of XML-DSig 1.1 §6.3–6.4 or RFC 9231 §2.2–2.3 that can be checked here.
///
/// It never says whose key is used: each kind of key is a type of its own and checks the methods of its kind only.
/// Whether a signature may use it is for the ``AlgorithmPolicy`` to say.
package struct SignatureMethod: Hashable, Sendable {
    // The raw value is the URI, compared as octets.
    private enum Storage: String, CaseIterable {
        case rsaMD5 = "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"
        case rsaSHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
        case rsaRIPEMD160 = "http://www.w3.org/2001/04/xmldsig-more#rsa-ripemd160"
        case rsaSHA224 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha224"
        case rsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
        case rsaSHA384 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384"
        case rsaSHA512 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"

        case rsaPSS = "http://www.w3.org/2007/05/xmldsig-more#rsa-pss"
        case rsaPSSMD5 = "http://www.w3.org/2007/05/xmldsig-more#md5-rsa-MGF1"
        case rsaPSSSHA1 = "http://www.w3.org/2007/05/xmldsig-more#sha1-rsa-MGF1"
        case rsaPSSRIPEMD160 = "http://www.w3.org/2007/05/xmldsig-more#ripemd160-rsa-MGF1"
        case rsaPSSSHA224 = "http://www.w3.org/2007/05/xmldsig-more#sha224-rsa-MGF1"
        case rsaPSSSHA256 = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"
        case rsaPSSSHA384 = "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1"
        case rsaPSSSHA512 = "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1"
        case rsaPSSSHA3_224 = "http://www.w3.org/2007/05/xmldsig-more#sha3-224-rsa-MGF1"
        case rsaPSSSHA3_256 = "http://www.w3.org/2007/05/xmldsig-more#sha3-256-rsa-MGF1"
        case rsaPSSSHA3_384 = "http://www.w3.org/2007/05/xmldsig-more#sha3-384-rsa-MGF1"
        case rsaPSSSHA3_512 = "http://www.w3.org/2007/05/xmldsig-more#sha3-512-rsa-MGF1"

        case ecdsaSHA1 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1"
        case ecdsaRIPEMD160 = "http://www.w3.org/2007/05/xmldsig-more#ecdsa-ripemd160"
        case ecdsaSHA224 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha224"
        case ecdsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
        case ecdsaSHA384 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"
        case ecdsaSHA512 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"
        case ecdsaSHA3_224 = "http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-224"
        case ecdsaSHA3_256 = "http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-256"
        case ecdsaSHA3_384 = "http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-384"
        case ecdsaSHA3_512 = "http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-512"

        case dsaSHA1 = "http://www.w3.org/2000/09/xmldsig#dsa-sha1"
        case dsaSHA256 = "http://www.w3.org/2009/xmldsig11#dsa-sha256"

        case ed25519 = "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519"
        case ed448 = "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed448"

        case ed25519ph = "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519ph"
        case ed25519ctx = "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519ctx"
        case ed448ph = "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed448ph"

        // No standard has settled URIs for these; the ones here are an implementation's own, and in use.
        case mlDSA44 = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#ml-dsa-44"
        case mlDSA65 = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#ml-dsa-65"
        case mlDSA87 = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#ml-dsa-87"
        case slhDSASHA2_128f = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#slh-dsa-sha2-128f"
        case slhDSASHA2_128s = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#slh-dsa-sha2-128s"
        case slhDSASHA2_192f = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#slh-dsa-sha2-192f"
        case slhDSASHA2_192s = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#slh-dsa-sha2-192s"
        case slhDSASHA2_256f = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#slh-dsa-sha2-256f"
        case slhDSASHA2_256s = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#slh-dsa-sha2-256s"

        case hmacMD5 = "http://www.w3.org/2001/04/xmldsig-more#hmac-md5"
        case hmacSHA1 = "http://www.w3.org/2000/09/xmldsig#hmac-sha1"
        case hmacRIPEMD160 = "http://www.w3.org/2001/04/xmldsig-more#hmac-ripemd160"
        case hmacSHA224 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha224"
        case hmacSHA256 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"
        case hmacSHA384 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha384"
        case hmacSHA512 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512"
    }

    private let storage: Storage

    private init(_ storage: Storage) { self.storage = storage }

    /// Every method that can be checked here.
    package static let all: [Self] = Storage.allCases.map(Self.init)

    private static let byURI = URITable(all) { $0.uri }

    /// The method of this URI; `nil` where it isn't one that can be checked here.
    package init?(uri: [UInt8]) {
        guard let method = Self.byURI[uri] else { return nil }
        self = method
    }

    /// The method of this URI; `nil` where it isn't one that can be checked here.
    package init?(uri: String) { self.init(uri: Array(uri.utf8)) }

    /// The `Algorithm` attribute that names it.
    package var uri: String { storage.rawValue }

    /// Which kind of computation it is.
    package var family: SignatureFamily {
        switch storage {
        case .rsaMD5, .rsaSHA1, .rsaRIPEMD160, .rsaSHA224, .rsaSHA256, .rsaSHA384, .rsaSHA512: .rsaPKCS1
        case .rsaPSS, .rsaPSSMD5, .rsaPSSSHA1, .rsaPSSRIPEMD160, .rsaPSSSHA224, .rsaPSSSHA256, .rsaPSSSHA384,
            .rsaPSSSHA512, .rsaPSSSHA3_224, .rsaPSSSHA3_256, .rsaPSSSHA3_384, .rsaPSSSHA3_512:
            .rsaPSS
        case .ecdsaSHA1, .ecdsaRIPEMD160, .ecdsaSHA224, .ecdsaSHA256, .ecdsaSHA384, .ecdsaSHA512, .ecdsaSHA3_224,
            .ecdsaSHA3_256, .ecdsaSHA3_384, .ecdsaSHA3_512:
            .ecdsa
        case .dsaSHA1, .dsaSHA256: .dsa
        case .ed25519, .ed448: .edDSA
        case .ed25519ph, .ed448ph: .hashEdDSA
        case .ed25519ctx: .ed25519ctx
        case .mlDSA44, .mlDSA65, .mlDSA87: .mlDSA
        case .slhDSASHA2_128f, .slhDSASHA2_128s, .slhDSASHA2_192f, .slhDSASHA2_192s, .slhDSASHA2_256f,
            .slhDSASHA2_256s:
            .slhDSA
        case .hmacMD5, .hmacSHA1, .hmacRIPEMD160, .hmacSHA224, .hmacSHA256, .hmacSHA384, .hmacSHA512: .hmac
        }
    }

    /// The digest that the URI fixes; `nil` for `#rsa-pss`, whose parameters name it, and for EdDSA, ML-DSA and SLH-DSA,
    /// which have their own.
    package var digest: DigestMethod? {
        switch storage {
        case .rsaMD5, .rsaPSSMD5, .hmacMD5: .md5
        case .rsaSHA1, .rsaPSSSHA1, .ecdsaSHA1, .dsaSHA1, .hmacSHA1: .sha1
        case .rsaRIPEMD160, .rsaPSSRIPEMD160, .ecdsaRIPEMD160, .hmacRIPEMD160: .ripemd160
        case .rsaSHA224, .rsaPSSSHA224, .ecdsaSHA224, .hmacSHA224: .sha224
        case .rsaSHA256, .rsaPSSSHA256, .ecdsaSHA256, .dsaSHA256, .hmacSHA256: .sha256
        case .rsaSHA384, .rsaPSSSHA384, .ecdsaSHA384, .hmacSHA384: .sha384
        case .rsaSHA512, .rsaPSSSHA512, .ecdsaSHA512, .hmacSHA512: .sha512
        case .rsaPSSSHA3_224, .ecdsaSHA3_224: .sha3_224
        case .rsaPSSSHA3_256, .ecdsaSHA3_256: .sha3_256
        case .rsaPSSSHA3_384, .ecdsaSHA3_384: .sha3_384
        case .rsaPSSSHA3_512, .ecdsaSHA3_512: .sha3_512
        case .rsaPSS, .ed25519, .ed448, .ed25519ph, .ed25519ctx, .ed448ph: nil
        case .mlDSA44, .mlDSA65, .mlDSA87, .slhDSASHA2_128f, .slhDSASHA2_128s, .slhDSASHA2_192f, .slhDSASHA2_192s,
            .slhDSASHA2_256f, .slhDSASHA2_256s:
            nil
        }
    }

    /// The curve that the URI fixes, for EdDSA of every kind.
    package var edwardsCurve: EdwardsCurve? {
        switch storage {
        case .ed25519: .ed25519
        case .ed448: .ed448
        default: edDSAVariant?.curve
        }
    }

    /// The instance of EdDSA, where it isn't the pure one.
    package var edDSAVariant: EdDSAVariant? {
        switch storage {
        case .ed25519ph: .ed25519ph
        case .ed25519ctx: .ed25519ctx
        case .ed448ph: .ed448ph
        default: nil
        }
    }

    /// The parameter set of ML-DSA or SLH-DSA.
    package var parameterSet: PostQuantumParameterSet? {
        switch storage {
        case .mlDSA44: .mlDSA44
        case .mlDSA65: .mlDSA65
        case .mlDSA87: .mlDSA87
        case .slhDSASHA2_128f: .slhDSASHA2_128f
        case .slhDSASHA2_128s: .slhDSASHA2_128s
        case .slhDSASHA2_192f: .slhDSASHA2_192f
        case .slhDSASHA2_192s: .slhDSASHA2_192s
        case .slhDSASHA2_256f: .slhDSASHA2_256f
        case .slhDSASHA2_256s: .slhDSASHA2_256s
        default: nil
        }
    }

    /// Whether its signatures are over a context string too, which a document may give.
    package var hasContext: Bool { edDSAVariant != nil || parameterSet != nil }

    /// The most octets of a context string (RFC 8032 §5.1, FIPS 204 §5.2, FIPS 205 §10.2).
    package static let maximumContextByteCount = 255

    /// - Throws: `algorithmUnavailable` where it is one of those that not every OpenSSL has, and this one hasn't.
    package func requireOpenSSL() throws(CryptographyError) {
        try edDSAVariant?.requireOpenSSL()
        try parameterSet?.requireOpenSSL()
    }

    /// Whether the OpenSSL at hand offers it; of a method that isn't experimental this shows when it is used.
    package var isAvailable: Bool { (try? requireOpenSSL()) != nil }

    /// RSA PKCS#1 v1.5 with SHA-1 (XML-DSig 1.1 §6.4.2).
    package static let rsaSHA1 = Self(.rsaSHA1)
    /// RSA PKCS#1 v1.5 with SHA-256 (XML-DSig 1.1 §6.4.2).
    package static let rsaSHA256 = Self(.rsaSHA256)
    /// RSA PKCS#1 v1.5 with SHA-384 (XML-DSig 1.1 §6.4.2).
    package static let rsaSHA384 = Self(.rsaSHA384)
    /// RSA PKCS#1 v1.5 with SHA-512 (XML-DSig 1.1 §6.4.2).
    package static let rsaSHA512 = Self(.rsaSHA512)
    /// RSASSA-PSS with parameters in the document (RFC 9231 §2.3.9).
    package static let rsaPSS = Self(.rsaPSS)
    /// RSASSA-PSS with SHA-256 and no parameters in the document (RFC 9231 §2.3.10).
    package static let rsaPSSSHA256 = Self(.rsaPSSSHA256)
    /// RSASSA-PSS with SHA-384 and no parameters in the document (RFC 9231 §2.3.10).
    package static let rsaPSSSHA384 = Self(.rsaPSSSHA384)
    /// RSASSA-PSS with SHA-512 and no parameters in the document (RFC 9231 §2.3.10).
    package static let rsaPSSSHA512 = Self(.rsaPSSSHA512)
    /// ECDSA with SHA-1 (XML-DSig 1.1 §6.4.3).
    package static let ecdsaSHA1 = Self(.ecdsaSHA1)
    /// ECDSA with SHA-256 (XML-DSig 1.1 §6.4.3).
    package static let ecdsaSHA256 = Self(.ecdsaSHA256)
    /// ECDSA with SHA-384 (XML-DSig 1.1 §6.4.3).
    package static let ecdsaSHA384 = Self(.ecdsaSHA384)
    /// ECDSA with SHA-512 (XML-DSig 1.1 §6.4.3).
    package static let ecdsaSHA512 = Self(.ecdsaSHA512)
    /// DSA with SHA-1 (XML-DSig 1.1 §6.4.1).
    package static let dsaSHA1 = Self(.dsaSHA1)
    /// DSA with SHA-256 (XML-DSig 1.1 §6.4.1).
    package static let dsaSHA256 = Self(.dsaSHA256)
    /// Ed25519 (RFC 9231 §2.3.12).
    package static let ed25519 = Self(.ed25519)
    /// Ed448 (RFC 9231 §2.3.12).
    package static let ed448 = Self(.ed448)
    /// HMAC with SHA-1 (XML-DSig 1.1 §6.3.1).
    package static let hmacSHA1 = Self(.hmacSHA1)
    /// HMAC with SHA-256 (XML-DSig 1.1 §6.3.1).
    package static let hmacSHA256 = Self(.hmacSHA256)
    /// HMAC with SHA-384 (XML-DSig 1.1 §6.3.1).
    package static let hmacSHA384 = Self(.hmacSHA384)
    /// HMAC with SHA-512 (XML-DSig 1.1 §6.3.1).
    package static let hmacSHA512 = Self(.hmacSHA512)
}

extension SignatureMethod: CustomStringConvertible {
    package var description: String { uri }
}
