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

/// An expression of a transform, ready to be evaluated or answered.
enum XPathStep: Hashable {
    /// The nodes of these, without an evaluation. Of the transform of XML-DSig §6.6.3: those that it leaves out.
    ///
    /// - Parameter signature: The signature that holds the expression, where it means that one.
    case known(KnownExpression, signature: XMLNode?)
    /// - Parameter here: What bears it, where it asks for that: equal steps have equal output.
    case general(XPathExpression, here: XMLNode?)

    var isGeneral: Bool {
        if case .general = self { true } else { false }
    }
}

/// A filter of XPath Filter 2.0.
struct XPathFilterStep: Hashable {
    let combination: NodeSet.Combination
    let selection: XPathStep
}

extension TransformStep {
    /// The XPath transforms; `nil` where it is another one.
    ///
    /// - Parameter signature: The one that the transform stands in.
    /// - Throws: Where the expression is none, or the policy doesn't allow to evaluate it.
    init?(
        xPath transform: Transform, in signature: XMLNode, _ namespaces: NamespaceIndex, allowing policy: XPathPolicy
    ) throws(Objection) {
        guard case .expressions(let elements) = transform.parameters else { return nil }
        guard elements.count <= policy.limits.filters else {
            throw .limit("filters in a transform", elements.count, at: policy.limits.filters, transform.node)
        }
        var filters: [XPathFilterStep] = []
        for element in elements {
            let step = try XPathStep(element, in: signature, namespaces, policy.limits)
            guard let combination = element.combination else {
                if step.isGeneral, !policy.allowsGeneralExpressions { throw .expressionRefused(element) }
                self = .xPath(step)
                return
            }
            filters.append(XPathFilterStep(combination: combination, selection: step))
        }
        if !policy.allowsGeneralExpressions, !Self.leavesOnlySignaturesOut(filters) {
            throw .expressionRefused(elements[0])
        }
        self = .xPathFilter(filters)
    }

    /// `subtract` of signatures, alone or after `intersect` with the document or with an element by its ID.
    private static func leavesOnlySignaturesOut(_ filters: [XPathFilterStep]) -> Bool {
        guard let last = filters.last, last.combination == .subtract else { return false }
        switch last.selection {
        case .known(.signatures, _), .known(.enclosingSignature, _): break
        default: return false
        }
        guard filters.count > 1 else { return true }
        guard filters.count == 2, filters[0].combination == .intersect else { return false }
        switch filters[0].selection {
        case .known(.document, _), .known(.element, _): return true
        default: return false
        }
    }

    /// Whether an expression is evaluated that isn't known to be harmless.
    var hasGeneralExpression: Bool {
        switch self {
        case .xPath(let step): step.isGeneral
        case .xPathFilter(let filters): filters.contains { $0.selection.isGeneral }
        default: false
        }
    }

    /// That a general expression is evaluated.
    ///
    /// - Parameter message: What it says.
    func xPathWarning(_ positions: PositionIndex, _ transform: Transform, _ message: String) -> Finding {
        Finding(
            .xPathEvaluated,
            .warning,
            message,
            clause: "XML-DSig §6.6.3",
            at: positions.position(of: transform.node)
        )
    }
}

extension XPathStep {
    init(
        _ element: XPathElement, in signature: XMLNode, _ namespaces: NamespaceIndex, _ limits: XPathLimits
    ) throws(Objection) {
        let declarations = namespaces.tree.element(element.node).declarations.count
        guard declarations <= limits.bindings else {
            throw .limit("namespace declarations in an `XPath`", declarations, at: limits.bindings, element.node)
        }
        let expression: XPathExpression
        do throws(XPathError) {
            expression = try element.expression(namespaces, limits)
        } catch {
            throw Objection(xPath: error).at(element.node)
        }
        switch KnownExpression(expression, of: element) {
        case .enclosingSignature?: self = .known(.enclosingSignature, signature: signature)
        case let known?: self = .known(known, signature: nil)
        case nil: self = .general(expression, here: expression.usesHere ? element.node : nil)
        }
    }
}

extension Objection {
    fileprivate static func expressionRefused(_ element: XPathElement) -> Self {
        Self(
            .transformRefused,
            .signatureConstraintsFailure,
            "the policy allows no XPath but what leaves signatures out, such as `not(ancestor-or-self::ds:Signature)`",
            clause: "XML-DSig §6.6.3",
            at: element.node
        )
    }

    init(xPath error: XPathError) {
        let code: FindingCode =
            switch error.code {
            case .unknownFunction: .xPathUnknownFunction
            case .expressionLimit: .xPathExpressionLimit
            case .operationLimit: .xPathOperationLimit
            case .nodeLimit: .xPathNodeLimit
            case .deadline: .xPathDeadline
            case .ambiguousID: .ambiguousID
            default: .xPathInvalid
            }
        self.init(code, .signatureConstraintsFailure, error.hint, clause: error.clause)
    }
}
