//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// The nodes of the document that went into a digest.
struct CoveredNodes: Hashable {
    /// The nodes, among them comments only where they were digested.
    var nodes: NodeSet
    /// Only text went in: the base64 transform of a node set takes nothing else.
    var isTextOnly = false
}
