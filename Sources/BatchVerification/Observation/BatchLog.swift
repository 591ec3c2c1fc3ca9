//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Logging
import XMLSignature

/// What a batch tells a log: begin and end as information, a document that was refused as a warning, each document for
/// debugging.
struct BatchLog: Sendable {
    private let logger: Logger

    init(_ logger: Logger) { self.logger = logger }

    func begin(workers: Int) { logger.info("batch began", metadata: ["workers": "\(workers)"]) }

    func document(_ result: BatchResult) {
        let report = result.report
        if let error = report.error {
            logger.warning(
                "document refused",
                metadata: [
                    "number": "\(result.number)", "document": "\(report.document ?? "")", "code": "\(error.code)",
                ]
            )
        } else {
            logger.debug(
                "document judged",
                metadata: [
                    "number": "\(result.number)", "document": "\(report.document ?? "")",
                    "indication": "\(report.indication.rawValue)",
                ]
            )
        }
    }

    func end(_ progress: BatchProgress) {
        logger.info(
            "batch ended", metadata: ["documents": "\(progress.documents)", "bytes": "\(progress.bytes)"]
        )
    }
}
