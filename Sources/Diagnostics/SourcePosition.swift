//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A place in the octets that were read.
public struct SourcePosition: Hashable, Sendable, Codable {
    /// The line, from 1; lines end as XML 1.0 §2.11 says.
    public let line: Int
    /// The column in characters (Unicode scalars), from 1; 0 where only the line is known.
    public let column: Int
    /// The offset from the first octet of the input as it was given, from 0; -1 where only the line is known.
    public let byteOffset: Int

    /// A place; see the properties for what stands where something isn't known.
    public init(line: Int, column: Int, byteOffset: Int) {
        self.line = line
        self.column = column
        self.byteOffset = byteOffset
    }
}

extension SourcePosition: CustomStringConvertible {
    public var description: String {
        column > 0 ? "line \(line), column \(column)" : "line \(line)"
    }
}
