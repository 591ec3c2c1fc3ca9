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

/// One validation of one document.
struct DocumentValidation {
    let validator: SignatureValidator
    let document: [UInt8]
    let name: String?
    let time: Instant
    /// The SHA-256 of the document in hexadecimal, where the report has it.
    let sha256: String?

    init(
        validator: SignatureValidator, document: [UInt8], name: String?, time: Instant,
        with memory: inout ValidationMemory
    ) {
        self.validator = validator
        self.document = document
        self.name = name
        self.time = time
        sha256 = validator.digestsDocuments ? memory.digests.sha256(document) : nil
    }

    func run(with memory: inout ValidationMemory) -> ValidatedDocument {
        do throws(XMLReadingError) {
            let tree = try memory.reader.read(document)
            return judge(tree, &memory)
        } catch {
            return refused(ErrorReport(error))
        }
    }

    private func judge(_ tree: XMLTree, _ memory: inout ValidationMemory) -> ValidatedDocument {
        let nodes = SignatureFinder(tree).signatures
        if let error = validator.tooManySignatures(nodes.count) { return refused(ErrorReport(error)) }
        guard !nodes.isEmpty else { return finished(tree, [], PositionIndex(tree), .none) }
        let positions = PositionIndex(tree)
        let limits = validator.policy.limits
        let parser = SignatureParser(tree: tree, limits: limits, recent: memory.base64)
        let parsed = nodes.map { node in Result { () throws(Objection) in try parser.parse(node) } }
        let signatures = parsed.compactMap { try? $0.get() }
        let external = ResolvedExternalData(of: ExternalURIs(of: signatures), from: validator.externalData, limits)
        let octetCount = document.count + external.octetCount
        var judge = SignatureJudge(
            validator: validator,
            tree: tree,
            positions: positions,
            namespaces: NamespaceIndex(tree),
            resources: ReferenceResources(
                memory: memory,
                budget: OutputBudget(octetCount: octetCount, nodeCount: tree.recordCount, limits: limits),
                xPath: XPathResources(validator.policy.xPath.limits, signatures: nodes)
            ),
            digester: ReferenceDigester(tree: tree, external: external, policy: validator.policy),
            signers: SignerJudge(validator, tree: tree, positions: positions, time: time),
            publicKeys: PublicKeyBudget(limits),
            manifests: ManifestIndex(of: signatures, in: tree),
            copies: SignatureCopies(signatureCount: nodes.count)
        )
        var outcomes: [JudgedSignature] = []
        for (node, signature) in zip(nodes, parsed) { outcomes.append(JudgedSignature(judge.judge(node, signature))) }
        memory = judge.finish()
        return finished(tree, outcomes, positions, external)
    }

    private func finished(
        _ tree: XMLTree, _ outcomes: [JudgedSignature], _ positions: PositionIndex, _ external: ResolvedExternalData
    ) -> ValidatedDocument {
        var builder = ReportBuilder(tree: tree, positions: positions, time: time)
        let covered = outcomes.map { $0.wholeSubtrees(in: tree) }
        let relations = SignatureRelations(of: outcomes, in: tree)
        let signatures = outcomes.indices.map { index in
            builder.signature(
                outcomes[index],
                number: index + 1,
                relations: relations.relations(ofSignatureAt: index, covering: covered[index])
            )
        }
        let coverage = builder.coverage(outcomes)
        let documentFindings =
            documentFindings(tree, outcomes, positions) + demandFindings(tree, outcomes, covered, positions)
        var report = report(
            DocumentIndication(worstOf: signatures.map(\.indication), findings: documentFindings)
        )
        report.signatures = signatures
        report.findings = documentFindings
        report.coverage = coverage
        return ValidatedDocument(
            report: report, tree: tree, outcomes: outcomes, covered: covered, validator: validator, external: external
        )
    }

    /// What is to be said of the document and not of one signature.
    private func documentFindings(
        _ tree: XMLTree, _ outcomes: [JudgedSignature], _ positions: PositionIndex
    ) -> [Finding] {
        // What nobody signed was not digested.
        let leniencies = ReadingLeniencies(
            of: tree, under: outcomes.isEmpty ? [] : validator.policy.references
        )
        var findings = leniencies.documentFindings
        findings += copyFindings(outcomes, positions)
        for entry in tree.ids.duplicates.prefix(100) {
            findings.append(
                Finding(
                    .duplicateID,
                    .warning,
                    "more than one element has the ID `\(String(decoding: entry.value, as: UTF8.self))`",
                    clause: "XML 1.0 §3.3.1",
                    at: positions.position(of: entry.element)
                )
            )
        }
        return findings
    }

    /// Which signatures are others that were pasted again, at most 100 of them.
    private func copyFindings(_ outcomes: [JudgedSignature], _ positions: PositionIndex) -> [Finding] {
        guard outcomes.contains(where: { $0.outcome.original != nil }) else { return [] }
        let numbers = Dictionary(uniqueKeysWithValues: zip(outcomes.map(\.outcome.node), 1...))
        let copies = outcomes.lazy.compactMap { judged in
            judged.outcome.original.flatMap { numbers[$0] }.map { (node: judged.outcome.node, original: $0) }
        }
        return copies.prefix(100).map { copy in
            Finding(
                .signatureCopied,
                .warning,
                "signature \(numbers[copy.node] ?? 0) is signature \(copy.original) again: one key, one SignedInfo; "
                    + "they count as one",
                clause: "XML-DSig §3.1.2",
                at: positions.position(of: copy.node)
            )
        }
    }

    /// What the policy demands of the document and isn't met.
    private func demandFindings(
        _ tree: XMLTree, _ outcomes: [JudgedSignature], _ covered: [WholeSubtrees], _ positions: PositionIndex
    ) -> [Finding] {
        var findings: [Finding] = []
        let minimum = validator.policy.minimumSignatures
        let count = outcomes.count { $0.outcome.original == nil }
        if count < minimum {
            let copies = count < outcomes.count ? " and \(outcomes.count - count) copies" : ""
            findings.append(
                Finding(
                    .signatureCount, .error, "the document has \(count) signatures\(copies); \(minimum) are expected"
                )
            )
        }
        for demand in validator.policy.coverage {
            var place: SourcePosition?
            let reason: String
            do throws(DemandedNodes.Absence) {
                let nodes = try DemandedNodes(demand.part, in: tree, without: outcomes.map(\.outcome.node))
                let covering = zip(outcomes, covered).filter { judged, covered in
                    judged.outcome.indication == .totalPassed && nodes.areCovered(by: covered)
                }
                // Copies are the signature that they were made of.
                let count = Set(covering.map { judged, _ in judged.outcome.original ?? judged.outcome.node }).count
                if count >= demand.signatures { continue }
                place = positions.position(of: nodes.first)
                reason = "of the signatures that are TOTAL-PASSED, \(count) cover all of it"
            } catch {
                reason = error.reason
            }
            findings.append(
                Finding(
                    .coverageDemandUnmet,
                    .error,
                    "the policy wants \(demand.part) covered by \(demand.signatures): \(reason)",
                    clause: "XML-DSig §8.1.1",
                    at: place
                )
            )
        }
        return findings
    }

    private func refused(_ error: ErrorReport) -> ValidatedDocument {
        var report = report(.refused)
        report.error = error
        return ValidatedDocument(
            report: report, tree: nil, outcomes: [], covered: [], validator: validator, external: .none
        )
    }

    private func report(_ indication: DocumentIndication) -> ValidationReport {
        ValidationReport(
            document: name,
            sha256: sha256,
            bytes: document.count,
            indication: indication,
            signatures: [],
            coverage: nil,
            error: nil,
            environment: validator.environment
        )
    }

    static func sha256(_ octets: [UInt8]) -> String? {
        (try? MessageDigest.value(of: octets.span, .sha256)).map { Hexadecimal.lowercase($0) }
    }
}
