//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics
import SignatureCryptography

/// What a path of a `chain` or `crl` line is judged by.
struct ChainInputs {
    var leaf: Certificate
    var anchors: [TrustAnchor] = []
    var intermediates: [Certificate] = []
    var lists: [RevocationList] = []
    var responses: [OCSPResponse] = []
    var collectedAt: Instant?
    var time: Instant
    var purpose = CertificatePurpose.any
    var policies = CertificatePolicyInputs()
    var profile = CertificateProfile.relyingParty
    var revocation = RevocationPolicy(.off)
    /// Whether data that can't be used counts as none.
    var ignoresUnusableRevocationData = true
    /// The most certificates between leaf and anchor, self-issued ones not counted.
    var maximumIntermediates: Int?
    var ignoresValidity = false
    var expectation = ChainExpectation()
    /// What of the inputs could not be read, and so isn't there.
    var unreadable: [String] = []

    init(leaf: Certificate, time: Instant) {
        self.leaf = leaf
        self.time = time
    }

    var revocationData: RevocationData {
        RevocationData(lists: lists, responses: responses, collectedAt: collectedAt)
    }
}

/// What a case expects beside the verdict; `nil` where it doesn't say.
struct ChainExpectation {
    var subIndication: String?
    var revocation: String?
    var finding: String?
    /// The user-constrained policy set.
    var policies: Set<String>?
}
