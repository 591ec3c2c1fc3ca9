//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// What the issuer of a list did against RFC 5280 §5, as far as only reading the octets shows it.
struct RevocationListDeviations: OptionSet, Sendable {
    let rawValue: UInt8

    /// The list is of version 1.
    static let version = Self(rawValue: 1 << 0)
    /// A GeneralizedTime before 2050.
    static let timeEncoding = Self(rawValue: 1 << 1)
    /// `revokedCertificates` is there and empty.
    static let emptyEntries = Self(rawValue: 1 << 2)
    /// An entry's extension is critical that may not be, or the other way round.
    static let entryCriticality = Self(rawValue: 1 << 3)
    /// A reason that isn't defined, or that is to be left out.
    static let reasonValue = Self(rawValue: 1 << 4)
    /// An entry that takes back an earlier one.
    static let removal = Self(rawValue: 1 << 5)
}

/// Something that RFC 5280 §5 asks of those who issue revocation lists and that a list shows: a row of the table of
/// ``all`` duties.
struct RevocationListDuty: Sendable {
    /// The finding of a deviation.
    let code: FindingCode
    let clause: String
    /// What the list that deviates does; its name goes before it.
    let message: String
    let isNeglected: @Sendable (RevocationListContent) -> Bool

    private init(
        _ code: FindingCode,
        _ clause: String,
        _ message: String,
        where isNeglected: @escaping @Sendable (RevocationListContent) -> Bool
    ) {
        self.code = code
        self.clause = "RFC 5280 §\(clause)"
        self.message = message
        self.isNeglected = isNeglected
    }

    static let all = fields + extensions + scope + entries

    private static let fields: [Self] = [
        Self(.revocationListVersion, "5.1.2.1", "is of version 1") { $0.deviations.contains(.version) },
        Self(.revocationListTime, "5.1.2.4", "has a time before 2050 as GeneralizedTime") {
            $0.deviations.contains(.timeEncoding)
        },
        Self(.revocationListTime, "5.1.2.5", "has no nextUpdate") { $0.nextUpdate == nil },
    ]

    private static let extensions: [Self] = [
        Self(.revocationListAuthorityKey, "5.2.1", "has no authorityKeyIdentifier with a key identifier") {
            $0.extensions.authorityKeyIdentifier?.keyIdentifier == nil
        },
        Self(.revocationListNumber, "5.2.3", "has no cRLNumber") { $0.extensions.number == nil },
        Self(.revocationListNumber, "5.2.3", "has a critical cRLNumber") {
            $0.extensions.critical.contains(.revocationListNumber)
        },
        Self(.revocationListNumber, "5.2.3", "has a cRLNumber of more than 20 octets") {
            $0.extensions.number?.isTooLong == true
        },
    ]

    private static let scope: [Self] = [
        Self(.revocationListScope, "5.2.4", "has a deltaCRLIndicator that is not critical") {
            $0.extensions.baseNumber != nil && !$0.extensions.critical.contains(.deltaRevocationListIndicator)
        },
        Self(.revocationListScope, "5.2.5", "has an issuingDistributionPoint that is not critical") {
            $0.extensions.issuingDistributionPoint != nil
                && !$0.extensions.critical.contains(.issuingDistributionPoint)
        },
        Self(.revocationListScope, "5.2.5", "has an issuingDistributionPoint that says nothing") {
            $0.extensions.issuingDistributionPoint?.isEmpty == true
        },
        Self(.revocationListScope, "5.2.6", "has a critical freshestCRL") {
            $0.extensions.critical.contains(.freshestRevocationList)
        },
        Self(.revocationListScope, "5.2.6", "is a delta with a freshestCRL") {
            $0.extensions.baseNumber != nil && $0.extensions.hasFreshestList
        },
    ]

    private static let entries: [Self] = [
        Self(.revocationListEntry, "5.1.2.6", "has an empty list of revoked certificates") {
            $0.deviations.contains(.emptyEntries)
        },
        Self(.revocationListEntry, "5.3", "has an entry whose extension is critical, or isn't, against its clause") {
            $0.deviations.contains(.entryCriticality)
        },
        Self(.revocationListEntry, "5.3.1", "has an entry with the reason unspecified or one that isn't defined") {
            $0.deviations.contains(.reasonValue)
        },
        Self(.revocationListEntry, "5.3.1", "is no delta and has an entry with the reason removeFromCRL") {
            $0.extensions.baseNumber == nil && $0.deviations.contains(.removal)
        },
    ]
}

extension RevocationList {
    /// The findings about what its issuer neglected: errors under ``CertificateProfile/conforming``.
    func deviations(under profile: CertificateProfile) -> [Finding] {
        RevocationListDuty.all.filter { $0.isNeglected(content) }.map { duty in
            Finding(
                duty.code,
                profile == .conforming ? .error : .warning,
                "\(nameForMessages) \(duty.message)",
                clause: duty.clause
            )
        }
    }
}
