//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The `xml:` attributes that left-out ancestors hand down (§2.4 of Canonical XML 1.0 and 1.1), kept while walking.
struct AttributeInheritance {
    private let method: CanonicalizationMethod.Inheritance
    /// Whether elements of the set may have ancestors of the set with left-out elements between.
    private let reachesIntoSet: Bool
    private var numbers = NameNumbers()
    /// For each name the nearest attribute above, or -1; only names that are handed down as they are.
    private var nearest: [Int] = []
    /// The names that have one.
    private var present = DenseSet()
    private var changes: [(number: Int, attribute: Int)] = []
    /// The `xml:base` attributes of left-out ancestors, outermost first.
    private var bases: [Int] = []
    /// Where in ``bases`` those begin whose elements follow each other up to the element that is looked at.
    private var successiveBases = 0
    /// How many octets may still be joined.
    private var budget: Int

    private var marks: [Mark] = []
    /// Whether there is anything to keep at all.
    let isActive: Bool

    private struct Mark: BitwiseCopyable {
        let changes: Int
        let bases: Int
        let successiveBases: Int
    }

    /// The attributes of an element whose parent is left out.
    struct Merged {
        /// In the order in which they are written.
        var attributes: [Int]
        /// The one whose value was joined.
        var fixedBase: Int?
    }

    /// - Parameter isWhole: Whether the set is the whole document, with no ancestors to inherit from.
    init(_ method: CanonicalizationMethod.Inheritance, in tree: XMLTree, isWhole: Bool, reachesIntoSet: Bool) {
        self.method = method
        isActive = method != .none && !isWhole
        self.reachesIntoSet = reachesIntoSet
        budget = 64 * tree.source.count + 1_048_576
    }

    /// Comes back to the state before the element that was entered last and not left.
    @inline(never)
    mutating func leave() {
        guard let mark = marks.popLast() else { return }
        while changes.count > mark.changes {
            let change = changes.removeLast()
            nearest[change.number] = change.attribute
            present.update(change.number, isMember: change.attribute >= 0)
        }
        if bases.count > mark.bases { bases.removeSubrange(mark.bases...) }
        successiveBases = mark.successiveBases
    }

    private mutating func setMark() {
        marks.append(Mark(changes: changes.count, bases: bases.count, successiveBases: successiveBases))
    }

    @inline(never)
    mutating func enterIncluded(_ element: ElementRecord, _ tree: XMLTree) {
        setMark()
        guard reachesIntoSet else { return }
        switch method {
        case .none: break
        // Looked for along the whole ancestor axis, elements of the set included (Canonical XML 1.0 §2.4).
        case .all: note(element, tree)
        // Only omitted elements hand down, so that what they had is not lost (Canonical XML 1.1 §2.4); libxml2 and the
        // JDK stop at the first element of the set.
        case .simpleWithBaseFixUp:
            while let number = present.members.last { setNearest(of: number, to: -1) }
            successiveBases = bases.count
        }
    }

    @inline(never)
    mutating func enterOmitted(_ element: ElementRecord, _ tree: XMLTree) {
        setMark()
        note(element, tree)
    }

    private mutating func note(_ element: ElementRecord, _ tree: XMLTree) {
        for index in element.attributes where tree.attributes[index].namespace == NameTable.xmlNamespace {
            if method == .simpleWithBaseFixUp {
                if tree.hasLocalName(index, "base") { bases.append(index) }
                if !tree.hasLocalName(index, "lang"), !tree.hasLocalName(index, "space") { continue }
            }
            let number = numbers[tree.attributes[index].name]
            if number == nearest.count { nearest.append(-1) }
            setNearest(of: number, to: index)
        }
    }

    private mutating func setNearest(of number: Int, to attribute: Int) {
        changes.append((number, nearest[number]))
        nearest[number] = attribute
        present.update(number, isMember: attribute >= 0)
    }

    /// Merges what an element of the set inherits with its own attributes.
    ///
    /// - Parameter base: Takes the joined value of `xml:base`.
    /// - Returns: `nil` where nothing is inherited.
    mutating func attributes(
        for element: ElementRecord, _ selection: AxisNodes.Selection, _ tree: XMLTree, base: inout [UInt8]
    ) throws(CanonicalizationError) -> Merged? {
        guard isActive else { return nil }
        let fixesBase = method == .simpleWithBaseFixUp && (successiveBases < bases.count || selection != .all)
        guard fixesBase || !present.isEmpty else { return nil }
        var merged = Merged(attributes: element.attributes.filter { selection.contains(attribute: $0) })
        let own = element.attributes.filter { tree.attributes[$0].namespace == NameTable.xmlNamespace }
        // What stands in the element's own axis is not inherited, whether it is in the set or not.
        let ownNames = Set(own.map { tree.attributes[$0].name })
        for number in present.members where !ownNames.contains(numbers.names[number]) {
            merged.attributes.append(nearest[number])
        }
        if fixesBase {
            // The element's own value counts among those that are joined, whether it is in the set or not; the
            // implementations that W3C's interoperability tests compare all read it so.
            let ownBase = own.first { tree.hasLocalName($0, "base") }
            try fixBase(&merged, own: ownBase, element, tree, &base)
        }
        merged.attributes.sort { tree.attributePrecedes($0, $1) }
        return merged
    }

    /// Joins `xml:base` values, from the innermost to the outermost.
    private mutating func fixBase(
        _ merged: inout Merged, own: Int?, _ element: ElementRecord, _ tree: XMLTree, _ base: inout [UInt8]
    ) throws(CanonicalizationError) {
        var rest = bases[successiveBases...]
        if rest.isEmpty {
            if let own, !merged.attributes.contains(own) { merged.attributes.append(own) }
            return
        }
        guard let innermost = own ?? rest.popLast() else { return }
        base = tree.value(of: XMLAttribute(innermost))
        while let outer = rest.popLast() {
            let value = tree.value(of: XMLAttribute(outer))
            budget -= value.count + base.count + 16
            guard budget >= 0 else { throw tooMuchJoining(element, tree) }
            base = joinURIReferences(value, base)
        }
        merged.attributes.removeAll { $0 == innermost }
        // An empty result must not be rendered.
        if !base.isEmpty {
            merged.attributes.append(innermost)
            merged.fixedBase = innermost
        }
    }

    private func tooMuchJoining(_ element: ElementRecord, _ tree: XMLTree) -> CanonicalizationError {
        CanonicalizationError(
            .baseFixUpLimit, at: tree.position(of: XMLNode(Int(element.node))), clause: "Canonical XML 1.1 §2.4",
            "joining `xml:base` values of left-out elements takes more than 64 times the size of the document"
        )
    }
}

extension XMLTree {
    fileprivate func hasLocalName(_ attribute: Int, _ local: StaticString) -> Bool {
        equal(table.names[table.names.entry(attributes[attribute].name).local], local)
    }

    /// The order of attributes: namespace name, then local name, as octets (Canonical XML 1.0 §2.2).
    fileprivate func attributePrecedes(_ left: Int, _ right: Int) -> Bool {
        let left = attributes[left]
        let right = attributes[right]
        if left.namespace != right.namespace {
            return precedes(table.uris[left.namespace], table.uris[right.namespace])
        }
        return precedes(
            table.names[table.names.entry(left.name).local], table.names[table.names.entry(right.name).local]
        )
    }
}
