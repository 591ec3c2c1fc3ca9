//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Testing

@Suite("Indications")
struct IndicationTests {
    /// ETSI EN 319 102-1, table 6, in its words.
    static let table: [(Indication, [String])] = [
        (
            .totalFailed,
            ["FORMAT_FAILURE", "HASH_FAILURE", "SIG_CRYPTO_FAILURE", "REVOKED", "EXPIRED", "NOT_YET_VALID"]
        ),
        (
            .indeterminate,
            [
                "SIG_CONSTRAINTS_FAILURE", "CHAIN_CONSTRAINTS_FAILURE", "CERTIFICATE_CHAIN_GENERAL_FAILURE",
                "CRYPTO_CONSTRAINTS_FAILURE", "CRYPTO_CONSTRAINTS_FAILURE_NO_POE", "POLICY_PROCESSING_ERROR",
                "SIGNATURE_POLICY_NOT_AVAILABLE", "TIMESTAMP_ORDER_FAILURE", "NO_SIGNING_CERTIFICATE_FOUND",
                "NO_CERTIFICATE_CHAIN_FOUND", "NO_CERTIFICATE_CHAIN_FOUND_NO_POE", "REVOKED_NO_POE",
                "REVOKED_CA_NO_POE", "OUT_OF_BOUNDS_NOT_REVOKED", "OUT_OF_BOUNDS_NO_POE",
                "REVOCATION_OUT_OF_BOUNDS_NO_POE", "NO_POE", "TRY_LATER", "SIGNED_DATA_NOT_FOUND",
            ]
        ),
    ]

    @Test("have the sub-indications of the standard, all 25 of them")
    func subIndications() throws {
        for (indication, names) in Self.table {
            for name in names {
                let subIndication = try #require(SubIndication(rawValue: name))
                #expect(subIndication.indication == indication)
            }
        }
        #expect(Set(SubIndication.allCases.map(\.rawValue)) == Set(Self.table.flatMap(\.1)))
        #expect(SubIndication.allCases.count == 25)
    }

    @Test("are as bad as the worst of several")
    func worst() {
        #expect([Indication.totalPassed, .indeterminate, .totalPassed].max() == .indeterminate)
        #expect([Indication.totalFailed, .indeterminate, .totalPassed].max() == .totalFailed)
        #expect(Indication.allCases.map(\.rawValue) == ["TOTAL-PASSED", "INDETERMINATE", "TOTAL-FAILED"])
    }
}
