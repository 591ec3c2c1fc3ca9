//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension ShortOctets {
    /// A character of a text node's value, escaped (Canonical XML 1.0 §2.3, *Text Nodes*).
    @inline(__always)
    init(text scalar: Unicode.Scalar) {
        switch scalar {
        case "&": self.init("&amp;")
        case "<": self.init("&lt;")
        case ">": self.init("&gt;")
        case "\r": self.init("&#xD;")
        default: self.init(scalar)
        }
    }

    /// A character of an attribute's value, escaped (Canonical XML 1.0 §2.3, *Attribute Nodes*).
    @inline(__always)
    init(attributeValue scalar: Unicode.Scalar) {
        switch scalar {
        case "&": self.init("&amp;")
        case "<": self.init("&lt;")
        case "\"": self.init("&quot;")
        case "\t": self.init("&#x9;")
        case "\n": self.init("&#xA;")
        case "\r": self.init("&#xD;")
        default: self.init(scalar)
        }
    }
}
