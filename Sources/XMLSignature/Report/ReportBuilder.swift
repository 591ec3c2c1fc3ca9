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

/// Makes the report of a document from what was found out.
struct ReportBuilder {
    let tree: XMLTree
    let positions: PositionIndex
    let time: Instant
    private var paths: PathFormatter

    /// How many places a reference's `covers` lists.
    static let maximumPathCount = 100

    init(tree: XMLTree, positions: PositionIndex, time: Instant) {
        self.tree = tree
        self.positions = positions
        self.time = time
        paths = PathFormatter(tree)
    }

    mutating func signature(
        _ judged: JudgedSignature, number: Int, relations: [RelationReport]
    ) -> SignatureReport {
        let objections = judged.outcome.objections + judged.outcome.signer.objections
        let node = judged.outcome.node
        return SignatureReport(
            number: number,
            id: tree.attributeValue("Id", of: node).map { String(decoding: $0, as: UTF8.self) },
            path: paths.path(of: node),
            line: positions.position(of: node).line,
            indication: judged.outcome.indication,
            subIndication: judged.outcome.subIndication,
            coreValidation: judged.outcome.core,
            signatureMethod: judged.outcome.signature.map {
                String(decoding: $0.signedInfo.signatureMethod.algorithm, as: UTF8.self)
            },
            findings: objections.map(finding) + judged.outcome.findings + judged.outcome.signer.findings,
            references: judged.outcome.references.map { reference($0) },
            manifests: judged.outcome.manifests.map { manifest($0) },
            relations: relations,
            signer: judged.outcome.signer.certificate.map(SignerReport.init),
            certificatePath: judged.outcome.signer.path.map(PathCertificateReport.path) ?? [],
            revocation: PathRevocation(judged.outcome.signer.revocation),
            certificateRevocation: judged.outcome.signer.revocation.map(CertificateRevocationReport.init),
            signingTime: SigningTimeReport(claimed: judged.outcome.signer.claimedTime),
            validationTime: time
        )
    }

    func finding(_ objection: Objection) -> Finding {
        Finding(
            objection.code,
            .error,
            objection.message,
            clause: objection.clause,
            at: objection.node.map { positions.position(of: $0) }
        )
    }

    private mutating func manifest(_ outcome: ManifestOutcome) -> ManifestReport {
        ManifestReport(path: paths.path(of: outcome.node), references: outcome.entries.map { reference($0) })
    }

    private mutating func reference(_ outcome: ReferenceOutcome) -> ReferenceReport {
        let roots = outcome.covered?.roots(in: tree, limit: Self.maximumPathCount) ?? []
        return ReferenceReport(
            outcome.reference,
            status: outcome.status,
            bytes: outcome.octetCount,
            covers: roots.map { paths.path(of: $0) }
        )
    }

    /// A reference that nobody checked.
    mutating func reference(_ reference: Reference, covering covered: CoveredNodes?) -> ReferenceReport {
        var outcome = ReferenceOutcome(reference)
        outcome.covered = covered
        return self.reference(outcome)
    }

    mutating func path(of node: XMLNode) -> String { paths.path(of: node) }

    /// What signatures that hold cover, all together. What a bad signature says of a node makes it no
    /// signed one.
    func coverage(_ outcomes: [JudgedSignature]) -> CoverageReport {
        var map = CoverageMap()
        var envelope: [Range<Int>] = []
        var seen: Set<Int> = []
        for judged in outcomes {
            envelope.append(contentsOf: envelopeRanges(of: judged))
            guard judged.holds else { continue }
            for covered in judged.covered where seen.insert(covered.number).inserted {
                map.add(covered.nodes, in: tree)
            }
            if let signedInfo = judged.outcome.signature?.signedInfo.node {
                map.add(CoveredNodes(nodes: NodeSet(subtreeOf: signedInfo, in: tree, omittingComments: true)), in: tree)
            }
        }
        map.finish()
        return coverage(map, envelope: envelope)
    }

    func coverage(_ map: CoverageMap, envelope: [Range<Int>]) -> CoverageReport {
        var envelope = envelope
        CoverageMap.join(&envelope)
        var count = CoverageCount(map, envelope: envelope, in: tree, paths: paths)
        return count.report()
    }

    /// The signature itself but for `SignedInfo`, which its value signs.
    private func envelopeRanges(of judged: JudgedSignature) -> [Range<Int>] {
        let whole = tree.subtree(of: judged.outcome.node)
        guard !judged.holds, let signedInfo = judged.outcome.signature?.signedInfo.node else { return [whole] }
        let signed = tree.subtree(of: signedInfo)
        return [whole.lowerBound..<signed.lowerBound, signed.upperBound..<whole.upperBound]
    }
}

extension SignerReport {
    init(_ certificate: Certificate) {
        let texts = certificate.texts
        self.init(
            subject: texts.subject,
            issuer: texts.issuer,
            serial: texts.serialNumber,
            notBefore: certificate.notBefore,
            notAfter: certificate.notAfter,
            sha256: texts.sha256,
            organization: texts.organization,
            identifiers: texts.identifiers.map(SubjectIdentifierReport.init)
        )
    }
}

extension PathCertificateReport {
    /// The certificates of a path that holds, from the leaf to the anchor.
    static func path(_ path: CertificatePath) -> [Self] {
        let anchor = path.anchor
        return path.certificates.map { certificate in
            var report = Self(certificate)
            if certificate == anchor.certificate {
                report.anchor = true
                report.anchorName = anchor.name
            }
            return report
        }
    }

    init(_ certificate: Certificate) {
        let texts = certificate.texts
        self.init(subject: texts.subject, sha256: texts.sha256)
    }
}

extension ReferenceReport {
    init(_ reference: Reference, status: ReferenceStatus, bytes: Int?, covers: [String]) {
        func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }
        self.init(
            uri: reference.uri.map(text),
            type: reference.type.map(text),
            digestMethod: text(reference.digestMethod.algorithm),
            transforms: reference.transforms.map { text($0.algorithm) },
            status: status,
            bytes: bytes,
            covers: covers
        )
    }
}
