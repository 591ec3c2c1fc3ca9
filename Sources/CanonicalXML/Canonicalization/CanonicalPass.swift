//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Writes the canonical form of a node set: one walk over the nodes in document order.
///
/// What is left out is walked over only as far as it matters to what stays: ancestors bind prefixes and hand down `xml:`
/// attributes. Nothing recurses.
struct CanonicalPass: ~Copyable {
    let tree: XMLTree
    let set: NodeSet
    let method: CanonicalizationMethod
    var writer: CanonicalWriter
    var namespaces: NamespaceScope
    var inheritance: AttributeInheritance

    /// The elements that are open at the node that is looked at, ancestors that are left out included where they matter.
    private var open: [OpenElement] = []
    /// The end of the innermost of them.
    private var openEnd = Int.max
    /// Declarations of the element that is being written.
    var pending: [RenderedNamespace] = []
    /// Octets that stand neither in the source nor in a table.
    var scratch: [UInt8] = []
    /// The joined value of `xml:base`.
    var base: [UInt8] = []
    /// Whether left-out elements matter: only not to a whole document and to the exclusive form without a PrefixList.
    private let needsContext: Bool
    /// Whether elements of the set bind prefixes inclusively.
    let bindsPrefixes: Bool
    private let keepsComments: Bool
    private let includesDocument: Bool

    struct OpenElement {
        let node: Int
        /// The index of the first node after it.
        let end: Int
        let isIncluded: Bool
        let namespaceMark: Int
        let inheritanceMark: AttributeInheritance.Mark
    }

    init(
        _ set: NodeSet, of tree: XMLTree, method: CanonicalizationMethod, inclusivePrefixes: [[UInt8]],
        writer: consuming CanonicalWriter
    ) {
        self.tree = tree
        self.set = set
        self.method = method
        self.writer = writer
        namespaces = NamespaceScope(isInclusive: !method.isExclusive)
        var hasInclusivePrefixes = false
        for prefix in method.isExclusive ? inclusivePrefixes : [] {
            if let known = Self.prefix(prefix, in: tree.table), known != NameTable.xml {
                namespaces.include(known)
                hasInclusivePrefixes = true
            }
        }
        bindsPrefixes = !method.isExclusive || hasInclusivePrefixes
        needsContext = bindsPrefixes || set.axes != nil
        // Where the set is one range, what is left out above it is left out for good.
        inheritance = AttributeInheritance(
            method.inheritance, in: tree, reachesIntoSet: set.ranges.count > 1 || set.axes != nil
        )
        includesDocument = set.ranges.first?.lowerBound == 0
        keepsComments = method.keepsComments && !set.omitsComments
    }

    /// The number of a prefix of the PrefixList; `nil` where the document doesn't know it.
    private static func prefix(_ prefix: [UInt8], in table: NameTable) -> NameID? {
        prefix.isEmpty || equal(prefix.span, "#default") ? 0 : table.names.find(prefix.span)
    }

    /// - Returns: The number of octets.
    mutating func run() throws(CanonicalizationError) -> Int {
        if set.axes != nil {
            try walkAll()
        } else {
            try walkRanges()
        }
        try close(before: .max)
        return try writer.finish()
    }

    private mutating func walkRanges() throws(CanonicalizationError) {
        guard let first = set.ranges.first else { return }
        if needsContext { try openAncestors(of: first.lowerBound) }
        var index = first.lowerBound
        for position in set.ranges.indices {
            let range = set.ranges[position]
            if needsContext { try skip(index..<range.lowerBound) }
            index = range.lowerBound
            while index < range.upperBound {
                if openEnd <= index { try close(before: index) }
                try visit(index)
                index += 1
            }
        }
    }

    /// Walks over the whole document, since the axes of an element that is left out may be in the set.
    private mutating func walkAll() throws(CanonicalizationError) {
        var position = 0
        for index in tree.nodes.indices {
            if openEnd <= index { try close(before: index) }
            while position < set.ranges.count, set.ranges[position].upperBound <= index { position += 1 }
            if position < set.ranges.count, set.ranges[position].contains(index) {
                try visit(index)
            } else if tree.nodes[index].kind == .element {
                try openOmitted(index)
            }
        }
    }

    private mutating func openAncestors(of index: Int) throws(CanonicalizationError) {
        var ancestors: [Int] = []
        var current = Int(tree.nodes[index].parent)
        while current > 0 {
            ancestors.append(current)
            current = Int(tree.nodes[current].parent)
        }
        for ancestor in ancestors.reversed() { try openOmitted(ancestor) }
    }

    /// Goes from one range of the set to the next: only elements that the next one stands in are opened.
    private mutating func skip(_ gap: Range<Int>) throws(CanonicalizationError) {
        var index = gap.lowerBound
        while index < gap.upperBound {
            try close(before: index)
            if tree.nodes[index].kind == .element {
                let end = Int(tree.elements[Int(tree.nodes[index].payload)].subtreeEnd)
                if end <= gap.upperBound {
                    index = end
                    continue
                }
                try openOmitted(index)
            }
            index += 1
        }
    }

    /// Writes what a node of the set has before its children.
    @inline(__always)
    private mutating func visit(_ index: Int) throws(CanonicalizationError) {
        let node = tree.nodes[index]
        switch node.kind {
        case .element: try openIncluded(index, node)
        case .text: try write(text: node)
        case .comment: if keepsComments { try write(comment: node, index) }
        case .processingInstruction: try write(instruction: node, index)
        case .document: break
        }
    }

    private mutating func openIncluded(_ index: Int, _ node: NodeRecord) throws(CanonicalizationError) {
        let element = tree.elements[Int(node.payload)]
        let namespaceMark = namespaces.mark
        // Every open ancestor is on the stack wherever something can be inherited.
        let isOrphan = !(open.last?.isIncluded ?? includesDocument)
        let mark = inheritance.mark
        try writeStartTag(node, element, isOrphan: isOrphan)
        inheritance.enterIncluded(element, tree)
        push(
            OpenElement(
                node: index, end: Int(element.subtreeEnd), isIncluded: true, namespaceMark: namespaceMark,
                inheritanceMark: mark
            )
        )
    }

    private mutating func openOmitted(_ index: Int) throws(CanonicalizationError) {
        let node = tree.nodes[index]
        let element = tree.elements[Int(node.payload)]
        let namespaceMark = namespaces.mark
        let mark = inheritance.mark
        bind(tree.declarations[element.declarations])
        if let selection = set.axes?.selections[Int(node.payload)], selection != .none {
            try writeOmitted(element, selection)
        }
        inheritance.enterOmitted(element, tree)
        push(
            OpenElement(
                node: index, end: Int(element.subtreeEnd), isIncluded: false, namespaceMark: namespaceMark,
                inheritanceMark: mark
            )
        )
    }

    private mutating func push(_ element: OpenElement) {
        open.append(element)
        openEnd = element.end
    }

    /// Ends the elements that end before a node.
    private mutating func close(before index: Int) throws(CanonicalizationError) {
        while openEnd <= index, let element = open.popLast() {
            if element.isIncluded { try writeEndTag(element.node) }
            namespaces.undo(to: element.namespaceMark)
            inheritance.undo(to: element.inheritanceMark)
            openEnd = open.last?.end ?? .max
        }
    }
}
