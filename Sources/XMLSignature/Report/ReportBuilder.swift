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
        _ outcome: SignatureOutcome, number: Int, relations: [RelationReport]
    ) -> SignatureReport {
        let objections = outcome.objections + outcome.signer.objections
        let node = outcome.node
        return SignatureReport(
            number: number,
            id: tree.attributeValue("Id", of: node).map { String(decoding: $0, as: UTF8.self) },
            path: paths.path(of: node),
            line: positions.position(of: node).line,
            indication: outcome.indication,
            subIndication: outcome.subIndication,
            coreValidation: outcome.core,
            signatureMethod: outcome.signature.map {
                String(decoding: $0.signedInfo.signatureMethod.algorithm, as: UTF8.self)
            },
            findings: objections.map(finding) + outcome.findings + outcome.signer.findings,
            references: outcome.references.map { reference($0) },
            manifests: outcome.manifests.map { manifest($0) },
            relations: relations,
            signer: outcome.signer.certificate.map(SignerReport.init),
            certificatePath: outcome.signer.path.map(PathCertificateReport.path) ?? [],
            revocation: PathRevocation(outcome.signer.revocation),
            certificateRevocation: outcome.signer.revocation.map(CertificateRevocationReport.init),
            signingTime: SigningTimeReport(claimed: outcome.signer.claimedTime),
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
    func coverage(_ outcomes: [SignatureOutcome]) -> CoverageReport {
        var map = CoverageMap()
        var envelope: [Range<Int>] = []
        var seen: Set<Int> = []
        for outcome in outcomes {
            envelope.append(contentsOf: envelopeRanges(of: outcome))
            guard outcome.holds else { continue }
            for covered in outcome.covered(besides: &seen) { map.add(covered, in: tree) }
            if let signedInfo = outcome.signature?.signedInfo.node {
                map.add(CoveredNodes(nodes: NodeSet(subtreeOf: signedInfo, in: tree, omittingComments: true)), in: tree)
            }
        }
        map.finish()
        return coverage(map, envelope: envelope)
    }

    func coverage(_ map: CoverageMap, envelope: [Range<Int>]) -> CoverageReport {
        var count = CoverageCount(map, envelope: CoverageMap.joined(envelope), in: tree, paths: paths)
        return count.report()
    }

    /// The signature itself but for `SignedInfo`, which its value signs.
    private func envelopeRanges(of outcome: SignatureOutcome) -> [Range<Int>] {
        let whole = tree.subtree(of: outcome.node)
        guard !outcome.holds, let signedInfo = outcome.signature?.signedInfo.node else { return [whole] }
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
        path.certificates.map { certificate in
            var report = Self(certificate)
            if certificate == path.anchor.certificate {
                report.anchor = true
                report.anchorName = path.anchor.name
            }
            return report
        }
    }

    init(_ certificate: Certificate) {
        self.init(subject: certificate.texts.subject, sha256: certificate.texts.sha256)
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
