//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension XMLTree {
    public func kind(of node: XMLNode) -> XMLNodeKind { nodes[node.index].kind }

    /// The parent; `nil` for the document.
    public func parent(of node: XMLNode) -> XMLNode? {
        node.index == 0 ? nil : XMLNode(Int(nodes[node.index].parent))
    }

    /// The nodes of the subtree: the node itself and all below it.
    package func subtree(of node: XMLNode) -> Range<Int> {
        switch nodes[node.index].kind {
        case .document: 0..<nodes.count
        case .element: node.index..<Int(element(node).subtreeEnd)
        case .text, .comment, .processingInstruction: node.index..<node.index + 1
        }
    }

    public func firstChild(of node: XMLNode) -> XMLNode? {
        let range = subtree(of: node)
        return range.count > 1 ? XMLNode(range.lowerBound + 1) : nil
    }

    public func nextSibling(of node: XMLNode) -> XMLNode? {
        guard let parent = parent(of: node) else { return nil }
        let next = subtree(of: node).upperBound
        return next < subtree(of: parent).upperBound ? XMLNode(next) : nil
    }

    /// The children in document order.
    public func children(of node: XMLNode) -> XMLChildren {
        let range = subtree(of: node)
        return XMLChildren(tree: self, following: range.lowerBound + 1, end: range.upperBound)
    }

    /// Whether `node` is `ancestor` or stands below it.
    public func contains(_ ancestor: XMLNode, _ node: XMLNode) -> Bool {
        subtree(of: ancestor).contains(node.index)
    }

    /// The record of an element.
    ///
    /// - Precondition: `node` is an element.
    package func element(_ node: XMLNode) -> ElementRecord {
        precondition(nodes[node.index].kind == .element, "not an element")
        return elements[Int(nodes[node.index].payload)]
    }

    /// The attributes of an element, sorted by namespace name and local name; none of other nodes.
    public func attributes(of node: XMLNode) -> some Sequence<XMLAttribute> {
        let range = kind(of: node) == .element ? element(node).attributes : 0..<0
        return range.lazy.map { XMLAttribute($0) }
    }

    /// The element that an attribute belongs to.
    public func owner(of attribute: XMLAttribute) -> XMLNode {
        // The last element whose attributes begin at or before this one and that has any.
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if elements[middle].attributes.upperBound <= attribute.index { low = middle + 1 } else { high = middle }
        }
        return XMLNode(Int(elements[low].node))
    }

    /// The element that a namespace declaration stands in.
    package func element(declaring declaration: Int) -> XMLNode {
        // The last element whose declarations begin at or before this one and that has any.
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if elements[middle].declarations.upperBound <= declaration { low = middle + 1 } else { high = middle }
        }
        return XMLNode(Int(elements[low].node))
    }

    /// The elements that a namespace is declared for: numbers of ``elements``, in document order. No other can be in it.
    ///
    /// One pass over the declarations, of which there are mostly few.
    package func elements(inScopeOf namespace: NameID) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for index in declarations.indices where declarations[index].uri == namespace {
            let subtree = subtree(of: element(declaring: index))
            let first = firstElement(from: subtree.lowerBound)
            // Scopes are in one another or apart.
            if let last = result.last, first < last.upperBound { continue }
            result.append(first..<firstElement(from: subtree.upperBound))
        }
        return result
    }

    /// The namespace name bound to a prefix at an element: an entry of the table; `nil` where it is not bound.
    ///
    /// - Parameter prefix: An entry of the table's names; 0 for the default namespace.
    package func namespace(boundTo prefix: NameID, at node: XMLNode) -> NameID? {
        if prefix == NameTable.xml { return NameTable.xmlNamespace }
        var current: XMLNode? = node
        while let here = current {
            if kind(of: here) == .element {
                for declaration in declarations[element(here).declarations] where declaration.prefix == prefix {
                    return declaration.uri == 0 ? nil : declaration.uri
                }
            }
            current = parent(of: here)
        }
        return nil
    }
}

/// The children of a node in document order.
public struct XMLChildren: Sequence, IteratorProtocol, Sendable {
    private let tree: XMLTree
    /// What begins behind the node, or behind another child.
    private var following: Int
    private let end: Int

    init(tree: XMLTree, following: Int, end: Int) {
        self.tree = tree
        self.following = following
        self.end = end
    }

    public mutating func next() -> XMLNode? {
        guard following < end else { return nil }
        let child = XMLNode(following)
        following = tree.subtree(of: child).upperBound
        return child
    }
}
