//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Constraints of names (RFC 5280 §4.2.1.10).
extension IssuerDuty {
    static let nameConstraints: [Self] = [
        Self(.nameConstraintsMisplaced, "4.2.1.10", "has nameConstraints and is no authority's") {
            $0.extensions[.nameConstraints] != nil && !$0.isAuthority
        },
        Self(
            .extensionEmpty, "4.2.1.10", "has empty nameConstraints",
            .value(of: [.nameConstraints]) { (cursor, _) throws(CertificateError) in
                var lists = try cursor.onlySequence()
                guard !lists.isAtEnd else { return true }
                while !lists.isAtEnd { if try lists.next().content.isEmpty { return true } }
                return false
            }
        ),
        subtree(.nameConstraintRange, "has a subtree of names with a minimum or a maximum") { $0.hasRange },
        subtree(.nameConstraintMalformed, "has a subtree of names in a syntax that isn't its form's") {
            !NameSyntax.isSubtree($0.tag, $0.base)
        },
        subtree(
            .nameConstraintMalformed, "has a subtree of names of a form that isn't to be constrained", isRequired: false
        ) { [0xA3, 0xA5, 0x88].contains($0.tag) },
        subtree(.defaultValueEncoded, "has a subtree of names with the minimum 0 written out", "X.690 §11.5") {
            $0.writesDefaultMinimum
        },
    ]

    fileprivate struct Subtree {
        /// Of the `GeneralName`.
        let tag: UInt8
        let base: ArraySlice<UInt8>
        let hasRange: Bool
        let writesDefaultMinimum: Bool
    }

    private static func subtree(
        _ code: FindingCode,
        _ message: String,
        _ clause: String = "4.2.1.10",
        isRequired: Bool = true,
        _ isNeglected: @escaping @Sendable (Subtree) -> Bool
    ) -> Self {
        Self(
            code, clause, message, isRequired: isRequired,
            .value(of: [.nameConstraints]) { (cursor, _) throws(CertificateError) in
                var lists = try cursor.onlySequence()
                while !lists.isAtEnd {
                    var subtrees = lists.walk(try lists.next().content)
                    while !subtrees.isAtEnd { if isNeglected(try subtrees.nextSubtree()) { return true } }
                }
                return false
            }
        )
    }
}

extension DERCursor {
    fileprivate mutating func nextSubtree() throws(CertificateError) -> IssuerDuty.Subtree {
        var subtree = try nextSequence()
        let base = try subtree.next()
        let minimum = try subtree.optional(0x80)
        let maximum = try subtree.optional(0x81)
        let isDefault = minimum.map { octets[$0.content].elementsEqual([0]) } ?? false
        return IssuerDuty.Subtree(
            tag: base.tag,
            base: octets[base.content],
            hasRange: maximum != nil || (minimum != nil && !isDefault),
            writesDefaultMinimum: isDefault
        )
    }
}
