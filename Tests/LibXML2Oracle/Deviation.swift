//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
internal import CanonicalXML
internal import Diagnostics

/// Where libxml2 is known to differ from the standards, or from what this library promises.
///
/// A difference between our reader and libxml2 that no rule explains is a bug of one of them, and until it is known of
/// which, of ours.
package enum Deviation: String, CaseIterable {
    /// A carriage return in the replacement text of an entity is no line end (XML 1.0 §2.11); libxml2 takes it for one.
    case carriageReturnInEntity

    /// The names in a document type declaration are QNames (Namespaces in XML 1.0 §6); libxml2 looks at those of entities,
    /// notations and targets only.
    case qualifiedNameInDocumentType
    /// White space follows `<!DOCTYPE`, and nothing its `>` (XML 1.0 production [28]); libxml2 takes `<!DOCTYPEa>[…]>`.
    case laxDocumentType
    /// References to parameter entities stand between declarations in the internal subset (XML 1.0 §2.8, WFC: PEs in
    /// Internal Subset); libxml2 takes them anywhere in the replacement text of another one.
    case parameterReferenceInDeclaration
    /// This library reads UTF-8, UTF-16, US-ASCII and ISO-8859-1; libxml2 what the C library converts, under many names.
    case encodingThatIsNotRead
    /// NUL is no character (XML 1.0 production [2]); to libxml2 it is the end of the document.
    case nul
    /// That a namespace name is no URI is no matter of form (Namespaces in XML 1.0 §2.1 and §8); libxml2 refuses it.
    case namespaceNameThatIsNoURI
    /// The replacement text of an entity has to keep to the rules of namespaces where it is put (Namespaces in XML 1.0 §7);
    /// libxml2 forgets what it saw wrong there.
    case namespacesInEntity
    /// What is declared after a parameter entity that isn't read doesn't count (XML 1.0 §5.1); to libxml2 it does.
    case declarationAfterUnreadEntity
    /// A reference to an entity that nobody knows is passed over by libxml2 where the declaration might be in what isn't
    /// read. This library refuses it: what would be signed there is not known.
    case unknownEntity
    /// Octets that are no UTF-16 make a document that isn't well-formed (XML 1.0 §4.3.3); libxml2 drops them where they
    /// stand at its end.
    case malformedEncodingAtTheEnd
    /// A document in UTF-16 begins with a byte order mark (XML 1.0 §4.3.3), or says at least what it is in; libxml2 guesses.
    case unmarkedUTF16
    /// A version is `1.` and at least one digit (XML 1.0 production [26]); libxml2 takes `1.`.
    case versionWithoutDigits

    private static let namespaceCodes: [XMLReadingError.Code] = [
        .undeclaredPrefix, .prefixUndeclared, .malformedQualifiedName, .reservedPrefix, .reservedNamespace,
        .duplicateAttribute,
    ]

    func explains(_ comparison: Comparison) -> Bool {
        switch self {
        case .carriageReturnInEntity:
            guard case .success(let mine) = comparison.ours, let theirs = comparison.theirs else { return false }
            return comparison.has("<!ENTITY") && mine.withoutCarriageReturns == theirs.withoutCarriageReturns
        case .qualifiedNameInDocumentType:
            return comparison.has("<!DOCTYPE") && comparison.onlyWeRefuse(.malformedQualifiedName)
        case .laxDocumentType:
            return comparison.onlyWeRefuse(.malformedDocumentType, "white space follows `<!DOCTYPE`")
                || comparison.has("<!DOCTYPE") && comparison.onlyWeRefuse(.contentOutsideRoot, "`[` before the root")
        case .parameterReferenceInDeclaration:
            return comparison.onlyWeRefuse(.malformedDocumentType, "a reference to a parameter entity within")
        case .namespacesInEntity:
            return comparison.has("<!ENTITY") && Self.namespaceCodes.contains { comparison.onlyWeRefuse($0) }
        case .declarationAfterUnreadEntity:
            guard case .success(let mine) = comparison.ours, let theirs = comparison.theirs else { return false }
            return comparison.namesSomethingOutside && comparison.has("%")
                && mine.withoutAttributes == theirs.withoutAttributes
        case .unknownEntity:
            return comparison.namesSomethingOutside && comparison.onlyWeRefuse(.undeclaredEntity)
        case .namespaceNameThatIsNoURI:
            return comparison.onlyTheyRefuse("is not a valid URI")
        case .encodingThatIsNotRead:
            return comparison.onlyWeRefuse(.unsupportedEncoding)
        case .malformedEncodingAtTheEnd:
            guard comparison.onlyWeRefuse(.invalidEncoding, "of UTF-16"), case .failure(let error) = comparison.ours,
                let end = error.position?.byteOffset
            else { return false }
            return comparison.theyTakeOnly(comparison.document[..<end])
        case .unmarkedUTF16:
            return comparison.onlyWeRefuse(.encodingMismatch, "has neither a byte order mark")
        case .versionWithoutDigits:
            return comparison.onlyWeRefuse(.malformedDeclaration, "a version is `1.` and digits")
        case .nul:
            if comparison.onlyWeRefuse(.invalidCharacter, "U+0000") { return true }
            // Something else may be seen before it, such as an octet above 0x7F in US-ASCII.
            guard case .failure = comparison.ours, let end = comparison.document.firstIndex(of: 0) else { return false }
            return comparison.theyTakeOnly(comparison.document[..<end])
        }
    }
}

extension Comparison {
    fileprivate func onlyWeRefuse(_ code: XMLReadingError.Code, _ hint: String = "") -> Bool {
        guard case .failure(let error) = ours, theirs != nil else { return false }
        return error.code == code && (hint.isEmpty || error.hint.contains(hint))
    }

    fileprivate func onlyTheyRefuse(_ message: String) -> Bool {
        guard case .success = ours, theirs == nil else { return false }
        return self.message.contains(message)
    }

    /// Whether libxml2 takes nothing but the beginning of the document, and what we make of that is explained.
    fileprivate func theyTakeOnly(_ beginning: ArraySlice<UInt8>) -> Bool {
        var reader = XMLReader(documentTypes: .internalSubset(externalEntities: [:]))
        let shorter = Comparison(Array(beginning), reader: &reader)
        return shorter.theirs == theirs && (shorter.agrees || shorter.deviation != nil)
    }

    fileprivate var namesSomethingOutside: Bool { has("SYSTEM") || has("PUBLIC") }

    /// Whether the document contains these octets.
    fileprivate func has(_ text: StaticString) -> Bool {
        unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount).withMemoryRebound(
            to: UInt8.self
        ) {
            unsafe document.firstRange(of: $0) != nil
        }
    }
}

extension DocumentEvents {
    /// The events without attributes and namespaces.
    fileprivate var withoutAttributes: [ArraySlice<UInt8>] {
        octets.split(separator: 1).filter { $0.first != UInt8(ascii: "a") && $0.first != UInt8(ascii: "n") }.map {
            event in
            guard event.first == UInt8(ascii: "<") else { return event }
            return event.split(separator: 2, omittingEmptySubsequences: false).last ?? event
        }
    }

    /// As if every carriage return, and one with the line feed after it, were a line end.
    fileprivate var withoutCarriageReturns: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(octets.count)
        for (index, octet) in octets.enumerated() {
            if octet == 0x0A, index > 0, octets[index - 1] == 0x0D { continue }
            result.append(octet == 0x0D ? 0x0A : octet)
        }
        return result
    }
}
