//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

/// Why a file could not be read.
package struct InputFileError: XMLDSigError, Hashable {
    package let code: Code
    package let path: String
    package let hint: String

    package var codeName: String { code.rawValue }
    package var position: SourcePosition? { nil }
    package var clause: String? { nil }

    package init(_ code: Code, path: String, _ hint: String) {
        self.code = code
        self.path = path
        self.hint = hint
    }

    package typealias Code = InputFileErrorName
}
