//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser

/// What the process says about all its inputs. Part of the contract with scripts.
enum ExitStatus: Int32, CaseIterable {
    case passed = 0
    /// A signature is `TOTAL-FAILED`, or there are too few.
    case failed = 1
    case indeterminate = 2
    case noSignature = 3
    case usage = 64
    /// An input was refused or is not well-formed.
    case refused = 65
    case unreadable = 66
    /// A fault of ours.
    case internalFault = 70

    /// The first that applies over all inputs wins.
    private static let precedence: [Self] = [
        .usage, .internalFault, .unreadable, .refused, .failed, .indeterminate, .noSignature, .passed,
    ]

    /// The one of two that the process ends with.
    func combined(with other: Self) -> Self {
        Self.precedence.first { $0 == self || $0 == other } ?? .internalFault
    }

    /// Ends the command. Nothing is printed; what there was to say has been said.
    func end() throws {
        if self != .passed { throw ExitCode(rawValue) }
    }
}

/// Ends the process with a message on standard error.
struct ToolFailure: Error, CustomStringConvertible {
    let status: ExitStatus
    let description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
