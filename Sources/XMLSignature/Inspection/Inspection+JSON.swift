//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

extension Inspection {
    /// The inspection as one line of JSON, without a line end; members in the order of the documentation.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("document", document)
            writer.member("sha256", sha256)
            writer.member("bytes", bytes)
            writer.name("signatures")
            writer.array(signatures) { $1.write(to: &$0) }
            writer.name("claimedCoverage")
            if let claimedCoverage { claimedCoverage.write(to: &writer) } else { writer.null() }
            writer.name("error")
            if let error { error.write(to: &writer) } else { writer.null() }
        }
        return writer.octets
    }
}

extension InspectedSignature {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("number", number)
            writer.member("id", id)
            writer.member("path", path)
            writer.member("line", line)
            writer.member("canonicalizationMethod", canonicalizationMethod)
            writer.member("signatureMethod", signatureMethod)
            writer.name("references")
            writer.array(references) { $1.write(to: &$0) }
            writer.member("keyInfo", keyInfo)
            writer.name("certificates")
            writer.array(certificates) { $1.write(to: &$0) }
            writer.member("claimedSigningTime", claimedSigningTime?.rfc3339)
            writer.name("findings")
            writer.array(findings) { $1.write(to: &$0) }
        }
    }
}
