//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

extension XMLReadingError {
    /// A stable code, one for each kind of violation.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        // A struct over the catalogue's list: a new code breaks nobody's `switch`.
        private let storage: ReadingErrorName

        private init(_ storage: ReadingErrorName) { self.storage = storage }

        /// What the code means, by the catalogue.
        public var entry: CatalogueEntry { storage.entry }

        /// Every code there is.
        public static var all: [Self] { ReadingErrorName.allCases.map(Self.init) }

        public var description: String { storage.rawValue }

        // Encodings

        /// There is no octet in the document, or only a byte order mark.
        public static let emptyDocument = Self(.emptyDocument)
        /// The document is in an encoding that this library doesn't read (XML 1.0 §4.3.3).
        public static let unsupportedEncoding = Self(.unsupportedEncoding)
        /// The declared encoding is not the one that the first octets show (XML 1.0 §4.3.3).
        public static let encodingMismatch = Self(.encodingMismatch)
        /// Octets that are no character in the encoding of the document (XML 1.0 §4.3.3).
        public static let invalidEncoding = Self(.invalidEncoding)
        /// A character that no XML document may contain (XML 1.0 production [2]).
        public static let invalidCharacter = Self(.invalidCharacter)

        // The document

        /// An XML declaration that is not as production [23] says.
        public static let malformedDeclaration = Self(.malformedDeclaration)
        /// A version that isn't 1 and a minor number (XML 1.0 production [26]).
        public static let unsupportedVersion = Self(.unsupportedVersion)
        /// The policy allows no document type declaration.
        public static let documentTypeDeclaration = Self(.documentTypeDeclaration)
        /// The document has no element (XML 1.0 production [1]).
        public static let missingRoot = Self(.missingRoot)
        /// An element follows the root element (XML 1.0 production [1]).
        public static let multipleRoots = Self(.multipleRoots)
        /// Text, a reference or a CDATA section before or after the root element (XML 1.0 production [1]).
        public static let contentOutsideRoot = Self(.contentOutsideRoot)
        /// The document ends within an element or within markup.
        public static let unexpectedEnd = Self(.unexpectedEnd)

        // Tags

        /// A `<` that begins no markup.
        public static let malformedMarkup = Self(.malformedMarkup)
        /// A start tag that is not as production [40] or [44] says.
        public static let malformedStartTag = Self(.malformedStartTag)
        /// An end tag that is not as production [42] says.
        public static let malformedEndTag = Self(.malformedEndTag)
        /// An end tag that names another element than the one that is open (XML 1.0 §3, Element Type Match).
        public static let mismatchedEndTag = Self(.mismatchedEndTag)
        /// An attribute that is not as production [41] says.
        public static let malformedAttribute = Self(.malformedAttribute)
        /// A `<` in the value of an attribute (XML 1.0 §3.1, No < in Attribute Values).
        public static let lessThanInAttributeValue = Self(.lessThanInAttributeValue)
        /// Two attributes of one element have the same name (XML 1.0 §3.1) or the same expanded name
        /// (Namespaces in XML 1.0 §6.3).
        public static let duplicateAttribute = Self(.duplicateAttribute)

        // Names and namespaces

        /// No name stands where one has to (XML 1.0 production [5]).
        public static let malformedName = Self(.malformedName)
        /// A name with colons in the wrong place (Namespaces in XML 1.0 §4, §7).
        public static let malformedQualifiedName = Self(.malformedQualifiedName)
        /// A prefix that no declaration in scope binds (Namespaces in XML 1.0 §5).
        public static let undeclaredPrefix = Self(.undeclaredPrefix)
        /// `xmlns:p=""`, which only version 1.1 knows (Namespaces in XML 1.0 §5, No Prefix Undeclaring).
        public static let prefixUndeclared = Self(.prefixUndeclared)
        /// A use of the prefixes `xml` or `xmlns` that is not theirs (Namespaces in XML 1.0 §3).
        public static let reservedPrefix = Self(.reservedPrefix)
        /// A declaration of the namespaces of `xml` or `xmlns` for something else (Namespaces in XML 1.0 §3).
        public static let reservedNamespace = Self(.reservedNamespace)

        // Text

        /// A `&` that begins no reference (XML 1.0 productions [66] to [68]).
        public static let malformedReference = Self(.malformedReference)
        /// A reference to a character that no document may contain (XML 1.0 §4.1, Legal Character).
        public static let invalidCharacterReference = Self(.invalidCharacterReference)
        /// A reference to an entity that nobody declared (XML 1.0 §4.1, Entity Declared).
        public static let undeclaredEntity = Self(.undeclaredEntity)
        /// `]]>` in character data (XML 1.0 production [14]).
        public static let sectionEndInText = Self(.sectionEndInText)
        /// `--` within a comment (XML 1.0 production [15]).
        public static let malformedComment = Self(.malformedComment)
        /// A processing instruction that is not as production [16] says.
        public static let malformedInstruction = Self(.malformedInstruction)
        /// A processing instruction whose target is `xml` in any case (XML 1.0 production [17]).
        public static let reservedTarget = Self(.reservedTarget)

        // Document types, where the policy allows them

        /// A document type declaration that is not as production [28] says.
        public static let malformedDocumentType = Self(.malformedDocumentType)
        /// The replacement text of an entity is not what may stand at the reference (XML 1.0 §4.3.2, §3.1).
        public static let malformedEntity = Self(.malformedEntity)
        /// An entity that refers to itself (XML 1.0 §4.1, No Recursion).
        public static let recursiveEntity = Self(.recursiveEntity)
        /// A reference to an unparsed entity (XML 1.0 §4.1, Parsed Entity).
        public static let unparsedEntity = Self(.unparsedEntity)
        /// A reference to an external entity that the policy doesn't give, or can't be read.
        public static let externalEntity = Self(.externalEntity)
        /// An entity that is well-formed, but holds a carriage return where nothing can represent it.
        public static let unsupportedEntity = Self(.unsupportedEntity)

        /// A limit of ``ReadingLimits``; the error names it and its value.
        public static let limitExceeded = Self(.limitExceeded)
    }
}
