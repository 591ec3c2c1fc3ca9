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
    private var open = RecordBuffer<OpenElement>()
    /// The end of the innermost of them.
    private var openEnd = Int.max
    /// The prefix that was utilized last, with its number: mostly the next one too.
    var lastPrefix = NameID.max
    var lastNumber = 0
    /// Declarations of the element that is being written.
    var pending = RecordBuffer<RenderedNamespace>()
    /// The joined value of `xml:base`.
    var base: [UInt8] = []
    /// Whether left-out elements matter: only not to a whole document and to the exclusive form without a PrefixList.
    private let needsContext: Bool
    /// Whether elements of the set bind prefixes inclusively.
    let bindsPrefixes: Bool
    let isExclusive: Bool
    /// Whether the set says of each element which attribute and namespace nodes are in it.
    let hasAxes: Bool
    private let keepsComments: Bool
    private let includesDocument: Bool

    struct OpenElement: BitwiseCopyable {
        let node: UInt32
        /// The index of the first node after it.
        let end: UInt32
        let namespaceMark: UInt32
        let isIncluded: Bool
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
        isExclusive = method.isExclusive
        hasAxes = set.axes != nil
        bindsPrefixes = !method.isExclusive || hasInclusivePrefixes
        needsContext = bindsPrefixes || set.axes != nil
        // Where the set is one range, what is left out above it is left out for good.
        inheritance = AttributeInheritance(
            method.inheritance, in: tree, isWhole: set.axes == nil && set.ranges == [0..<tree.nodes.count],
            reachesIntoSet: set.ranges.count > 1 || set.axes != nil
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
        if needsContext { try openAncestors(of: first.lowerBound) } else { noteDeclarations(above: first.lowerBound) }
        var index = first.lowerBound
        for position in set.ranges.indices {
            let range = set.ranges[position]
            if needsContext { try skip(index..<range.lowerBound) }
            index = range.lowerBound
            while index < range.upperBound {
                if openEnd <= index { try close(before: index) }
                index = try visit(index, before: range.upperBound)
            }
        }
    }

    /// Walks over the whole document, since the axes of an element that is left out may be in the set.
    private mutating func walkAll() throws(CanonicalizationError) {
        var position = 0
        var index = 0
        while index < tree.nodes.count {
            if openEnd <= index { try close(before: index) }
            while position < set.ranges.count, set.ranges[position].upperBound <= index { position += 1 }
            if position < set.ranges.count, set.ranges[position].contains(index) {
                index = try visit(index, before: index + 1)
            } else {
                if tree.nodes[index].kind == .element { try openOmitted(index) }
                index += 1
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

    /// Writes what a node of the set has before its children; of an element that holds nothing but a text, all of it.
    ///
    /// - Parameter end: Where the range of the set ends that the node is in.
    /// - Returns: The node to go on with.
    @inline(__always)
    private mutating func visit(_ index: Int, before end: Int) throws(CanonicalizationError) -> Int {
        let node = tree.nodes[index]
        switch node.kind {
        case .element:
            let element = tree.elements[Int(node.payload)]
            if isSettledLeaf(index, node, element), index + 1 < end {
                try writer.write(source: Int(node.start)..<Int(element.end))
                return index + 2
            }
            return try openIncluded(index, node, element, before: end)
        case .text: try write(text: node)
        case .comment: if keepsComments { try write(comment: node, index) }
        case .processingInstruction: try write(instruction: node, index)
        case .document: break
        }
        return index + 1
    }

    private mutating func openIncluded(
        _ index: Int, _ node: NodeRecord, _ element: ElementRecord, before end: Int
    ) throws(CanonicalizationError) -> Int {
        let namespaceMark = namespaces.mark
        if !hasAxes { collectDeclarations(element) }
        // Every open ancestor is on the stack wherever something can be inherited.
        let isOrphan = !(open.last?.isIncluded ?? includesDocument)
        let isEmptyTag = node.flags.contains(.isEmptyElementTag)
        // The `>` or `/>` of the source.
        let tagEnd = Int(element.startTagEnd) - (isEmptyTag ? 2 : 1)
        if !hasAxes, !(isOrphan && inheritance.isActive), isVerbatimStartTag(node, element) {
            try writer.write(source: Int(node.start)..<tagEnd)
        } else {
            try writeStartTag(node, element, isOrphan: isOrphan)
        }
        if isEmptyTag {
            try writer.writeEnd(ofEmpty: nameRange(node, element))
            undo(namespacesTo: namespaceMark)
            return index + 1
        }
        if isPlainLeaf(index, node, element), index + 1 < end {
            try writer.write(source: tagEnd..<Int(element.end))
            undo(namespacesTo: namespaceMark)
            return index + 2
        }
        try writer.writeTagEnd(at: tagEnd)
        if Int(element.subtreeEnd) == index + 1 {
            try writeEndTag(node, element)
            undo(namespacesTo: namespaceMark)
            return index + 1
        }
        if inheritance.isActive { inheritance.enterIncluded(element, tree) }
        push(index, element, isIncluded: true, namespaceMark)
        return index + 1
    }

    /// Whether a start tag stands in the source as in the canonical form.
    @inline(__always)
    private mutating func isVerbatimStartTag(_ node: NodeRecord, _ element: ElementRecord) -> Bool {
        pending.isEmpty
            ? node.flags.contains(.hasVerbatimStartTag)
            : node.flags.contains(.hasVerbatimDeclarations) && pendingAreDeclarations(of: element)
    }

    /// Whether an element without attributes is one text, stands in the source as in the canonical form, and no namespace
    /// node has to be written: nearly all leaves, known without a look at anything else.
    @inline(__always)
    private func isSettledLeaf(_ index: Int, _ node: NodeRecord, _ element: ElementRecord) -> Bool {
        guard !hasAxes, node.flags.contains(.hasVerbatimStartTag), element.attributeCount == 0,
            isPlainLeaf(index, node, element), !inheritance.isActive, namespaces.differing.isEmpty
        else { return false }
        return !isExclusive
            || tree.table.names.entry(element.name).prefix == lastPrefix
                && namespaces.bindings[lastNumber].rendered == element.namespace
    }

    /// Whether an element, its start tag aside, is one text and stands in the source as in the canonical form.
    @inline(__always)
    private func isPlainLeaf(_ index: Int, _ node: NodeRecord, _ element: ElementRecord) -> Bool {
        guard Int(element.subtreeEnd) == index + 2, node.flags.contains(.hasVerbatimEndTag) else { return false }
        let child = tree.nodes[index + 1]
        return child.kind == .text && child.flags.contains(.isVerbatim)
    }

    private mutating func openOmitted(_ index: Int) throws(CanonicalizationError) {
        let node = tree.nodes[index]
        let element = tree.elements[Int(node.payload)]
        let namespaceMark = namespaces.mark
        bind(element.declarations)
        if let selection = set.axes?.selections[Int(node.payload)], selection != .none {
            try writeOmitted(element, selection)
        }
        if inheritance.isActive { inheritance.enterOmitted(element, tree) }
        push(index, element, isIncluded: false, namespaceMark)
    }

    @inline(__always)
    private mutating func undo(namespacesTo mark: Int) {
        if namespaces.mark != mark { namespaces.undo(to: mark) }
    }

    private mutating func push(_ index: Int, _ element: ElementRecord, isIncluded: Bool, _ namespaceMark: Int) {
        open.append(
            OpenElement(
                node: UInt32(index), end: element.subtreeEnd, namespaceMark: UInt32(namespaceMark),
                isIncluded: isIncluded
            )
        )
        openEnd = Int(element.subtreeEnd)
    }

    /// Ends the elements that end before a node.
    private mutating func close(before index: Int) throws(CanonicalizationError) {
        while openEnd <= index, !open.isEmpty {
            let element = open.removeLast()
            if element.isIncluded {
                let node = tree.nodes[Int(element.node)]
                try writeEndTag(node, tree.elements[Int(node.payload)])
            }
            undo(namespacesTo: Int(element.namespaceMark))
            if inheritance.isActive { inheritance.leave() }
            openEnd = open.last.map { Int($0.end) } ?? .max
        }
    }
}
