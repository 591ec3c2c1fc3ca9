//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension SignatureVectorFile {
    /// The outcome of a `sigvec` case.
    static func outcome(of octets: [UInt8]) -> FixtureOutcome {
        let file: Self
        do {
            file = try Self(json: Data(octets))
        } catch {
            return FixtureOutcome(nil, detail: "the file holds no signature vectors: \(error)")
        }
        let outcome = file.run()
        return FixtureOutcome(FixtureOutcome.Got(rawValue: outcome.answer), detail: outcome.detail)
    }
}
