//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension XMLReader {
    /// Reads a document that has a document type declaration, as the policy says.
    ///
    /// - Parameter offset: Where the declaration stands.
    mutating func readDocumentType(_ source: UTF8Source, at offset: Int) throws(ReadingFailure) -> XMLTree {
        throw ReadingFailure(
            .documentTypeDeclaration, at: offset, "XML 1.0 §2.8",
            "a document type declaration; the policy allows none"
        )
    }
}
