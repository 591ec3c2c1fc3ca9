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
import XMLDSig

/// By what documents are judged: the options that `verify` and `batch` share.
struct ValidationOptions: ParsableArguments {
    enum Profile: String, CaseIterable, ExpressibleByArgument {
        case auto
    }

    @OptionGroup var trust: TrustOptions
    @OptionGroup var revocation: RevocationOptions
    @OptionGroup var policy: PolicyOptions
    @OptionGroup var external: ExternalOptions

    @Option(
        help: ArgumentHelp("The current time of the validation, RFC 3339; default: now.", valueName: "time"),
        transform: Instant.argument
    )
    var at: Instant?

    @Option(help: ArgumentHelp("No document profile is built yet.", valueName: "name"))
    var profile = Profile.auto

    @Option(help: ArgumentHelp("Fewer signatures in a document are a failure.", valueName: "count"))
    var expectSignatures: Int?

    func validate() throws {
        if let expectSignatures, expectSignatures < 0 { throw ValidationError("--expect-signatures is 0 or more.") }
    }

    /// - Parameter digestsDocuments: Whether reports have the SHA-256 of the document.
    func validator(digestsDocuments: Bool = true) throws -> SignatureValidator {
        SignatureValidator(
            policy: demanding(revocation.applied(to: try policy.choice())),
            trust: try trust.anchors.trustStore(),
            certificates: try trust.anchors.certificates(),
            pinnedKeys: try trust.pinnedKeys(),
            revocationData: try revocation.data(at: at),
            externalData: try external.data(),
            digestsDocuments: digestsDocuments
        )
    }

    /// The option asks for more than a policy, never for less.
    private func demanding(_ policy: ValidationPolicy) -> ValidationPolicy {
        guard let expectSignatures, expectSignatures > policy.minimumSignatures else { return policy }
        return policy.with(minimumSignatures: expectSignatures)
    }
}
