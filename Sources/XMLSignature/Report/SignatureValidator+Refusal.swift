//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

extension SignatureValidator {
    /// The report of a document of which no octet could be judged, such as a file that can't be read.
    package func refusal(of name: String?, _ error: any XMLDSigError) -> ValidationReport {
        ValidationReport(
            document: name,
            sha256: nil,
            bytes: 0,
            indication: .refused,
            signatures: [],
            coverage: nil,
            error: ErrorReport(error),
            environment: environment
        )
    }
}
