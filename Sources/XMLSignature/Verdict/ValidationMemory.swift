//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation

/// What a worker keeps from one document to the next: memory that is used again, and what it saw lately.
///
/// Nothing in it decides anything: a verdict is the same with a memory that was just made.
struct ValidationMemory: ~Copyable {
    /// Reads the document, and what its references have to read; there is no other reader of a document's octets.
    var reader: XMLReader
    /// Reads canonical octets of `SignedInfo`, under the same limits: the document's tree is still in use then, so that
    /// its memory couldn't be.
    var signedInfoReader: XMLReader
    let base64 = RecentBase64()
    var certificates: KnownCertificates
    var paths = RecentPaths()
    var digests = SpareDigests()

    init(_ policy: ValidationPolicy, _ caches: ValidationCaches) {
        reader = policy.reader()
        signedInfoReader = policy.reader()
        certificates = KnownCertificates(caches)
    }
}

/// How often a worker's own memory knew an answer, so that nobody asked the caches that workers share.
package struct RecentAnswers: Hashable, Sendable {
    package var certificates = 0
    package var paths = 0

    package init() {}

    /// What came between two counts.
    package static func - (later: Self, earlier: Self) -> Self {
        var difference = later
        difference.certificates -= earlier.certificates
        difference.paths -= earlier.paths
        return difference
    }
}

extension ValidationMemory {
    var answers: RecentAnswers {
        var answers = RecentAnswers()
        answers.certificates = certificates.answerCount
        answers.paths = paths.answerCount
        return answers
    }
}

extension ValidationPolicy {
    fileprivate func reader() -> XMLReader {
        XMLReader(limits: reading, idAttributes: idAttributes, documentTypes: documentTypes)
    }
}
