//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CanonicalXML

/// `SignedInfo` (XML-DSig §4.4): what the signature value is over.
package struct SignedInfo: Sendable {
    package let node: XMLNode
    package let canonicalization: AlgorithmIdentifier
    package let signatureMethod: SignatureMethodElement
    package let references: [Reference]

    /// Whether the other one, read from the canonical octets, says the same.
    ///
    /// Where in its tree something stands is no fact.
    func hasFacts(of other: SignedInfo) -> Bool {
        canonicalization.hasFacts(of: other.canonicalization)
            && signatureMethod == other.signatureMethod
            && references.count == other.references.count
            && zip(references, other.references).allSatisfy { $0.hasFacts(of: $1) }
    }

    /// Whether a transform has expressions, whose prefixes are bound where they stand.
    var hasExpressions: Bool {
        references.contains { reference in
            reference.transforms.contains { if case .expressions = $0.parameters { true } else { false } }
        }
    }
}

/// An `Algorithm` attribute and what the algorithm takes as parameters.
package struct AlgorithmIdentifier: Sendable {
    /// The URI as octets.
    package let algorithm: [UInt8]
    package let parameters: Parameters
    package let node: XMLNode

    package enum Parameters: Hashable, Sendable {
        case none
        /// The prefixes of `InclusiveNamespaces` (Exclusive XML Canonicalization §4); empty octets are `#default`.
        case inclusivePrefixes([[UInt8]])
        /// The selection of the relationships transform (ECMA-376 part 2 §13.2.4.24).
        case relationships(RelationshipSelection)
        /// The expressions of an XPath transform (XML-DSig §6.6.3) or of XPath Filter 2.0.
        case expressions([XPathElement])
        /// Content that only the algorithm could judge, which isn't known here.
        case unjudged
    }

    var algorithmText: String { String(decoding: algorithm, as: UTF8.self) }

    func hasFacts(of other: Self) -> Bool { algorithm == other.algorithm && parameters == other.parameters }
}

/// `SignatureMethod` (XML-DSig §4.4.2).
package struct SignatureMethodElement: Hashable, Sendable {
    /// The URI as octets.
    package let algorithm: [UInt8]
    package let parameters: Parameters

    package enum Parameters: Hashable, Sendable {
        case none
        /// `HMACOutputLength`, in bits.
        case outputLength(Int)
        /// `RSAPSSParams` (RFC 9231 §2.3.9).
        case pss(PSSParametersElement)
        /// A context string, of the algorithms that have one.
        case context([UInt8])
        /// Content that only the algorithm could judge, which isn't known here.
        case unjudged
    }
}

/// `RSAPSSParams` as written (RFC 9231 §2.3.9).
package struct PSSParametersElement: Hashable, Sendable {
    package var digestMethod: [UInt8]?
    package var maskGenerationFunction: [UInt8]?
    package var maskDigestMethod: [UInt8]?
    package var saltLength: Int?
    package var trailerField: Int?
}

/// `Reference` (XML-DSig §4.4.3).
package struct Reference: Sendable {
    package let node: XMLNode
    /// The octets of `URI`; `nil` where it is absent.
    package let uri: [UInt8]?
    /// The octets of `Type`.
    package let type: [UInt8]?
    /// The octets of `Id`.
    package let id: [UInt8]?
    package let transforms: [Transform]
    package let digestMethod: AlgorithmIdentifier
    package let digestValue: [UInt8]

    /// The Type as its kind, `anyURI`, has it: white space around it is no part of it (XML Schema 2 §3.2.17).
    var typeURI: [UInt8]? {
        type.map { type in
            Array(type.drop(while: \.isXMLWhiteSpace).reversed().drop(while: \.isXMLWhiteSpace).reversed())
        }
    }

    func hasFacts(of other: Self) -> Bool {
        uri == other.uri && type == other.type && id == other.id && digestValue == other.digestValue
            && digestMethod.hasFacts(of: other.digestMethod)
            && transforms.count == other.transforms.count
            && zip(transforms, other.transforms).allSatisfy { $0.hasFacts(of: $1) }
    }
}

/// `Transform` (XML-DSig §4.4.3.4).
package typealias Transform = AlgorithmIdentifier
