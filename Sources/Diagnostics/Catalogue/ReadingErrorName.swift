//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Why a document can't be read.
package enum ReadingErrorName: String, CatalogueCode {
    case emptyDocument = "empty-document"
    case unsupportedEncoding = "unsupported-encoding"
    case encodingMismatch = "encoding-mismatch"
    case invalidEncoding = "invalid-encoding"
    case invalidCharacter = "invalid-character"
    case malformedDeclaration = "malformed-declaration"
    case unsupportedVersion = "unsupported-version"
    case documentTypeDeclaration = "document-type-declaration"
    case missingRoot = "missing-root"
    case multipleRoots = "multiple-roots"
    case contentOutsideRoot = "content-outside-root"
    case unexpectedEnd = "unexpected-end"
    case malformedMarkup = "malformed-markup"
    case malformedStartTag = "malformed-start-tag"
    case malformedEndTag = "malformed-end-tag"
    case mismatchedEndTag = "mismatched-end-tag"
    case malformedAttribute = "malformed-attribute"
    case lessThanInAttributeValue = "less-than-in-attribute-value"
    case duplicateAttribute = "duplicate-attribute"
    case malformedName = "malformed-name"
    case malformedQualifiedName = "malformed-qualified-name"
    case undeclaredPrefix = "undeclared-prefix"
    case prefixUndeclared = "prefix-undeclared"
    case reservedPrefix = "reserved-prefix"
    case reservedNamespace = "reserved-namespace"
    case malformedReference = "malformed-reference"
    case invalidCharacterReference = "invalid-character-reference"
    case undeclaredEntity = "undeclared-entity"
    case sectionEndInText = "section-end-in-text"
    case malformedComment = "malformed-comment"
    case malformedInstruction = "malformed-instruction"
    case reservedTarget = "reserved-target"
    case malformedDocumentType = "malformed-document-type"
    case malformedEntity = "malformed-entity"
    case recursiveEntity = "recursive-entity"
    case unparsedEntity = "unparsed-entity"
    case externalEntity = "external-entity"
    case unsupportedEntity = "unsupported-entity"
    case limitExceeded = "limit-exceeded"

    package static let room = "XMLReadingError"

    package var entry: CatalogueEntry {
        switch self {
        case .emptyDocument:
            entry(
                [.error], "XML 1.0 production [1]",
                "There is no octet in the document, or only a byte order mark.",
                "Look whether the file was written to its end."
            )
        case .unsupportedEncoding:
            entry(
                [.error], "XML 1.0 §4.3.3",
                "The document is in an encoding that this library doesn't read.",
                "Convert the document before it is signed; UTF-8, UTF-16, US-ASCII and ISO-8859-1 are read."
            )
        case .encodingMismatch:
            entry(
                [.error], "XML 1.0 §4.3.3",
                "The declared encoding is not the one that the first octets show.",
                "Let the declaration name the encoding that the octets are in."
            )
        case .invalidEncoding:
            entry(
                [.error], "XML 1.0 §4.3.3",
                "Octets that are no character in the encoding of the document.",
                "Write the text in the declared encoding."
            )
        case .invalidCharacter:
            entry(
                [.error], "XML 1.0 production [2]",
                "A character that no XML document may contain.",
                "Leave the character out; no escape makes it allowed."
            )
        case .malformedDeclaration:
            entry(
                [.error], "XML 1.0 production [23]",
                "An XML declaration that is not as production [23] says.",
                "Write `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`."
            )
        case .unsupportedVersion:
            entry(
                [.error], "XML 1.0 production [26]",
                "A version that isn't 1 and a minor number.",
                "Write version 1.0."
            )
        case .documentTypeDeclaration:
            entry(
                [.error], "XML 1.0 production [28]",
                "The policy allows no document type declaration.",
                "Have it written without a DTD, or take a policy that allows internal subsets."
            )
        case .missingRoot:
            entry(
                [.error], "XML 1.0 production [1]",
                "The document has no element.",
                "Look whether the file was written to its end."
            )
        case .multipleRoots:
            entry(
                [.error], "XML 1.0 production [1]",
                "An element follows the root element.",
                "Put the elements into one."
            )
        case .contentOutsideRoot:
            entry(
                [.error], "XML 1.0 production [1]",
                "Text, a reference or a CDATA section before or after the root element.",
                "Look whether something was put before or after the document."
            )
        case .unexpectedEnd:
            entry(
                [.error], "XML 1.0 §2.1",
                "The document ends within an element or within markup.",
                "Look whether the file was written to its end."
            )
        case .malformedMarkup:
            entry(
                [.error], "XML 1.0 §2.4",
                "A `<` that begins no markup.",
                "Write `&lt;` where no markup begins."
            )
        case .malformedStartTag:
            entry(
                [.error], "XML 1.0 productions [40], [44]",
                "A start tag that is not as production [40] or [44] says.",
                "Compare the tag with the production."
            )
        case .malformedEndTag:
            entry(
                [.error], "XML 1.0 production [42]",
                "An end tag that is not as production [42] says.",
                "Write `</name>`."
            )
        case .mismatchedEndTag:
            entry(
                [.error], "XML 1.0 §3, Element Type Match",
                "An end tag that names another element than the one that is open.",
                "Close the elements in the order in which they were opened, innermost first."
            )
        case .malformedAttribute:
            entry(
                [.error], "XML 1.0 production [41]",
                "An attribute that is not as production [41] says.",
                "Write `name=\"value\"`, with white space in front."
            )
        case .lessThanInAttributeValue:
            entry(
                [.error], "XML 1.0 §3.1, No < in Attribute Values",
                "A `<` in the value of an attribute.",
                "Write `&lt;`."
            )
        case .duplicateAttribute:
            entry(
                [.error], "XML 1.0 §3.1; Namespaces in XML 1.0 §6.3",
                "Two attributes of one element have the same name (XML 1.0 §3.1) or the same expanded name (Namespaces in XML 1.0 §6.3).",
                "Leave one of the two out."
            )
        case .malformedName:
            entry(
                [.error], "XML 1.0 production [5]",
                "No name stands where one has to.",
                "Begin the name with a letter or `_`."
            )
        case .malformedQualifiedName:
            entry(
                [.error], "Namespaces in XML 1.0 §4, §7",
                "A name with colons in the wrong place.",
                "Use one colon at most, with a name on both sides."
            )
        case .undeclaredPrefix:
            entry(
                [.error], "Namespaces in XML 1.0 §5",
                "A prefix that no declaration in scope binds.",
                "Declare the prefix by `xmlns:prefix=\"…\"`."
            )
        case .prefixUndeclared:
            entry(
                [.error], "Namespaces in XML 1.0 §5, No Prefix Undeclaring",
                "`xmlns:p=\"\"`, which only version 1.1 knows.",
                "Leave the declaration out, or give it a namespace name."
            )
        case .reservedPrefix:
            entry(
                [.error], "Namespaces in XML 1.0 §3",
                "A use of the prefixes `xml` or `xmlns` that is not theirs.",
                "Use another prefix."
            )
        case .reservedNamespace:
            entry(
                [.error], "Namespaces in XML 1.0 §3",
                "A declaration of the namespaces of `xml` or `xmlns` for something else.",
                "Use another namespace name."
            )
        case .malformedReference:
            entry(
                [.error], "XML 1.0 productions [66] to [68]",
                "A `&` that begins no reference.",
                "Write `&amp;` where no reference begins."
            )
        case .invalidCharacterReference:
            entry(
                [.error], "XML 1.0 §4.1, Legal Character",
                "A reference to a character that no document may contain.",
                "Leave the character out; no document may contain it."
            )
        case .undeclaredEntity:
            entry(
                [.error], "XML 1.0 §4.1, Entity Declared",
                "A reference to an entity that nobody declared.",
                "Write the character itself, or `&#…;`."
            )
        case .sectionEndInText:
            entry(
                [.error], "XML 1.0 production [14]",
                "`]]>` in character data.",
                "Write `]]&gt;`."
            )
        case .malformedComment:
            entry(
                [.error], "XML 1.0 production [15]",
                "`--` within a comment.",
                "Write no `--` in a comment."
            )
        case .malformedInstruction:
            entry(
                [.error], "XML 1.0 production [16]",
                "A processing instruction that is not as production [16] says.",
                "Write `<?target data?>`."
            )
        case .reservedTarget:
            entry(
                [.error], "XML 1.0 production [17]",
                "A processing instruction whose target is `xml` in any case.",
                "Use another target; an XML declaration stands at the very beginning only."
            )
        case .malformedDocumentType:
            entry(
                [.error], "XML 1.0 production [28]",
                "A document type declaration that is not as production [28] says.",
                "Compare the declaration with the production."
            )
        case .malformedEntity:
            entry(
                [.error], "XML 1.0 §4.3.2, §3.1",
                "The replacement text of an entity is not what may stand at the reference.",
                "Declare the entity with whole elements in it."
            )
        case .recursiveEntity:
            entry(
                [.error], "XML 1.0 §4.1, No Recursion",
                "An entity that refers to itself.",
                "Declare the entity without itself."
            )
        case .unparsedEntity:
            entry(
                [.error], "XML 1.0 §4.1, Parsed Entity",
                "A reference to an unparsed entity.",
                "Refer to unparsed entities by attributes of type ENTITY only."
            )
        case .externalEntity:
            entry(
                [.error], "XML 1.0 §4.2.2",
                "A reference to an external entity that the policy doesn't give, or can't be read.",
                "Give the octets of the entity in the policy; nothing is ever fetched."
            )
        case .unsupportedEntity:
            entry(
                [.error], nil,
                "An entity that is well-formed, but holds a carriage return where nothing can represent it.",
                "Write the carriage return as `&#13;` in the document itself."
            )
        case .limitExceeded:
            entry(
                [.error], nil,
                "A limit of `ReadingLimits`; the error names it and its value.",
                "Raise the limit in a policy of your own if the producer is known to need it."
            )
        }
    }
}
