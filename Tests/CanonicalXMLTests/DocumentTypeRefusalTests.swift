//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Diagnostics
import Testing

/// A document that is refused because of its document type declaration; `^` stands before the place of the error.
struct DocumentTypeRefusal: CustomTestStringConvertible {
    let source: String
    let code: XMLReadingError.Code
    /// The clause, or how it begins.
    let clause: String
    let offset: Int

    init(_ marked: String, _ code: XMLReadingError.Code, _ clause: String) {
        source = marked.replacing("^", with: "")
        self.code = code
        self.clause = clause
        offset =
            marked.utf8.firstIndex(of: UInt8(ascii: "^")).map {
                marked.utf8.distance(from: marked.startIndex, to: $0)
            } ?? -1
    }

    var testDescription: String { source }

    static let all: [DocumentTypeRefusal] = [
        // The declaration.
        Self("<!DOCTYPE^a><a/>", .malformedDocumentType, "XML 1.0 production [28]"),
        Self("^<!DOCTYPE a", .malformedDocumentType, "XML 1.0 production [28]"),
        Self("^<!DOCTYPE a [<!-- ]><a/>", .malformedDocumentType, "XML 1.0 production [28]"),
        Self("<!DOCTYPE a [^<!ENTTY e ''>]><a/>", .malformedDocumentType, "XML 1.0 §2.8"),
        Self("<!DOCTYPE a>^[]><a/>", .contentOutsideRoot, "XML 1.0 production [1]"),
        Self("<!DOCTYPE a:b:c^><a/>", .malformedQualifiedName, "Namespaces in XML 1.0 §6"),
        Self("<!DOCTYPE a [<!ELEMENT b (c|(:d))>^]><a/>", .malformedQualifiedName, "Namespaces in XML 1.0 §6"),
        Self("<!DOCTYPE a [<!ATTLIST b c: CDATA #IMPLIED^>]><a/>", .malformedQualifiedName, "Namespaces in XML 1.0 §6"),
        Self(
            "<!DOCTYPE a [<!ATTLIST b c:1 CDATA #IMPLIED^>]><a/>", .malformedQualifiedName, "Namespaces in XML 1.0 §6"),
        Self(
            "<!DOCTYPE a [<!ENTITY % p 'CDATA'><!ENTITY % q '<!ATTLIST a b &#37;p; \"1\">'>%q;^]><a/>",
            .malformedDocumentType, "XML 1.0 §2.8, WFC: PEs in Internal Subset"
        ),
        Self(
            "<!DOCTYPE a [<!ENTITY % p '1'><!ENTITY % q '<!ENTITY e \"&#37;p;\">'>%q;^]><a/>",
            .malformedDocumentType, "XML 1.0 §2.8, WFC: PEs in Internal Subset"
        ),
        Self("<!DOCTYPE a><!DOCTYPE a><a/>", .malformedMarkup, "XML 1.0 production [1]"),
        Self("<!DOCTYPE a>^", .missingRoot, "XML 1.0 production [1]"),
        // Entities.
        Self("<!DOCTYPE a><a>^&e;</a>", .undeclaredEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a SYSTEM 'x'><a>^&e;</a>", .undeclaredEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a SYSTEM 'x'>^<a b='&e;'/>", .undeclaredEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a [<!ENTITY e '&f;'>]><a>^&e;</a>", .undeclaredEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a [<!ENTITY % p SYSTEM 'x'>%p;<!ENTITY e '1'>]><a>^&e;</a>", .undeclaredEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a [<!ATTLIST a b CDATA '&e;^'><!ENTITY e '1'>]><a/>", .undeclaredEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]><a>^&e;</a>", .recursiveEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a [<!ENTITY e '&e;'>]>^<a b='&e;'/>", .recursiveEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a [<!ENTITY e '<b c=\"&e;\"/>'>]><a>^&e;</a>", .recursiveEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a [<!ENTITY e SYSTEM 'x' NDATA n>]><a>^&e;</a>", .unparsedEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a [<!ENTITY e SYSTEM 'x' NDATA n>]>^<a b='&e;'/>", .unparsedEntity, "XML 1.0 §4.1"),
        Self("<!DOCTYPE a [<!ENTITY e '1'>]>^&e;<a/>", .contentOutsideRoot, "XML 1.0 production [1]"),
        Self("<!DOCTYPE a [<!ENTITY e ''>]><a/>^&e;", .contentOutsideRoot, "XML 1.0 production [1]"),
        // What an entity stands for has to be well-formed by itself.
        Self("<!DOCTYPE a [<!ENTITY e '</a><a>'>]><a>^&e;</a>", .malformedEntity, "XML 1.0 §4.3.2"),
        Self("<!DOCTYPE a [<!ENTITY e '<b>'>]><a>^&e;</b></a>", .malformedEntity, "XML 1.0 §4.3.2"),
        Self("<!DOCTYPE a [<!ENTITY e '<b'>]><a>^&e;/></a>", .malformedEntity, "XML 1.0 §4.3.2"),
        Self("<!DOCTYPE a [<!ENTITY e '<!-- '>]><a>^&e;--></a>", .malformedEntity, "XML 1.0 §4.3.2"),
        Self("<!DOCTYPE a [<!ENTITY e '&#38;'>]><a>^&e;amp;</a>", .malformedEntity, "XML 1.0 §4.3.2"),
        Self("<!DOCTYPE a [<!ENTITY e ']]>'>]><a>^&e;</a>", .malformedEntity, "XML 1.0 §4.3.2"),
        Self("<!DOCTYPE a [<!ENTITY e '<!DOCTYPE a>'>]><a>^&e;</a>", .malformedEntity, "XML 1.0 §4.3.2"),
        Self("<!DOCTYPE a [<!ENTITY e 'x&#60;'>]>^<a b='&e;'/>", .malformedEntity, "XML 1.0 §3.1, WFC: No <"),
        Self(
            "<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f SYSTEM 'text'>]>^<a b='&e;'/>", .malformedEntity, "XML 1.0 §3.1"),
        Self("<!DOCTYPE a [<!ENTITY e '<p:b/>'>]><a>^&e;</a>", .undeclaredPrefix, "Namespaces in XML 1.0 §5"),
        // No tree can hold it.
        Self("<!DOCTYPE a [<!ENTITY e '<!--&#13;-->'>]><a>^&e;</a>", .unsupportedEntity, "XML 1.0 §2.11"),
        Self("<!DOCTYPE a [<!ENTITY % p '&#13;'>%p;^]><a/>", .unsupportedEntity, "XML 1.0 §2.11"),
        // External entities.
        Self("<!DOCTYPE a [<!ENTITY e SYSTEM 'x'>]><a>^&e;</a>", .externalEntity, "XML 1.0 §4.4.3"),
        Self("<!DOCTYPE a [<!ENTITY e SYSTEM './text'>]><a>^&e;</a>", .externalEntity, "XML 1.0 §4.4.3"),
        Self("<!DOCTYPE a [<!ENTITY e PUBLIC 'text' '/etc/passwd'>]><a>^&e;</a>", .externalEntity, "XML 1.0 §4.4.3"),
        Self("<!DOCTYPE a [<!ENTITY e SYSTEM 'version'>]><a>^&e;</a>", .externalEntity, "XML 1.0 §4.3.4"),
        Self("<!DOCTYPE a [<!ENTITY e SYSTEM 'undeclared'>]><a>^&e;</a>", .externalEntity, "XML 1.0 production [77]"),
        Self("<!DOCTYPE a [<!ENTITY e SYSTEM 'foreign'>]><a>^&e;</a>", .externalEntity, "XML 1.0 §4.3.3"),
        Self("<!DOCTYPE a [<!ENTITY e SYSTEM 'unbalanced'>]><a>^&e;</a>", .malformedEntity, "XML 1.0 §4.3.2"),
    ]
}

@Suite("Refused document types")
struct DocumentTypeRefusalTests {
    @Test("are named, with the place and the clause", arguments: DocumentTypeRefusal.all)
    func refusals(_ each: DocumentTypeRefusal) throws {
        let error = #expect(throws: XMLReadingError.self) { try DocumentTypeTests.read(each.source) }
        #expect(error?.code == each.code)
        #expect(error?.clause?.hasPrefix(each.clause) == true, "\(error?.clause ?? "")")
        if each.offset >= 0 { #expect(error?.position?.byteOffset == each.offset) }
    }

    @Test("are refused by default")
    func byDefault() {
        var reader = XMLReader()
        let error = #expect(throws: XMLReadingError.self) { try reader.read(Array("<!DOCTYPE a><a/>".utf8)) }
        #expect(error?.code == .documentTypeDeclaration)
    }
}
