//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics
import SignatureCryptography

/// Compares the signer's certificate with what the signed properties say of it (ETSI EN 319 132-1 §5.2.2).
struct SigningCertificateMatch {
    let policy: ValidationPolicy
    let positions: PositionIndex

    private static let clause = "ETSI EN 319 132-1 §5.2.2"

    /// - Parameter findings: Takes what the policy has to say of the digest that tells the certificate.
    /// - Returns: Why none of the entries is the certificate; `nil` where one is.
    func match(
        _ entries: [SigningCertificateEntry], _ certificate: Certificate, noting findings: inout [Finding]
    ) -> Objection? {
        var refusal: Objection?
        // Entries may be many; of each certificate one digest is made by a method.
        var digests: [DigestMethod: [UInt8]] = [:]
        for entry in entries {
            switch policy.algorithms.digestMethod(uri: entry.digestMethod) {
            case .refuse(let concern): refusal = refusal ?? Objection(concern, at: entry.node)
            case .use(let method, let warning):
                let known = digests[method] ?? Self.digest(of: certificate, method)
                digests[method] = known
                guard let digest = known,
                    ConstantTime.areEqual(digest.span, entry.digestValue.span)
                else { continue }
                if let warning { findings.append(warning.finding(.warning, at: positions.position(of: entry.node))) }
                return objection(to: entry.issuerSerial, certificate, entry)
            }
        }
        return refusal
            ?? Objection(
                .signingCertificateMismatch,
                .noSigningCertificateFound,
                "the signed properties hold the digest of another certificate than the signer's",
                clause: Self.clause,
                at: entries.first?.node
            )
    }

    /// `nil` where OpenSSL could not compute it, which then matches nothing.
    private static func digest(of certificate: Certificate, _ method: DigestMethod) -> [UInt8]? {
        let octets = certificate.der
        return try? MessageDigest.value(of: octets.span, method)
    }

    private func objection(
        to issuerSerial: SigningCertificateEntry.IssuerSerial?, _ certificate: Certificate,
        _ entry: SigningCertificateEntry
    ) -> Objection? {
        let isSame: Bool
        switch issuerSerial {
        case nil: isSame = true
        case .unreadable: isSame = false
        case .text(let issuer, let serial):
            isSame = Self.number(serial) == certificate.serialNumber.decimal && Self.names(issuer, certificate)
        case .der(let octets): isSame = Self.matches(octets, certificate)
        }
        guard !isSame else { return nil }
        return Objection(
            .signingCertificateMismatch,
            .noSigningCertificateFound,
            "issuer and serial number in the signed properties are not those of the certificate that has the digest",
            clause: Self.clause,
            at: entry.node
        )
    }

    /// Whether the text names the certificate's issuer, as far as it can be told.
    ///
    /// Programs write names in many ways. Either order counts, and what is no name in RFC 4514's form, or has attributes
    /// that nobody here knows, is compared with nothing: the digest has told which certificate is meant.
    private static func names(_ text: [UInt8], _ certificate: Certificate) -> Bool {
        guard let name = DistinguishedNameText(text) else { return true }
        let key = certificate.issuer.textMatchingKey
        return name.matchingKey == key || name.matchingKeyOfOtherOrder == key
    }

    /// The digits without white space around and zeros in front.
    private static func number(_ text: [UInt8]) -> String {
        var digits = text.filter { !$0.isXMLWhiteSpace }[...]
        while digits.count > 1, digits.first == UInt8(ascii: "0") { digits.removeFirst() }
        return String(decoding: digits, as: UTF8.self)
    }

    /// `IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber INTEGER, … }` with one directoryName.
    private static func matches(_ der: [UInt8], _ certificate: Certificate) -> Bool {
        guard let whole = DERElement(der[...]), whole.tag == 0x30,
            let names = DERElement(whole.content), names.tag == 0x30,
            let directoryName = DERElement(names.content), directoryName.tag == 0xA4,
            let issuer = try? DistinguishedName(der: Array(directoryName.content)),
            let serial = DERElement(names.rest), serial.tag == 0x02
        else { return false }
        return issuer.matches(certificate.issuer) && serial.content.elementsEqual(certificate.serialNumber.octets)
    }
}

/// One element of DER with a definite length of at most four octets (X.690 §8.1).
private struct DERElement {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    /// What follows it.
    let rest: ArraySlice<UInt8>

    init?(_ octets: ArraySlice<UInt8>) {
        guard octets.count >= 2 else { return nil }
        tag = octets[octets.startIndex]
        var position = octets.startIndex + 2
        var count = Int(octets[octets.startIndex + 1])
        if count >= 0x80 {
            let lengthOctets = count & 0x7F
            guard (1...4).contains(lengthOctets), octets.endIndex - position >= lengthOctets else { return nil }
            count = octets[position..<position + lengthOctets].reduce(0) { $0 << 8 | Int($1) }
            position += lengthOctets
        }
        guard octets.endIndex - position >= count else { return nil }
        content = octets[position..<position + count]
        rest = octets[(position + count)...]
    }
}
