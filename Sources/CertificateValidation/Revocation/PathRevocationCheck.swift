//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

/// What was found about the certificates of one path, and what the policy makes of it.
package struct PathRevocationCheck: Sendable {
    /// From the leaf on, the anchor's not among them.
    package private(set) var certificates: [CertificateRevocation] = []
    /// What stands against the path: what is certain first, since no data that comes later undoes it, then from the
    /// anchor down. None where the path holds as far as revocation goes.
    package private(set) var objections: [Objection] = []
    /// Why data could not be used where that matters, and what was tolerated.
    package private(set) var remarks: [Finding] = []
    /// Whose revocation nobody could look at, for want of data or since the policy asks for none.
    private var unchecked: [Certificate] = []

    package init() {}

    package struct Objection: Hashable, Sendable {
        package let subIndication: SubIndication
        package let finding: Finding

        /// Whether it is a revocation that can't be undone.
        var isCertain: Bool {
            subIndication == .revokedNoProofOfExistence || subIndication == .revokedAuthorityNoProofOfExistence
        }
    }

    /// Whether the leaf is known not to be revoked.
    var isLeafGood: Bool { certificates.first?.status == .good }

    /// Takes what was found of the next certificate, from the anchor down.
    package mutating func append(
        _ answer: RevocationAnswer,
        about subject: RevocationSubject,
        isLeaf: Bool,
        mode: RevocationMode
    ) {
        let certificate = subject.certificate
        let isUnchecked = answer.status == .unchecked || (answer.status == .unknown && !answer.isAsked(in: mode))
        // Where data is required, that none will ever be made is no data.
        let isExempt = answer.status == .unknown && mode != .required && certificate.isWithoutRevocation
        let status: RevocationStatus = isUnchecked || isExempt ? .unchecked : answer.status
        certificates.insert(
            CertificateRevocation(certificate, status, evidence: answer.evidence, findings: answer.findings),
            at: 0
        )
        if status == .unchecked { unchecked.append(certificate) }
        if let objection = Objection(status, answer, certificate, isLeaf: isLeaf) {
            let certain = objections.prefix { $0.isCertain }.count
            objections.insert(objection, at: objection.isCertain ? certain : objections.count)
            remarks += answer.findings
        } else {
            // What could not be used and wasn't needed is nothing that the path lacks.
            remarks += answer.findings.filter { $0.severity != .error }
        }
    }

    /// Says what was not looked at, once all certificates were taken.
    package mutating func close() {
        guard !unchecked.isEmpty else { return }
        let whom =
            unchecked.count == certificates.count
            ? "any certificate of the path"
            : unchecked.reversed().map(\.nameForMessages).joined(separator: ", ")
        let isNever = unchecked.contains { $0.isWithoutRevocation }
        let why = isNever ? "; the issuer of an end entity says that there never will be any (noRevAvail)" : ""
        let message = "no revocation data was looked at for \(whom)\(why)"
        remarks.append(Finding(.revocationNotChecked, .warning, message, clause: "RFC 5280 §6.3"))
    }
}

extension RevocationAnswer {
    /// Nobody looked.
    static let unchecked = RevocationAnswer(status: .unchecked)

    /// Whether the policy asks for an answer.
    fileprivate func isAsked(in mode: RevocationMode) -> Bool {
        switch mode {
        case .required: true
        case .ifPresent: hasData
        case .off: false
        }
    }
}

extension PathRevocationCheck.Objection {
    fileprivate init?(
        _ status: RevocationStatus,
        _ answer: RevocationAnswer,
        _ certificate: Certificate,
        isLeaf: Bool
    ) {
        var name: String { certificate.nameForMessages }
        switch status {
        case .good, .unchecked:
            return nil
        case .revoked(let time, .certificateHold):
            self.init(.tryLater, .certificateOnHold, "\(name) is on hold since \(time)")
        case .revoked(let time, let reason):
            let why = reason.map { ", \($0.name)" } ?? ""
            self.init(
                isLeaf ? .revokedNoProofOfExistence : .revokedAuthorityNoProofOfExistence,
                .certificateRevoked,
                "\(name) was revoked at \(time)\(why)"
            )
        case .unknown where answer.isSignerOutOfValidity:
            self.init(
                .revocationOutOfBoundsNoProofOfExistence,
                .revocationUnknown,
                "all revocation data for \(name) was signed by who is out of validity"
            )
        case .unknown:
            let what = answer.hasData ? "none of the revocation data at hand says" : "no revocation data at hand says"
            let why = certificate.isWithoutRevocation ? ", and its issuer says that none ever will (noRevAvail)" : ""
            self.init(.tryLater, .revocationUnknown, "\(what) whether \(name) is revoked\(why)")
        }
    }

    private init(_ subIndication: SubIndication, _ code: FindingCode, _ message: String) {
        self.init(
            subIndication: subIndication,
            finding: Finding(code, .error, message, clause: "RFC 5280 §6.1.3 (a)(3)")
        )
    }
}

extension Certificate {
    /// Whether its issuer says that nothing will ever be said of its revocation (RFC 9608 §2). An authority's word on
    /// itself counts for nothing: that extension is for end entities only.
    fileprivate var isWithoutRevocation: Bool {
        basicConstraints?.isAuthority != true && extensionTypes.contains(.noRevocationAvailable)
    }
}

extension ObjectIdentifier {
    /// noRevAvail (RFC 9608 §2).
    static let noRevocationAvailable = Self(octets: [0x55, 0x1D, 56])
}
