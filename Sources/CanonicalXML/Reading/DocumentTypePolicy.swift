//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
/// What a reader does with a document type declaration (XML 1.0 §2.8).
public enum DocumentTypePolicy: Hashable, Sendable {
    /// A document that has one is refused.
    case refused
    /// The internal subset counts: its entities, attribute defaults and types.
    ///
    /// An external subset or external parameter entity is never read; naming one is no error. An external general entity
    /// is what the caller gives for its system identifier as written, octet by octet, and where nobody gave one, the
    /// document is refused at the reference.
    case internalSubset(externalEntities: [[UInt8]: [UInt8]])
}
