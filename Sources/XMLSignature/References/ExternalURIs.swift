//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The URIs that name something outside of a document, each once, in document order.
struct ExternalURIs {
    private(set) var uris: [[UInt8]] = []
    private var seen: Set<[UInt8]> = []

    /// - Parameter signatures: Those of the document whose structure is in order.
    init(of signatures: some Sequence<Signature>) {
        for signature in signatures {
            for reference in signature.signedInfo.references { add(reference.uri) }
            for retrieval in signature.keyInfo?.retrievals ?? [] { add(retrieval.uri) }
            for manifest in signature.manifests {
                guard case .success(let entries) = manifest.entries else { continue }
                for entry in entries { add(entry.uri) }
            }
        }
    }

    private mutating func add(_ uri: [UInt8]?) {
        guard let uri, SameDocumentReference(uri) == nil, seen.insert(uri).inserted else { return }
        uris.append(uri)
    }
}
