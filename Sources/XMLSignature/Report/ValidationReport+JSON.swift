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
import SignatureCryptography

extension ValidationReport {
    /// The report as one line of JSON, without a line end; members in the order of the documentation.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("document", document)
            writer.member("sha256", sha256)
            writer.member("bytes", bytes)
            writer.member("indication", indication.rawValue)
            writer.member("signatures", signatures)
            writer.member("findings", findings)
            writer.member("coverage", coverage)
            writer.member("process", process)
            writer.member("error", error)
            writer.member("environment", environment)
        }
        return writer.octets
    }
}

extension SignatureReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("number", number)
            writer.member("id", id)
            writer.member("path", path)
            writer.member("line", line)
            writer.member("indication", indication.rawValue)
            writer.member("subIndication", subIndication?.rawValue)
            writer.member("coreValidation", coreValidation.rawValue)
            writer.member("signatureMethod", signatureMethod)
            writer.member("findings", findings)
            writer.member("references", references)
            writer.member("manifests", manifests)
            writer.member("relations", relations)
            writer.member("signer", signer)
            writer.member("certificatePath", certificatePath)
            writer.member("revocation", revocation.rawValue)
            writer.member("certificateRevocation", certificateRevocation)
            writer.member("signingTime", signingTime)
            writer.member("validationTime", validationTime.rfc3339)
            writer.member("role", role)
        }
    }
}

extension Finding: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", code.description)
            writer.member("severity", severity.rawValue)
            writer.member("message", message)
            writer.member("clause", clause)
            writer.member("line", line)
            writer.member("column", column)
        }
    }
}

extension ReferenceReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("uri", uri)
            writer.member("type", type)
            writer.member("digestMethod", digestMethod)
            writer.member("transforms", transforms)
            writer.member("status", status.rawValue)
            writer.member("bytes", bytes)
            writer.member("covers", covers)
        }
    }
}

extension ManifestReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("path", path)
            writer.member("references", references)
        }
    }
}

extension RelationReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("signature", signature)
            writer.member("kind", kind.rawValue)
        }
    }
}

extension SignerReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("subject", subject)
            writer.member("issuer", issuer)
            writer.member("serial", serial)
            writer.member("notBefore", notBefore.rfc3339)
            writer.member("notAfter", notAfter.rfc3339)
            writer.member("sha256", sha256)
            writer.member("organization", organization)
            writer.member("identifiers", identifiers)
        }
    }
}

extension SubjectIdentifierReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("attribute", attribute)
            writer.member("text", text)
            writer.member("type", type)
            writer.member("country", country)
            writer.member("value", value)
            writer.member("branch", branch)
        }
    }
}

extension PathCertificateReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("subject", subject)
            writer.member("sha256", sha256)
            // Members of the anchor alone.
            if let anchor { writer.member("anchor", anchor) }
            if let anchorName { writer.member("anchorName", anchorName) }
        }
    }
}

extension SigningTimeReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("claimed", claimed?.rfc3339)
            writer.member("proven", proven?.rfc3339)
            writer.member("provenBy", provenBy)
        }
    }
}

extension CoverageReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("signedNodes", signedNodes)
            writer.member("unsignedNodes", unsignedNodes)
            writer.member("envelopeNodes", envelopeNodes)
            writer.member("unsigned", unsigned)
        }
    }
}

extension ProcessReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("policy", policy)
            writer.member("met", met)
            writer.member("steps", steps)
        }
    }
}

extension ProcessReport.Step: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("role", role)
            writer.member("signature", signature)
            writer.member("met", met)
        }
    }
}

extension ErrorReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", code)
            writer.member("message", message)
            writer.member("line", line)
            writer.member("column", column)
            writer.member("hint", hint)
        }
    }
}

extension EnvironmentReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("version", version)
            writer.member("openssl", openssl)
            writer.member("opensslAdvisories", opensslAdvisories.map(\.rawValue))
            writer.member("policy", policy)
            writer.member("policySHA256", policySHA256)
            writer.member("trustSHA256", trustSHA256)
        }
    }
}
