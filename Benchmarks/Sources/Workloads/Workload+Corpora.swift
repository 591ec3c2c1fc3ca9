//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
import XMLDSig

extension Workload {
    /// A whole class of documents that `compare` has made, each once a pass.
    ///
    /// - Parameter path: Its folder, such as `.build-compare/corpora`.
    public static func classes(inCorpora path: String) -> [Workload] {
        ["invoice-rsa", "invoice-p256", "e-document", "small-elements-10MB", "namespaces-10MB"].map { name in
            Workload("class/\(name)") {
                let files = try Workloads.documents(inFolder: "\(path)/\(name)/good").map { try octets(ofFile: $0) }
                let trust = try TrustStore(Certificate.read(octets(ofFile: "\(path)/root.pem")))
                let policy = ValidationPolicy.strict.with(revocation: RevocationPolicy(.off))
                var worker = SignatureValidator(policy: policy, trust: trust).worker()
                let time = Instant(rfc3339: "2026-06-01T00:00:00Z")!
                var next = 0
                return {
                    defer { next = (next + 1) % files.count }
                    let indication = worker.validate(files[next], at: time).report.indication
                    guard indication == .totalPassed else { throw FileError("\(name) is \(indication.rawValue)") }
                    return 1
                }
            }
        }
    }
}
