//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

/// Something that RFC 5280 §4 asks of those who issue certificates and that a certificate shows: a row of the table of
/// ``all`` duties.
package struct IssuerDuty: Sendable {
    /// What a duty is read from.
    enum Test: Sendable {
        /// The fields of the certificate, and what was read of its extensions already.
        case fields(@Sendable (CertificateContent) -> Bool)
        /// The value of an extension of these types, where there is one. The walk begins at its outermost element.
        case value(
            of: [ObjectIdentifier],
            @Sendable (inout DERCursor, CertificateContent) throws(CertificateError) -> Bool
        )
        /// The certificate, and that of whoever signed it.
        case issuance(@Sendable (CertificateContent, CertificateContent) -> Bool)
        /// The values of all extensions that have a duty.
        case everyValue
    }

    /// The finding of a deviation.
    package let code: FindingCode
    /// The clause that asks for it.
    package let clause: String
    /// What the certificate that deviates does; its name goes before it.
    package let message: String
    /// Whether the clause demands it (MUST); otherwise it recommends it (SHOULD), and no profile fails for it.
    package let isRequired: Bool
    /// Whether it is about what a certificate may say for all paths through it, which is taken from an anchor's too
    /// (RFC 5937 §3.2).
    let isAboutConstraints: Bool
    /// Whether the duty is neglected.
    let test: Test

    private static let clausesOfConstraints: Set = ["4.2.1.9", "4.2.1.10", "4.2.1.11", "4.2.1.14"]

    init(
        _ code: FindingCode,
        _ clause: String,
        _ message: String,
        isRequired: Bool = true,
        _ test: Test
    ) {
        self.code = code
        self.clause = clause.first == "4" ? "RFC 5280 §\(clause)" : clause
        self.message = message
        self.isRequired = isRequired
        isAboutConstraints = Self.clausesOfConstraints.contains(clause)
        self.test = test
    }

    /// A duty that the fields of a certificate show.
    init(
        _ code: FindingCode,
        _ clause: String,
        _ message: String,
        where isNeglected: @escaping @Sendable (CertificateContent) -> Bool
    ) {
        self.init(code, clause, message, .fields(isNeglected))
    }

    /// Every duty, by the clauses.
    package static let all: [Self] = {
        var all = fields
        all += keys
        all += criticality
        all += policies
        all += distributionPoints
        all += alternativeNames
        all += nameConstraints
        all += values
        return all
    }()

    // The tests stand apart from the duties, of which few are ever neglected.
    private static let ofFields = all.filter { $0.isNeglectedByFields != nil }
    private static let testsOfFields = ofFields.compactMap(\.isNeglectedByFields)

    private static let ofIssuance = all.filter { $0.isNeglectedByIssuance != nil }
    private static let testsOfIssuance = ofIssuance.compactMap(\.isNeglectedByIssuance)

    private var isNeglectedByFields: (@Sendable (CertificateContent) -> Bool)? {
        if case .fields(let isNeglected) = test { isNeglected } else { nil }
    }

    private var isNeglectedByIssuance: (@Sendable (CertificateContent, CertificateContent) -> Bool)? {
        if case .issuance(let isNeglected) = test { isNeglected } else { nil }
    }

    private static let ofValues: [ObjectIdentifier: [Self]] = {
        var duties: [ObjectIdentifier: [Self]] = [:]
        for duty in all {
            guard case .value(let types, _) = duty.test else { continue }
            for type in types { duties[type, default: []].append(duty) }
        }
        return duties
    }()

    /// The duties that a certificate shows neglected, whoever signed it.
    static func neglected(in certificate: Certificate) -> [Self] {
        let content = certificate.content
        var neglected = testsOfFields.indices.filter { testsOfFields[$0](content) }.map { ofFields[$0] }
        for element in content.extensions.all {
            guard let duties = ofValues[element.type] else { continue }
            do throws(CertificateError) {
                var found: [Self] = []
                for duty in duties where try duty.isNeglected(element.value, certificate) { found.append(duty) }
                neglected += found
            } catch {
                neglected.append(unreadable)
            }
        }
        return neglected
    }

    private func isNeglected(
        _ value: ArraySlice<UInt8>,
        _ certificate: Certificate
    ) throws(CertificateError) -> Bool {
        guard case .value(_, let isNeglected) = test else { return false }
        var cursor = DERCursor(certificate.der, value.startIndex..<value.endIndex)
        return try isNeglected(&cursor, certificate.content)
    }

    /// The duties that only the certificate of whoever signed shows neglected.
    static func neglected(in certificate: Certificate, signedBy issuer: Certificate) -> [Self] {
        let (content, issuer) = (certificate.content, issuer.content)
        return testsOfIssuance.indices.filter { testsOfIssuance[$0](content, issuer) }.map { ofIssuance[$0] }
    }
}
