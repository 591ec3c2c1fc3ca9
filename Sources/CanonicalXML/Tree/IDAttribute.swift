//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The name of an attribute whose value is an ID.
public struct IDAttribute: Hashable, Sendable {
    public let name: ExpandedName

    public init(_ name: ExpandedName) { self.name = name }

    /// `Id`, `ID`, `id`, `xml:id` and `wsu:Id`.
    public static let defaults: [Self] = [
        Self(ExpandedName("Id")), Self(ExpandedName("ID")), Self(ExpandedName("id")),
        Self(ExpandedName("http://www.w3.org/XML/1998/namespace", "id")),
        Self(
            ExpandedName(
                "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd", "Id"
            )
        ),
    ]
}
