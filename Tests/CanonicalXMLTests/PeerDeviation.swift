//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import DocumentGenerator

/// Where libxml2's canonical form is known not to be the standard's.
///
/// `Scripts/differential` confirms with the JDK what it can. The JDK has no attribute or namespace nodes of their own in a
/// node set: rules about these rest on the clause, and on ``ReferenceForm``, which agrees with us on every case.
enum PeerDeviation: String, CaseIterable {
    /// Canonical XML 1.0 §2.3: namespace nodes are escaped as attributes are. libxml2 writes `&` as it is.
    case unescapedNamespaceName = "namespace name not escaped"
    /// Namespaces in XML 1.0 §2.2 asks for a URI reference and lets IRIs pass; Canonical XML 1.0 §2.1 only for no relative
    /// one. libxml2 fails on every name that its parser of URIs doesn't take.
    case refusedNamespaceName = "namespace name refused"
    /// Canonical XML 1.0 §2.3: line feeds around children of the *root node*. libxml2 writes them around every comment and
    /// instruction up to the first element in the set where the document element is not in the set.
    case linesWithoutDocumentElement = "line feeds where the document element is left out"
    /// Canonical XML 1.0 §2.3: `xmlns=""` where the nearest ancestor *in the set* has a default namespace node in the set.
    /// Where that node is left out, libxml2 looks at those further out, or at nothing.
    case unselectedDefaultNamespace = "default namespace node left out"
    /// Exclusive XML Canonicalization 1.0 §3: of what is visibly utilized, namespace nodes *in the set* are rendered, and
    /// count as rendered for those below. libxml2 renders those of attributes in any case, and takes those that it didn't
    /// render for rendered.
    case unselectedUtilizedNamespace = "utilized namespace node left out"
    /// Exclusive XML Canonicalization 1.0 §3: what counts are *output* ancestors. libxml2 also counts attributes in the set
    /// whose element is not.
    case utilizedByOmittedElement = "attribute in the set, element left out"
    /// Canonical XML 1.0 and 1.1 §2.4: the element's own `xml:` attributes that are not in the set are neither rendered nor
    /// inherited from elsewhere. libxml2 does the one in 1.1, the other in 1.0.
    case unselectedXMLAttribute = "own xml: attribute left out"
    /// Canonical XML 1.1 §2.4: the *result of a fix-up* is not rendered where it is empty. libxml2 drops any `xml:base=""`,
    /// the JDK those in node sets and not those in whole documents.
    case emptyBase = "empty xml:base without a fix-up (the JDK too, in node sets)"
    /// Canonical XML 1.1 §2.4: *join-URI-References*. libxml2 joins by RFC 2396 as for documents.
    case joinedBase = "xml:base joined"

    /// Takes out of a form what the deviation changes, so that only that is excused.
    func mask(_ form: String) -> String {
        switch self {
        case .unescapedNamespaceName: form.replacing("&amp;", with: "&")
        case .refusedNamespaceName: form
        case .linesWithoutDocumentElement: form.replacing("\n", with: "")
        case .unselectedDefaultNamespace: form.replacing(/\ xmlns="[^"]*"/, with: "")
        case .unselectedUtilizedNamespace, .utilizedByOmittedElement:
            form.replacing(/\ xmlns(:[^="]+)?="[^"]*"/, with: "")
        case .unselectedXMLAttribute: form.replacing(/\ xml:[^="]+="[^"]*"/, with: "")
        case .emptyBase, .joinedBase: form.replacing(/\ xml:base="[^"]*"/, with: "")
        }
    }

    /// Whether the deviation can show in a case.
    func applies(to generated: GeneratedCase) -> Bool {
        let facts = NodeSetFacts(generated)
        switch self {
        case .unescapedNamespaceName: return facts.namespaceNames.contains { $0.contains(UInt8(ascii: "&")) }
        case .refusedNamespaceName:
            return facts.namespaceNames.contains { $0.contains { $0 <= 0x20 || $0 >= 0x7F } }
        case .linesWithoutDocumentElement: return !facts.contains(facts.tree.rootElement)
        case .unselectedDefaultNamespace: return facts.included.contains { facts.hasUnselectedDefault($0) }
        case .unselectedUtilizedNamespace:
            return generated.method.isExclusive && facts.included.contains { facts.utilizesUnselected($0) }
        case .utilizedByOmittedElement:
            return generated.method.isExclusive && facts.omitted.contains { facts.hasSelectedPrefixedAttribute($0) }
        case .unselectedXMLAttribute:
            return !generated.method.isExclusive && facts.included.contains { facts.hasUnselectedXMLAttribute($0) }
        case .emptyBase:
            return generated.method.inheritance == .simpleWithBaseFixUp
                && facts.included.contains { facts.base(of: $0) == [] }
        case .joinedBase:
            return generated.method.inheritance == .simpleWithBaseFixUp
                && facts.orphans.contains { facts.basesToJoin($0).count > 1 }
        }
    }
}

/// What the rules ask of a case.
struct NodeSetFacts {
    let tree: XMLTree
    private let set: NodeSet
    private let elements: [XMLNode]

    init(_ generated: GeneratedCase) {
        tree = generated.tree
        set = generated.set
        elements = generated.tree.elements.map { XMLNode(Int($0.node)) }
    }

    var namespaceNames: [[UInt8]] { Set(tree.declarations.map(\.uri)).map { CanonicalXML.octets(tree.table.uris[$0]) } }
    func contains(_ node: XMLNode) -> Bool { set.contains(node, in: tree) }
    var included: [XMLNode] { elements.filter { contains($0) } }
    var omitted: [XMLNode] { elements.filter { !contains($0) } }
    /// Elements of the set whose parent is left out.
    var orphans: [XMLNode] { included.filter { tree.parent(of: $0).map { !contains($0) } ?? false } }

    func ancestors(_ element: XMLNode) -> [XMLNode] {
        Array(sequence(first: element) { tree.parent(of: $0) }.dropFirst().filter { $0 != .document })
    }

    private func selection(_ element: XMLNode) -> AxisNodes.Selection {
        if let axes = set.axes { return axes.selections[Int(tree.nodes[element.index].payload)] }
        return contains(element) ? .all : .none
    }

    private func isSelected(_ attribute: XMLAttribute, of element: XMLNode) -> Bool {
        switch selection(element) {
        case .all: true
        case .none: false
        case .listed(let attributes, _): attributes.contains(attribute.index)
        }
    }

    private func isSelected(namespace prefix: NameID, of element: XMLNode) -> Bool {
        switch selection(element) {
        case .all: true
        case .none: false
        case .listed(_, let prefixes): prefixes.contains(prefix)
        }
    }

    func hasUnselectedDefault(_ element: XMLNode) -> Bool {
        tree.namespace(boundTo: 0, at: element) != nil && !isSelected(namespace: 0, of: element)
    }

    private func prefix(_ attribute: XMLAttribute) -> NameID {
        tree.table.names.entry(tree.attributes[attribute.index].name).prefix
    }

    func utilizesUnselected(_ element: XMLNode) -> Bool {
        let own = tree.table.names.entry(tree.qualifiedName(of: element)).prefix
        if tree.element(element).namespace != 0, !isSelected(namespace: own, of: element) { return true }
        return tree.attributes(of: element).contains {
            ![0, NameTable.xml].contains(prefix($0)) && isSelected($0, of: element)
                && !isSelected(namespace: prefix($0), of: element)
        }
    }

    func hasSelectedPrefixedAttribute(_ element: XMLNode) -> Bool {
        tree.attributes(of: element).contains {
            ![0, NameTable.xml].contains(prefix($0)) && isSelected($0, of: element)
        }
    }

    private func xmlAttributes(_ element: XMLNode) -> [XMLAttribute] {
        tree.attributes(of: element).filter { prefix($0) == NameTable.xml }
    }

    func hasUnselectedXMLAttribute(_ element: XMLNode) -> Bool {
        xmlAttributes(element).contains { !isSelected($0, of: element) }
    }

    func base(of element: XMLNode) -> [UInt8]? {
        xmlAttributes(element).first { tree.nameAsWritten(of: $0) == "xml:base" }.map { tree.value(of: $0) }
    }

    func basesToJoin(_ element: XMLNode) -> [[UInt8]] {
        ([element] + ancestors(element).prefix { !contains($0) }).compactMap { base(of: $0) }
    }
}
