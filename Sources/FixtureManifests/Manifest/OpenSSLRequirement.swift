//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// `openssl>=3.5` of `requires`: the case is about an algorithm that older versions don't offer.
package struct OpenSSLRequirement: Hashable, Sendable {
    package let major: Int
    package let minor: Int

    /// `nil` where the text is no such requirement.
    package init?(_ text: String) {
        let prefix = "openssl>="
        guard text.hasPrefix(prefix) else { return nil }
        let parts = text.dropFirst(prefix.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]) else { return nil }
        self.major = major
        self.minor = minor
    }

    /// Whether an OpenSSL of this version, such as `3.0.22`, meets it.
    package func isMet(by version: String) -> Bool {
        let parts = version.split(separator: ".").prefix(2).map { Int($0) ?? 0 }
        guard parts.count == 2 else { return false }
        return (parts[0], parts[1]) >= (major, minor)
    }
}
