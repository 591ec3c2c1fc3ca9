//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

/// Why a member of a batch, or what holds the members, can't be looked at.
package struct BatchError: XMLDSigError, Hashable {
    package typealias Code = BatchErrorName

    package let code: Code
    package let hint: String

    package var codeName: String { code.rawValue }
    package var position: SourcePosition? { nil }
    package var clause: String? { nil }

    package init(_ code: Code, _ hint: String) {
        self.code = code
        self.hint = hint
    }
}
