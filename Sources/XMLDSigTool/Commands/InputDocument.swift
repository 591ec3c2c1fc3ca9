//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import FixtureManifests
import XMLDSig

/// A document that the command line names.
struct InputDocument {
    /// As it was named; `-` is standard input.
    let name: String

    /// - Parameter limit: The most octets that are read.
    func octets(limit: Int) throws(InputFileError) -> [UInt8] {
        name == "-"
            ? try InputFile(standardInputWithLimit: limit).octets
            : try InputFile(path: name, limit: limit).octets
    }
}
