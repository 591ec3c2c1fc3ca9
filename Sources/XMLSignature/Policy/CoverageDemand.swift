//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CanonicalXML

/// What a policy wants to be signed, and by how many.
///
/// A part counts as covered by a signature that is `TOTAL-PASSED` and whose valid references digested all of it:
/// elements, attributes, namespaces, text and processing instructions, but not comments, which most references leave
/// out. `Signature` elements inside of the part are no part of it: each is judged by itself, and what of it nobody signed
/// is counted in ``CoverageReport/envelopeNodes``. An unmet demand is a finding of the document, `coverage-demand-unmet`, and keeps its
/// indication at `INDETERMINATE` or worse; the signatures keep theirs, since nothing is wrong with what they say.
public struct CoverageDemand: Hashable, Sendable {
    /// A part of a document.
    public enum Part: Hashable, Sendable {
        /// The root element and all that is in it.
        case root
        /// The one element with this ID, in octets. Where none has it, or more than one, the demand isn't met.
        case id([UInt8])
        /// Every element on this path of expanded names, which begins with the root element's; there has to be one. A
        /// further element on the same path that isn't signed leaves the demand unmet.
        case elements([ExpandedName])
    }

    public let part: Part
    /// How many signatures have to cover the part, each on its own; copies of one are one.
    public let signatures: Int

    /// - Precondition: `signatures` is at least 1, and a path has at least one name.
    public init(_ part: Part, signatures: Int = 1) {
        precondition(signatures >= 1, "a demand for no signature demands nothing")
        if case .elements(let path) = part { precondition(!path.isEmpty, "a path has at least one name") }
        self.part = part
        self.signatures = signatures
    }

    /// The whole document, but for comments and what stands beside the root element.
    public static let root = Self(.root)

    /// The element with an ID.
    public static func element(id: String, signatures: Int = 1) -> Self {
        Self(.id(Array(id.utf8)), signatures: signatures)
    }

    /// Every element on a path from the root element on.
    public static func elements(at path: [ExpandedName], signatures: Int = 1) -> Self {
        Self(.elements(path), signatures: signatures)
    }
}

extension CoverageDemand.Part: CustomStringConvertible {
    /// For a person; a path in James Clark's form, so that no prefix can confuse it.
    public var description: String {
        switch self {
        case .root: "the root element"
        case .id(let id): "the element with the ID `\(String(decoding: id, as: UTF8.self))`"
        case .elements(let path): "`" + path.map { "/\($0)" }.joined() + "`"
        }
    }
}

extension CoverageDemand: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch part {
            case .root: writer.member("part", "root")
            case .id(let id): writer.member("id", String(decoding: id, as: UTF8.self))
            case .elements(let path): writer.member("path", path.map(\.description))
            }
            writer.member("signatures", signatures)
        }
    }
}
