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

/// A document that is refused. Where it is refused is marked in it by `^`, which no other place of these documents has.
struct Refusal {
    let octets: [UInt8]
    let code: XMLReadingError.Code
    let clause: String
    let offset: Int
    let marked: String

    init(_ marked: String, _ code: XMLReadingError.Code, _ clause: String) {
        self.marked = marked
        self.code = code
        self.clause = clause
        octets = Array(marked.utf8.filter { $0 != UInt8(ascii: "^") })
        offset = Array(marked.utf8).firstIndex(of: UInt8(ascii: "^"))!
    }

    /// Line and column of the mark: lines end at a line feed, a carriage return or both.
    var place: (line: Int, column: Int) {
        let before = marked.prefix { $0 != "^" }
        // `\r\n` is one `Character`.
        let lines = before.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
        return (lines.count, lines.last!.unicodeScalars.count + 1)
    }
}

@Suite("Documents that are refused")
struct ReadingMalformedTests {
    /// XML 1.0 productions [1], [22] to [27], [39], [43].
    static let documents: [Refusal] = [
        Refusal(" ^", .missingRoot, "XML 1.0 production [1]"),
        Refusal("<!-- --><?p?>\n^", .missingRoot, "XML 1.0 production [1]"),
        Refusal("<?xml version='1.0'?>^", .missingRoot, "XML 1.0 production [1]"),
        Refusal("^a<a/>", .contentOutsideRoot, "XML 1.0 production [1]"),
        Refusal("^&amp;<a/>", .contentOutsideRoot, "XML 1.0 production [1]"),
        Refusal("^not XML at all", .contentOutsideRoot, "XML 1.0 production [1]"),
        Refusal("<a/>\n ^b", .contentOutsideRoot, "XML 1.0 production [1]"),
        Refusal("<a/>^&#32;", .contentOutsideRoot, "XML 1.0 production [1]"),
        Refusal("<a/>^<![CDATA[]]>", .contentOutsideRoot, "XML 1.0 production [1]"),
        Refusal("<a/>^\u{FEFF}", .contentOutsideRoot, "XML 1.0 production [1]"),
        Refusal("<a></a>\r\n^<b/>", .multipleRoots, "XML 1.0 production [1]"),
        Refusal("<a/>^</a>", .mismatchedEndTag, "XML 1.0 §3"),
        Refusal("<a/>^<!DOCTYPE a>", .malformedMarkup, "XML 1.0 production [1]"),
        Refusal("<a>^<!DOCTYPE a></a>", .malformedMarkup, "XML 1.0 production [1]"),
        Refusal("^<!DOCTYPE a><a/>", .documentTypeDeclaration, "XML 1.0 §2.8"),
        Refusal("<?xml version='1.0'?>\n<!-- -->^<!DOCTYPE a [", .documentTypeDeclaration, "XML 1.0 §2.8"),
        Refusal("^<!doctype a><a/>", .malformedMarkup, "XML 1.0 production [43]"),
        Refusal("^<![CDATA[a]]><a/>", .malformedMarkup, "XML 1.0 production [43]"),
        Refusal("^</a>", .malformedMarkup, "XML 1.0 production [40]"),
        Refusal(" ^<?xml version='1.0'?><a/>", .reservedTarget, "XML 1.0 production [17]"),
        Refusal("<a>^<?xml version='1.0'?></a>", .reservedTarget, "XML 1.0 production [17]"),
        Refusal("<a/>^<?XmL?>", .reservedTarget, "XML 1.0 production [17]"),
    ]

    /// XML 1.0 productions [23] to [26], [32], [80], [81].
    static let declarations: [Refusal] = [
        Refusal("<?xml ^?><a/>", .malformedDeclaration, "XML 1.0 production [23]"),
        Refusal("<?xml ^encoding='UTF-8'?><a/>", .malformedDeclaration, "XML 1.0 production [23]"),
        Refusal("<?xml version^?><a/>", .malformedDeclaration, "XML 1.0 production [25]"),
        Refusal("<?xml version=^1.0?><a/>", .malformedDeclaration, "XML 1.0 production [23]"),
        Refusal("<?xml version='1.0^\"?><a/>", .malformedDeclaration, "XML 1.0 production [23]"),
        Refusal("<?xml version='^1'?><a/>", .malformedDeclaration, "XML 1.0 production [26]"),
        Refusal("<?xml version='^1.'?><a/>", .malformedDeclaration, "XML 1.0 production [26]"),
        Refusal("<?xml version='^1.0a'?><a/>", .malformedDeclaration, "XML 1.0 production [26]"),
        Refusal("<?xml version='^'?><a/>", .malformedDeclaration, "XML 1.0 production [26]"),
        Refusal("<?xml version='^2.0'?><a/>", .unsupportedVersion, "XML 1.0 production [26]"),
        Refusal("<?xml version='^11.0'?><a/>", .unsupportedVersion, "XML 1.0 production [26]"),
        Refusal("<?xml version='1.0'^encoding='UTF-8'?><a/>", .malformedDeclaration, "XML 1.0 production [23]"),
        Refusal("<?xml version='1.0' encoding='^'?><a/>", .malformedDeclaration, "XML 1.0 production [81]"),
        Refusal("<?xml version='1.0' encoding='^8UTF'?><a/>", .malformedDeclaration, "XML 1.0 production [81]"),
        Refusal("<?xml version='1.0' encoding='UTF^ 8'?><a/>", .malformedDeclaration, "XML 1.0 production [23]"),
        Refusal("<?xml version='1.0' standalone='^true'?><a/>", .malformedDeclaration, "XML 1.0 production [32]"),
        Refusal("<?xml version='1.0' standalone='^YES'?><a/>", .malformedDeclaration, "XML 1.0 production [32]"),
        Refusal(
            "<?xml version='1.0' standalone='no' ^encoding='UTF-8'?><a/>", .malformedDeclaration,
            "XML 1.0 production [23]"
        ),
        Refusal("<?xml version='1.0' ^version='1.0'?><a/>", .malformedDeclaration, "XML 1.0 production [23]"),
        Refusal("<?xml version='1.0' ^><a/>", .malformedDeclaration, "XML 1.0 production [23]"),
        Refusal("<?xml version='1.0^", .unexpectedEnd, "XML 1.0 production [23]"),
        Refusal("<?xml version='1.0'^? ><a/>", .malformedDeclaration, "XML 1.0 production [23]"),
    ]

    /// XML 1.0 productions [10], [14], [15], [16], [18] to [21], [40] to [44].
    static let markup: [Refusal] = [
        Refusal("<a>^< b/></a>", .malformedMarkup, "XML 1.0 production [40]"),
        Refusal("<a>^<></a>", .malformedMarkup, "XML 1.0 production [40]"),
        Refusal("<a>1 ^<= 2</a>", .malformedMarkup, "XML 1.0 production [40]"),
        Refusal("<a>^<!ELEMENT b ANY></a>", .malformedMarkup, "XML 1.0 production [43]"),
        Refusal("<a>^<![CDATA b]]></a>", .malformedMarkup, "XML 1.0 production [43]"),
        Refusal("<a>^<![cdata[b]]></a>", .malformedMarkup, "XML 1.0 production [43]"),
        Refusal("<a>^<!- b --></a>", .malformedMarkup, "XML 1.0 production [43]"),
        Refusal("<^1/>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<^-a/>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<^.a/>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<^\u{B7}a/>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<^\u{D7}/>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<a^\u{D7}/>", .malformedStartTag, "XML 1.0 production [40]"),
        Refusal("<a^\u{37E}/>", .malformedStartTag, "XML 1.0 production [40]"),
        Refusal("<a^[/>", .malformedStartTag, "XML 1.0 production [40]"),
        Refusal("<a^=''/>", .malformedStartTag, "XML 1.0 production [40]"),
        Refusal("<a/^ >", .malformedStartTag, "XML 1.0 production [40]"),
        Refusal("<a /^/>", .malformedStartTag, "XML 1.0 production [40]"),
        Refusal("<a b=''^c=''/>", .malformedStartTag, "XML 1.0 production [40]"),
        Refusal("<a ^<b/></a>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<a ^\"b\"='c'/>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<a b^/>", .malformedAttribute, "XML 1.0 production [41]"),
        Refusal("<a b ^c='d'/>", .malformedAttribute, "XML 1.0 production [41]"),
        Refusal("<a b=^c/>", .malformedAttribute, "XML 1.0 production [41]"),
        Refusal("<a b= ^/>", .malformedAttribute, "XML 1.0 production [41]"),
        Refusal("<a b=\"^<\"/>", .lessThanInAttributeValue, "XML 1.0 §3.1"),
        Refusal("<a b='c>\n^<d/></a>", .lessThanInAttributeValue, "XML 1.0 §3.1"),
        Refusal("<a b='' ^b=''/>", .duplicateAttribute, "XML 1.0 §3.1"),
        Refusal("<a b='' c='' ^b='' d=''/>", .duplicateAttribute, "XML 1.0 §3.1"),
        Refusal("<a>^</b>", .mismatchedEndTag, "XML 1.0 §3"),
        Refusal("<a>\r^</A>", .mismatchedEndTag, "XML 1.0 §3"),
        Refusal("<a><b></b>^</b></a>", .mismatchedEndTag, "XML 1.0 §3"),
        Refusal("<a>^</ab>", .mismatchedEndTag, "XML 1.0 §3"),
        Refusal("<ab>^</a>", .mismatchedEndTag, "XML 1.0 §3"),
        Refusal("<p:a xmlns:p='u'>^</a>", .mismatchedEndTag, "XML 1.0 §3"),
        // One character in Unicode's eyes, two names in those of XML.
        Refusal("<\u{E9}>^</e\u{301}>", .mismatchedEndTag, "XML 1.0 §3"),
        Refusal("<a></^ a>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<a></^>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<a></a ^b=''>", .malformedEndTag, "XML 1.0 production [42]"),
        Refusal("<a></a^/>", .malformedEndTag, "XML 1.0 production [42]"),
        Refusal("<a>b^]]></a>", .sectionEndInText, "XML 1.0 production [14]"),
        Refusal("<a>^]]></a>", .sectionEndInText, "XML 1.0 production [14]"),
        Refusal("<a>]]]^]]></a>", .sectionEndInText, "XML 1.0 production [14]"),
        Refusal("<a>\u{1EC7}]\r^]]>\u{1EC7}</a>", .sectionEndInText, "XML 1.0 production [14]"),
        Refusal("<a><![CDATA[]]>^]]></a>", .sectionEndInText, "XML 1.0 production [14]"),
        Refusal("<!-- ^-- --><a/>", .malformedComment, "XML 1.0 production [15]"),
        Refusal("<!-- a ^---><a/>", .malformedComment, "XML 1.0 production [15]"),
        Refusal("<a>^<!-></a>", .malformedMarkup, "XML 1.0 production [43]"),
        Refusal("<?^ p?><a/>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<?^?><a/>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<?p^+?><a/>", .malformedInstruction, "XML 1.0 production [16]"),
        Refusal("<?p^\u{D7}?><a/>", .malformedInstruction, "XML 1.0 production [16]"),
        Refusal("<?p^? ?><a/>", .malformedInstruction, "XML 1.0 production [16]"),
    ]

    /// XML 1.0 productions [2], [66] to [68].
    static let characters: [Refusal] = [
        Refusal("<a>^\u{0}</a>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a>^\u{8}</a>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a>0123456789012345678901234^\u{1F}</a>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a>\u{1EC7}^\u{FFFE}</a>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a>^\u{FFFF}</a>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a b='^\u{B}'/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a b='^\u{FFFF}'/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<!-- ^\u{1} --><a/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<!-- -^\u{1} --><a/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<?p ^\u{C}?><a/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<?p^\u{0}?><a/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a><![CDATA[^\u{FFFE}]]></a>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a^\u{0}/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a ^\u{0}/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a b^\u{0}=''/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a b=^\u{0}/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<^\u{0}/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a></a^\u{0}>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a/>^\u{0}", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("^\u{0}<a/>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a>&^\u{0}</a>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a>&#^\u{0};</a>", .invalidCharacter, "XML 1.0 production [2]"),
        Refusal("<a>^& b</a>", .malformedReference, "XML 1.0 production [68]"),
        Refusal("<a>^&</a>", .malformedReference, "XML 1.0 production [68]"),
        Refusal("<a>^&amp</a>", .malformedReference, "XML 1.0 production [68]"),
        Refusal("<a>^&;</a>", .malformedReference, "XML 1.0 production [68]"),
        Refusal("<a>&^1;</a>", .malformedName, "XML 1.0 production [5]"),
        Refusal("<a b='x ^&lt'/>", .malformedReference, "XML 1.0 production [68]"),
        Refusal("<a>^&#;</a>", .malformedReference, "XML 1.0 production [66]"),
        Refusal("<a>^&#x;</a>", .malformedReference, "XML 1.0 production [66]"),
        Refusal("<a>^&#X20;</a>", .malformedReference, "XML 1.0 production [66]"),
        Refusal("<a>^&#3A;</a>", .malformedReference, "XML 1.0 production [66]"),
        Refusal("<a>^&#xG;</a>", .malformedReference, "XML 1.0 production [66]"),
        Refusal("<a>^&#32 ;</a>", .malformedReference, "XML 1.0 production [66]"),
        Refusal("<a>^&#0;</a>", .invalidCharacterReference, "XML 1.0 §4.1"),
        Refusal("<a>^&#x1F;</a>", .invalidCharacterReference, "XML 1.0 §4.1"),
        Refusal("<a>^&#xD800;</a>", .invalidCharacterReference, "XML 1.0 §4.1"),
        Refusal("<a>^&#xDFFF;</a>", .invalidCharacterReference, "XML 1.0 §4.1"),
        Refusal("<a>^&#xFFFE;</a>", .invalidCharacterReference, "XML 1.0 §4.1"),
        Refusal("<a>^&#x110000;</a>", .invalidCharacterReference, "XML 1.0 §4.1"),
        Refusal("<a>^&#x100000041;</a>", .invalidCharacterReference, "XML 1.0 §4.1"),
        Refusal("<a b='^&#18446744073709551681;'/>", .invalidCharacterReference, "XML 1.0 §4.1"),
        Refusal("<a>^&nbsp;</a>", .undeclaredEntity, "XML 1.0 §4.1"),
        Refusal("<a>^&AMP;</a>", .undeclaredEntity, "XML 1.0 §4.1"),
        Refusal("<a b='^&lte;'/>", .undeclaredEntity, "XML 1.0 §4.1"),
        Refusal("<a>&^p:e;</a>", .malformedQualifiedName, "Namespaces in XML 1.0 §7"),
    ]

    /// Namespaces in XML 1.0, third edition.
    static let namespaces: [Refusal] = [
        Refusal("<^p:a/>", .undeclaredPrefix, "Namespaces in XML 1.0 §5"),
        Refusal("<^p:a q:b=''/>", .undeclaredPrefix, "Namespaces in XML 1.0 §5"),
        Refusal("<a ^p:b=''/>", .undeclaredPrefix, "Namespaces in XML 1.0 §5"),
        Refusal("<a><b xmlns:p='u'/><^p:c/></a>", .undeclaredPrefix, "Namespaces in XML 1.0 §5"),
        Refusal("<a><b xmlns:p='u'></b><c ^p:d=''/></a>", .undeclaredPrefix, "Namespaces in XML 1.0 §5"),
        Refusal("<^:a/>", .malformedQualifiedName, "Namespaces in XML 1.0 §4"),
        Refusal("<^a:/>", .malformedQualifiedName, "Namespaces in XML 1.0 §4"),
        Refusal("<^:/>", .malformedQualifiedName, "Namespaces in XML 1.0 §4"),
        Refusal("<^p:a:b xmlns:p='u'/>", .malformedQualifiedName, "Namespaces in XML 1.0 §4"),
        Refusal("<^p:1 xmlns:p='u'/>", .malformedQualifiedName, "Namespaces in XML 1.0 §4"),
        Refusal("<^p:-a xmlns:p='u'/>", .malformedQualifiedName, "Namespaces in XML 1.0 §4"),
        Refusal("<a ^:b=''/>", .malformedQualifiedName, "Namespaces in XML 1.0 §4"),
        Refusal("<a ^xmlns:='u'/>", .malformedQualifiedName, "Namespaces in XML 1.0 §4"),
        Refusal("<?^p:q?><a/>", .malformedQualifiedName, "Namespaces in XML 1.0 §7"),
        Refusal("<a ^xmlns:p=''/>", .prefixUndeclared, "Namespaces in XML 1.0 §5"),
        Refusal("<a ^xmlns:xml='u'/>", .reservedPrefix, "Namespaces in XML 1.0 §3"),
        Refusal("<a ^xmlns:xml=''/>", .reservedPrefix, "Namespaces in XML 1.0 §3"),
        Refusal("<a ^xmlns:xmlns='u'/>", .reservedPrefix, "Namespaces in XML 1.0 §3"),
        Refusal("<a ^xmlns:xmlns='http://www.w3.org/2000/xmlns/'/>", .reservedPrefix, "Namespaces in XML 1.0 §3"),
        Refusal("<^xmlns:a/>", .reservedPrefix, "Namespaces in XML 1.0 §3"),
        Refusal(
            "<a xmlns:p='^http://www.w3.org/XML/1998/namespace'/>", .reservedNamespace, "Namespaces in XML 1.0 §3"
        ),
        Refusal("<a xmlns='^http://www.w3.org/XML/1998/namespace'/>", .reservedNamespace, "Namespaces in XML 1.0 §3"),
        Refusal("<a xmlns='^http://www.w3.org/2000/xmlns/'/>", .reservedNamespace, "Namespaces in XML 1.0 §3"),
        // Decoded, it is the same name.
        Refusal("<a xmlns:p='^http&#58;//www.w3.org/2000/xmlns/'/>", .reservedNamespace, "Namespaces in XML 1.0 §3"),
        Refusal("<a xmlns='' ^xmlns='u'/>", .duplicateAttribute, "XML 1.0 §3.1"),
        Refusal("<a xmlns:p='u' b='' ^xmlns:p='u'/>", .duplicateAttribute, "XML 1.0 §3.1"),
        Refusal("<a xmlns:p='u' xmlns:q='u' p:b='' ^q:b=''/>", .duplicateAttribute, "Namespaces in XML 1.0 §6.3"),
        Refusal(
            "<a q:b='' c='' ^p:b='' xmlns:p='&#117;' xmlns:q='u'/>", .duplicateAttribute, "Namespaces in XML 1.0 §6.3"),
        Refusal(
            "<a xml:lang='' xmlns:xml='http://www.w3.org/XML/1998/namespace' ^xml:lang=''/>", .duplicateAttribute,
            "XML 1.0 §3.1"),
        Refusal(
            "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' ^xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
            .duplicateAttribute, "XML 1.0 §3.1"),
    ]

    @Test("say code, place and clause", arguments: [documents, declarations, markup, characters, namespaces])
    func refuses(_ table: [Refusal]) {
        // One reader for all, so that nothing of a refused document may show in the next.
        var reader = XMLReader()
        for refusal in table {
            do {
                _ = try reader.read(refusal.octets)
                Issue.record("\(refusal.marked) was read")
            } catch {
                #expect(error.code == refusal.code, "\(refusal.marked): \(error)")
                #expect(error.clause == refusal.clause, "\(refusal.marked): \(error)")
                #expect(error.position?.byteOffset == refusal.offset, "\(refusal.marked): \(error)")
                #expect(error.position?.line == refusal.place.line, "\(refusal.marked): \(error)")
                #expect(error.position?.column == refusal.place.column, "\(refusal.marked): \(error)")
                #expect(!error.hint.isEmpty)
            }
        }
    }
}
