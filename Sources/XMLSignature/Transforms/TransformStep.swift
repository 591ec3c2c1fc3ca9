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

/// A transform that the policy allows, ready to be carried out.
///
/// Equal steps on equal input have equal output, so a chain of them is a key under which a digest is kept.
enum TransformStep: Hashable {
    /// Takes this signature out: the very one that holds the transform, by identity (XML-DSig §6.6.4). A copy of it
    /// elsewhere stays in.
    case envelopedSignature(XMLNode)
    /// XML-DSig §6.6.2.
    case base64
    case canonicalization(CanonicalizationStep)
    /// ECMA-376 part 2 §13.2.4.24.
    case relationships(RelationshipSelection)
    /// XML-DSig §6.6.3.
    case xPath(XPathStep)
    case xPathFilter([XPathFilterStep])
}

extension TransformStep {
    /// What the transform is for.
    enum Purpose {
        /// It says what is signed.
        case reference
        /// It says where a key is found.
        case keyRetrieval
    }

    /// The leniencies of the policy that it takes.
    func warnings(_ positions: PositionIndex, _ transform: Transform, for purpose: Purpose) -> [Finding] {
        var warnings: [Finding] = []
        if case .relationships = self {
            let message =
                purpose == .reference
                ? "only the relationships that the transform selects are signed"
                : "the relationships transform makes what a key is read from"
            warnings.append(relationshipWarning(positions, transform, message))
        }
        if hasGeneralExpression {
            let message =
                purpose == .reference
                ? "an XPath expression says what is signed; what it leaves out is not"
                : "an XPath expression says what a key is read from"
            warnings.append(xPathWarning(positions, transform, message))
        }
        return warnings
    }
}

/// A canonicalization with its parameter.
struct CanonicalizationStep: Hashable {
    let method: CanonicalizationMethod
    let inclusivePrefixes: [[UInt8]]

    /// What turns a node set into octets where no transform did (XML-DSig §4.4.3.2).
    static let implicit = Self(method: .canonical10, inclusivePrefixes: [])

    init(method: CanonicalizationMethod, inclusivePrefixes: [[UInt8]]) {
        self.method = method
        self.inclusivePrefixes = inclusivePrefixes
    }

    /// - Returns: `nil` where the algorithm is no canonicalization.
    init?(_ identifier: AlgorithmIdentifier) {
        guard let method = CanonicalizationMethod(uri: identifier.algorithm) else { return nil }
        self.method = method
        if case .inclusivePrefixes(let prefixes) = identifier.parameters {
            inclusivePrefixes = prefixes
        } else {
            inclusivePrefixes = []
        }
    }
}

extension TransformStep {
    /// - Parameters:
    ///   - signature: The signature that the transform stands in.
    ///   - namespaces: Those of the document that both stand in.
    /// - Throws: Where the policy refuses the transform or nobody knows it; it is never skipped.
    init(
        _ transform: Transform, in signature: XMLNode, _ namespaces: NamespaceIndex, under policy: ValidationPolicy
    ) throws(Objection) {
        if let step = CanonicalizationStep(transform) {
            self = .canonicalization(step)
        } else if transform.algorithm == TransformAlgorithm.envelopedSignature {
            self = .envelopedSignature(signature)
        } else if transform.algorithm == TransformAlgorithm.base64 {
            self = .base64
        } else if case .relationships(let selection) = transform.parameters {
            self = .relationships(try selection.allowed(by: policy.references, transform))
        } else if let step = try TransformStep(xPath: transform, in: signature, namespaces, allowing: policy.xPath) {
            self = step
        } else if let code = TransformTable.refusal(uri: transform.algorithm) {
            throw Objection(
                code,
                .signatureConstraintsFailure,
                "the transform `\(transform.algorithmText)` is refused under every policy",
                clause: "XML-DSig §6.6",
                at: transform.node
            )
        } else {
            throw Objection(
                .transformUnknown,
                .signatureConstraintsFailure,
                "`\(transform.algorithmText)` is a transform that no standard known here defines",
                clause: "XML-DSig §6.6",
                at: transform.node
            )
        }
    }
}
