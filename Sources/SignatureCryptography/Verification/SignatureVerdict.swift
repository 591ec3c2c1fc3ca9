//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What came out when a signature value was checked.
package enum SignatureVerdict: Hashable, Sendable {
    /// It is the message's signature. `leniencies` are those without which it would not have been.
    case verified(leniencies: SignatureValueForms)
    /// It is not.
    case notVerified(Reason)

    /// Why it is not.
    package enum Reason: Hashable, Sendable {
        /// The value has not as many octets as key and method ask for.
        case wrongLength(found: Int, expected: Int)
        /// The value is in DER, or padded otherwise, which wasn't allowed; or isn't what it looks like.
        case malformed(hint: String)
        /// A number in it is 0, or not below the order or the modulus.
        case outOfRange
        /// Everything is in form, and it is another message's or another key's.
        case mismatch
    }

    /// Whether it is the message's signature, leniencies or not.
    package var isVerified: Bool {
        if case .verified = self { true } else { false }
    }
}

extension SignatureVerdict.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .wrongLength(let found, let expected):
            "the value has \(found) octets, the key and the method ask for \(expected)"
        case .malformed(let hint): hint
        case .outOfRange: "a number in the value is out of range"
        case .mismatch: "the value doesn't belong to this message and this key"
        }
    }
}
