//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Why a file can't be read.
package enum InputFileErrorName: String, CatalogueCode {
    case missing = "file-missing"
    case directory = "file-is-directory"
    case fifo = "file-is-fifo"
    case socket = "file-is-socket"
    case device = "file-is-device"
    case notPermitted = "file-not-permitted"
    case unreadable = "file-unreadable"
    case tooLarge = "limit-exceeded"

    package static let room = "InputFileError"

    package var entry: CatalogueEntry {
        switch self {
        case .missing:
            entry(
                [.error], nil,
                "There is no such file.",
                "Look at the path."
            )
        case .directory:
            entry(
                [.error], nil,
                "The path names a directory.",
                "Name the files in it."
            )
        case .fifo:
            entry(
                [.error], nil,
                "The path names a FIFO, which would be waited for.",
                "Give `-` and let it be standard input."
            )
        case .socket:
            entry(
                [.error], nil,
                "The path names a socket.",
                "Give a file."
            )
        case .device:
            entry(
                [.error], nil,
                "The path names a device.",
                "Give a file."
            )
        case .notPermitted:
            entry(
                [.error], nil,
                "Reading the file isn't permitted.",
                "Change the permissions, or run as somebody who may read it."
            )
        case .unreadable:
            entry(
                [.error], nil,
                "The system could not read the file.",
                "See the reason of the system in the hint."
            )
        case .tooLarge:
            entry(
                [.error], nil,
                "The file is larger than the limit on documents.",
                "Raise the limit in a policy of your own."
            )
        }
    }
}
