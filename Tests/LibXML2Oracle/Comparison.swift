//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
package import CanonicalXML

/// What our reader and libxml2 make of one document.
package struct Comparison {
    package let document: [UInt8]
    /// What our reader tells, or why it refuses.
    package let ours: Result<DocumentEvents, XMLReadingError>
    /// What libxml2 tells; `nil` where it refuses.
    package let theirs: DocumentEvents?
    /// The first error that libxml2 reports.
    package let message: String

    /// - Parameter externalEntities: By system identifier.
    package init(
        _ document: [UInt8], reader: inout XMLReader, externalEntities: [String: [UInt8]] = [:]
    ) {
        self.document = document
        do throws(XMLReadingError) {
            ours = .success(DocumentEvents(try reader.read(document)))
        } catch {
            ours = .failure(error)
        }
        let oracle = OracleDocument(document, externalEntities: externalEntities)
        theirs = oracle.accepts ? oracle.events : nil
        message = oracle.message ?? ""
    }

    /// Whether both tell the same or both refuse.
    package var agrees: Bool {
        switch (ours, theirs) {
        case (.success(let mine), let theirs?): mine == theirs
        case (.failure, nil): true
        default: false
        }
    }

    /// The rule that explains the difference; `nil` where none does.
    package var deviation: Deviation? { Deviation.allCases.first { $0.explains(self) } }

    /// The difference, for a person.
    package var difference: String {
        let text = String(decoding: document, as: UTF8.self).debugDescription
        switch (ours, theirs) {
        case (.success(let mine), let theirs?):
            return "\(text): we and libxml2 tell \(mine.firstDifference(from: theirs) ?? "the same")"
        case (.failure(let error), nil): return "\(text): both refuse, \(error)"
        case (.failure(let error), _): return "\(text): only we refuse, \(error)"
        case (.success, nil): return "\(text): only libxml2 refuses, \(message)"
        }
    }
}
