//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension RevocationList {
    private static let labels = Set(["X509 CRL", "CRL"].map { Array($0.utf8) })

    /// The lists of a file: one in DER, or any number in PEM (RFC 7468 §6).
    ///
    /// - Parameter octets: The whole file.
    /// - Returns: At least one, in the order of the file.
    /// - Throws: `noRevocationData` where there is none; otherwise what is wrong with the first that can't be read,
    ///   with its line.
    public static func read(_ octets: [UInt8]) throws(CertificateError) -> [RevocationList] {
        try RevocationFile.read(octets, labelled: labels, "revocation list") { der throws(CertificateError) in
            try RevocationList(der: der)
        }
    }
}

extension OCSPResponse {
    private static let labels = Set(["OCSP RESPONSE"].map { Array($0.utf8) })

    /// The responses of a file: one in DER, or any number in PEM.
    ///
    /// - Parameter octets: The whole file.
    /// - Returns: At least one, in the order of the file.
    /// - Throws: `noRevocationData` where there is none; otherwise what is wrong with the first that can't be read,
    ///   with its line.
    public static func read(_ octets: [UInt8]) throws(CertificateError) -> [OCSPResponse] {
        try RevocationFile.read(octets, labelled: labels, "OCSP response") { der throws(CertificateError) in
            try OCSPResponse(der: der)
        }
    }
}

private enum RevocationFile {
    static func read<Value>(
        _ octets: [UInt8],
        labelled labels: Set<[UInt8]>,
        _ name: String,
        _ parse: ([UInt8]) throws(CertificateError) -> Value
    ) throws(CertificateError) -> [Value] {
        guard PEMText.isIn(octets) else {
            guard octets.first == 0x30 else { throw nothing(name) }
            return [try parse(octets)]
        }
        var values: [Value] = []
        for block in try PEMText.blocks(octets, labelled: labels) { values.append(try block.read(parse)) }
        guard !values.isEmpty else { throw nothing(name) }
        return values
    }

    private static func nothing(_ name: String) -> CertificateError {
        CertificateError(.noRevocationData, "no \(name) in DER or PEM was found")
    }
}
