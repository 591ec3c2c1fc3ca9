//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Certificate policies (RFC 5280 §4.2.1.4, §4.2.1.5).
extension IssuerDuty {
    static let policies: [Self] = [
        Self(
            .certificatePolicyDuplicate, "4.2.1.4", "names a policy twice",
            .value(of: [.certificatePolicies]) { (cursor, _) throws(CertificateError) in
                var policies = try cursor.onlySequence()
                var seen: Set<ArraySlice<UInt8>> = []
                while !policies.isAtEnd {
                    var policy = try policies.nextSequence()
                    let identifier = try policy.next(0x06).content
                    guard seen.insert(policy.octets[identifier]).inserted else { return true }
                }
                return false
            }
        ),
        Self(
            .policyMappingAnyPolicy, "4.2.1.5", "maps any-policy",
            .value(of: [.policyMappings]) { (cursor, _) throws(CertificateError) in
                var mappings = try cursor.onlySequence()
                while !mappings.isAtEnd {
                    var mapping = try mappings.nextSequence()
                    while !mapping.isAtEnd {
                        let policy = try mapping.next(0x06).content
                        guard !mapping.octets[policy].elementsEqual(ObjectIdentifier.anyPolicy.octets) else {
                            return true
                        }
                    }
                }
                return false
            }
        ),
        notice("has a user notice that is empty or has more than 200 characters") { !(1...200).contains($0.count) },
        notice("has a user notice as IA5String", "RFC 6818 §3") { $0.tag == 0x16 },
    ]

    /// The text of a user notice.
    fileprivate struct NoticeText {
        let tag: UInt8
        /// In characters.
        let count: Int
    }

    private static func notice(
        _ message: String,
        _ clause: String = "4.2.1.4",
        _ isMalformed: @escaping @Sendable (NoticeText) -> Bool
    ) -> Self {
        Self(
            .userNoticeMalformed, clause, message,
            .value(of: [.certificatePolicies]) { (cursor, _) throws(CertificateError) in
                var policies = try cursor.onlySequence()
                while !policies.isAtEnd {
                    var policy = try policies.nextSequence()
                    _ = try policy.next(0x06)
                    guard !policy.isAtEnd else { continue }
                    var qualifiers = try policy.nextSequence()
                    while !qualifiers.isAtEnd {
                        if let text = try qualifiers.nextNotice(), isMalformed(text) { return true }
                    }
                }
                return false
            }
        )
    }
}

extension DERCursor {
    /// The text of the next qualifier, where it is a user notice with one.
    fileprivate mutating func nextNotice() throws(CertificateError) -> IssuerDuty.NoticeText? {
        var qualifier = try nextSequence()
        let type = try qualifier.next(0x06).content
        guard octets[type].elementsEqual(ObjectIdentifier.userNotice.octets) else { return nil }
        var notice = try qualifier.nextSequence()
        // The reference to a text elsewhere.
        _ = try notice.optional(0x30)
        guard !notice.isAtEnd else { return nil }
        let text = try notice.next()
        let content = octets[text.content]
        let count =
            switch text.tag {
            case 0x1E: content.count / 2
            // UTF-8: an octet that goes on with a character begins none.
            case 0x0C: content.count { $0 & 0xC0 != 0x80 }
            default: content.count
            }
        return IssuerDuty.NoticeText(tag: text.tag, count: count)
    }
}

extension ObjectIdentifier {
    /// id-qt-unotice (RFC 5280 §4.2.1.4).
    fileprivate static let userNotice = Self(octets: [0x2B, 6, 1, 5, 5, 7, 2, 2])
}
