//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// What the expressions that documents really use select: answered from the tree, so that every policy allows them.
///
/// They are known by what they say, not by how they are written; `S` is any name that stands for
/// `{http://www.w3.org/2000/09/xmldsig#}Signature`.
enum KnownExpression: Hashable {
    /// Everything: `/`.
    case document
    /// All signatures: `//S`, `/descendant::S`.
    case signatures
    /// The signature that holds the expression: `here()/ancestor::S[1]`.
    case enclosingSignature
    /// The element with an ID: `id('literal')`.
    case element(id: [UInt8])
}

extension KnownExpression {
    /// What the expression of an element says; `nil` where that is for an evaluation to tell.
    init?(_ expression: XPathExpression, of element: XPathElement) {
        if element.combination == nil {
            self.init(leavingOutBy: expression)
        } else {
            self.init(selecting: expression)
        }
    }

    /// What a filter of XPath Filter 2.0 selects.
    init?(selecting expression: XPathExpression) {
        let names = SignatureNames(expression)
        switch expression.syntax {
        case .path(isAbsolute: true, let steps) where steps.isEmpty: self = .document
        case .path(isAbsolute: true, let steps):
            let descent = XPathSyntax.Step(.descendantOrSelf, .node)
            guard
                names.isStep(steps, .descendant)
                    || (steps.first == descent && names.isStep(Array(steps.dropFirst()), .child))
            else { return nil }
            self = .signatures
        case .function("id", let arguments):
            // White space would make several IDs of it.
            guard arguments.count == 1, case .literal(let id) = arguments[0], !id.isEmpty,
                !id.contains(where: \.isXMLWhiteSpace)
            else { return nil }
            self = .element(id: id)
        default:
            guard names.isEnclosingSignature(expression.syntax) else { return nil }
            self = .enclosingSignature
        }
    }

    /// What an expression of the XPath transform leaves out, where it keeps everything else.
    init?(leavingOutBy expression: XPathExpression) {
        let names = SignatureNames(expression)
        switch expression.syntax {
        case .function("not", _):
            guard names.negatedAxis(expression.syntax) == .ancestorOrSelf else { return nil }
            self = .signatures
        case .binary(.and, let left, let right):
            let axes = [names.negatedAxis(left), names.negatedAxis(right)]
            guard axes == [.itself, .ancestor] || axes == [.ancestor, .itself] else { return nil }
            self = .signatures
        case .binary(.greater, let left, let right):
            guard let all = left.counted, let some = right.counted, names.isPath(some, .ancestorOrSelf),
                case .binary(.union, let first, let second) = all,
                first == some && names.isEnclosingSignature(second)
                    || second == some && names.isEnclosingSignature(first)
            else { return nil }
            self = .enclosingSignature
        default: return nil
        }
    }
}

/// Knows the name of a signature in an expression, whatever its prefix.
private struct SignatureNames {
    private let bindings: [[UInt8]: [UInt8]]

    init(_ expression: XPathExpression) { bindings = expression.bindings }

    func isSignature(_ test: XPathSyntax.NodeTest) -> Bool {
        guard case .name(let prefix?, let local?) = test, let uri = bindings[prefix] else { return false }
        return equal(local.span, "Signature") && equal(uri.span, SignatureNamespace.signature)
    }

    /// Whether the steps are one, `axis::S`, without predicates.
    func isStep(_ steps: [XPathSyntax.Step], _ axis: XPathSyntax.Axis) -> Bool {
        steps.count == 1 && steps[0].axis == axis && isSignature(steps[0].test) && steps[0].predicates.isEmpty
    }

    /// Whether it is `axis::S`.
    func isPath(_ syntax: XPathSyntax, _ axis: XPathSyntax.Axis) -> Bool {
        guard case .path(isAbsolute: false, let steps) = syntax else { return false }
        return isStep(steps, axis)
    }

    /// The axis of `not(axis::S)`.
    func negatedAxis(_ syntax: XPathSyntax) -> XPathSyntax.Axis? {
        guard case .function("not", let arguments) = syntax, arguments.count == 1,
            case .path(isAbsolute: false, let steps) = arguments[0], let axis = steps.first?.axis, isStep(steps, axis)
        else { return nil }
        return axis
    }

    /// Whether it is `here()/ancestor::S[1]`.
    func isEnclosingSignature(_ syntax: XPathSyntax) -> Bool {
        guard case .filter(.function("here", let arguments), let predicates, let steps) = syntax,
            arguments.isEmpty, predicates.isEmpty, steps.count == 1
        else { return false }
        return steps[0].axis == .ancestor && isSignature(steps[0].test)
            && steps[0].predicates == [.number([UInt8(ascii: "1")])]
    }
}

extension XPathSyntax {
    /// The argument of `count()`.
    fileprivate var counted: XPathSyntax? {
        guard case .function("count", let arguments) = self, arguments.count == 1 else { return nil }
        return arguments[0]
    }
}
