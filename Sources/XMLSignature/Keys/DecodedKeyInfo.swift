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

/// What `KeyInfo` holds, decoded, and what it leads to.
struct DecodedKeyInfo {
    /// Certificates with their keys; a certificate whose key can't be used has none.
    private(set) var certificates: [(certificate: Certificate, key: PublicKey?)] = []
    private(set) var keyValues: [PublicKey] = []
    private(set) var keyNames: [[UInt8]] = []
    /// Nothing in them is believed before somebody asks about a certificate.
    private(set) var revocationLists: [RevocationList] = []
    /// What is said of the certificate that holds the key.
    private(set) var descriptions: [(description: CertificateDescription, position: SourcePosition)] = []
    var findings: [Finding] = []

    /// How many of the children that aren't used are named.
    private static let maximumNoteCount = 20

    init() {}

    /// Adds what a `KeyInfo` holds itself.
    ///
    /// - Parameters:
    ///   - known: Where certificates come from that were read before.
    ///   - position: Where a node of its tree stands in the document.
    mutating func add(
        _ keyInfo: KeyInfo, in tree: XMLTree, _ algorithms: AlgorithmPolicy, _ known: inout KnownCertificates,
        at position: (XMLNode) -> SourcePosition
    ) {
        keyNames += keyInfo.keyNames
        for data in keyInfo.x509Data {
            for encoded in data.certificates { add(der: encoded.octets, &known, at: position(encoded.node)) }
            for encoded in data.revocationLists { add(revocationList: encoded.octets, at: position(encoded.node)) }
            for description in data.descriptions {
                add(description, algorithms, &known.names, at: position(description.node))
            }
        }
        for value in keyInfo.keyValues {
            switch value.key {
            case .success(let key): keyValues.append(key)
            case .failure(let error): findings.append(Self.unusable(error, position(value.node)))
            }
        }
        for node in keyInfo.ignored.prefix(Self.maximumNoteCount) {
            findings.append(
                Finding(
                    .keyInfoIgnored,
                    .information,
                    "`\(tree.nameAsWritten(of: node))` in KeyInfo isn't used",
                    clause: "XML-DSig §4.5",
                    at: position(node)
                )
            )
        }
    }

    /// Adds a certificate.
    mutating func add(
        der: [UInt8], _ known: inout KnownCertificates, at position: @autoclosure () -> SourcePosition
    ) {
        do throws(CertificateError) {
            let certificate = try known.certificate(der: der)
            do throws(CryptographyError) {
                certificates.append((certificate, try certificate.publicKey))
            } catch {
                certificates.append((certificate, nil))
                findings.append(Self.unusable(error, position()))
            }
        } catch {
            findings.append(Self.unusable(error, position()))
        }
    }

    private mutating func add(revocationList der: [UInt8], at position: SourcePosition) {
        do throws(CertificateError) {
            revocationLists.append(try RevocationList(der: der))
        } catch {
            findings.append(Self.unusable(error, position))
        }
    }

    private mutating func add(
        _ description: X509Data.Description, _ algorithms: AlgorithmPolicy, _ names: inout RecentNames,
        at position: SourcePosition
    ) {
        var warning: AlgorithmConcern?
        do throws(CertificateDescription.Failure) {
            let decoded = try CertificateDescription(description.content, algorithms, &names, warning: &warning)
            descriptions.append((decoded, position))
            if let warning { findings.append(warning.finding(.warning, at: position)) }
        } catch {
            let message =
                switch error {
                case .name(let text):
                    "`\(String(decoding: text.prefix(200), as: UTF8.self))` is no name as RFC 4514 writes it"
                case .serialNumber(let text):
                    "`\(String(decoding: text.prefix(200), as: UTF8.self))` is no serial number in decimal digits"
                case .digestMethod(let concern): "the digest of the certificate isn't looked at: \(concern.message)"
                }
            findings.append(Finding(.keyInfoUnusable, .warning, message, clause: "XML-DSig §4.5.4", at: position))
        }
    }

    private static func unusable(_ error: any XMLDSigError, _ position: SourcePosition) -> Finding {
        Finding(.keyInfoUnusable, .warning, error.reason, clause: error.clause, at: position)
    }
}

extension DecodedKeyInfo {
    /// All that `KeyInfo` says has to be about one key (XML-DSig §4.5): what contradicts itself before any key is tried,
    /// namely key values that differ from one another or from every certificate.
    ///
    /// A certificate whose key can't be used may hold any of them, so beside it nothing is certain yet.
    func contradiction(at node: XMLNode) -> Objection? {
        guard let first = keyValues.first else { return nil }
        guard keyValues.allSatisfy({ $0 == first }) else {
            return contradictingKeyValue("KeyInfo holds two different keys", node)
        }
        let certified = certificates.map(\.key)
        guard certified.isEmpty || certified.contains(where: { $0?.isNamed(byKeyValue: first) ?? true }) else {
            return contradictingKeyValue("the KeyValue is the key of none of the certificates beside it", node)
        }
        return nil
    }

    /// Each key value has to be the key that verified, whoever brought that key: a program that takes the key from there
    /// would see another signer.
    func contradiction(with key: VerifyingKey.Kind, at node: XMLNode) -> Objection? {
        switch key {
        case .publicKey(let key):
            guard !keyValues.allSatisfy(key.isNamed) else { return nil }
            return contradictingKeyValue("the KeyValue is another key than the one that made the signature", node)
        case .symmetric:
            guard !keyValues.isEmpty else { return nil }
            return contradictingKeyValue("the KeyValue is a public key, and a shared secret made the signature", node)
        }
    }

    private func contradictingKeyValue(_ message: String, _ node: XMLNode) -> Objection {
        Objection(.keyValueContradictsCertificate, .formatFailure, message, clause: "XML-DSig §4.5", at: node)
    }

    /// Each description has to be of a certificate that holds the key, and each certificate to hold it or to lead on
    /// from one that does (XML-DSig 1.1 §4.5.4).
    ///
    /// - Parameter holders: The certificates that are known to hold the key that verified.
    /// - Returns: A description that is certainly of another certificate; the findings have the rest.
    mutating func contradiction(with holders: [Certificate], at node: XMLNode) -> Objection? {
        noteUnrelated(to: holders, at: node)
        guard !holders.isEmpty else { return nil }
        let chain = certificates.map(\.certificate)
        var matcher = DescriptionMatcher()
        // Programs describe the whole chain, too, of which the certificates may be the caller's: a description of another
        // certificate contradicts the key only where none of its kind is of one that holds it.
        var kinds: Set<CertificateDescription.Kind> = []
        for (description, _) in descriptions where matcher.matches(description, anyOf: holders) {
            kinds.insert(description.kind)
        }
        for (description, position) in descriptions where !matcher.matches(description, anyOf: holders) {
            let isOfChain = kinds.contains(description.kind) || matcher.matches(description, anyOf: chain)
            if !isOfChain, matcher.excludes(description, allOf: holders) {
                return Objection(
                    .x509DataContradictsCertificate,
                    .formatFailure,
                    "X509Data describes another certificate than those that hold the key",
                    clause: "XML-DSig 1.1 §4.5.4",
                    at: node
                )
            }
            findings.append(
                Finding(
                    .x509DataContradictsCertificate,
                    .warning,
                    isOfChain
                        ? "X509Data describes a certificate that doesn't hold the key, such as one of the chain"
                        : "X509Data describes no certificate that holds the key",
                    clause: "XML-DSig 1.1 §4.5.4",
                    at: position
                )
            )
        }
        return nil
    }

    private mutating func noteUnrelated(to holders: [Certificate], at node: XMLNode) {
        let carried = certificates.map(\.certificate)
        guard carried.contains(where: { !holders.contains($0) }) else { return }
        var isRelated = [Bool](repeating: false, count: carried.count)
        var pending = holders
        while let certificate = pending.popLast() {
            // The policy allows few certificates.
            for (index, other) in carried.enumerated() where !isRelated[index] && other.isNamedIssuer(of: certificate) {
                isRelated[index] = true
                pending.append(other)
            }
        }
        for (index, certificate) in carried.enumerated() where !isRelated[index] && !holders.contains(certificate) {
            findings.append(
                Finding(
                    .certificateUnrelated,
                    .information,
                    "KeyInfo holds `\(certificate.subject)`, which neither holds the key nor leads on from a "
                        + "certificate that does",
                    clause: "XML-DSig 1.1 §4.5.4"
                )
            )
        }
    }
}
