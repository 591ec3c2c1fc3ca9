//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics

/// What the caller gave for the URIs of a document, asked for once and before any of it is used.
struct ResolvedExternalData: Sendable {
    private var answers: [[UInt8]: Result<[UInt8], Objection>] = [:]
    /// The octets of all of it.
    private(set) var octetCount = 0

    /// Of a document without URIs.
    static let none = Self()

    private init() {}

    private static let clause = "XML-DSig §4.4.3.1"

    init(of uris: ExternalURIs, from resolver: any ExternalDataResolver, _ limits: SignatureLimits) {
        for (index, uri) in uris.uris.enumerated() {
            guard index < limits.externalURIs else {
                answers[uri] = .failure(
                    .limit("URIs outside of the document", uris.uris.count, at: limits.externalURIs, nil)
                )
                continue
            }
            ask(resolver, for: uri, limits.externalOctets)
        }
    }

    private mutating func ask(_ resolver: any ExternalDataResolver, for uri: [UInt8], _ limit: Int) {
        let text = String(decoding: uri, as: UTF8.self)
        do {
            guard let content = try resolver.content(behind: text) else { return }
            let octets = try content.read(limit: limit - octetCount)
            octetCount += octets.count
            answers[uri] = .success(octets)
        } catch ExternalContent.Failure.tooLarge {
            answers[uri] = .failure(
                Objection(
                    .limitExceeded,
                    .signatureConstraintsFailure,
                    "the external data of the document is larger than the policy's \(limit) octets at `\(text)`"
                )
            )
        } catch ExternalContent.Failure.unreadable(let reason) {
            answers[uri] = .failure(Self.failed(text, reason))
        } catch {
            answers[uri] = .failure(Self.failed(text, "\(error)"))
        }
    }

    private static func failed(_ uri: String, _ reason: String) -> Objection {
        Objection(
            .externalDataFailed,
            .signedDataNotFound,
            "the caller's resolver could not give the data behind `\(uri)`: \(reason)",
            clause: clause
        )
    }

    /// The octets behind a URI.
    func octets(behind uri: [UInt8]) throws(Objection) -> [UInt8] {
        guard let answer = answers[uri] else {
            throw Objection(
                .referenceNotFound,
                .signedDataNotFound,
                "nobody gave the data behind `\(String(decoding: uri, as: UTF8.self))`",
                clause: Self.clause
            )
        }
        return try answer.get()
    }
}
