//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser
import Diagnostics
import FixtureManifests
import XMLDSig

/// Says whether a certificate may be believed, and shows why.
struct ChainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chain",
        abstract: "Validate the path of one certificate, and show every check with its clause.",
        discussion: """
            Nothing is trusted by default, and nothing is fetched. Other certificates in the file help to build paths.

            Exit status: 0 the certificate is accepted; 1 a constraint, a signature or a revocation stands against it for \
            certain; 2 it can't be told, for want of a path or of data; 64, 65, 66 as elsewhere.
            """
    )

    @Argument(help: "The certificate, in PEM or DER; - is standard input.")
    var file: String

    @OptionGroup var anchors: AnchorOptions
    @OptionGroup var revocation: RevocationOptions

    @Option(
        help: ArgumentHelp("The time at which the path has to hold, RFC 3339; default: now.", valueName: "time"),
        transform: Instant.argument
    )
    var at: Instant?

    @Option(
        help: ArgumentHelp(
            "strict, legacy, interop or a policy file: algorithms, and what it asks of certificates and revocation.",
            valueName: "name|file"
        )
    )
    var policy = "strict"

    @Option(
        help: ArgumentHelp(
            """
            \(CertificatePurpose.all.map(\.description).joined(separator: ", ")). With any, neither key usages nor purposes \
            are looked at, and an anchor that a trust list limits to purposes is none.
            """,
            valueName: "purpose"
        ),
        transform: Self.purpose
    )
    var purpose = CertificatePurpose.any

    @Flag(help: "Ask for the duties of issuers too: RFC 5280 §4 on certificates, §5 on revocation lists.")
    var conforming = false

    @Option(
        help: ArgumentHelp("A certificate policy that is acceptable; repeatable. Default: any.", valueName: "oid"),
        transform: Self.objectIdentifier
    )
    var policyOID: [ObjectIdentifier] = []

    @Flag(help: "The path has to be valid for at least one acceptable policy (RFC 5280 §6.1.1 (f)).")
    var explicitPolicy = false

    @Flag(help: "anyPolicy in certificates counts for nothing (RFC 5280 §6.1.1 (g)).")
    var inhibitAnyPolicy = false

    @Flag(help: "Policies may not be mapped (RFC 5280 §6.1.1 (e)).")
    var inhibitPolicyMapping = false

    @Option(
        help: ArgumentHelp(
            "The host that the certificate has to name in its subjectAltName (RFC 9525); with --purpose server-auth.",
            valueName: "name|address"
        ),
        transform: Self.host
    )
    var host: HostName?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if host != nil, purpose != .serverAuthentication {
            throw ValidationError("--host belongs to --purpose server-auth.")
        }
    }

    func run() throws {
        let certificates = try read()
        let policy = revocation.applied(to: try ChosenPolicy(named: policy))
        let validator = PathValidator(
            trust: try anchors.trustStore(for: purpose) ?? TrustStore([TrustAnchor]()),
            intermediates: try anchors.certificates(),
            algorithms: policy.algorithms,
            purpose: purpose.demanding(extendedKeyUsages: policy.certificates.extendedKeyUsages),
            policies: policies(besides: policy.certificates.policies),
            profile: conforming ? .conforming : policy.certificates.profile,
            revocation: policy.revocation,
            revocationData: try revocation.data(at: at)
        )
        let time = at ?? .now
        let report = ChainReport(
            validator.validate(certificates[0], candidates: Array(certificates.dropFirst()), at: time),
            of: certificates[0],
            named: file,
            by: validator,
            under: policy,
            host: host,
            at: time
        )
        var writer = try ResultWriter(output, inputs: [file])
        let style = writer.style
        try writer.write(json: report.json, text: TextChain(report, style: style).text)
        try writer.finish()
        try ExitStatus(report.verdict).end()
    }

    /// Options name other policies than the policy file; for the rest they ask for more, never for less.
    private func policies(besides stated: CertificatePolicyInputs) -> CertificatePolicyInputs {
        var policies = stated
        if !policyOID.isEmpty { policies.initialPolicies = policyOID }
        policies.requiresExplicitPolicy = explicitPolicy || stated.requiresExplicitPolicy
        policies.inhibitsAnyPolicy = inhibitAnyPolicy || stated.inhibitsAnyPolicy
        policies.inhibitsPolicyMapping = inhibitPolicyMapping || stated.inhibitsPolicyMapping
        return policies
    }

    /// The certificate, and others of its file.
    private func read() throws -> [Certificate] {
        let octets: [UInt8]
        do {
            octets = try InputDocument(name: file).octets(limit: NamedFile.limit)
        } catch {
            throw ToolFailure(error.status, "\(file): \(error)")
        }
        do {
            return try Certificate.read(octets)
        } catch {
            throw ToolFailure(.refused, "\(file): \(error)")
        }
    }

    private static func purpose(_ text: String) throws -> CertificatePurpose {
        guard let purpose = CertificatePurpose(name: text) else {
            let names = CertificatePurpose.all.map(\.description).joined(separator: ", ")
            throw ValidationError("`\(text)` is none of \(names).")
        }
        return purpose
    }

    private static func objectIdentifier(_ text: String) throws -> ObjectIdentifier {
        guard let identifier = ObjectIdentifier(text) else {
            throw ValidationError("`\(text)` is no object identifier, such as 2.16.840.1.101.3.2.1.48.1.")
        }
        return identifier
    }

    private static func host(_ text: String) throws -> HostName {
        guard let host = HostName(text) else {
            throw ValidationError(
                "`\(text)` is no host name in ASCII and no address; other scripts are written as xn--….")
        }
        return host
    }
}

extension ExitStatus {
    init(_ verdict: ChainVerdict) {
        self =
            switch verdict {
            case .accepted: .passed
            case .refused: .failed
            case .undecided: .indeterminate
            }
    }
}
