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
            writer.member("signatures", signatures)
            writer.member("claimedCoverage", claimedCoverage)
            writer.member("error", error)
        }
        return writer.octets
    }
}

extension InspectedSignature: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("number", number)
            writer.member("id", id)
            writer.member("path", path)
            writer.member("line", line)
            writer.member("canonicalizationMethod", canonicalizationMethod)
            writer.member("signatureMethod", signatureMethod)
            writer.member("references", references)
            writer.member("manifests", manifests)
            writer.member("keyInfo", keyInfo)
            writer.member("certificates", certificates)
            writer.member("claimedSigningTime", claimedSigningTime?.rfc3339)
            writer.member("findings", findings)
        }
    }
}
