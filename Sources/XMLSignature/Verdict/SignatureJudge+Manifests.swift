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

/// A Manifest that a signature covers, and what became of its entries.
struct ManifestOutcome {
    let node: XMLNode
    var entries: [ReferenceOutcome]
}

extension SignatureJudge {
    /// The Manifests that valid references of the signature cover: each entry is checked by itself (XML-DSig §5.1).
    ///
    /// Only what `SignedInfo` references leads to a Manifest, never the entry of another one: so there is no loop.
    mutating func checkManifests(_ signature: Signature, _ outcome: inout SignatureOutcome) {
        let covered = coveredManifests(signature, &outcome)
        let entryCount = covered.reduce(0) { count, manifest in
            guard case .success(let entries) = manifest.entries else { return count + 1 }
            return count + entries.count
        }
        let count = outcome.references.count + entryCount
        let limit = validator.policy.limits.references
        guard count <= limit else {
            outcome.objections.append(
                .limit("references in a signature and its Manifests", count, at: limit, signature.node)
            )
            outcome.core = .refused
            return
        }
        for manifest in covered { check(manifest, &outcome) }
    }

    private mutating func coveredManifests(_ signature: Signature, _ outcome: inout SignatureOutcome) -> [Manifest] {
        guard !signature.manifests.isEmpty || !manifests.isEmpty else { return [] }
        let whole = WholeSubtrees(outcome.references.compactMap(\.covered), in: tree)
        var found = signature.manifests.filter { whole.contain($0.node, in: tree) }
        for manifest in signature.manifests.filter({ !whole.contain($0.node, in: tree) }).prefix(20) {
            note(
                .manifestNotValidated, manifest, "no valid reference covers the Manifest; its entries say nothing",
                &outcome
            )
        }
        // Those of other signatures that this one references.
        var seen = Set(signature.manifests.map(\.node))
        var targets: Set<XMLNode> = []
        for reference in outcome.references {
            guard case .node(let target, _)? = reference.computation?.target, targets.insert(target).inserted else {
                continue
            }
            for manifest in manifests.at(target)
            where whole.contain(manifest.node, in: tree) && seen.insert(manifest.node).inserted {
                found.append(manifest)
            }
        }
        return found
    }

    private mutating func check(_ manifest: Manifest, _ outcome: inout SignatureOutcome) {
        let isAsked = validator.policy.manifests == .required
        let entries: [Reference]
        switch manifest.entries {
        case .success(let references): entries = references
        case .failure(let objection):
            if isAsked { outcome.objections.append(objection) }
            note(.manifestNotValidated, manifest, "the Manifest can't be read: \(objection.message)", &outcome)
            return
        }
        var result = ManifestOutcome(node: manifest.node, entries: entries.map(ReferenceOutcome.init))
        var objections: [Objection] = []
        for index in result.entries.indices {
            do throws(Objection) {
                try checkEntry(&result.entries[index], of: manifest, isAsked: isAsked, &outcome.findings)
            } catch {
                result.entries[index].status = error.code == .digestMismatch ? .invalid : .refused
                objections.append(error.at(entries[index].node))
            }
            // What an entry names is signed only where somebody asks for it.
            if !isAsked { result.entries[index].covered = nil }
        }
        outcome.manifests.append(result)
        if isAsked {
            let mismatches = objections.filter { $0.code == .digestMismatch }
            outcome.objections += mismatches + objections.filter { $0.code != .digestMismatch }
            return
        }
        note(
            .manifestNotValidated, manifest,
            "the policy doesn't ask that the entries of the Manifest hold; what they name counts as not covered",
            &outcome
        )
        if let first = objections.first {
            note(
                .manifestEntryFailed, manifest,
                "\(objections.count) of \(entries.count) entries of the Manifest don't hold; the first: \(first.message)",
                &outcome
            )
        }
    }

    private mutating func checkEntry(
        _ entry: inout ReferenceOutcome, of manifest: Manifest, isAsked: Bool, _ findings: inout [Finding]
    ) throws(Objection) {
        var policy = PolicyCheck(
            tree: tree, positions: positions, namespaces: namespaces, policy: validator.policy
        )
        let plan = try policy.plan(entry: entry.reference, in: enclosingSignature(of: manifest.node))
        var notes: [Finding] = []
        let target = try resolver.target(of: entry.reference)
        do throws(Objection) {
            try resolver.checkPlace(of: target, entry.reference)
        } catch {
            if isAsked { throw error }
            // Nobody relies on it; its digest is told all the same.
            notes.append(
                Finding(
                    error.code, .warning, error.message, clause: error.clause,
                    at: positions.position(of: entry.reference.node)
                )
            )
        }
        try check(&entry, target, plan, &notes)
        findings += policy.warnings + notes.filter { $0.severity != .information }
    }

    /// What the enveloped-signature transform and `here()` start from.
    private func enclosingSignature(of manifest: XMLNode) -> XMLNode {
        // A Manifest is only ever found in an Object of a Signature.
        tree.parent(of: manifest).flatMap { tree.parent(of: $0) } ?? manifest
    }

    private func note(
        _ code: FindingCode, _ manifest: Manifest, _ message: String, _ outcome: inout SignatureOutcome
    ) {
        outcome.findings.append(
            Finding(code, .warning, message, clause: "XML-DSig §5.1", at: positions.position(of: manifest.node))
        )
    }
}

/// The Manifests of a document by what a reference to them may name: the Manifest itself, or the Object around it.
struct ManifestIndex {
    private var byTarget: [XMLNode: [Manifest]] = [:]

    init(of signatures: some Sequence<Signature>, in tree: XMLTree) {
        for signature in signatures {
            for manifest in signature.manifests {
                byTarget[manifest.node, default: []].append(manifest)
                if let object = tree.parent(of: manifest.node) { byTarget[object, default: []].append(manifest) }
            }
        }
    }

    var isEmpty: Bool { byTarget.isEmpty }

    func at(_ target: XMLNode) -> [Manifest] { byTarget[target] ?? [] }
}
