//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What every error of this library says: a document, a key or a certificate could not be judged.
///
/// A signature that is judged bad is not an error but a ``Finding`` in the report.
public protocol XMLDSigError: Error, Sendable, CustomStringConvertible {
    /// A stable word for programs, such as `duplicate-attribute`; listed in the catalogue of the documentation.
    var codeName: String { get }
    /// Where in the input, as far as it is known.
    var position: SourcePosition? { get }
    /// The clause of the standard that decides it, such as `Namespaces in XML 1.0 §6.3`.
    var clause: String? { get }
    /// What was found and what would be accepted, for a person.
    var hint: String { get }
}

extension XMLDSigError {
    public var description: String {
        var text = codeName
        if let position { text += " at \(position)" }
        text += ": \(hint)"
        if let clause { text += " (\(clause))" }
        return text
    }

    /// The code and the hint, for the message of a finding that the error leads to.
    package var reason: String { "\(codeName): \(hint)" }
}
