//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SignatureCryptography
import Testing

/// The records of github.com/openssl/release-metadata (`secjson/`, "lessThan" of each line), which are those of the
/// announcements of 27 January, 7 April, 9 June and 29 September 2026 and before.
@Suite("Advisories of OpenSSL")
struct OpenSSLAdvisoryTests {
    /// Of 4.0 alone.
    private static let september = ["CVE-2026-84783"]
    private static let june = ["CVE-2026-45447", "CVE-2026-34180", "CVE-2026-7383"]
    private static let april = june + ["CVE-2026-28388"]
    private static let january = april + ["CVE-2025-69420", "CVE-2026-22796"]
    private static let newest: [(version: String, numbers: [String])] = [
        ("3.0.22", []), ("3.0.21", []), ("3.0.20", june), ("3.0.19", april), ("3.0.18", january), ("3.0.15", january),
        ("3.0.14", january + ["CVE-2024-6119"]), ("3.0.13", january + ["CVE-2024-6119", "CVE-2024-4603"]),
        ("3.4.6", []), ("3.4.5", june), ("3.4.4", april), ("3.4.3", january),
        ("3.5.7", []), ("3.5.6", june), ("3.5.5", april), ("3.5.4", january),
        ("3.6.3", []), ("3.6.2", june), ("3.6.1", april), ("3.6.0", january),
        ("4.0.3", []), ("4.0.2", september), ("4.0.1", september), ("4.0.0", september + june), ("4.1.0", []),
        ("10.0.0", []),
    ]
    private static let ended: [(version: String, numbers: [String])] = [
        ("3.3.7", june), ("3.3.6", april), ("3.3.5", january), ("3.3.2", january),
        ("3.3.1", january + ["CVE-2024-6119"]), ("3.3.0", january + ["CVE-2024-6119", "CVE-2024-4603"]),
        ("3.2.6", january), ("3.2.1", january + ["CVE-2024-6119", "CVE-2024-4603"]),
        ("3.1.8", january), ("3.1.4", january + ["CVE-2024-6119", "CVE-2024-4603", "CVE-2023-6237"]),
    ]
    private static let others: [(version: String, numbers: [String])] = [
        ("3.0.22+quic", []), ("3.0.20-dev", june), ("", []), ("3", []), ("3.0", []), ("3..1", []), ("BoringSSL", []),
    ]

    @Test("are named for versions that are older than what mended them", arguments: newest + ended + others)
    func named(version: String, numbers: [String]) {
        #expect(OpenSSL.advisories(ofVersion: version).map(\.rawValue) == numbers)
    }

    @Test("are more, the older the version is")
    func monotonic() {
        let counts = (0...22).map { OpenSSL.advisories(ofVersion: "3.0.\($0)").count }
        #expect(counts == counts.sorted(by: >))
        #expect(counts.first == 24)
        let first = Set(OpenSSL.advisories(ofVersion: "3.0.0").map(\.rawValue))
        #expect(first.isSuperset(of: ["CVE-2022-0778", "CVE-2022-1343", "CVE-2023-0286", "CVE-2023-0464"]))
        #expect(first.count == 24)
    }

    @Test("of the version at hand are those of its number")
    func atHand() { #expect(OpenSSL.advisories == OpenSSL.advisories(ofVersion: OpenSSL.version)) }
}
