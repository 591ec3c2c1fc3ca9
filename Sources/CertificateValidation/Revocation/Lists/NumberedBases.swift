//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The complete lists of one scope that deltas may complete, by who signed them and in the order of their numbers.
///
/// A delta says all that changed since the oldest list that it completes, so that with each of those it says the same
/// (RFC 5280 §5.2.4): one is enough, and not every list has to be compared with every delta.
struct NumberedBases {
    private struct Signer: Hashable {
        let authorityKeyIdentifier: ArraySlice<UInt8>?
        let subjectPublicKeyInfo: [UInt8]

        init(of statement: RevocationListStatement) {
            authorityKeyIdentifier = statement.list.content.extensions.authorityKeyIdentifierValue
            subjectPublicKeyInfo = statement.signer.subjectPublicKeyInfo
        }
    }

    private var bases: [Signer: [(number: RevocationListNumber, statement: RevocationListStatement)]] = [:]

    /// - Parameter statements: Of complete lists of one scope.
    init(_ statements: [RevocationListStatement]) {
        for statement in statements {
            guard let number = statement.list.content.extensions.number else { continue }
            bases[Signer(of: statement), default: []].append((number, statement))
        }
        for signer in bases.keys {
            bases[signer]?.sort { left, right in
                left.number == right.number
                    ? RevocationList.isNewer(right.statement.list, left.statement.list) : left.number < right.number
            }
        }
    }

    /// - Parameter statement: Of any list; one that is no delta completes none.
    func newest(completedBy statement: RevocationListStatement) -> RevocationListStatement? {
        guard
            statement.list.isDelta, let end = statement.list.content.extensions.number,
            let bases = bases[Signer(of: statement)]
        else { return nil }
        let place = bases.partitioningIndex { !($0.number < end) }
        guard place > 0 else { return nil }
        let base = bases[place - 1].statement
        return RevocationListView.fits(statement, base) ? base : nil
    }
}
