//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
package import Diagnostics
import SignatureCryptography

/// The one table of canonicalizations and transforms: what each URI means, and which policies allow it. Digests and
/// signature methods stand in ``AlgorithmTable``.
package enum TransformTable {
    package enum Use: String, Hashable, Sendable, CaseIterable {
        /// Also a `CanonicalizationMethod`.
        case canonicalization
        case transform
    }

    /// Which policies allow it.
    package enum Place: String, Hashable, Sendable, CaseIterable {
        /// All, `strict` too.
        case `default`
        /// The preset of this name.
        case interop
        /// No preset; a policy that names it.
        case named
        /// None: known, and never carried out.
        case refused
    }

    package struct Entry: Hashable, Sendable {
        /// The `Algorithm` attribute.
        package let uri: String
        /// For a person.
        package let name: String
        package let use: Use
        package let place: Place
        /// Where it is specified.
        package let clause: String
        /// What a finding says where it is refused under every policy.
        package let refusal: FindingCode?
    }

    /// Every line, canonicalizations first. XPath and XPath Filter 2.0 have two each: what is known to take nothing but
    /// signatures out has another place than any other expression.
    package static let entries: [Entry] = canonicalizations + aliases + transforms

    /// Why nobody carries this out here; `nil` where somebody does, or no standard that is known here defines it.
    package static func refusal(uri: [UInt8]) -> FindingCode? { refusals[uri] ?? nil }

    /// A canonicalization that is known and that nobody carries out here; `nil` for anything else.
    static func refusedCanonicalization(uri: [UInt8]) -> Entry? { refusedCanonicalizations[uri] }

    private static let refusedCanonicalizations = Dictionary(
        canonicalizations.filter { $0.place == .refused }.map { (Array($0.uri.utf8), $0) },
        uniquingKeysWith: { first, _ in first }
    )

    private static let refusals = Dictionary(
        entries.map { (Array($0.uri.utf8), $0.refusal) }, uniquingKeysWith: { first, _ in first }
    )

    private static let canonicalizations: [Entry] =
        CanonicalizationMethod.allCases.map {
            Entry(canonicalization: $0.uri, $0.name, .default, $0.clause)
        } + [
            Entry(
                canonicalization: "http://www.w3.org/2010/xml-c14n2", "Canonical XML 2.0", .refused, "Canonical XML 2.0"
            ),
            Entry(
                canonicalization: "http://www.w3.org/2000/09/xmldsig#minimal", "minimal canonicalization", .refused,
                "RFC 3075 §6.5.1"
            ),
            Entry(
                canonicalization: "http://santuario.apache.org/c14n/physical", "physical canonicalization", .refused,
                "Apache Santuario"
            ),
        ]

    /// What programs write in place of a canonicalization's URI.
    private static let aliases: [Entry] = AlgorithmAlias.all.compactMap { alias in
        guard let method = CanonicalizationMethod(uri: Array(alias.meant.utf8)) else { return nil }
        return Entry(canonicalization: alias.uri, "\(method.name), misspelt", .named, "RFC 9231 §1")
    }

    private static let transforms: [Entry] = [
        Entry(text(TransformAlgorithm.envelopedSignature), "enveloped-signature", .default, "XML-DSig 1.1 §6.6.4"),
        Entry(text(TransformAlgorithm.base64), "base64", .default, "XML-DSig 1.1 §6.6.2"),
        Entry(
            text(TransformAlgorithm.xPath), "XPath, forms that take signatures out", .default, "XML-DSig 1.1 §6.6.3"
        ), Entry(text(TransformAlgorithm.xPath), "XPath, any expression", .interop, "XML-DSig 1.1 §6.6.3"),
        Entry(
            text(TransformAlgorithm.xPathFilter2), "XPath Filter 2.0, forms that take signatures out", .default,
            "XML-Signature XPath Filter 2.0"
        ),
        Entry(
            text(TransformAlgorithm.xPathFilter2), "XPath Filter 2.0, any expression", .interop,
            "XML-Signature XPath Filter 2.0"
        ),
        Entry(
            text(TransformAlgorithm.relationship), "relationships of Office Open XML", .named,
            "ECMA-376 part 2 §13.2.4.24"
        ),
        // A program that the document brings along.
        Entry("http://www.w3.org/TR/1999/REC-xslt-19991116", "XSLT", "XML-DSig 1.1 §6.6.5", .xsltRefused),
        // These need a secret of ours.
        Entry("http://www.w3.org/2002/07/decrypt#XML", "Decrypt", "Decryption Transform §3", .decryptionRefused),
        Entry(
            "http://www.w3.org/2002/07/decrypt#Binary", "Decrypt, octets", "Decryption Transform §3", .decryptionRefused
        ),
        Entry("http://www.w3.org/2001/04/xmldsig-more/xptr", "XPointer", "RFC 9231 §2.5.1"),
        Entry(
            "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#Attachment-Content-Signature-Transform",
            "content of an attachment", "WSS SwA Profile 1.1"
        ),
        Entry(
            "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#Attachment-Complete-Signature-Transform",
            "attachment with its headers", "WSS SwA Profile 1.1"
        ),
        Entry("urn:mpeg:mpeg21:2003:01-REL-R-NS:licenseTransform", "license of MPEG-21", "ISO/IEC 21000-5"),
    ]

    private static func text(_ uri: [UInt8]) -> String { String(decoding: uri, as: UTF8.self) }
}

extension TransformTable.Entry {
    fileprivate init(canonicalization uri: String, _ name: String, _ place: TransformTable.Place, _ clause: String) {
        self.init(
            uri: uri, name: name, use: .canonicalization, place: place, clause: clause,
            refusal: place == .refused ? .transformRefused : nil
        )
    }

    fileprivate init(_ uri: String, _ name: String, _ place: TransformTable.Place, _ clause: String) {
        self.init(uri: uri, name: name, use: .transform, place: place, clause: clause, refusal: nil)
    }

    /// One that no policy allows.
    fileprivate init(_ uri: String, _ name: String, _ clause: String, _ refusal: FindingCode = .transformRefused) {
        self.init(uri: uri, name: name, use: .transform, place: .refused, clause: clause, refusal: refusal)
    }
}

extension CanonicalizationMethod {
    fileprivate var name: String {
        switch self {
        case .canonical10: "Canonical XML 1.0"
        case .canonical10WithComments: "Canonical XML 1.0 with comments"
        case .canonical11: "Canonical XML 1.1"
        case .canonical11WithComments: "Canonical XML 1.1 with comments"
        case .exclusive10: "Exclusive XML Canonicalization 1.0"
        case .exclusive10WithComments: "Exclusive XML Canonicalization 1.0 with comments"
        }
    }

    fileprivate var clause: String {
        switch self {
        case .canonical10, .canonical10WithComments: "XML-DSig 1.1 §6.5.1"
        case .canonical11, .canonical11WithComments: "XML-DSig 1.1 §6.5.2"
        case .exclusive10, .exclusive10WithComments: "XML-DSig 1.1 §6.5.3"
        }
    }
}
