//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

extension XMLTree {
    /// The text of an element that may hold nothing but text.
    ///
    /// A comment or a processing instruction in a leaf is what forgers hide values behind (CVE-2025-29775), and an
    /// element there is against the schema: both make the structure malformed.
    func leafText(of element: XMLNode, clause: String) throws(Objection) -> [UInt8] {
        for child in children(of: element) where kind(of: child) != .text {
            throw .malformed(
                "`\(nameAsWritten(of: element))` holds something else than text; it may hold text only",
                clause: clause,
                at: child
            )
        }
        return stringValue(of: element)
    }

    /// Nothing but the attributes named here, and attributes of other namespaces, which mean nothing in XML-DSig
    /// (`xsi:schemaLocation`; `xml:lang`, which Canonical XML 1.0 passes on to a subset).
    ///
    /// No element has more than three; a list of them would be made anew for each element.
    func allowAttributes(
        _ first: StaticString? = nil, _ second: StaticString? = nil, _ third: StaticString? = nil,
        of element: XMLNode, clause: String
    ) throws(Objection) {
        func isAllowed(_ attribute: XMLAttribute) -> Bool {
            if let first, hasLocalName(attribute, first) { return true }
            if let second, hasLocalName(attribute, second) { return true }
            if let third, hasLocalName(attribute, third) { return true }
            return false
        }
        guard kind(of: element) == .element else { return }
        for index in self.element(element).attributes {
            let attribute = XMLAttribute(index)
            guard isUnqualified(attribute), !isAllowed(attribute) else { continue }
            throw .malformed(
                "`\(nameAsWritten(of: element))` has an attribute `\(name(of: attribute))`, which it doesn't have in "
                    + "the schema",
                clause: clause,
                at: element
            )
        }
    }

    /// No attribute, but for an `Id` where that is allowed.
    func allowAttributes(of element: XMLNode, andID allowsID: Bool, clause: String) throws(Objection) {
        if allowsID {
            try allowAttributes("Id", of: element, clause: clause)
        } else {
            try allowAttributes(of: element, clause: clause)
        }
    }

    /// The value of an attribute in no namespace.
    func attributeValue(_ local: StaticString, of element: XMLNode) -> [UInt8]? {
        attribute(of: element, "", local).map { value(of: $0) }
    }

    /// The `Algorithm` of an element that has to have one.
    func algorithm(of element: XMLNode, clause: String) throws(Objection) -> [UInt8] {
        try allowAttributes("Algorithm", of: element, clause: clause)
        guard let value = attributeValue("Algorithm", of: element) else {
            throw .malformed("`\(nameAsWritten(of: element))` has no `Algorithm`", clause: clause, at: element)
        }
        return value
    }

    /// The octets that a leaf holds in base64.
    func base64(of element: XMLNode, limit: Int, clause: String) throws(Objection) -> [UInt8] {
        if let octets = plainBase64(of: element, limit: limit) { return octets }
        let text = try leafText(of: element, clause: clause)
        do {
            return try Base64.decode(text.span, limit: limit)
        } catch {
            switch error {
            case .malformed(let reason):
                throw .malformed("`\(nameAsWritten(of: element))` is no base64: \(reason)", clause: clause, at: element)
            case .tooLong(let count):
                throw .limit("octets in base64", count, at: limit, element)
            }
        }
    }

    /// The same, of a text that may have been decoded for another document.
    func base64(
        of element: XMLNode, limit: Int, clause: String, remembering recent: RecentBase64?
    ) throws(Objection) -> [UInt8] {
        guard let recent, let range = plainText(of: element) else {
            return try base64(of: element, limit: limit, clause: clause)
        }
        let written = source.span.extracting(range)
        if let octets = recent.octets(of: written) { return octets }
        let octets = try base64(of: element, limit: limit, clause: clause)
        recent.note(octets, as: written)
        return octets
    }

    /// What a leaf holds whose one text stands for itself, decoded from where it stands; `nil` where that isn't so.
    private func plainBase64(of element: XMLNode, limit: Int) -> [UInt8]? {
        guard let range = plainText(of: element) else { return nil }
        return try? Base64.decode(source.span.extracting(range), limit: limit)
    }

    /// Where the text of a leaf stands that has one text and nothing else.
    private func plainText(of element: XMLNode) -> Range<Int>? {
        let text = element.index + 1
        guard subtree(of: element).upperBound == text + 1, kind(of: XMLNode(text)) == .text else { return nil }
        return textRange(text)
    }
}
