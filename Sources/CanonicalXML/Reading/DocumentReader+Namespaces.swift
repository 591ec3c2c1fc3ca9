//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A namespace declaration of the tag that is being read.
struct PendingDeclaration: BitwiseCopyable, Sendable {
    var binding: NamespaceDeclaration
    /// Whether it names a namespace without a scheme.
    var isRelative: Bool
}

extension DocumentReader {
    /// What Namespaces in XML 1.0 §3 and §5 say of a declaration that undeclares or has to do with `xml` or `xmlns`.
    func checkDeclaration(
        of prefix: NameID, _ uri: NameID, at start: Int, _ valueStart: Int
    ) throws(ReadingFailure) {
        if prefix == NameTable.xmlns {
            throw ReadingFailure(
                .reservedPrefix, at: start, "Namespaces in XML 1.0 §3",
                "`xmlns` is declared; that is no prefix to declare"
            )
        }
        if prefix == NameTable.xml, uri != NameTable.xmlNamespace {
            throw ReadingFailure(
                .reservedPrefix, at: start, "Namespaces in XML 1.0 §3",
                "`xml` is bound to `\(text(ofURI: uri))`; it is only ever `\(text(ofURI: NameTable.xmlNamespace))`"
            )
        }
        if uri == NameTable.xmlnsNamespace || (uri == NameTable.xmlNamespace && prefix != NameTable.xml) {
            throw ReadingFailure(
                .reservedNamespace, at: valueStart, "Namespaces in XML 1.0 §3",
                "`\(text(ofURI: uri))` is declared for \(prefix == 0 ? "the default" : "`\(text(ofName: prefix))`"); "
                    + "it is that of `\(uri == NameTable.xmlNamespace ? "xml" : "xmlns")` alone"
            )
        }
        if prefix != 0, uri == 0 {
            throw ReadingFailure(
                .prefixUndeclared, at: start, "Namespaces in XML 1.0 §5",
                "`\(text(ofName: prefix))` is bound to nothing, which only `xmlns=\"\"` may be"
            )
        }
    }

    /// Sorts the declarations of the tag just read by prefix and brings them into scope.
    ///
    /// - Parameters:
    ///   - isVerbatim: Set to `false` where they don't stand as the canonical form has them.
    ///   - firstAttribute: The first attribute of the tag, before which they have to stand.
    @inline(never)
    @_lifetime(self: copy self)
    mutating func declareNamespaces(
        _ isVerbatim: inout Bool, attributesFrom firstAttribute: Int
    ) throws(ReadingFailure) {
        if tree.attributes.count > firstAttribute,
            declared[declared.count - 1].binding.start > tree.attributes[firstAttribute].start
        {
            isVerbatim = false
        }
        if declared.count > 1 { try sortDeclarations(&isVerbatim) }
        for index in declared.indices {
            let declaration = declared[index]
            // That of `xml` changes nothing and is never written.
            guard declaration.binding.prefix != NameTable.xml else {
                isVerbatim = false
                continue
            }
            bindings.bind(declaration.binding)
            if declaration.isRelative, tree.relativeNamespace == nil {
                tree.relativeNamespace = tree.declarations.count
            }
            tree.declarations.append(declaration.binding)
        }
        declared.removeAll()
    }

    @_lifetime(self: copy self)
    private mutating func sortDeclarations(_ isVerbatim: inout Bool) throws(ReadingFailure) {
        for index in 1..<declared.count where !table.names.precedes(declared[index - 1], declared[index]) {
            isVerbatim = false
        }
        if declared.count > 16 {
            sortManyDeclarations()
        } else if !isVerbatim {
            for index in 1..<declared.count {
                let declaration = declared[index]
                var place = index
                while place > 0, table.names.precedes(declaration, declared[place - 1]) {
                    declared[place] = declared[place - 1]
                    place -= 1
                }
                declared[place] = declaration
            }
        }
        for index in 1..<declared.count where declared[index].binding.prefix == declared[index - 1].binding.prefix {
            let prefix = declared[index].binding.prefix
            let name = prefix == 0 ? "xmlns" : "xmlns:" + text(ofName: prefix)
            throw ReadingFailure(
                .duplicateAttribute, at: Int(declared[index].binding.start), "XML 1.0 §3.1",
                "`\(name)` stands twice in a tag"
            )
        }
    }

    @_lifetime(self: copy self)
    private mutating func sortManyDeclarations() {
        var keys = declared.indices.map {
            OctetKey(table.names.head(declared[$0].binding.prefix), index: $0)
        }
        OctetKey.sort(&keys) { table.names.precedes(declared[$0], declared[$1]) }
        let sorted = keys.map { declared[$0.index] }
        for index in declared.indices { declared[index] = sorted[index] }
    }

    /// A prefix that isn't bound here, which `xmlns` never is.
    func undeclared(_ prefix: NameID, _ name: NameID, at index: Int) -> ReadingFailure {
        if prefix == NameTable.xmlns {
            return ReadingFailure(
                .reservedPrefix, at: index, "Namespaces in XML 1.0 §3",
                "`\(text(ofName: name))`; no element has the prefix `xmlns`"
            )
        }
        return ReadingFailure(
            .undeclaredPrefix, at: index, "Namespaces in XML 1.0 §5",
            "`\(text(ofName: name))`, but nothing in scope declares `xmlns:\(text(ofName: prefix))`"
        )
    }
}

extension InternedBytes {
    @inline(__always)
    fileprivate func precedes(_ left: PendingDeclaration, _ right: PendingDeclaration) -> Bool {
        // Where a prefix stands twice, the second has to be found.
        left.binding.prefix == right.binding.prefix
            ? left.binding.start < right.binding.start : precedes(left.binding.prefix, right.binding.prefix)
    }
}
