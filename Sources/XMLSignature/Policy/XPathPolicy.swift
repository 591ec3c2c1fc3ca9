//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CanonicalXML
import SignatureCryptography

/// What the transforms XPath (XML-DSig §6.6.3) and XPath Filter 2.0 may ask for.
///
/// The expressions that leave signatures out are always carried out, without an evaluation.
public struct XPathPolicy: Hashable, Sendable {
    /// Whether any other expression is evaluated; each use is a finding.
    public var allowsGeneralExpressions: Bool
    /// What the expressions of a document may cost.
    public var limits: XPathLimits

    public init(allowsGeneralExpressions: Bool = false, limits: XPathLimits = XPathLimits()) {
        self.allowsGeneralExpressions = allowsGeneralExpressions
        self.limits = limits
    }
}

extension XPathPolicy: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("allowsGeneralExpressions", allowsGeneralExpressions)
            writer.member("limits", limits)
        }
    }
}

/// In a policy file an object with `allowsGeneralExpressions` and `limits`.
extension XPathPolicy {
    private enum Member: String, CaseIterable, CodingKey { case allowsGeneralExpressions, limits }

    /// This policy with what a policy file says.
    func replaced(from decoder: any Decoder) throws -> Self {
        let members = try PolicyMembers(decoder, Member.self)
        return Self(
            allowsGeneralExpressions: try members.value(.allowsGeneralExpressions, or: allowsGeneralExpressions),
            limits: try members.nested(.limits, limits.replaced) ?? limits
        )
    }

    func encodeMembers(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encode(allowsGeneralExpressions, forKey: .allowsGeneralExpressions)
        try limits.encodeMembers(to: container.superEncoder(forKey: .limits))
    }
}
