//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The namespaces at the element that is being written, kept from element to element.
///
/// For each prefix two namespace names: the one that the document binds it to here, and the one that the output already
/// says. An element only looks at prefixes where the two differ, so that nothing is searched and no axis is listed.
struct NamespaceScope: ~Copyable {
    struct Binding: BitwiseCopyable {
        /// The prefix; 0 for the default namespace.
        let prefix: NameID
        /// Whether it is rendered as Canonical XML does it: always, or because it is on the PrefixList
        /// (Exclusive XML Canonicalization 1.0 §3 item 2).
        var isInclusive: Bool
        /// What the document binds it to here; 0 for nothing. Kept for inclusive prefixes only.
        var bound: NameID = 0
        /// What the reader of the output takes it for: of inclusive prefixes the namespace node in the set of the nearest
        /// ancestor in the set, of others that of the nearest one that visibly utilizes it; 0 for none.
        var rendered: NameID = 0
        /// The namespace name of the declaration that was met last, and where its octets stand if they are canonical.
        var declared: NameID = 0
        var declarationStart: UInt32 = 0
        var declarationCount: UInt32 = 0
        /// The namespace name of the declaration that was put together, and where it stands in ``texts``; none at first.
        var composed: NameID = 0
        var textStart = 0
        var textCount = 0

        var text: Range<Int> { textStart..<textStart + textCount }

        /// The canonical octets of a declaration of `uri`, in the source; none where they are not known.
        @inline(__always)
        func declaration(of uri: NameID) -> Range<Int> {
            declared == uri ? Int(declarationStart)..<Int(declarationStart) + Int(declarationCount) : 0..<0
        }
    }

    private(set) var bindings = RecordBuffer<Binding>()
    private var numbers = NameNumbers()
    /// The inclusive prefixes whose two namespace names differ.
    private(set) var differing = DenseSet()
    private var changes = RecordBuffer<Change>()
    /// Declarations that were put together: for each prefix the first one.
    private(set) var texts: [UInt8] = []

    struct Change: BitwiseCopyable {
        let number: Int
        let bound: NameID
        let rendered: NameID
    }

    private let isInclusive: Bool

    /// - Parameter isInclusive: Whether all prefixes are.
    init(isInclusive: Bool) {
        self.isInclusive = isInclusive
    }

    /// The number of a prefix in ``bindings``.
    mutating func number(of prefix: NameID) -> Int {
        let number = numbers[prefix]
        if number == bindings.count { bindings.append(Binding(prefix: prefix, isInclusive: isInclusive)) }
        return number
    }

    /// Where in ``texts`` the declaration of a prefix stands; `nil` where it wasn't put together, or for another name.
    @inline(__always)
    func text(of number: Int, _ uri: NameID) -> Range<Int>? {
        let binding = bindings[number]
        return binding.composed == uri && binding.textCount > 0 ? binding.text : nil
    }

    /// Puts ` xmlns:prefix="uri"` at the end of ``texts``, to be dropped after use.
    mutating func compose(_ number: Int, _ uri: NameID, _ tree: XMLTree) -> Range<Int> {
        let binding = bindings[number]
        // Not the table, of which a copy would be made.
        let (names, uris) = (tree.table.names.bytes, tree.table.uris.bytes)
        let start = texts.count
        texts.append(contentsOf: " xmlns".utf8)
        if binding.prefix != 0 {
            texts.append(UInt8(ascii: ":"))
            append(names.span.extracting(tree.table.names.range(of: binding.prefix)), to: &texts)
        }
        texts.append(contentsOf: "=\"".utf8)
        appendAttributeValue(uris.span.extracting(tree.table.uris.range(of: uri)), to: &texts)
        texts.append(UInt8(ascii: "\""))
        if binding.textCount == 0 {
            bindings[number].composed = uri
            bindings[number].textStart = start
            bindings[number].textCount = texts.count - start
        }
        return start..<texts.count
    }

    /// Forgets a text that isn't the one of its prefix: a prefix may have any number of namespace names.
    mutating func drop(_ text: Range<Int>, of number: Int) {
        if bindings[number].text != text { texts.removeLast(text.count) }
    }

    /// Puts a prefix on the PrefixList.
    mutating func include(_ prefix: NameID) { bindings[number(of: prefix)].isInclusive = true }

    mutating func bind(_ number: Int, to uri: NameID) {
        record(number)
        bindings[number].bound = uri
        compare(number)
    }

    mutating func render(_ number: Int, as uri: NameID) {
        record(number)
        bindings[number].rendered = uri
        compare(number)
    }

    /// The same of a prefix that isn't inclusive.
    @inline(__always)
    mutating func renderExclusively(_ number: Int, as uri: NameID) {
        record(number)
        bindings[number].rendered = uri
    }

    /// What ``undo(to:)`` takes to come back to the state of now.
    var mark: Int { changes.count }

    // Never inlined: the compiler would check in every caller, before it knows that there is something to change, that
    // the arrays may be changed in place.
    @inline(never)
    mutating func undo(to mark: Int) {
        while changes.count > mark {
            let change = changes.removeLast()
            bindings[change.number].bound = change.bound
            bindings[change.number].rendered = change.rendered
            compare(change.number)
        }
    }

    /// Notes a declaration, whose octets may be what has to be written where its prefix is rendered.
    @inline(__always)
    mutating func note(_ declaration: NamespaceDeclaration, of number: Int) {
        bindings[number].declared = declaration.uri
        bindings[number].declarationStart = declaration.start
        bindings[number].declarationCount = declaration.verbatimCount
    }

    @inline(__always)
    private mutating func record(_ number: Int) {
        let binding = bindings[number]
        changes.append(Change(number: number, bound: binding.bound, rendered: binding.rendered))
    }

    @inline(__always)
    private mutating func compare(_ number: Int) {
        let binding = bindings[number]
        guard binding.isInclusive else { return }
        differing.update(number, isMember: binding.bound != binding.rendered)
    }
}
