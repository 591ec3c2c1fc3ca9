//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SignatureCryptography

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// A file of Wycheproof's raw signature vectors (`sigvec` of a manifest): each test carries its own result.
///
/// The tests go through the same primitives as a signature in XML, without any policy. Where a file has signature
/// values in DER, as XML never has them, they are decoded strictly to r‖s first.
package struct SignatureVectorFile: Decodable {
    package let algorithm: String
    fileprivate let testGroups: [SignatureVectorGroup]

    /// - Throws: `DecodingError` where the octets are no such file.
    package init(json: Data) throws {
        self = try JSONDecoder().decode(Self.self, from: json)
    }

    /// What came out of a file.
    package struct Outcome: Hashable, Sendable {
        /// How many tests there are.
        package var count = 0
        /// How many of them came out as they should.
        package var agreed = 0
        /// Those that did not, each with what was expected.
        package var disagreements: [String] = []
        /// Those that could not be carried out, each with why. They count as refused.
        package var unsupported: [String] = []

        /// `per-test`, `different`, or `refused` where no test could be run.
        package var answer: String {
            if !disagreements.isEmpty { return "different" }
            return unsupported.count == count ? "refused" : "per-test"
        }

        /// For the `detail` of an answer: counts, then what needs a look, at most ten of each.
        package var detail: String {
            var parts = ["\(agreed) of \(count) agree"]
            for (name, tests) in [("different", disagreements), ("refused", unsupported)] where !tests.isEmpty {
                let more = tests.count > 10 ? ", and \(tests.count - 10) more" : ""
                parts.append("\(name): " + tests.prefix(10).joined(separator: ", ") + more)
            }
            return parts.joined(separator: "; ")
        }
    }

    /// Runs every test.
    package func run() -> Outcome {
        var outcome = Outcome()
        for group in testGroups {
            let verifier = group.verifier(of: algorithm)
            for test in group.tests {
                outcome.count += 1
                switch verifier.answer(to: test) {
                case .accepted where test.result == "invalid", .rejected where test.result == "valid":
                    outcome.disagreements.append("\(test.tcId) is \(test.result) (\(test.comment))")
                case .accepted, .rejected:
                    outcome.agreed += 1
                case .unsupported(let reason):
                    outcome.unsupported.append("\(test.tcId) (\(reason))")
                }
            }
        }
        return outcome
    }
}

/// Tests with one key and one algorithm.
private struct SignatureVectorGroup: Decodable {
    let type: String
    let publicKeyDer: String?
    let sha: String?
    let mgfSha: String?
    let sLen: Int?
    let tagSize: Int?
    let tests: [SignatureVector]
}

/// One test.
private struct SignatureVector: Decodable {
    let tcId: Int
    let comment: String
    let result: String
    let msg: String
    /// Of a signature.
    let sig: String?
    /// Of a MAC.
    let tag: String?
    let key: String?
}

/// What was answered to a test.
private enum SignatureVectorAnswer {
    case accepted
    case rejected
    case unsupported(String)

    init(_ verdict: SignatureVerdict) { self = verdict.isVerified ? .accepted : .rejected }

    /// A malformed key, and a value in no form that the algorithm has, is a rejection; what this OpenSSL or this
    /// library doesn't offer is not.
    init(_ error: CryptographyError) {
        switch error.code {
        case .algorithmUnavailable, .keyUnsupported, .curveUnsupported, .operationFailed:
            self = .unsupported(error.description)
        default:
            self = .rejected
        }
    }
}

/// What checks the tests of a group.
private enum SignatureVectorVerifier {
    case signature(PublicKey, SignatureScheme, valuesAreDER: Bool)
    case authenticationCode(DigestMethod, bitCount: Int)
    case none(SignatureVectorAnswer)

    func answer(to test: SignatureVector) -> SignatureVectorAnswer {
        guard let message = octets(ofHexadecimal: test.msg) else {
            return .unsupported("the message is no hexadecimal")
        }
        do {
            switch self {
            case .signature(let key, let scheme, let valuesAreDER):
                guard var value = test.sig.flatMap(octets) else { return .unsupported("no signature value") }
                if valuesAreDER {
                    guard let decoded = key.concatenated(der: value) else { return .rejected }
                    value = decoded
                }
                return .init(try key.verify(signatureValue: value.span, over: message.span, scheme: scheme))
            case .authenticationCode(let digest, let bitCount):
                guard let tag = test.tag.flatMap(octets), let key = test.key.flatMap(octets) else {
                    return .unsupported("no tag or no key")
                }
                var leniencies = SignatureValueLeniencies.none
                leniencies.truncation = .toBits(bitCount)
                return .init(
                    try SymmetricKey(key).verify(
                        signatureValue: tag.span,
                        over: message.span,
                        scheme: .hmac(digest),
                        outputBitCount: bitCount,
                        leniencies: leniencies
                    )
                )
            case .none(let answer):
                return answer
            }
        } catch {
            return .init(error)
        }
    }
}

extension SignatureVectorGroup {
    fileprivate func verifier(of algorithm: String) -> SignatureVectorVerifier {
        if type == "MacTest" {
            guard let digest = DigestMethod(vectorName: algorithm.replacing(/^HMAC/, with: "")), let tagSize else {
                return .none(.unsupported("\(algorithm) isn't built"))
            }
            return .authenticationCode(digest, bitCount: tagSize)
        }
        guard let der = publicKeyDer.flatMap(octets) else { return .none(.unsupported("the group has no key")) }
        do {
            let key = try PublicKey(subjectPublicKeyInfo: der)
            guard let scheme = scheme(for: key) else {
                return .none(.unsupported("\(type) with \(sha ?? "") isn't built"))
            }
            return .signature(key, scheme, valuesAreDER: type == "EcdsaVerify" || type == "DsaVerify")
        } catch {
            return .none(.init(error))
        }
    }

    private func scheme(for key: PublicKey) -> SignatureScheme? {
        if type == "EddsaVerify" { return key.edwards.map { .edDSA($0.curve) } }
        guard let digest = sha.flatMap(DigestMethod.init(vectorName:)) else { return nil }
        switch type {
        case "RsassaPkcs1Verify": return .rsaPKCS1(digest)
        case "EcdsaVerify", "EcdsaP1363Verify": return .ecdsa(digest)
        case "DsaVerify", "DsaP1363Verify": return .dsa(digest)
        case "RsassaPssVerify":
            guard let maskDigest = mgfSha.flatMap(DigestMethod.init(vectorName:)), let sLen else { return nil }
            return .rsaPSS(
                RSASSAPSSParameters(digest: digest, maskGenerationDigest: maskDigest, saltByteCount: sLen)
            )
        default: return nil
        }
    }
}

extension DigestMethod {
    /// The digest as the vectors write it: `SHA-256`, `SHA256` or `SHA3-256`.
    fileprivate init?(vectorName: String) {
        let name = vectorName.hasPrefix("SHA3-") ? vectorName : vectorName.filter { $0 != "-" }
        let found = Self.all.first { $0.name == name || $0.name.filter { $0 != "-" } == name }
        guard let found else { return nil }
        self = found
    }
}

extension PublicKey {
    /// r‖s of a value in DER; `nil` where it isn't DER or a number is longer than the order.
    fileprivate func concatenated(der value: [UInt8]) -> [UInt8]? {
        guard let halfByteCount = signatureHalfByteCount else { return nil }
        return DSASignatureValue(der: value.span)?.concatenated(halfByteCount: halfByteCount)
    }
}

private func octets(ofHexadecimal text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var octets: [UInt8] = []
    octets.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
        guard let high = digits[index].hexadecimalValue, let low = digits[index + 1].hexadecimalValue else {
            return nil
        }
        octets.append(high << 4 | low)
    }
    return octets
}

extension UInt8 {
    fileprivate var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
