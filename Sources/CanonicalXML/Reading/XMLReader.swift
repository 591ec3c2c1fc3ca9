//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Reads documents: XML 1.0 (fifth edition) with Namespaces in XML 1.0 (third edition), all of well-formedness.
///
/// One reader reads any number of documents, one after another, and keeps its table of names from one to the next;
/// nothing else of a document is left, also not of one that was refused.
public struct XMLReader: ~Copyable, Sendable {
    let limits: ReadingLimits
    let documentTypes: DocumentTypePolicy
    private let idAttributes: [IDAttribute]
    /// Moved out while a document is read, so that its parts are changed in place.
    private var scratch: ReadingScratch?

    /// - Parameters:
    ///   - limits: How much a document may ask for.
    ///   - idAttributes: The names of the attributes that are IDs.
    ///   - documentTypes: What to do with a document type declaration.
    public init(
        limits: ReadingLimits = ReadingLimits(), idAttributes: [IDAttribute] = IDAttribute.defaults,
        documentTypes: DocumentTypePolicy = .refused
    ) {
        self.limits = limits
        self.documentTypes = documentTypes
        self.idAttributes = idAttributes
    }

    /// Reads a document.
    ///
    /// - Parameter octets: The document in UTF-8, UTF-16, US-ASCII or ISO-8859-1.
    /// - Throws: What is wrong with it, and where.
    public mutating func read(_ octets: [UInt8]) throws(XMLReadingError) -> XMLTree {
        var source = UTF8Source(octets)
        do throws(ReadingFailure) {
            try checkSize(octets.count)
            try source.convert()
            try checkSize(source.octets.count)
            switch try readMarkup(of: source, limits) {
            case .complete(let tree): return tree
            case .documentType(let offset): return try readDocumentType(source, at: offset)
            }
        } catch {
            throw error.placed(in: source)
        }
    }

    /// Reads a source without a document type declaration, or up to one.
    ///
    /// - Parameter isExpanded: Whether the source was made by expanding entities.
    mutating func readMarkup(
        of source: UTF8Source, isExpanded: Bool = false, _ limits: ReadingLimits
    ) throws(ReadingFailure) -> ReadingOutcome {
        var reader = DocumentReader(
            source.octets.span.raw, isExpanded: isExpanded, limits: limits, scratch: takeScratch()
        )
        do throws(ReadingFailure) {
            let documentType = try reader.read(from: source.contentStart)
            var used = reader.finish()
            let outcome: ReadingOutcome =
                if let documentType {
                    .documentType(at: documentType)
                } else {
                    .complete(used.tree.finished(source, used.table))
                }
            scratch = consume used
            return outcome
        } catch {
            scratch = reader.finish()
            throw error
        }
    }

    private mutating func takeScratch() -> ReadingScratch {
        if let kept = scratch.take(), !kept.isOvergrown { return kept }
        return ReadingScratch(idAttributes)
    }

    /// Offsets have 32 bits, also those into the octets of names, of which a document may have twice its own number:
    /// those of each qualified name and of its parts.
    private static let mostOctets = 2_000_000_000

    func checkSize(_ count: Int) throws(ReadingFailure) {
        let limit = min(limits.documentBytes, Self.mostOctets)
        guard count > limit else { return }
        throw .limit("documentBytes", limit, at: -1, "the document has \(count) octets")
    }
}

/// What came of reading the markup of a document.
enum ReadingOutcome {
    case complete(XMLTree)
    /// A document type declaration stands at this offset, before the root element.
    case documentType(at: Int)
}
