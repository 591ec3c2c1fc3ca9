//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics

extension ChainReport {
    /// The report as one line of JSON, without a line end; members in the order of the documentation.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("document", document)
            writer.member("verdict", verdict.rawValue)
            writer.member("subIndication", subIndication?.rawValue)
            writer.member("subject", subject)
            writer.member("purpose", purpose)
            writer.member("profile", profile)
            writer.member("host", host)
            writer.member("validationTime", validationTime.rfc3339)
            writer.member("certificatePath", certificatePath)
            writer.member("checks", checks)
            writer.member("revocation", revocation.rawValue)
            writer.member("certificateRevocation", certificateRevocation)
            writer.member("findings", findings)
            writer.member("otherPaths", otherPaths)
            writer.member("environment", environment)
        }
        return writer.octets
    }
}

extension ChainCheckReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("outcome", outcome)
            writer.member("clause", clause)
        }
    }
}

extension TriedPathReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("certificates", certificates)
            writer.member("subIndication", subIndication.rawValue)
            writer.member("findings", findings)
        }
    }
}
