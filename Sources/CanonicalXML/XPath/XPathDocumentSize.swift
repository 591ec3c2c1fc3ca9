//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// How much of what there is in a document that libxml2 goes through without counting it.
struct XPathDocumentSize {
    /// Nodes and attributes.
    var nodeCount = 0
    /// Of texts.
    var textOctets = 0
    /// Of the string-values of all elements and of the root: each text as often as it stands in one.
    var stringValueOctets = 0
    /// Of all texts, comments and processing instructions.
    var leafOctets = 0
    /// Of the longest of them.
    var longestLeaf = 0
    /// Of all attributes.
    var attributeOctets = 0
    var longestAttribute = 0
    var longestNamespaceName = 0
    /// Of an element: ancestors and attributes, as many as a set of them can have.
    var nearbyNodes = 0
    /// Declarations in an element and its ancestors.
    var declarationsAbove = 0
    /// An element and its ancestors, with their attributes.
    var attributesAbove = 0
    /// Attributes of one element, or children of it between which no element stands.
    var longestRun = 0

    /// Octets that are taken or compared, and nodes that are compared, in what counts as one operation.
    static let octetsInOperation = 200
    private static let nodesInOperation = 50
    private static let siblingsInOperation = 10
    private static let namespacesCompared = 3_200

    /// What an operation of an expression counts as.
    ///
    /// libxml2 counts nodes that it comes by, not what it does with them: a string-value is as long as the text, each
    /// node that is put into a set is compared with those that are there, to be put in order it is looked for among its
    /// siblings, and a search for namespaces or the language looks at everything above. So that each of these stays
    /// within about 2·10⁹ octets or comparisons in one evaluation, which can't be stopped, they count as more.
    func weight(of expression: XPathExpression) -> Int {
        let traits = expression.traits
        var octets = 0
        if traits.contains(.takesStringValues) { octets = max(octets, textOctets, longestLeaf, longestAttribute) }
        if traits.contains(.takesAttributeValues) { octets = max(octets, longestAttribute) }
        if traits.contains(.takesLeafValues) { octets = max(octets, longestLeaf) }
        // What `concat` made may be copied for each node that it is compared with.
        octets *= max(1, expression.concatenatedValues)
        octets = max(octets, expression.literalOctets)
        if traits.contains(.comparesValues) { octets = max(octets, comparedOctets(traits)) }
        var weight = max(1, octets / Self.octetsInOperation)
        if traits.contains(.comparesSets) {
            // Sorting takes the logarithm besides.
            let reached = traits.contains(.reachesFar) ? nodeCount : nearbyNodes / 4
            weight = max(weight, reached / Self.nodesInOperation)
        }
        if traits.contains(.ordersSiblings) { weight = max(weight, longestRun / Self.siblingsInOperation) }
        if traits.contains(.listsNamespaces) { weight = max(weight, declarationsAbove / Self.nodesInOperation) }
        if traits.contains(.asksForLanguage) { weight = max(weight, attributesAbove / Self.nodesInOperation) }
        return weight
    }

    /// What a node of one set may be compared with: the values of all nodes of another.
    private func comparedOctets(_ traits: XPathTraits) -> Int {
        var octets = 0
        if traits.contains(.takesStringValues) { octets += stringValueOctets + leafOctets + attributeOctets }
        if traits.contains(.takesLeafValues) { octets += leafOctets }
        if traits.contains(.takesAttributeValues) { octets += attributeOctets }
        // A namespace node stands at each element below its declaration: how many there are, no document's size says.
        if traits.contains(.listsNamespaces) { octets += longestNamespaceName * Self.namespacesCompared }
        return octets
    }
}
