//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import CXMLDSig.XML

extension DocumentTypeDeclaration {
    /// Reads the declaration that `extent` of the source is; the only place where libxml2 gets octets of a document.
    ///
    /// - Parameter limit: How many octets parameter entities and entities in default values may stand for.
    init(
        _ source: [UInt8], _ extent: Range<Int>, isStandalone: Bool, limit: Int
    ) throws(ReadingFailure) {
        var listener = DocumentTypeListener(isStandalone: isStandalone, limit: limit)
        let result = unsafe withUnsafeMutablePointer(to: &listener) { listener in
            var handler = unsafe DocumentTypeListener.handler(for: listener)
            return unsafe source.withUnsafeBufferPointer { source in
                unsafe CXMLDSig_read_document_type(source.baseAddress! + extent.lowerBound, extent.count, &handler)
            }
        }
        if let failure = listener.failure {
            throw ReadingFailure(
                failure.code, at: extent.lowerBound + result.offset, failure.clause, failure.hint, limit: failure.limit
            )
        }
        guard result.isRead else {
            throw ReadingFailure(
                .malformedDocumentType, at: extent.lowerBound + result.offset, "XML 1.0 §2.8",
                "the document type declaration is not well-formed: \(message(of: result))"
            )
        }
        self = listener.declaration
    }
}

/// What libxml2 says of its first error.
private func message(of result: CXMLDSig_document_type_result) -> String {
    let message = unsafe withUnsafeBytes(of: result.message) { unsafe Array($0.prefix { $0 != 0 }) }
    return String(decoding: message, as: UTF8.self)
}

/// Takes down what libxml2 tells of a declaration.
private struct DocumentTypeListener {
    var declaration: DocumentTypeDeclaration
    /// Why reading was ended; its caller knows the place.
    var failure: ReadingFailure?
    private var expanded = 0
    private let limit: Int

    init(isStandalone: Bool, limit: Int) {
        declaration = DocumentTypeDeclaration(isStandalone: isStandalone)
        self.limit = limit
    }

    private mutating func end(_ code: XMLReadingError.Code, _ clause: String, _ hint: String) -> Bool {
        failure = ReadingFailure(code, at: 0, clause, hint)
        return false
    }

    mutating func check(qualifiedName name: [UInt8]) -> Bool {
        // Names are checked by libxml2; their parts are not.
        if isQualified(name) { return true }
        return end(
            .malformedQualifiedName, "Namespaces in XML 1.0 §6",
            "\(quoted(name)) is declared; a name has one colon at most, and a name on either side of it"
        )
    }

    private func isQualified(_ name: [UInt8]) -> Bool {
        guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return true }
        let local = colon + 1
        guard colon > 0, !name[local...].contains(UInt8(ascii: ":")) else { return false }
        return name.span.raw.scalar(at: local)?.scalar.startsName ?? false
    }

    mutating func count(_ text: [UInt8]) -> Bool {
        expanded += text.count
        if expanded <= limit { return true }
        failure = .limit(
            "entityExpansionBytes", limit, at: 0, "entities in the document type declaration stand for more octets"
        )
        return false
    }

    mutating func refer(to name: [UInt8], _ text: [UInt8]?) -> Bool {
        guard let text else {
            return end(
                .undeclaredEntity, "XML 1.0 §4.1, WFC: Entity Declared",
                "a default value refers to \(quoted(name)), which is no internal entity that is declared before"
            )
        }
        return count(text)
    }

    mutating func refer(toParameter name: [UInt8], _ text: [UInt8]?) -> Bool {
        guard let text else {
            declaration.passOverParameterEntity()
            return true
        }
        // libxml2 normalizes line ends in it, which XML 1.0 §2.11 asks for in external entities only.
        if text.contains(0x0D) {
            return end(
                .unsupportedEntity, "XML 1.0 §2.11",
                "the parameter entity \(quoted(name)) has a carriage return as a character"
            )
        }
        switch DocumentTypeScanner.fault(inEntity: text) {
        case .referenceInDeclaration:
            return end(
                .malformedDocumentType, "XML 1.0 §2.8, WFC: PEs in Internal Subset",
                "\(quoted(name)) has a reference to a parameter entity within a declaration"
            )
        case .longEnumeration:
            failure = DocumentTypeScanner.longEnumeration(at: 0)
            return false
        case nil: return count(text)
        }
    }

    static func handler(for listener: UnsafeMutablePointer<Self>) -> CXMLDSig_document_type_handler {
        unsafe CXMLDSig_document_type_handler(
            context: listener,
            document_type: { listener, name, hasExternalSubset in
                let listener = unsafe DocumentTypeListener.at(listener)
                if hasExternalSubset { unsafe listener.pointee.declaration.nameExternalSubset() }
                return unsafe listener.pointee.check(qualifiedName: octets(of: name))
            },
            element_name: { listener, prefix, local in
                let prefix = unsafe prefix.map { unsafe octets(of: $0) + [UInt8(ascii: ":")] } ?? []
                return unsafe DocumentTypeListener.at(listener).pointee.check(
                    qualifiedName: prefix + octets(of: local)
                )
            },
            entity: { listener, kind, name, text in
                let text = unsafe text.map { unsafe octets(of: $0) } ?? []
                let entity: DocumentTypeDeclaration.Entity =
                    switch kind {
                    case CXMLDSig_entity_internal: .internal(text)
                    case CXMLDSig_entity_external: .external(systemIdentifier: text)
                    default: .unparsed
                    }
                unsafe DocumentTypeListener.at(listener).pointee.declaration.declare(
                    entity: entity, named: octets(of: name)
                )
                return true
            },
            attribute: { listener, element, name, isID, isCDATA, value in
                let listener = unsafe DocumentTypeListener.at(listener)
                let names = unsafe (element: octets(of: element), attribute: octets(of: name))
                unsafe listener.pointee.declaration.declare(
                    DocumentTypeDeclaration.Attribute(isID: isID, isCDATA: isCDATA), named: names.attribute,
                    default: value.map { unsafe octets(of: $0) }, of: names.element
                )
                return unsafe listener.pointee.check(qualifiedName: names.element)
                    && listener.pointee.check(qualifiedName: names.attribute)
            },
            reference: { listener, name, text in
                unsafe DocumentTypeListener.at(listener).pointee.refer(
                    to: octets(of: name), text.map { unsafe octets(of: $0) }
                )
            },
            parameter_reference: { listener, name, text in
                unsafe DocumentTypeListener.at(listener).pointee.refer(
                    toParameter: octets(of: name), text.map { unsafe octets(of: $0) }
                )
            }
        )
    }

    private static func at(_ context: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Self> {
        unsafe context.assumingMemoryBound(to: Self.self)
    }
}

/// The octets of a C string.
private func octets(of string: UnsafePointer<CChar>) -> [UInt8] {
    var count = 0
    while unsafe string[count] != 0 { count += 1 }
    return unsafe string.withMemoryRebound(to: UInt8.self, capacity: count) {
        unsafe Array(UnsafeBufferPointer(start: $0, count: count))
    }
}
