//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A published vulnerability of OpenSSL, by its number, such as `CVE-2026-45447`.
public struct OpenSSLAdvisory: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
}

extension OpenSSLAdvisory: CustomStringConvertible {
    public var description: String { rawValue }
}

extension OpenSSL {
    /// The advisories of the OpenSSL project that are about the version at hand; none where none of those published by
    /// November 2026 is.
    ///
    /// Only those about what documents, certificates and revocation data reach: certificates and lists, ASN.1, keys,
    /// signatures and time-stamps. They go by the number of the version, and a distributor may have mended it under the
    /// old one.
    public static let advisories = advisories(ofVersion: version)

    /// The same of any version; none where the text is no version.
    package static func advisories(ofVersion text: String) -> [OpenSSLAdvisory] {
        guard let version = Version(text) else { return [] }
        return known.flatMap { fixes, numbers in version.isWithout(fixes) ? numbers : [] }
            .map { OpenSSLAdvisory(rawValue: $0) }
    }

    /// By the releases that mended them, the newest first.
    ///
    /// Each was compared with the record that the OpenSSL project publishes of it (`secjson/` of
    /// github.com/openssl/release-metadata), up to the announcement of 29 September 2026. Records say nothing of lines that
    /// had ended. Left out is what is about TLS, QUIC, CMP, encryption, signing, PKCS #12, the `openssl` command, checks of
    /// OpenSSL that nobody turns on here, such as CVE-2026-42765 (OCSP along a path), and CVE-2026-35189, since certificates
    /// that use it are refused when they are read.
    private static let known: [(fixes: [Version], numbers: [String])] = [
        // Of 4.0 alone: the earlier lines never had it.
        ([0, 1, 2, 3, 4, 5, 6].map { Version(3, $0, 0) } + [Version(4, 0, 3)], ["CVE-2026-84783"]),
        (
            [Version(3, 0, 21), Version(3, 4, 6), Version(3, 5, 7), Version(3, 6, 3), Version(4, 0, 1)],
            ["CVE-2026-45447", "CVE-2026-34180", "CVE-2026-7383"]
        ),
        (
            [Version(3, 0, 20), Version(3, 3, 7), Version(3, 4, 5), Version(3, 5, 6), Version(3, 6, 2)],
            ["CVE-2026-28388"]
        ),
        (
            [Version(3, 0, 19), Version(3, 3, 6), Version(3, 4, 4), Version(3, 5, 5), Version(3, 6, 1)],
            ["CVE-2025-69420", "CVE-2026-22796"]
        ),
        (
            [Version(3, 0, 15), Version(3, 1, 7), Version(3, 2, 3), Version(3, 3, 2)],
            ["CVE-2024-6119"]
        ),
        (
            [Version(3, 0, 14), Version(3, 1, 6), Version(3, 2, 2), Version(3, 3, 1)],
            ["CVE-2024-4603"]
        ),
        ([Version(3, 0, 13), Version(3, 1, 5), Version(3, 2, 1)], ["CVE-2023-6237"]),
        (
            [Version(3, 0, 9), Version(3, 1, 1)],
            ["CVE-2023-2650", "CVE-2023-0466", "CVE-2023-0465", "CVE-2023-0464"]
        ),
        (
            [Version(3, 0, 8)],
            ["CVE-2023-0401", "CVE-2023-0286", "CVE-2023-0217", "CVE-2023-0216", "CVE-2022-4203", "CVE-2022-3996"]
        ),
        ([Version(3, 0, 7)], ["CVE-2022-3786", "CVE-2022-3602"]),
        ([Version(3, 0, 3)], ["CVE-2022-1473", "CVE-2022-1343"]),
        ([Version(3, 0, 2)], ["CVE-2022-0778"]),
    ]

    private struct Version: Sendable {
        let line: [Int]
        let patch: Int

        init(_ major: Int, _ minor: Int, _ patch: Int) {
            line = [major, minor]
            self.patch = patch
        }

        /// From a text such as `3.0.19` or `3.5.0-beta1`; `nil` where it is none.
        init?(_ text: String) {
            let parts = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
                .split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
            guard parts.count == 3, let major = parts[0], let minor = parts[1], let patch = parts[2] else { return nil }
            self.init(major, minor, patch)
        }

        /// Whether none of the releases that mended something, in their order, is this one or an earlier one of its line.
        /// A line without such a release had ended before, or began with what the last one has.
        func isWithout(_ fixes: [Version]) -> Bool {
            if let fix = fixes.first(where: { $0.line == line }) { return patch < fix.patch }
            return fixes.last.map { line.lexicographicallyPrecedes($0.line) } ?? false
        }
    }
}
