//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// A list of trust anchors with their terms, as a file of JSON has it.
///
/// Decode it with the decoder of your choice, give it the files that it names, and make a ``TrustStore`` of the anchors:
///
/// ```swift
/// let list = try JSONDecoder().decode(TrustList.self, from: data)
/// let store = try TrustStore(list.anchors(files: list.files.map(octets)))
/// ```
///
/// A member that isn't known, a name that isn't known and `null` are errors: a restriction that nobody reads would be
/// none. Of a member that stands twice in one object `JSONDecoder` takes one in silence; look for such members first.
public struct TrustList: Hashable, Sendable {
    /// The one version of the form that there is.
    public static let version = 1

    /// How many anchors a list may have.
    public static let maximumAnchorCount = 65_536

    /// The set that its anchors belong to; `nil` where they belong to none.
    public let set: String?
    /// In the order of the file.
    public let entries: [Entry]

    /// - Parameters:
    ///   - set: The set that the anchors belong to.
    ///   - entries: At most ``maximumAnchorCount``.
    /// - Throws: `anchorTermsInvalid` where there are more.
    public init(set: String? = nil, entries: [Entry]) throws(CertificateError) {
        guard entries.count <= Self.maximumAnchorCount else {
            let message = "the list has \(entries.count) anchors; at most \(Self.maximumAnchorCount) are read"
            throw CertificateError(.anchorTermsInvalid, message)
        }
        self.set = set
        self.entries = entries
    }

    /// Where the certificate of an entry is.
    public enum Source: Hashable, Sendable {
        /// In the list.
        case certificate(Certificate)
        /// In a file that the list names, relative to its own folder.
        case file(String)
    }

    /// An anchor of the list.
    public struct Entry: Hashable, Sendable {
        /// What reports call the anchor.
        public let name: String?
        /// Where its certificate is.
        public let source: Source
        /// As ``TrustAnchor/trustedFrom``.
        public let from: Instant?
        /// As ``TrustAnchor/trustedUntil``.
        public let until: Instant?
        /// As ``TrustAnchor/purposes``.
        public let purposes: Set<CertificatePurpose>?
        /// As ``TrustAnchor/constraints``.
        public let constraints: TrustAnchorConstraints

        public init(
            _ source: Source,
            name: String? = nil,
            from: Instant? = nil,
            until: Instant? = nil,
            purposes: Set<CertificatePurpose>? = nil,
            constraints: TrustAnchorConstraints = TrustAnchorConstraints()
        ) {
            self.source = source
            self.name = name
            self.from = from
            self.until = until
            self.purposes = purposes
            self.constraints = constraints
        }
    }

    /// The paths of the files that the list names, one for each entry that names one, in the order of the entries.
    public var files: [String] { entries.compactMap { if case .file(let path) = $0.source { path } else { nil } } }

    /// The anchors of the list.
    ///
    /// - Parameter files: The octets of each of ``files``, in that order; each holds one certificate in a form of
    ///   ``Certificate/read(_:)``.
    /// - Throws: What is wrong with the first certificate that can't be read or can't be an anchor, with the number of
    ///   its entry; `noCertificate` for a file that isn't given, or that holds several.
    public func anchors(files: [[UInt8]]) throws(CertificateError) -> [TrustAnchor] {
        var rest = files[...]
        var anchors: [TrustAnchor] = []
        for (index, entry) in entries.enumerated() {
            do throws(CertificateError) {
                anchors.append(try anchor(entry, &rest))
            } catch {
                let name = entry.name.map { " `\(String($0.unicodeScalars.prefix(200)))`" } ?? ""
                let hint = "anchor \(index + 1)\(name): \(error.hint)"
                throw CertificateError(error.code, hint, clause: error.clause, at: error.position)
            }
        }
        return anchors
    }

    private func anchor(_ entry: Entry, _ files: inout ArraySlice<[UInt8]>) throws(CertificateError) -> TrustAnchor {
        try TrustAnchor(
            try certificate(entry.source, &files),
            name: entry.name,
            sets: set.map { [$0] } ?? [],
            trustedFrom: entry.from,
            trustedUntil: entry.until,
            purposes: entry.purposes,
            constraints: entry.constraints
        )
    }

    private func certificate(
        _ source: Source,
        _ files: inout ArraySlice<[UInt8]>
    ) throws(CertificateError) -> Certificate {
        switch source {
        case .certificate(let certificate): return certificate
        case .file(let path):
            guard let octets = files.popFirst() else {
                throw CertificateError(.noCertificate, "`\(path)` is not given")
            }
            let certificates = try Certificate.read(octets)
            guard certificates.count == 1 else {
                let message = "`\(path)` holds \(certificates.count) certificates; an entry is about one"
                throw CertificateError(.noCertificate, message)
            }
            return certificates[0]
        }
    }
}
