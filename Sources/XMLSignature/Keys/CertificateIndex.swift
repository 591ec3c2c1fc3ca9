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
import Synchronization

/// The caller's certificates by what `X509Data` may say of them, made once for all documents.
final class CertificateIndex: Sendable {
    let certificates: [Certificate]
    private let bySubject: [[UInt8]: [Certificate]]
    private let byIssuer: [[UInt8]: [Certificate]]
    private let bySubjectKeyIdentifier: [[UInt8]: [Certificate]]
    /// Made for a method when the first document asks.
    private let byDigest = Mutex<[DigestMethod: [[UInt8]: [Certificate]]]>([:])
    private let byKey = LazyReference<KeyTable>()

    init(_ certificates: [Certificate]) {
        self.certificates = certificates
        bySubject = Dictionary(grouping: certificates, by: \.subject.textMatchingKey)
        byIssuer = Dictionary(grouping: certificates) {
            Array($0.serialNumber.decimal.utf8) + $0.issuer.textMatchingKey
        }
        bySubjectKeyIdentifier = Dictionary(
            grouping: certificates.filter { $0.subjectKeyIdentifier != nil }, by: { $0.subjectKeyIdentifier ?? [] }
        )
    }

    /// Those that a description is about, by its meaning and not by its spelling.
    func certificates(matching description: CertificateDescription) -> [Certificate] {
        switch description {
        case .subject(let name): bySubject[name.matchingKey] ?? []
        case .issuerSerial(let name, let serial): byIssuer[Array(serial.utf8) + name.matchingKey] ?? []
        case .subjectKeyIdentifier(let octets): bySubjectKeyIdentifier[octets] ?? []
        case .digest(let method, let value): byDigest(method)[value] ?? []
        }
    }

    /// Those that hold a key.
    func certificates(holding key: PublicKey) -> [Certificate] {
        guard !certificates.isEmpty else { return [] }
        return byKey.value { KeyTable(certificates) }.certificates[key] ?? []
    }

    /// Made when the first document asks: most users never do with the system's hundreds.
    private final class KeyTable: Sendable {
        let certificates: [PublicKey: [Certificate]]

        init(_ all: [Certificate]) {
            var certificates: [PublicKey: [Certificate]] = [:]
            for certificate in all {
                // One whose key can't be used holds none that could verify.
                guard let key = try? certificate.publicKey else { continue }
                certificates[key, default: []].append(certificate)
            }
            self.certificates = certificates
        }
    }

    private func byDigest(_ method: DigestMethod) -> [[UInt8]: [Certificate]] {
        byDigest.withLock { tables in
            if let table = tables[method] { return table }
            var table: [[UInt8]: [Certificate]] = [:]
            for certificate in certificates {
                if let digest = certificate.digest(method) { table[digest, default: []].append(certificate) }
            }
            tables[method] = table
            return table
        }
    }
}
