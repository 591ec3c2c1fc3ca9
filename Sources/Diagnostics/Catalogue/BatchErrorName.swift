//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Why a member of a batch can't be looked at.
package enum BatchErrorName: String, CatalogueCode {
    case malformedLine = "list-line-malformed"
    case notSupported = "not-supported"
    case malformedFrame = "frame-malformed"
    case damagedArchive = "archive-damaged"
    case archiveProgram = "archive-program-missing"
    case archiveMember = "archive-member-unsupported"
    case limit = "limit-exceeded"

    package static let room = "BatchError"

    package var entry: CatalogueEntry {
        switch self {
        case .malformedLine:
            entry(
                [.error], nil,
                "A line of a list names no document.",
                "Write a path, or a JSON object with one of `path`, `document` and `xml`."
            )
        case .notSupported:
            entry(
                [.error], nil,
                "A line of a list asks for what isn't built yet.",
                "Leave the member out and judge by what the report says then, or wait for a version that knows it."
            )
        case .malformedFrame:
            entry(
                [.error], nil,
                "A document of a length-prefixed stream has no such length, or the stream ends before it does.",
                "Write the length in decimal, a space, a name, a line end, and then as many octets."
            )
        case .damagedArchive:
            entry(
                [.error], nil,
                "An archive ends too early or is damaged; what was read before was judged.",
                "Get the archive again; `bsdtar -tvf` says where it breaks."
            )
        case .archiveProgram:
            entry(
                [.error], nil,
                "The program that reads archives isn't installed.",
                "Install `bsdtar` (Debian: libarchive-tools), or unpack the archive and give the folder."
            )
        case .archiveMember:
            entry(
                [.error], nil,
                "A member of an archive is no file with content of its own, such as a link.",
                "Pack the file itself."
            )
        case .limit:
            entry(
                [.error], nil,
                "A line, a member or an archive is larger than the limit.",
                "Raise the limit on documents in a policy of your own, or split the archive."
            )
        }
    }
}
