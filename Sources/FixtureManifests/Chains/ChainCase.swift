//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One case of a file of certificate paths, in the form of x509-limbo: certificates and revocation lists in PEM.
///
/// Members that its schema doesn't have are our own: what else a path is judged by, and what else is expected.
struct ChainCase: Decodable, Sendable {
    let id: String
    let trustedCertificates: [String]
    let untrustedIntermediates: [String]
    let peerCertificate: String
    /// RFC 3339; absent: now.
    let validationTime: String?
    /// The most certificates between leaf and anchor, self-issued ones not counted.
    let maximumChainDepth: Int?
    /// `serverAuth` or `clientAuth`.
    let extendedKeyUsage: [String]?
    let revocationLists: [String]?

    // MARK: Of our own

    /// OCSP responses in PEM.
    let onlineStatusResponses: [String]?
    let revocationMode: String?
    /// In seconds.
    let maximumAge: Int64?
    /// RFC 3339: when the revocation data was collected.
    let collectedAt: String?
    let purpose: String?
    let initialPolicies: [String]?
    let explicitPolicy: Bool?
    let inhibitPolicyMapping: Bool?
    let inhibitAnyPolicy: Bool?
    let expectedPolicies: [String]?
    let expectedSubIndication: String?
    /// `good`, `revoked`, `unknown` or `unchecked`, of the whole path.
    let expectedRevocation: String?
    /// The code of one of the findings.
    let expectedFinding: String?

    private enum CodingKeys: String, CodingKey {
        case id
        case trustedCertificates = "trusted_certs"
        case untrustedIntermediates = "untrusted_intermediates"
        case peerCertificate = "peer_certificate"
        case validationTime = "validation_time"
        case maximumChainDepth = "max_chain_depth"
        case extendedKeyUsage = "extended_key_usage"
        case revocationLists = "crls"
        case onlineStatusResponses = "ocsp_responses"
        case revocationMode = "revocation_mode"
        case maximumAge = "maximum_age"
        case collectedAt = "collected_at"
        case purpose
        case initialPolicies = "initial_policies"
        case explicitPolicy = "explicit_policy"
        case inhibitPolicyMapping = "inhibit_policy_mapping"
        case inhibitAnyPolicy = "inhibit_any_policy"
        case expectedPolicies = "expected_policies"
        case expectedSubIndication = "expected_sub_indication"
        case expectedRevocation = "expected_revocation"
        case expectedFinding = "expected_finding"
    }
}

/// A file of such cases.
struct ChainCaseFile: Decodable {
    let testcases: [ChainCase]

    /// - Throws: `DecodingError` where the octets are no such file.
    static func cases(_ octets: [UInt8]) throws -> [String: ChainCase] {
        let file = try JSONDecoder().decode(Self.self, from: Data(octets))
        return Dictionary(file.testcases.map { ($0.id, $0) }) { first, _ in first }
    }
}
