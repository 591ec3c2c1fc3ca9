//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

extension TrustAnchor {
    /// What ``TrustStore/digest`` hashes of it.
    var digestInput: [UInt8] {
        var terms = AnchorTerms()
        terms.append("name", name)
        terms.append("set", sets)
        terms.append("from", trustedFrom?.rfc3339)
        terms.append("until", trustedUntil?.rfc3339)
        terms.append("purpose", purposes.map { Set($0.map(\.description)) } ?? [])
        constraints.write(to: &terms)
        let count = UInt32(terms.text.count)
        return certificate.fingerprint + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + terms.text
    }
}

/// The terms of an anchor as text that says nothing else: each value with its length before it.
struct AnchorTerms {
    private(set) var text: [UInt8] = []

    /// A term that there may be.
    mutating func append(_ name: String, _ value: String?) {
        guard let value else { return }
        let octets = Array(value.utf8)
        text += Array("\(name) \(octets.count) ".utf8) + octets + [UInt8(ascii: "\n")]
    }

    /// A term of several values, in the order of their octets.
    mutating func append(_ name: String, _ values: some Sequence<String>) {
        for value in values.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { append(name, value) }
    }

    /// A term that is there or not.
    mutating func append(_ name: String, _ isThere: Bool) {
        if isThere { append(name, "yes") }
    }
}
