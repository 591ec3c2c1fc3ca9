//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

extension PathSearch {
    /// Why there was no path at all: where the one that came nearest could not go on.
    var failure: PathValidationFailure { failure(at: nearestDeadEnd, otherPaths: []) }

    /// Where a path could not go on, while others were tried and don't hold.
    func failure(at deadEnd: DeadEnd?, otherPaths: [TriedPath]) -> PathValidationFailure {
        let certificates = deadEnd?.certificates ?? [leaf]
        let last = certificates.last ?? leaf
        let name = last.nameForMessages
        let (subIndication, code, message): (SubIndication, FindingCode, String) =
            switch deadEnd?.reason {
            case .noIssuer where last.isSelfIssued, .otherKey where last.isSelfIssued,
                .wrongSignature where last.isSelfIssued:
                (.noCertificateChainFound, .noCertificateChain, "\(name) is its own issuer and no trust anchor")
            case .wrongSignature:
                (
                    .certificateChainGeneralFailure, .certificatePathInvalid,
                    "no certificate of `\(last.issuer.shortened)` has the key that signed \(name)"
                )
            case .otherKey:
                (
                    .noCertificateChainFound, .noCertificateChain,
                    "of `\(last.issuer.shortened)` only other keys are at hand than the one that signed \(name)"
                )
            case .tooDeep:
                (
                    .certificateChainGeneralFailure, .limitExceeded,
                    "more certificates would follow \(leaf.nameForMessages) than \(limits.depthForMessages)"
                )
            case .noIssuer, nil:
                (
                    .noCertificateChainFound, .noCertificateChain,
                    "no certificate of `\(last.issuer.shortened)` is at hand, which signed \(name)"
                )
            }
        let finding = Finding(code, .error, message, clause: "RFC 5280 §6.1")
        return PathValidationFailure(subIndication, [finding], certificates, otherPaths: otherPaths)
    }
}

extension PathLimits {
    fileprivate var depthForMessages: String {
        "\(pathDepth)" + (intermediates.map { ", \($0) of them between it and the anchor" } ?? "")
    }
}
