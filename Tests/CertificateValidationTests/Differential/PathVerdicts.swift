//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import COpenSSLSigner
import CertificateValidation
import Diagnostics
import SignatureCryptography

/// What we and OpenSSL say of one path.
struct PathVerdicts: CustomStringConvertible {
    let path: GeneratedPath
    /// From the leaf to the trust anchor, in DER.
    let certificates: [[UInt8]]
    private(set) var ours: OurVerdict
    let theirs: OpenSSLVerdict

    init(_ path: GeneratedPath) {
        self.path = path
        certificates = path.certificates
        ours = OurVerdict(certificates, path)
        theirs = OpenSSLVerdict(certificates, path)
    }

    var isAcceptedByUs: Bool { ours.refusal == nil }
    var isAcceptedByOpenSSL: Bool { theirs.error == 0 }
    var isAcceptedByBoth: Bool { isAcceptedByUs && isAcceptedByOpenSSL }

    /// Whether both say the same as of another path.
    func isLike(_ other: Self) -> Bool {
        isAcceptedByUs == other.isAcceptedByUs && isAcceptedByOpenSSL == other.isAcceptedByOpenSSL
    }

    /// The same where we had accepted the path.
    var ifAcceptedByUs: Self {
        var verdicts = self
        verdicts.ours = .acceptance
        return verdicts
    }

    var certificatesInPEM: String { certificates.map { PEM.block("CERTIFICATE", $0) }.joined() }

    var description: String { "\(path)\n  we: \(ours)\n  OpenSSL: \(theirs)" }
}

/// What a ``PathValidator`` says, to which these certificates alone are known.
struct OurVerdict: CustomStringConvertible {
    enum Refusal {
        /// A certificate isn't read, or can't be a trust anchor.
        case certificate(Int, CertificateError)
        case path(PathValidationFailure)
    }

    /// `nil` where the path holds.
    let refusal: Refusal?

    static let acceptance = Self(refusal: nil)

    private init(refusal: Refusal?) { self.refusal = refusal }

    /// - Parameter certificates: From the leaf to the trust anchor, in DER.
    init(_ certificates: [[UInt8]], _ path: GeneratedPath) {
        var read: [Certificate] = []
        do throws(CertificateError) {
            for der in certificates { read.append(try Certificate(der: der)) }
            let validator = PathValidator(
                trust: try TrustStore([read[read.count - 1]]),
                algorithms: .legacy,
                purpose: .any,
                policies: path.policies,
                revocation: RevocationPolicy(.off)
            )
            let candidates = Array(read.dropFirst().dropLast())
            refusal = validator.validate(read[0], candidates: candidates, at: GeneratedPath.time).failure.map {
                .path($0)
            }
        } catch {
            refusal = .certificate(min(read.count, certificates.count - 1), error)
        }
    }

    var description: String {
        switch refusal {
        case nil: "accepted"
        case .certificate(let index, let error): "certificate \(index) refused: \(error.code): \(error.hint)"
        case .path(let failure): "refused: \(failure.findings.map(\.message))"
        }
    }
}

/// What `X509_verify_cert` says, to which these certificates alone are known.
struct OpenSSLVerdict: CustomStringConvertible {
    /// An `X509_V_…`, or `ORACLE_UNREADABLE`.
    let error: Int32
    /// The certificate that it is about, from the leaf (0).
    let depth: Int

    /// - Parameters:
    ///   - certificates: From the leaf to the trust anchor, in DER.
    ///   - isGiven: Whether each is taken for issued by the next one.
    ///   - ignoresValidity: Whether no dates are looked at.
    init(_ certificates: [[UInt8]], _ path: GeneratedPath, isGiven: Bool = false, ignoresValidity: Bool = false) {
        let policies = path.policies.initialPolicies ?? [CertificatePolicy.anyIdentifier]
        var depth: Int32 = 0
        error = unsafe Self.withOctets(certificates) { certificates in
            unsafe Self.withOctets(policies.map { TLV.make(0x06, $0.octets) }) { policies in
                var inputs = unsafe oracle_path_inputs(
                    time: GeneratedPath.time.seconds,
                    policies: policies.baseAddress!,
                    policy_count: policies.count,
                    explicit_policy: path.policies.requiresExplicitPolicy ? 1 : 0,
                    policy_mapping_inhibit: path.policies.inhibitsPolicyMapping ? 1 : 0,
                    any_policy_inhibit: path.policies.inhibitsAnyPolicy ? 1 : 0,
                    is_given: isGiven ? 1 : 0,
                    ignores_validity: ignoresValidity ? 1 : 0
                )
                return unsafe oracle_check_path(certificates.baseAddress!, certificates.count, &inputs, &depth)
            }
        }
        precondition(error != -1, "OpenSSL could not tell")
        self.depth = Int(depth)
    }

    private static func withOctets<Value>(
        _ values: [[UInt8]],
        _ body: (UnsafeBufferPointer<oracle_octets>) -> Value
    ) -> Value {
        let all = values.flatMap { $0 }
        return unsafe all.withUnsafeBufferPointer { all in
            var octets: [oracle_octets] = unsafe []
            // An array of none has a place too.
            unsafe octets.reserveCapacity(values.count + 1)
            var start = 0
            for value in values {
                unsafe octets.append(oracle_octets(start: all.baseAddress! + start, count: value.count))
                start += value.count
            }
            return unsafe octets.withUnsafeBufferPointer { unsafe body($0) }
        }
    }

    var description: String {
        switch error {
        case 0: "accepted"
        case ORACLE_UNREADABLE: "certificate \(depth) not read"
        default: unsafe "\(String(cString: oracle_error_text(error))) (\(error)) at depth \(depth)"
        }
    }
}
