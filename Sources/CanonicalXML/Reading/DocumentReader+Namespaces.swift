//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A namespace declaration of the tag that is being read.
struct PendingDeclaration {
    var binding: NamespaceDeclaration
    /// The offset of the first octet of its name.
    var start: UInt32
}

extension DocumentReader {
    /// What Namespaces in XML 1.0 §3 and §5 say of a single declaration.
    func checkDeclaration(
        of prefix: NameID, _ uri: NameID, at start: Int, _ valueStart: Int
    ) throws(ReadingFailure) {
        if prefix > NameTable.xmlns, uri > NameTable.xmlnsNamespace { return }
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
    @inline(never)
    @_lifetime(self: copy self)
    mutating func declareNamespaces() throws(ReadingFailure) {
        if declared.count > 1 { try sortDeclarations() }
        for declaration in declared where declaration.binding.prefix != NameTable.xml {
            scratch.bindings.bind(declaration.binding)
            tree.declarations.append(declaration.binding)
        }
        declared.removeAll(keepingCapacity: true)
    }

    private mutating func sortDeclarations() throws(ReadingFailure) {
        let names = scratch.table.names
        declared.sort {
            // Where one stands twice, the second has to be found.
            $0.binding.prefix == $1.binding.prefix
                ? $0.start < $1.start : names.precedes($0.binding.prefix, $1.binding.prefix)
        }
        for index in 1..<declared.count where declared[index].binding.prefix == declared[index - 1].binding.prefix {
            let prefix = declared[index].binding.prefix
            let name = prefix == 0 ? "xmlns" : "xmlns:" + text(ofName: prefix)
            throw ReadingFailure(
                .duplicateAttribute, at: Int(declared[index].start), "XML 1.0 §3.1", "`\(name)` stands twice in a tag"
            )
        }
    }

    /// The namespace of an element of this name (Namespaces in XML 1.0 §6.2).
    @inline(__always)
    func namespace(ofElement name: NameID, at tag: Int) throws(ReadingFailure) -> NameID {
        let prefix = scratch.table.names.entry(name).prefix
        let namespace = scratch.bindings[prefix]
        if namespace == NamespaceBindings.unbound { throw undeclared(prefix, name, at: tag + 1) }
        return namespace
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
