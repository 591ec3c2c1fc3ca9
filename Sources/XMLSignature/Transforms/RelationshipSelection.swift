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

/// Which relationships of a part are signed (ECMA-376 part 2 §13.2.4.22, §13.2.4.23).
package struct RelationshipSelection: Hashable, Sendable {
    /// The `SourceId` of each `RelationshipReference`.
    package let identifiers: Set<[UInt8]>
    /// The `SourceType` of each `RelationshipsGroupReference`.
    package let types: Set<[UInt8]>

    private static let namespace: StaticString = "http://schemas.openxmlformats.org/package/2006/digital-signature"

    /// - Parameter node: The `Transform`.
    init(_ node: XMLNode, in tree: XMLTree) throws(Objection) {
        let clause = "ECMA-376 part 2 §13.2.4.22"
        var content = ElementContent(of: node, in: tree, clause: clause)
        var identifiers: Set<[UInt8]> = []
        var types: Set<[UInt8]> = []
        while let child = try content.next(in: tree) {
            var end = ElementContent(of: child, in: tree, clause: clause)
            if tree.isElement(child, Self.namespace, "RelationshipReference") {
                try tree.allowAttributes("SourceId", of: child, clause: clause)
                identifiers.insert(try tree.requireAttribute("SourceId", of: child, clause: clause))
            } else if tree.isElement(child, Self.namespace, "RelationshipsGroupReference") {
                try tree.allowAttributes("SourceType", of: child, clause: clause)
                types.insert(try tree.requireAttribute("SourceType", of: child, clause: clause))
            } else {
                throw content.unexpected(
                    child, in: tree, insteadOf: "`RelationshipReference` or `RelationshipsGroupReference`")
            }
            try end.end(in: tree)
        }
        guard !identifiers.isEmpty || !types.isEmpty else {
            throw .malformed("the relationships transform names no relationship", clause: clause, at: node)
        }
        self.identifiers = identifiers
        self.types = types
    }

    func allowed(by leniencies: ReferenceLeniencies, _ transform: Transform) throws(Objection) -> Self {
        guard leniencies.contains(.relationshipTransform) else {
            throw Objection(
                .relationshipTransformRefused,
                .signatureConstraintsFailure,
                "the policy doesn't allow the relationships transform, which signs a selection of a part",
                clause: "ECMA-376 part 2 §13.2.4.24",
                at: transform.node
            )
        }
        return self
    }

    var needsOctets: Objection {
        RelationshipTransform.failed("it needs the octets of a Relationships part; it is given nodes")
    }
}

extension XMLTree {
    /// The value of an attribute in no namespace that has to be there.
    func requireAttribute(_ local: StaticString, of element: XMLNode, clause: String) throws(Objection) -> [UInt8] {
        guard let value = attributeValue(local, of: element) else {
            throw .malformed("`\(nameAsWritten(of: element))` has no `\(local)`", clause: clause, at: element)
        }
        return value
    }
}

extension TransformStep {
    /// That the policy let the transform pass.
    ///
    /// - Parameter message: What it means.
    func relationshipWarning(_ positions: PositionIndex, _ transform: Transform, _ message: String) -> Finding {
        Finding(
            .relationshipTransformAllowed,
            .warning,
            message,
            clause: "ECMA-376 part 2 §13.2.4.24",
            at: positions.position(of: transform.node)
        )
    }
}
