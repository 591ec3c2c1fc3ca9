//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

extension PublicKey {
    /// A key from the text of a file that holds one `PUBLIC KEY` (RFC 7468 §13).
    ///
    /// - Throws: `keyMalformed` where it is no such text; what it is instead is in the hint.
    public init(pem text: String) throws(CryptographyError) {
        let document = try SubjectPublicKeyInfo.parsing("PEM", clause: "RFC 7468 §13") {
            try PEMDocument(pemString: text)
        }
        guard document.discriminator.utf8.elementsEqual("PUBLIC KEY".utf8) else {
            throw CryptographyError(
                .keyMalformed,
                "the file holds a `\(document.discriminator)`; a `PUBLIC KEY` is asked for",
                clause: "RFC 7468 §13"
            )
        }
        try self.init(subjectPublicKeyInfo: document.derBytes)
    }
}
