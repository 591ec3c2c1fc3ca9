//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Synchronization
package import XMLSignature

/// The files that a manifest names, each read once.
package final class FileCache: Sendable {
    private let folder: String
    private let limit: Int
    private let files = Mutex<[String: Result<[UInt8], InputFileError>]>([:])

    /// - Parameter folder: What relative paths start from.
    package init(folder: String, limit: Int) {
        self.folder = folder
        self.limit = limit
    }

    package func octets(_ path: String) throws(InputFileError) -> [UInt8] {
        if let known = files.withLock({ $0[path] }) { return try known.get() }
        // Read outside of the lock; that two workers read the same file at the same time does no harm.
        let result: Result<[UInt8], InputFileError>
        do {
            result = .success(try InputFile(path: absolute(path), limit: limit).octets)
        } catch {
            result = .failure(error)
        }
        files.withLock { $0[path] = result }
        return try result.get()
    }

    /// The path as the system understands it.
    func absolute(_ path: String) -> String {
        path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
    }
}
