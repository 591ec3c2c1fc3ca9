//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The forms of a signature value beside the standard's.
package struct SignatureValueForms: OptionSet, Hashable, Sendable {
    /// The bits of the set.
    package let rawValue: UInt8

    /// A set from its bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// ECDSA: `SEQUENCE { r INTEGER, s INTEGER }` in DER in place of r‖s.
    package static let derEncodedECDSA = Self(rawValue: 1)
    /// ECDSA: r‖s whose halves are equally long, but with octets 0 in front added or left out, as old Java writes it.
    package static let paddedECDSA = Self(rawValue: 2)
    /// HMAC: an HMACOutputLength below the full length.
    package static let truncatedHMAC = Self(rawValue: 4)
}

/// What a caller tolerates of a signature value beyond the standard's form. Every use is reported.
public struct SignatureValueLeniencies: Hashable, Sendable {
    /// How far an HMACOutputLength may truncate.
    public enum Truncation: Hashable, Sendable {
        /// Not at all.
        case none
        /// To max(80, half the length) bits, as XML-DSig 1.1 §4.4.2 (erratum E03 of the second edition) allows.
        case toTheStandardsFloor
        /// To this many bits, also below that floor.
        case toBits(Int)
    }

    /// Whether an ECDSA value in DER is taken.
    public var allowsDEREncodedECDSA = false
    /// Whether an ECDSA value is taken whose halves are padded otherwise than the standard says.
    public var allowsPaddedECDSA = false
    /// How far an HMAC may be truncated.
    public var truncation = Truncation.none

    /// The standard's form and nothing else.
    public init() {}

    /// The standard's form and nothing else.
    public static let none = Self()
}
