//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics
import SignatureCryptography

/// What is known of a signature while it is judged, and at the end.
struct SignatureOutcome {
    let node: XMLNode
    /// `nil` where its structure is malformed.
    var signature: Signature?
    /// What stands in the way, the decisive one first.
    var objections: [Objection] = []
    var findings: [Finding] = []
    var core = CoreValidation.refused
    var references: [ReferenceOutcome] = []
    /// The Manifests that valid references cover.
    var manifests: [ManifestOutcome] = []
    /// The key that the value was verified with.
    var key: VerifyingKey?
    /// The method that it was verified by.
    var method: SignatureMethod?
    /// The earlier signature of the document that this one is a copy of.
    var original: XMLNode?
    var keyInfo = DecodedKeyInfo()
    var signer = SignerOutcome()

    init(_ node: XMLNode) { self.node = node }

    /// What is to be said of `KeyInfo` so far.
    mutating func takeKeyInfoFindings() {
        findings += keyInfo.findings
        keyInfo.findings = []
    }

    /// The sub-indication of what was found first to be wrong with the core, then with the signer.
    var subIndication: SubIndication? { objections.first?.subIndication ?? signer.objections.first?.subIndication }

    var indication: Indication { subIndication?.indication ?? .totalPassed }
}

/// An outcome that doesn't change any more, with what it says of the document. It is large, and many look at it: all of it
/// is one reference, and parts are asked for here without a copy of the whole.
final class JudgedSignature: Sendable {
    let outcome: SignatureOutcome
    /// What valid references digested, and valid entries of Manifests that the policy asks for, with the numbers of their
    /// computations: each once, also where several references computed the same.
    let covered: [(number: Int, nodes: CoveredNodes)]

    init(_ outcome: consuming SignatureOutcome) {
        var seen: Set<Int> = []
        covered = (outcome.references + outcome.manifests.flatMap(\.entries)).compactMap { reference in
            guard let nodes = reference.covered, let number = reference.computationNumber,
                seen.insert(number).inserted
            else { return nil }
            return (number, nodes)
        }
        self.outcome = outcome
    }

    /// Whether the core is valid, and every entry of a Manifest that the policy asks for: what is covered is covered.
    var holds: Bool { outcome.core == .valid && outcome.objections.isEmpty }

    /// What it covers as a whole; nothing, unless it holds.
    func wholeSubtrees(in tree: XMLTree) -> WholeSubtrees {
        WholeSubtrees(holds ? covered.map(\.nodes) : [], in: tree)
    }
}

/// What became of a reference.
struct ReferenceOutcome {
    let reference: Reference
    var status = ReferenceStatus.notChecked
    /// What was computed; `nil` where nothing was.
    var computation: ReferenceDigester.Computation?
    /// Of a digest that holds: references that compute the same have the same.
    var computationNumber: Int?
    var octetCount: Int?
    /// What the digest covers; only of a valid one.
    var covered: CoveredNodes?

    init(_ reference: Reference) { self.reference = reference }
}

/// What is known of a signer.
struct SignerOutcome {
    /// The signer's certificate, where one is known.
    var certificate: Certificate?
    var path: CertificatePath?
    /// What was found of the revocation of each certificate on its path, from the signer's on, as far as anybody looked.
    var revocation: [CertificateRevocation] = []
    var objections: [Objection] = []
    var findings: [Finding] = []
    var claimedTime: Instant?
}
