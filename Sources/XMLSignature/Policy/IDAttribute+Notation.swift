//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CanonicalXML

extension IDAttribute {
    /// The attribute of this name as policies, manifests and the command line write it: `Name` in no namespace,
    /// `xml:Name`, or `{namespace}Name`.
    ///
    /// - Returns: `nil` where the text is none of the three.
    package init?(notation: String) {
        let namespace: String
        let local: Substring
        if notation.hasPrefix("xml:") {
            namespace = "http://www.w3.org/XML/1998/namespace"
            local = notation.dropFirst("xml:".count)
        } else if notation.hasPrefix("{"), let end = notation.lastIndex(of: "}") {
            namespace = String(notation[notation.index(after: notation.startIndex)..<end])
            local = notation[notation.index(after: end)...]
        } else {
            namespace = ""
            local = notation[...]
        }
        guard !local.isEmpty, !local.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 <= 0x20 }) else { return nil }
        self.init(ExpandedName(namespace, String(local)))
    }

    /// The name as ``init(notation:)`` reads it.
    package var notation: String {
        let local = String(decoding: name.local, as: UTF8.self)
        if name.namespace.isEmpty { return local }
        let namespace = String(decoding: name.namespace, as: UTF8.self)
        return namespace.utf8.elementsEqual("http://www.w3.org/XML/1998/namespace".utf8)
            ? "xml:" + local : "{\(namespace)}\(local)"
    }
}
