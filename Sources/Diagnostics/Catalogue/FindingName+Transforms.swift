//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// What is found of transforms and of the node sets and octets that they give.
extension FindingName {
    /// The entry of a finding about a transform; other findings have none here.
    var transform: CatalogueEntry {
        switch self {
        case .transformRefused:
            entry(
                [.error], "XML-DSig §6.6",
                "The policy refuses the transform.",
                "Look at what the transform leaves out; allow it in a policy only for producers that you know."
            )
        case .emptyNodeSet:
            entry(
                [.error, .warning], "XML-DSig §4.4.3.2",
                "The reference digests nothing.",
                "Look at the transforms: they leave nothing to be signed."
            )
        case .transformFailed:
            entry(
                [.error], "XML-DSig §6.6",
                "The transform could not be carried out on what it was given.",
                "Compare the order of the transforms with what each takes."
            )
        case .transformUnknown:
            entry(
                [.error], "XML-DSig §6.6",
                "No standard that is known here defines the transform.",
                "Compare the URI with the standard; the message says which one may have been meant."
            )
        case .canonicalizationFailed:
            entry(
                [.error], "Canonical XML 1.0 §2.1",
                "Canonical XML says to fail, or the node set has no canonical form.",
                "Let the producer correct what the message names."
            )
        case .xsltRefused:
            entry(
                [.error], "XML-DSig §6.6.5",
                "XSLT is refused under every policy: it is a program that the document brings along.",
                "Have the document signed without XSLT."
            )
        case .decryptionRefused:
            entry(
                [.error], "Decryption Transform for XML Signature §3",
                "The Decrypt transform is refused under every policy: nothing is decrypted here.",
                "Decrypt before you verify, with a program that you trust."
            )
        case .relationshipTransformRefused:
            entry(
                [.error], "ECMA-376 part 2 §13.2.4.24",
                "The policy doesn't allow the relationships transform of Open Packaging Conventions.",
                "Allow `relationship-transform` in a policy where the document is an OPC package."
            )
        case .relationshipTransformAllowed:
            entry(
                [.warning], "ECMA-376 part 2 §13.2.4.24",
                "The policy allows the relationships transform: what it leaves out of a part is not signed.",
                "Take relationships that are not selected for unsigned."
            )
        case .xPathEvaluated:
            entry(
                [.warning], "XML-DSig §6.6.3",
                "A general XPath expression says what is signed, which the policy allows.",
                "Look at what the coverage leaves out before relying on the document."
            )
        case .xPathInvalid:
            entry(
                [.error], nil,
                "An XPath expression can't be read or evaluated, or has not the kind of value that it needs.",
                "Let the producer correct the expression; the message says what is wrong with it."
            )
        case .xPathUnknownFunction:
            entry(
                [.error], "XPath 1.0 §4",
                "An XPath expression calls a function that there is not.",
                "Only the functions of XPath 1.0 and `here()` are known."
            )
        case .xPathExpressionLimit:
            entry(
                [.error], nil,
                "An XPath expression is too long, nested too deep, or uses too many prefixes.",
                "Raise the limit that the message names in a policy of your own, if the document is worth it."
            )
        case .xPathOperationLimit:
            entry(
                [.error], nil,
                "The XPath expressions of the document ask for too many operations.",
                "Raise `xPath.limits.operations` in a policy of your own, if the document is worth it."
            )
        case .xPathNodeLimit:
            entry(
                [.error], nil,
                "An XPath transform is given, or selects, too many nodes.",
                "Raise `xPath.limits.nodes` in a policy of your own, if the document is worth it."
            )
        case .xPathDeadline:
            entry(
                [.error], nil,
                "The XPath expressions of the document take too long.",
                "Raise `xPath.limits.seconds` in a policy of your own, if the document is worth it."
            )
        case .unsignedNamespaceBinding:
            entry(
                [.warning], "XML-DSig §6.6.3",
                "The signature doesn't cover what a prefix of an XPath expression stands for.",
                "Canonicalize SignedInfo inclusively, or name the prefix in the PrefixList, so that the binding is signed."
            )
        default:
            preconditionFailure("\(rawValue) has its entry elsewhere")
        }
    }
}
