//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension Certificate {
    private static let certificateLabels = Set(["CERTIFICATE", "X509 CERTIFICATE"].map { Array($0.utf8) })
    private static let bundleLabels = Set(["PKCS7", "CMS"].map { Array($0.utf8) })

    /// The certificates of a file: one in DER, any number in PEM, or a PKCS #7 bundle in either form.
    ///
    /// Other blocks of a PEM file, such as private keys, are skipped.
    ///
    /// - Parameter octets: The whole file.
    /// - Returns: At least one, in the order of the file; one that occurs twice is there twice.
    /// - Throws: `noCertificate` where there is none; otherwise what is wrong with the first that can't be read, with
    ///   its line.
    public static func read(_ octets: [UInt8]) throws(CertificateError) -> [Certificate] {
        let certificates =
            if PEMText.isIn(octets) {
                try read(pem: octets)
            } else if CertificateBundle.isIn(octets) {
                try read(bundle: octets)
            } else if octets.first == 0x30 {
                [try Certificate(der: octets)]
            } else {
                [Certificate]()
            }
        guard !certificates.isEmpty else {
            throw CertificateError(.noCertificate, "no certificate in DER, PEM or PKCS #7 was found")
        }
        return certificates
    }

    /// - Parameter text: PEM with exactly one certificate.
    public convenience init(pem text: String) throws(CertificateError) {
        let blocks = try PEMText.blocks(Array(text.utf8), labelled: Self.certificateLabels)
        guard let block = blocks.first, blocks.count == 1 else {
            throw CertificateError(
                blocks.isEmpty ? .noCertificate : .pemMalformed,
                "the text holds \(blocks.count) certificates; one is asked for",
                clause: "RFC 7468 §5"
            )
        }
        do throws(CertificateError) {
            try self.init(der: block.octets)
        } catch {
            throw error.located(at: block.position)
        }
    }

    private static func read(pem octets: [UInt8]) throws(CertificateError) -> [Certificate] {
        var certificates: [Certificate] = []
        for block in try PEMText.blocks(octets, labelled: certificateLabels.union(bundleLabels)) {
            certificates += try block.read { octets throws(CertificateError) in
                bundleLabels.contains(block.label) ? try read(bundle: octets) : [try Certificate(der: octets)]
            }
        }
        return certificates
    }

    private static func read(bundle octets: [UInt8]) throws(CertificateError) -> [Certificate] {
        var certificates: [Certificate] = []
        for der in try CertificateBundle.certificates(octets) { certificates.append(try Certificate(der: der)) }
        return certificates
    }
}

extension Certificate {
    /// A certificate in a file of JSON.
    ///
    /// - Parameter text: PEM with one certificate, or DER in Base64.
    package convenience init(text: String) throws(CertificateError) {
        if PEMText.isIn(Array(text.utf8)) {
            try self.init(pem: text)
        } else if let der = Base64.decode(text.utf8) {
            try self.init(der: der)
        } else {
            throw CertificateError(.noCertificate, "it is neither PEM nor DER in Base64")
        }
    }
}
