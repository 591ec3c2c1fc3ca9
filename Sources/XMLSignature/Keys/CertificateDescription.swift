//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import SignatureCryptography

/// What `X509Data` says of the certificate that holds the key, ready to be compared (XML-DSig §4.5.4).
enum CertificateDescription: Hashable {
    case subject(DistinguishedNameText)
    case issuerSerial(DistinguishedNameText, serial: String)
    case subjectKeyIdentifier([UInt8])
    case digest(DigestMethod, [UInt8])

    enum Kind { case subject, issuerSerial, subjectKeyIdentifier, digest }

    var kind: Kind {
        switch self {
        case .subject: .subject
        case .issuerSerial: .issuerSerial
        case .subjectKeyIdentifier: .subjectKeyIdentifier
        case .digest: .digest
        }
    }
}

extension CertificateDescription {
    /// Why a description can't be compared with anything.
    enum Failure: Error {
        case name([UInt8])
        case serialNumber([UInt8])
        case digestMethod(AlgorithmConcern)
    }

    /// - Parameter warning: Becomes what the policy has to say of the digest that it allows.
    init(
        _ content: X509Data.Content, _ algorithms: AlgorithmPolicy, _ names: inout RecentNames,
        warning: inout AlgorithmConcern?
    ) throws(Failure) {
        switch content {
        case .subject(let text): self = .subject(try Self.name(text, &names))
        case .issuerSerial(let issuer, let serial):
            self = .issuerSerial(try Self.name(issuer, &names), serial: try Self.serialNumber(serial))
        case .subjectKeyIdentifier(let octets): self = .subjectKeyIdentifier(octets)
        case .digest(let algorithm, let value):
            switch algorithms.digestMethod(uri: algorithm) {
            case .use(let method, let concern):
                warning = concern
                self = .digest(method, value)
            case .refuse(let concern): throw .digestMethod(concern)
            }
        }
    }

    private static func name(_ text: [UInt8], _ names: inout RecentNames) throws(Failure) -> DistinguishedNameText {
        guard let name = names.name(text) else { throw .name(text) }
        return name
    }

    /// XML Schema's `integer` in the form of ``SerialNumber/decimal``.
    private static func serialNumber(_ text: [UInt8]) throws(Failure) -> String {
        var digits = text.drop(while: \.isXMLWhiteSpace)
        while let last = digits.last, last.isXMLWhiteSpace { digits.removeLast() }
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .serialNumber(text) }
        while digits.count > 1, digits.first == UInt8(ascii: "0") { digits.removeFirst() }
        let isZero = digits.elementsEqual([UInt8(ascii: "0")])
        return (isNegative && !isZero ? "-" : "") + String(decoding: digits, as: UTF8.self)
    }
}
