//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

/// One input of a batch, of which nothing was looked at yet.
package struct BatchInput: Sendable {
    package enum Content: Sendable {
        /// A path as the system has it, read by the worker.
        case file([UInt8])
        case octets([UInt8])
        /// What it is takes work that the worker does, so that others needn't wait for it.
        case deferred(@Sendable () -> BatchInput)
        /// Nothing can be judged, for this reason.
        case failed(any XMLDSigError)
    }

    /// What the report calls it.
    package var name: String
    package var content: Content
    /// The time of its validation, where it comes with one.
    package var time: Instant?

    package init(_ name: String, _ content: Content, at time: Instant? = nil) {
        self.name = name
        self.content = content
        self.time = time
    }

    /// The input that it is, after the work that was deferred.
    var resolved: Self {
        guard case .deferred(let resolve) = content else { return self }
        return resolve().resolved
    }

    /// - Parameter path: As the system has it.
    package init(path: [UInt8]) { self.init(PathText.text(path), .file(path)) }
}

/// Inputs one after the other. What is asked for the next one may wait for a file or a pipe.
package protocol BatchInputs: IteratorProtocol<BatchInput> {}

/// How large what comes from outside may be.
package struct InputLimits: Sendable {
    package var documentBytes: Int
    package var archiveExpansion: ArchiveExpansion

    /// Of a line: a document in base64 or as text in JSON is in it, and some members.
    var lineBytes: Int {
        let (double, isTooLarge) = documentBytes.multipliedReportingOverflow(by: 2)
        return isTooLarge ? .max : double.addingReportingOverflow(65_536).partialValue
    }
}

/// Names of files, which are octets, as text.
enum PathText {
    /// The name where it is UTF-8; else what isn't ASCII stands as `\xE9`, so that no two names look the same.
    static func text(_ path: [UInt8]) -> String {
        if let text = String(validating: path, as: UTF8.self) { return text }
        return path.reduce(into: "") { text, octet in
            if octet < 0x80 {
                text.unicodeScalars.append(Unicode.Scalar(octet))
            } else {
                text += "\\x" + String(octet, radix: 16, uppercase: true)
            }
        }
    }
}
