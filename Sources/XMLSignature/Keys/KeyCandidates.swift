//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics
import SignatureCryptography

/// The public keys that may have made a signature, each once, in the order in which they are tried.
///
/// None of them is trusted for being here.
struct KeyCandidates {
    struct Candidate {
        let key: PublicKey
        /// Who brings it.
        let origin: Origin
        /// The certificates that hold it.
        var certificates: [Certificate]
    }

    enum Origin: Hashable {
        case pinned
        case keyInfo
        /// One of the certificates that the caller gave for building paths.
        case pool
    }

    private(set) var candidates: [Candidate] = []
    private var places: [PublicKey: Int] = [:]

    mutating func add(_ key: PublicKey, _ origin: Origin, _ certificate: Certificate? = nil) {
        if let place = places[key] {
            guard let certificate, !candidates[place].certificates.contains(certificate) else { return }
            candidates[place].certificates.append(certificate)
        } else {
            places[key] = candidates.count
            candidates.append(Candidate(key: key, origin: origin, certificates: certificate.map { [$0] } ?? []))
        }
    }

    /// Adds a certificate to the candidate that has its key already; makes no new candidate.
    mutating func attach(_ certificate: Certificate, _ key: PublicKey) {
        guard let place = places[key], !candidates[place].certificates.contains(certificate) else { return }
        candidates[place].certificates.append(certificate)
    }
}

/// What `KeyInfo` holds, decoded.
struct DecodedKeyInfo {
    /// Certificates with their keys; a certificate whose key can't be used has none.
    var certificates: [(certificate: Certificate, key: PublicKey?)] = []
    var keyValues: [PublicKey] = []
    var keyNames: [[UInt8]] = []
    var findings: [Finding] = []

    /// How many of the children that aren't used are named.
    private static let maximumNoteCount = 20

    init() {}

    init(_ keyInfo: KeyInfo, _ positions: PositionIndex, _ tree: XMLTree) {
        keyNames = keyInfo.keyNames
        for encoded in keyInfo.certificates { decode(encoded, positions) }
        for value in keyInfo.keyValues {
            switch value.key {
            case .success(let key): keyValues.append(key)
            case .failure(let error): findings.append(Self.unusable(error, positions.position(of: value.node)))
            }
        }
        for node in keyInfo.ignored.prefix(Self.maximumNoteCount) {
            findings.append(
                Finding(
                    .keyInfoIgnored,
                    .information,
                    "`\(tree.nameAsWritten(of: node))` in KeyInfo isn't used",
                    clause: "XML-DSig §4.5",
                    at: positions.position(of: node)
                )
            )
        }
    }

    private mutating func decode(_ encoded: KeyInfo.EncodedCertificate, _ positions: PositionIndex) {
        do throws(CertificateError) {
            let certificate = try Certificate(der: encoded.octets)
            do throws(CryptographyError) {
                certificates.append((certificate, try certificate.publicKey))
            } catch {
                certificates.append((certificate, nil))
                findings.append(Self.unusable(error, positions.position(of: encoded.node)))
            }
        } catch {
            findings.append(Self.unusable(error, positions.position(of: encoded.node)))
        }
    }

    private static func unusable(_ error: any XMLDSigError, _ position: SourcePosition) -> Finding {
        Finding(.keyInfoUnusable, .warning, error.hint, clause: error.clause, at: position)
    }

    /// All that `KeyInfo` says has to be about one key (XML-DSig §4.5): key values that differ from one another or from
    /// every certificate contradict it.
    func contradiction(at node: XMLNode) -> Objection? {
        guard let first = keyValues.first else { return nil }
        let certified = certificates.map(\.key)
        let isAmongCertified = certified.isEmpty || certified.contains(nil) || certified.contains(first)
        guard isAmongCertified, keyValues.allSatisfy({ $0 == first }) else {
            return Objection(
                .keyValueContradictsCertificate,
                .formatFailure,
                certified.isEmpty
                    ? "KeyInfo holds two different keys"
                    : "the KeyValue is the key of none of the certificates beside it",
                clause: "XML-DSig §4.5",
                at: node
            )
        }
        return nil
    }
}
