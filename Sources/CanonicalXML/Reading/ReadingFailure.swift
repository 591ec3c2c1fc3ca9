//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import Diagnostics

/// Why reading stops, by an offset into the source; its place in the input is looked up only then.
struct ReadingFailure: Error {
    let code: XMLReadingError.Code
    let offset: Int
    let clause: String?
    let hint: String
    let limit: XMLReadingError.Limit?

    init(
        _ code: XMLReadingError.Code, at offset: Int, _ clause: String?, _ hint: String,
        limit: XMLReadingError.Limit? = nil
    ) {
        self.code = code
        self.offset = offset
        self.clause = clause
        self.hint = hint
        self.limit = limit
    }

    /// More of something than a limit allows.
    static func limit(_ name: String, _ value: Int, at offset: Int, _ what: String) -> ReadingFailure {
        ReadingFailure(
            .limitExceeded, at: offset, nil, "\(what); the limit `\(name)` is \(value)",
            limit: XMLReadingError.Limit(name, value)
        )
    }
}

extension ReadingFailure {
    /// What the caller of a reader gets.
    func placed(in source: UTF8Source) -> XMLReadingError {
        var position: SourcePosition?
        // What is wrong with the document as a whole has no place.
        if offset >= 0 {
            var counter = PlaceCounter(source.origin)
            counter.advance(to: min(offset, source.octets.count), in: source.octets.span)
            position = counter.position(source.origin)
        }
        return XMLReadingError(code, at: position, clause: clause, hint, limit: limit)
    }
}
