//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//===----------------------------------------------------------------------===//

extension NodeSet {
    /// The nodes that those of this set stand for, where its tree was read from the canonical octets of another set.
    ///
    /// Canonical XML escapes what a text or a value says, so that all markup in its octets is that of the set's elements,
    /// comments and instructions, in document order. Two things come back as something else: text nodes between which
    /// nothing of the set stands are one text, and text outside of every element, which can only be white space, is none.
    /// None of this is relied on: kinds, parents, names and values are compared, in one pass over both.
    ///
    /// - Parameters:
    ///   - reread: The tree of this set.
    ///   - source: What was canonicalized, without comments where the method left them out.
    ///   - tree: The tree of `source`.
    /// - Returns: Nodes of `source`. An attribute that was taken over from an ancestor, or written with another value,
    ///   stands for none. `nil` where the two differ otherwise: nobody can say then what was taken.
    package func traced(from reread: XMLTree, to source: NodeSet, of tree: XMLTree) -> NodeSet? {
        var trace = CanonicalTrace(selected: self, reread: reread, source: source, tree: tree)
        return trace.run()
    }
}

/// Walks over a node set and over the tree that was read from its canonical octets, node by node.
private struct CanonicalTrace {
    let selected: NodeSet
    let reread: XMLTree
    let source: NodeSet
    let tree: XMLTree

    private var membership: RangeWalk
    private var ranges: [Range<Int>] = []
    /// Of the elements that anything is selected of, in document order.
    private var selections: [(element: Int, selection: AxisNodes.Selection)] = []
    /// Whether any element's axes are selected otherwise than the element.
    private var hasAxes = false

    /// The node of the tree that was read that the next node of the source has to be.
    private var next = 1
    private var open: [OpenElement] = []
    private var text: Text?
    private var isLastSelected = false

    private struct OpenElement {
        let end: Int
        let counterpart: Int
    }

    /// One text node of the tree that was read, and the text of those of the source so far.
    private struct Text {
        let counterpart: Int
        let isSelected: Bool
        var value: [UInt8]
    }

    init(selected: NodeSet, reread: XMLTree, source: NodeSet, tree: XMLTree) {
        self.selected = selected
        self.reread = reread
        self.source = source
        self.tree = tree
        membership = RangeWalk(selected.ranges)
    }

    mutating func run() -> NodeSet? {
        for range in source.ranges {
            for index in range {
                guard visit(index) else { return nil }
            }
        }
        guard endText(), next == reread.nodes.count else { return nil }
        let omitsComments = source.omitsComments || selected.omitsComments
        return NodeSet(ranges: ranges, axes: hasAxes ? axes() : nil, omittingComments: omitsComments)
    }

    /// - Returns: Whether the node has its counterpart, or needs none.
    private mutating func visit(_ index: Int) -> Bool {
        while let last = open.last, last.end <= index {
            guard endText() else { return false }
            open.removeLast()
        }
        switch tree.nodes[index].kind {
        case .document:
            add(index, isSelected: membership.state(at: 0).isIn)
            return true
        case .comment where source.omitsComments:
            // As in every other set, comments that are left out stay part of the ranges around them.
            if isLastSelected { add(index, isSelected: true) }
            return true
        case .text: return visit(text: index)
        case .element, .comment, .processingInstruction:
            guard endText(), let counterpart = take(tree.nodes[index].kind) else { return false }
            let isSelected = membership.state(at: counterpart).isIn
            add(index, isSelected: isSelected)
            guard tree.nodes[index].kind == .element else {
                // Of a comment the name is empty.
                return equal(
                    tree.table.names[tree.qualifiedName(of: XMLNode(index))],
                    reread.table.names[reread.qualifiedName(of: XMLNode(counterpart))]
                ) && tree.stringValue(of: XMLNode(index)) == reread.stringValue(of: XMLNode(counterpart))
            }
            return visit(element: index, counterpart, isSelected: isSelected)
        }
    }

    /// The next node that was read, where it is of this kind and stands in the element that is open.
    private mutating func take(_ kind: XMLNodeKind) -> Int? {
        guard next < reread.nodes.count, reread.nodes[next].kind == kind,
            Int(reread.nodes[next].parent) == open.last?.counterpart ?? 0
        else { return nil }
        defer { next += 1 }
        return next
    }

    private mutating func add(_ index: Int, isSelected: Bool) {
        isLastSelected = isSelected
        guard isSelected else { return }
        if let last = ranges.last, last.upperBound == index {
            ranges[ranges.count - 1] = last.lowerBound..<index + 1
        } else {
            ranges.append(index..<index + 1)
        }
    }

    // MARK: Text

    private mutating func visit(text index: Int) -> Bool {
        guard !open.isEmpty else {
            isLastSelected = false
            return true
        }
        if text == nil {
            guard let counterpart = take(.text) else { return false }
            text = Text(counterpart: counterpart, isSelected: membership.state(at: counterpart).isIn, value: [])
        }
        tree.decodeText(tree.textRange(index), into: &text!.value)
        add(index, isSelected: text!.isSelected)
        return true
    }

    /// Ends a text node: what was collected has to be all of it.
    private mutating func endText() -> Bool {
        guard let text else { return true }
        self.text = nil
        return text.value == reread.stringValue(of: XMLNode(text.counterpart))
    }

    // MARK: Elements

    private mutating func visit(element index: Int, _ counterpart: Int, isSelected: Bool) -> Bool {
        let own = tree.element(XMLNode(index))
        let read = reread.element(XMLNode(counterpart))
        guard equal(tree.table.names[own.name], reread.table.names[read.name]),
            equal(tree.table.uris[own.namespace], reread.table.uris[read.namespace])
        else { return false }
        open.append(OpenElement(end: Int(own.subtreeEnd), counterpart: counterpart))
        let written = source.axes?.selections[Int(tree.nodes[index].payload)] ?? .all
        let taken =
            selected.axes?.selections[Int(reread.nodes[counterpart].payload)] ?? (isSelected ? .all : .none)
        select(own, written, read, taken, isSelected: isSelected)
        return true
    }

    private mutating func select(
        _ own: ElementRecord, _ written: AxisNodes.Selection, _ read: ElementRecord, _ taken: AxisNodes.Selection,
        isSelected: Bool
    ) {
        var selection = AxisNodes.Selection.none
        if taken != .none {
            let attributes = attributes(own, written, read, taken)
            let isAll = written == .all && taken == .all && attributes.count == own.attributes.count
            // No coverage asks for namespace nodes: those that can't be told are none.
            selection = isAll ? .all : .listed(attributes: attributes, namespaces: [])
        }
        if isSelected ? selection != .all : selection != .none { hasAxes = true }
        if selection != .none { selections.append((Int(tree.nodes[Int(own.node)].payload), selection)) }
    }

    /// The attributes of an element that were written and whose counterparts are taken; both have them sorted by name.
    private func attributes(
        _ own: ElementRecord, _ written: AxisNodes.Selection, _ read: ElementRecord, _ taken: AxisNodes.Selection
    ) -> [Int] {
        var found: [Int] = []
        var candidate = read.attributes.lowerBound
        for attribute in own.attributes where written.contains(attribute: attribute) {
            while candidate < read.attributes.upperBound, precedes(candidate, attribute) { candidate += 1 }
            guard candidate < read.attributes.upperBound else { break }
            if taken.contains(attribute: candidate), isSame(candidate, attribute) { found.append(attribute) }
        }
        return found
    }

    /// Whether an attribute that was read stands before one of the source.
    private func precedes(_ read: Int, _ own: Int) -> Bool {
        let read = reread.attributes[read]
        let own = tree.attributes[own]
        let left = reread.table.uris[read.namespace]
        let right = tree.table.uris[own.namespace]
        guard equal(left, right) else { return CanonicalXML.precedes(left, right) }
        return CanonicalXML.precedes(
            reread.table.names[reread.table.names.entry(read.name).local],
            tree.table.names[tree.table.names.entry(own.name).local]
        )
    }

    private func isSame(_ read: Int, _ own: Int) -> Bool {
        let names = (reread.attributes[read], tree.attributes[own])
        return equal(reread.table.names[names.0.name], tree.table.names[names.1.name])
            && equal(reread.table.uris[names.0.namespace], tree.table.uris[names.1.namespace])
            && reread.value(of: XMLAttribute(read)) == tree.value(of: XMLAttribute(own))
    }

    private func axes() -> AxisNodes {
        var all = [AxisNodes.Selection](repeating: .none, count: tree.elements.count)
        for (element, selection) in selections { all[element] = selection }
        return AxisNodes(all)
    }
}
