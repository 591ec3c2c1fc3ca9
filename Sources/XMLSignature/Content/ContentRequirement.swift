//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What a signature has to be before its content is handed out.
public enum ContentRequirement: Hashable, Sendable {
    /// `TOTAL-PASSED`: somebody who is trusted signed it.
    case totalPassed
    /// Digests and signature value hold, whoever's key it is: for showing what a signature is about that can't be told
    /// to be good, such as one without a path to a trust anchor. Nothing may be decided by such content.
    case coreValid
}
