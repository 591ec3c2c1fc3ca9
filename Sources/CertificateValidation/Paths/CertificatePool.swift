//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Certificates that may help to build paths, found by their subjects. Nothing in them is believed.
struct CertificatePool: Sendable {
    private let bySubject: [[UInt8]: [Certificate]]
    private let byIssuer: [[UInt8]: [Certificate]]

    /// - Parameter certificates: In any order; one that occurs twice counts once.
    init(_ certificates: [Certificate]) {
        var seen: Set<Certificate> = []
        let unique = certificates.filter { seen.insert($0).inserted }
        bySubject = Dictionary(grouping: unique, by: \.subject.matchingKey)
        byIssuer = Dictionary(grouping: unique, by: \.issuer.matchingKey)
    }

    /// Those whose issuer has a name.
    func certificates(issuedBy name: DistinguishedName) -> [Certificate] { byIssuer[name.matchingKey] ?? [] }

    /// Those of a name, by RFC 5280 §7.1.
    func certificates(named name: DistinguishedName) -> [Certificate] { bySubject[name.matchingKey] ?? [] }
}
