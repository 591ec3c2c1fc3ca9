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
    /// Certificates by a name; a few are looked through, which is sooner done than to make a table of them.
    private enum Index {
        case few([Certificate])
        case many(bySubject: [HashedOctets: [Certificate]], byIssuer: [HashedOctets: [Certificate]])
    }

    private let index: Index

    private static let maximumOfFew = 8

    /// - Parameter certificates: In any order; one that occurs twice counts once.
    init(_ certificates: [Certificate]) {
        guard certificates.count > Self.maximumOfFew else {
            index = .few(
                certificates.enumerated().filter { !certificates[..<$0.offset].contains($0.element) }.map(\.element)
            )
            return
        }
        var seen: Set<Certificate> = []
        let unique = certificates.filter { seen.insert($0).inserted }
        index = .many(
            bySubject: Dictionary(grouping: unique) { HashedOctets($0.subject.matchingKey) },
            byIssuer: Dictionary(grouping: unique) { HashedOctets($0.issuer.matchingKey) }
        )
    }

    /// Those whose issuer has a name.
    func certificates(issuedBy name: DistinguishedName) -> [Certificate] {
        switch index {
        case .few(let certificates): certificates.filter { $0.issuer.matches(name) }
        case .many(_, let byIssuer): byIssuer[HashedOctets(name.matchingKey)] ?? []
        }
    }

    /// Those of a name, by RFC 5280 §7.1.
    func certificates(named name: DistinguishedName) -> [Certificate] {
        switch index {
        case .few(let certificates): certificates.filter { $0.subject.matches(name) }
        case .many(let bySubject, _): bySubject[HashedOctets(name.matchingKey)] ?? []
        }
    }
}
