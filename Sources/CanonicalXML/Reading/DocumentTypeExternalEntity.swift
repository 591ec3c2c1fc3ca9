//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// An external parsed entity as the caller gives it (XML 1.0 §4.3).
enum DocumentTypeExternalEntity {
    /// What a reference to it stands for: the entity in UTF-8, without its text declaration, line ends normalized (§2.11).
    ///
    /// - Parameter place: Where the reference is.
    static func replacementText(
        of octets: [UInt8], named name: [UInt8], at place: Int
    ) throws(ReadingFailure) -> [UInt8] {
        var source = UTF8Source(octets, isExternalEntity: true)
        do throws(ReadingFailure) {
            try source.convert()
        } catch {
            throw ReadingFailure(
                .externalEntity, at: place, error.clause, "the external entity \(quoted(name)): \(error.hint)"
            )
        }
        // Checked here: what stands after the reference could complete a character that the entity begins.
        guard source.octets.span.raw.isWellFormed else {
            throw ReadingFailure(
                .externalEntity, at: place, "XML 1.0 §4.3.3", "the external entity \(quoted(name)): it is no UTF-8"
            )
        }
        var text: [UInt8] = []
        source.octets.span.raw.normalizeLineEnds(source.contentStart..<source.octets.count, into: &text)
        return text
    }
}
