//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What a document type declaration declares that matters to a processor that doesn't validate (XML 1.0 §5.1).
struct DocumentTypeDeclaration {
    enum Entity {
        /// The replacement text (XML 1.0 §4.5).
        case `internal`([UInt8])
        case external(systemIdentifier: [UInt8])
        case unparsed
    }

    struct Attribute {
        let isID: Bool
        /// Whether its values are of the type CDATA; others lose more white space (XML 1.0 §3.3.3).
        let isCDATA: Bool
    }

    /// A default value. Character references in it are replaced, but `&#38;` stands for an ampersand; references to
    /// entities stand as written.
    struct Default {
        let name: [UInt8]
        let value: [UInt8]
    }

    /// What is declared of the attributes of one element; names are as written, since a DTD knows no namespaces.
    struct AttributeList {
        fileprivate(set) var attributes: [[UInt8]: Attribute] = [:]
        /// In the order of their declaration.
        fileprivate(set) var defaults: [Default] = []
    }

    /// General entities by name, the five predefined ones left out.
    private(set) var entities: [[UInt8]: Entity] = [:]
    /// By the name of the element.
    private(set) var attributeLists: [[UInt8]: AttributeList] = [:]
    /// Whether something is named that isn't read: an external subset or an external parameter entity.
    private(set) var hasUnreadPart = false
    /// Whether an attribute is declared an ID.
    private(set) var declaresIDs = false

    /// Whether declarations no longer count: after a parameter entity that isn't read they might not be the first ones
    /// (XML 1.0 §5.1).
    private var isPastUnreadPart = false
    private let isStandalone: Bool

    /// - Parameter isStandalone: Whether the XML declaration says `standalone='yes'`.
    init(isStandalone: Bool) { self.isStandalone = isStandalone }
}

// What is declared first is binding (XML 1.0 §3.3 and §4.2).
extension DocumentTypeDeclaration {
    mutating func declare(entity: Entity, named name: [UInt8]) {
        guard !isPastUnreadPart, entities[name] == nil else { return }
        entities[name] = entity
    }

    mutating func declare(_ attribute: Attribute, named name: [UInt8], default value: [UInt8]?, of element: [UInt8]) {
        guard !isPastUnreadPart, attributeLists[element]?.attributes[name] == nil else { return }
        attributeLists[element, default: AttributeList()].attributes[name] = attribute
        if attribute.isID { declaresIDs = true }
        guard let value else { return }
        attributeLists[element]?.defaults.append(Default(name: name, value: value))
    }

    mutating func nameExternalSubset() { hasUnreadPart = true }

    mutating func passOverParameterEntity() {
        hasUnreadPart = true
        if !isStandalone { isPastUnreadPart = true }
    }
}

/// The beginning of a name, for a hint.
func quoted(_ name: [UInt8]) -> String { "`" + name.span.raw.excerpt(0..<name.count) + "`" }
