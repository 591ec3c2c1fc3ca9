//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// How far a certificate came as that of who signed revocation data.
enum RevocationSignerStage {
    /// Nobody was looked at.
    case nobody
    /// It may not sign this data, for a reason that a message has.
    case forbidden(Certificate, String)
    case unverified(Certificate, Finding)
    case withoutPath(Certificate, PathValidationFailure)
    case outOfValidity(Certificate)
    case verified

    var rank: Int {
        switch self {
        case .nobody: 0
        case .forbidden: 1
        case .unverified: 2
        case .withoutPath: 3
        case .outOfValidity: 4
        case .verified: 5
        }
    }

    var isOutOfValidity: Bool { if case .outOfValidity = self { true } else { false } }

    /// - Parameter failure: Of a path from the certificate to the anchor; `nil` where one holds.
    init(_ certificate: Certificate, pathFailure failure: PathValidationFailure?) {
        guard let failure else {
            self = .verified
            return
        }
        let isOutOfValidity =
            failure.subIndication == .outOfBoundsNoProofOfExistence || failure.subIndication == .outOfBoundsNotRevoked
        self = isOutOfValidity ? .outOfValidity(certificate) : .withoutPath(certificate, failure)
    }

    /// What decides, by the kind of data.
    struct Clauses {
        /// Of who may sign.
        let signer: String
        /// Of the signature.
        let signature: String
    }

    /// What stands against it.
    ///
    /// - Parameters:
    ///   - name: The data as a message has it.
    ///   - issuer: Whom the data names as its signer.
    ///   - time: When the signer's certificate has to be valid.
    func finding(on name: String, by issuer: String, at time: Instant, _ clauses: Clauses) -> Finding {
        switch self {
        case .nobody, .verified:
            .unusable("\(name): no certificate of \(issuer) is at hand", clauses.signer)
        case .forbidden(let signer, let reason):
            Self.refused("\(name): \(signer.nameForMessages) may not sign it: \(reason)", clauses.signer)
        case .unverified(let signer, let finding):
            // What else it says is about an algorithm or a key.
            if finding.code == .certificatePathInvalid {
                Self.refused("\(name), by \(signer.nameForMessages): \(finding.message)", clauses.signature)
            } else {
                Finding(
                    finding.code,
                    .error,
                    "\(name), by \(signer.nameForMessages): \(finding.message)",
                    clause: finding.clause ?? clauses.signature
                )
            }
        case .withoutPath(let signer, let failure):
            Self.refused(
                """
                \(name): no path holds from its signer \(signer.nameForMessages) to the anchor: \
                \(failure.subIndication), \(failure.findings.first?.message ?? "")
                """,
                clauses.signer
            )
        case .outOfValidity(let signer):
            Self.refused("\(name): its signer \(signer.nameForMessages) is not valid at \(time)", clauses.signer)
        }
    }

    private static func refused(_ message: String, _ clause: String) -> Finding {
        Finding(.revocationSignerRefused, .error, message, clause: clause)
    }
}

/// Who signed a piece of revocation data.
enum RevocationSignerOutcome {
    case verified(Certificate)
    /// Nobody who may.
    case objection(Finding, isOutOfValidity: Bool)
}
