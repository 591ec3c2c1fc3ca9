//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Diagnostics

/// The code of the XPath error that the body ends with, what else it ends with as a text; `nil` where it ends well.
func xPathErrorCode(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch let error as XPathError {
        return error.codeName
    } catch {
        return "\(error)"
    }
}
