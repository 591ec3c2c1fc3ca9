//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

extension PublicKey {
    private static let rsaEncryption: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 1, 1]
    private static let rsassaPSS: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 1, 10]
    private static let ecPublicKey: ASN1ObjectIdentifier = [1, 2, 840, 10045, 2, 1]
    private static let dsa: ASN1ObjectIdentifier = [1, 2, 840, 10040, 4, 1]
    private static let ed25519: ASN1ObjectIdentifier = [1, 3, 101, 112]
    private static let ed448: ASN1ObjectIdentifier = [1, 3, 101, 113]
    private static let postQuantum = Dictionary(
        uniqueKeysWithValues: PostQuantumParameterSet.allCases.map { parameterSet in
            ([2, 16, 840, 1, 101, 3, 4, 3, parameterSet.objectIdentifierArc] as ASN1ObjectIdentifier, parameterSet)
        }
    )

    /// A key from a SubjectPublicKeyInfo in DER, as certificates and `DEREncodedKeyValue` have it.
    ///
    /// - Parameters:
    ///   - der: One SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) and nothing after it.
    ///   - issuer: The key whose domain parameters a DSA key without its own inherits (RFC 3279 §2.3.2).
    /// - Throws: `keyMalformed` where it isn't DER or the key is not as its standard says; `curveParametersExplicit`,
    ///   `curveUnsupported`, `keyTooLarge`; `keyParametersMissing` where a DSA key has nothing to inherit;
    ///   `algorithmUnavailable` where this OpenSSL doesn't offer the kind of key; `keyUnsupported` for every other kind.
    public init(
        subjectPublicKeyInfo der: [UInt8],
        inheritingFrom issuer: PublicKey? = nil
    ) throws(CryptographyError) {
        let info = try SubjectPublicKeyInfo(der: der)
        switch info.algorithm {
        case Self.rsaEncryption: try self.init(Self.rsa(info))
        case Self.rsassaPSS: try self.init(Self.rsaPSS(info, der))
        case Self.ecPublicKey: try self.init(Self.ec(info))
        case Self.dsa: try self.init(Self.dsa(info, inheritingFrom: issuer))
        case Self.ed25519: try self.init(Self.edwards(info, .ed25519))
        case Self.ed448: try self.init(Self.edwards(info, .ed448))
        default:
            guard let parameterSet = Self.postQuantum[info.algorithm] else {
                throw CryptographyError(
                    .keyUnsupported,
                    "a key of \(info.algorithm) verifies no signature method that is built here"
                )
            }
            try self.init(Self.postQuantum(info, parameterSet))
        }
    }

    // RFC 3279 §2.3.1: the parameters are NULL. Certificates of qualified providers leave them out; nothing depends on
    // them, so both are taken.
    private static func rsa(_ info: SubjectPublicKeyInfo) throws(CryptographyError) -> RSAPublicKey {
        try SubjectPublicKeyInfo.parsing("the parameters of rsaEncryption", clause: "RFC 3279 §2.3.1") {
            if let parameters = info.parameters { _ = try ASN1Null(derEncoded: parameters) }
        }
        return try RSAPublicKey(rsaNumbers(info.key))
    }

    // RFC 4055 §1.2: absent parameters restrict nothing; §3.1: their form.
    private static func rsaPSS(
        _ info: SubjectPublicKeyInfo,
        _ der: [UInt8]
    ) throws(CryptographyError) -> RSAPSSPublicKey {
        let numbers = try rsaNumbers(info.key)
        var restrictions: RSASSAPSSParameters?
        if let parameters = info.parameters { restrictions = try RSASSAPSSParameters(restricting: parameters) }
        return try RSAPSSPublicKey(numbers, restrictions: restrictions, subjectPublicKeyInfo: der)
    }

    // RFC 8017 §A.1.1.
    private static func rsaNumbers(_ key: ArraySlice<UInt8>) throws(CryptographyError) -> RSANumbers {
        let (modulus, exponent) = try SubjectPublicKeyInfo.parsing("RSAPublicKey", clause: "RFC 8017 §A.1.1") {
            try DER.sequence(DER.parse(key), identifier: .sequence) { fields in
                (
                    try SubjectPublicKeyInfo.unsignedNumber(&fields),
                    try SubjectPublicKeyInfo.unsignedNumber(&fields)
                )
            }
        }
        return try RSANumbers(modulus: modulus, exponent: exponent)
    }

    // RFC 5480 §2.1.1: namedCurve; implicitCurve and specifiedCurve must not be used.
    private static func ec(_ info: SubjectPublicKeyInfo) throws(CryptographyError) -> ECPublicKey {
        guard let parameters = info.parameters, parameters.identifier == .objectIdentifier else {
            let isSpelt = info.parameters?.identifier == .sequence
            throw CryptographyError(
                isSpelt ? .curveParametersExplicit : .keyMalformed,
                isSpelt ? "the curve is spelt out; it has to be named" : "the curve isn't named",
                clause: "RFC 5480 §2.1.1"
            )
        }
        let identifier = try SubjectPublicKeyInfo.parsing("the named curve", clause: "RFC 5480 §2.1.1") {
            String(describing: try ASN1ObjectIdentifier(derEncoded: parameters))
        }
        guard let curve = NamedCurve(objectIdentifier: identifier) else {
            throw CryptographyError(.curveUnsupported, "the curve \(identifier) isn't known here")
        }
        return try ECPublicKey(curve: curve, encodedPoint: Array(info.key))
    }

    // RFC 3279 §2.3.2: Dss-Parms, or absent and inherited.
    private static func dsa(
        _ info: SubjectPublicKeyInfo,
        inheritingFrom issuer: PublicKey?
    ) throws(CryptographyError) -> DSAPublicKey {
        let clause = "RFC 3279 §2.3.2"
        let domain: DSADomainParameters
        if let parameters = info.parameters {
            let (p, q, g) = try SubjectPublicKeyInfo.parsing("Dss-Parms", clause: clause) {
                try DER.sequence(parameters, identifier: .sequence) { fields in
                    (
                        try SubjectPublicKeyInfo.unsignedNumber(&fields),
                        try SubjectPublicKeyInfo.unsignedNumber(&fields),
                        try SubjectPublicKeyInfo.unsignedNumber(&fields)
                    )
                }
            }
            domain = try DSADomainParameters(p: p, q: q, g: g)
        } else if let inherited = issuer?.dsa?.domain {
            domain = inherited
        } else {
            throw CryptographyError(
                .keyParametersMissing,
                "the DSA key inherits its domain parameters from its issuer, whose DSA key isn't at hand",
                clause: clause
            )
        }
        let y = try SubjectPublicKeyInfo.parsing("DSAPublicKey", clause: clause) {
            UnsignedNumber(try ArraySlice<UInt8>(derEncoded: DER.parse(info.key)))
        }
        return try DSAPublicKey(domain: domain, y: y)
    }

    // RFC 8410 §3: the parameters must be absent.
    private static func edwards(
        _ info: SubjectPublicKeyInfo,
        _ curve: EdwardsCurve
    ) throws(CryptographyError) -> EdwardsPublicKey {
        guard info.parameters == nil else {
            throw CryptographyError(.keyMalformed, "\(curve) has no parameters", clause: "RFC 8410 §3")
        }
        return try EdwardsPublicKey(curve: curve, octets: Array(info.key))
    }

    // RFC 9881 §4, RFC 9909 §4: the parameters must be absent, and the key's octets stand in the BIT STRING themselves.
    private static func postQuantum(
        _ info: SubjectPublicKeyInfo,
        _ parameterSet: PostQuantumParameterSet
    ) throws(CryptographyError) -> PostQuantumPublicKey {
        guard info.parameters == nil else {
            throw CryptographyError(
                .keyMalformed, "\(parameterSet.name) has no parameters", clause: parameterSet.keyClause
            )
        }
        return try PostQuantumPublicKey(parameterSet: parameterSet, octets: Array(info.key))
    }
}
