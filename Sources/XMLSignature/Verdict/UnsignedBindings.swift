//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Diagnostics

/// Finds the prefixes of XPath expressions whose namespaces stand in the document, but not in the canonical `SignedInfo`.
///
/// Whoever can change the document outside of `SignedInfo` can make such an expression mean something else. Where it is
/// one of the ``KnownExpression``s it means them or nothing, so there is nothing to tell.
struct UnsignedBindings {
    let limits: XPathLimits
    /// Of the document.
    let namespaces: NamespaceIndex
    /// What was read from the canonical octets.
    let signedTree: XMLTree

    /// - Parameter signed: The same facts, as ``signedTree`` has them.
    func findings(in signedInfo: SignedInfo, _ signed: SignedInfo, _ positions: PositionIndex) -> [Finding] {
        var findings: [Finding] = []
        lazy var signedNamespaces = NamespaceIndex(signedTree)
        for (reference, signedReference) in zip(signedInfo.references, signed.references) {
            for (transform, signedTransform) in zip(reference.transforms, signedReference.transforms) {
                guard case .expressions(let elements) = transform.parameters,
                    case .expressions(let signedElements) = signedTransform.parameters
                else { continue }
                for (element, signedElement) in zip(elements, signedElements) {
                    guard let prefix = unsignedPrefix(element, signedElement, signedNamespaces) else { continue }
                    findings.append(
                        Finding(
                            .unsignedNamespaceBinding,
                            .warning,
                            "the signature doesn't cover what the prefix `\(prefix)` of the XPath expression stands for",
                            clause: "XML-DSig §6.6.3",
                            at: positions.position(of: element.node)
                        )
                    )
                }
            }
        }
        return findings
    }

    private func unsignedPrefix(
        _ element: XPathElement, _ signed: XPathElement, _ signedNamespaces: NamespaceIndex
    ) -> String? {
        guard let expression = try? element.expression(namespaces, limits),
            KnownExpression(expression, of: element) == nil
        else { return nil }
        let unsigned = expression.bindings.filter { prefix, uri in
            signedNamespaces.name(boundTo: prefix, at: signed.node) != uri
        }
        return unsigned.keys.map { String(decoding: $0, as: UTF8.self) }.min()
    }
}
