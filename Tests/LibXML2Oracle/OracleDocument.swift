//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import CLibXML2Oracle

/// A document as libxml2 reads it: the second opinion in tests, and in nothing else.
///
/// Nodes have the numbers that ``XMLTree`` gives: the document is 0, then elements, texts, comments and processing
/// instructions in document order.
@safe package final class OracleDocument {
    let document: OpaquePointer

    /// - Parameter externalEntities: Their octets by system identifier as written; nothing else outside is read.
    package init(_ octets: [UInt8], externalEntities: [String: [UInt8]] = [:]) {
        // Only where there is no memory do the calls below fail.
        let document = unsafe CLibXML2Oracle_new()!
        for (systemIdentifier, content) in externalEntities {
            let added = unsafe content.withUnsafeBufferPointer {
                unsafe CLibXML2Oracle_add_entity(document, systemIdentifier, CLibXML2Oracle_octets($0))
            }
            precondition(added)
        }
        let isRead = unsafe octets.withUnsafeBufferPointer {
            unsafe CLibXML2Oracle_read(document, CLibXML2Oracle_octets($0))
        }
        precondition(isRead)
        unsafe self.document = document
    }

    deinit { unsafe CLibXML2Oracle_free(document) }

    /// Whether libxml2 takes it for well-formed, namespaces included.
    package var accepts: Bool { unsafe CLibXML2Oracle_accepts(document) }

    /// The first error that libxml2 reported.
    package var message: String? {
        unsafe CLibXML2Oracle_message(document).map { unsafe String(cString: $0) }
    }

    /// The number of nodes, the document included; attributes and namespaces are not counted.
    ///
    /// - Precondition: The document was accepted.
    package var nodeCount: Int {
        buildTree()
        return unsafe CLibXML2Oracle_node_count(document)
    }

    /// What an application is told of the document.
    ///
    /// - Precondition: The document was accepted.
    package var events: DocumentEvents {
        precondition(accepts, "libxml2 did not accept the document")
        let events = unsafe CLibXML2Oracle_events(document)
        return unsafe DocumentEvents(octets: Array(UnsafeBufferPointer(start: events.octets, count: events.count)))
    }

    func buildTree() {
        precondition(accepts, "libxml2 did not accept the document")
        let isBuilt = unsafe CLibXML2Oracle_build(document)
        precondition(isBuilt)
    }
}

extension CLibXML2Oracle_octets {
    fileprivate init(_ buffer: UnsafeBufferPointer<UInt8>) {
        unsafe self.init(octets: buffer.baseAddress, count: buffer.count)
    }
}
