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
import SignatureCryptography
import XMLSignature

extension FixtureRunner {
    /// `chain` and `crl`: whether a path is accepted under the line's inputs.
    func validatePath(_ fixture: Fixture) throws(InputFileError) -> FixtureOutcome {
        if let reason = fixture.missingPathAbility { return .skipped(reason) }
        let inputs: ChainInputs
        do {
            inputs = try fixture.file.hasSuffix(".json") ? inputsOfCase(fixture) : inputsOfFiles(fixture)
        } catch let error as InputFileError {
            throw error
        } catch let error as UnknownFixtureValue {
            return .skipped(error.description)
        } catch let error as any XMLDSigError {
            // The certificate that the line is about is no certificate.
            return FixtureOutcome(.invalid, detail: "\(error.codeName): \(error)")
        } catch {
            return FixtureOutcome(nil, detail: "\(error)")
        }
        return outcome(of: inputs, fixture)
    }

    private func outcome(of inputs: ChainInputs, _ fixture: Fixture) -> FixtureOutcome {
        let trust: TrustStore
        do {
            trust = try TrustStore(inputs.anchors)
        } catch {
            return FixtureOutcome(nil, detail: "\(error)")
        }
        var result = inputs.validate(trusting: trust, AlgorithmPolicy(fixture), caches)
        if inputs.ignoresUnusableRevocationData, let failure = result.failure, failure.subIndication == .tryLater,
            PathRevocation(failure.revocation) == .unknown
        {
            var others = inputs
            others.revocation.mode = .off
            result = others.validate(trusting: trust, AlgorithmPolicy(fixture), caches)
        }
        switch result {
        case .valid(let path):
            var outcome = FixtureOutcome(.valid, detail: inputs.unreadable.first)
            outcome.contradiction = inputs.expectation.contradiction(
                nil,
                PathRevocation(path.revocation),
                path.findings + path.revocation.flatMap(\.findings),
                path.policies(under: inputs.policies)
            )
            return outcome
        case .failed(let failure):
            let reason = failure.findings.first.map { ": \($0.code): \($0.message)" } ?? ""
            var outcome = FixtureOutcome(.invalid, detail: failure.subIndication.rawValue + reason)
            outcome.contradiction = inputs.expectation.contradiction(
                failure.subIndication.rawValue,
                PathRevocation(failure.revocation),
                failure.findings + failure.revocation.flatMap(\.findings),
                nil
            )
            return outcome
        }
    }

    // MARK: Inputs

    /// A line that names files.
    private func inputsOfFiles(_ fixture: Fixture) throws -> ChainInputs {
        let leaf = try Certificate.read(files.octets(fixture.file))
        var inputs = ChainInputs(leaf: leaf[0], time: try fixture.validationTime())
        inputs.intermediates += leaf.dropFirst()
        for path in fixture.trust {
            let octets = try files.octets(path)
            inputs.add(path, to: \.anchors) { try Certificate.read(octets).map { try TrustAnchor($0) } }
        }
        for path in fixture.untrusted {
            let octets = try files.octets(path)
            inputs.add(path, to: \.intermediates) { try Certificate.read(octets) }
        }
        for path in fixture.crls {
            let octets = try files.octets(path)
            inputs.add(path, to: \.lists) { try RevocationList.read(octets) }
        }
        for folder in fixture.pool { try chainFiles.add(folder, of: files, to: &inputs) }
        inputs.take(fixture)
        try inputs.policies.take(
            fixture.initialPolicies, fixture.explicitPolicy, fixture.inhibitPolicyMapping, fixture.inhibitAnyPolicy
        )
        inputs.expectation.policies = fixture.expectedPolicies.map(Set.init)
        return inputs
    }

    /// A line whose inputs stand in the case `test` of its file.
    private func inputsOfCase(_ fixture: Fixture) throws -> ChainInputs {
        guard let testcase = try chainFiles.cases(fixture.file, of: files)[fixture.test ?? ""] else {
            throw UnknownFixtureValue(description: "the file has no case `\(fixture.test ?? "")`")
        }
        let leaf = try Certificate(pem: testcase.peerCertificate)
        var inputs = ChainInputs(leaf: leaf, time: try testcase.time())
        for (index, pem) in testcase.trustedCertificates.enumerated() {
            inputs.add("trusted_certs[\(index)]", to: \.anchors) { [try TrustAnchor(Certificate(pem: pem))] }
        }
        for (index, pem) in testcase.untrustedIntermediates.enumerated() {
            inputs.add("untrusted_intermediates[\(index)]", to: \.intermediates) { [try Certificate(pem: pem)] }
        }
        for (index, pem) in (testcase.revocationLists ?? []).enumerated() {
            inputs.add("crls[\(index)]", to: \.lists) { try RevocationList.read(Array(pem.utf8)) }
        }
        for (index, pem) in (testcase.onlineStatusResponses ?? []).enumerated() {
            inputs.add("ocsp_responses[\(index)]", to: \.responses) { try OCSPResponse.read(Array(pem.utf8)) }
        }
        inputs.take(fixture)
        try inputs.take(testcase)
        return inputs
    }
}

extension ChainInputs {
    /// Nothing that a line gives is believed but its anchors, so what can't be read helps nobody and hurts nobody.
    mutating func add<Value>(
        _ what: String,
        to values: WritableKeyPath<Self, [Value]>,
        _ read: () throws -> [Value]
    ) {
        do {
            self[keyPath: values] += try read()
        } catch {
            unreadable.append("\(what): \(error)")
        }
    }

    fileprivate mutating func take(_ fixture: Fixture) {
        profile = fixture.profile == .rfc5280 ? .conforming : .relyingParty
        revocation.mode = fixture.revocationMode(hasData: !revocationData.isEmpty)
        ignoresUnusableRevocationData = fixture.ignoresUnusableRevocationData
        ignoresValidity = fixture.policy.contains(.skipCertificateTime)
    }

    fileprivate mutating func take(_ testcase: ChainCase) throws {
        maximumIntermediates = testcase.maximumChainDepth
        try policies.take(
            testcase.initialPolicies,
            testcase.explicitPolicy ?? false,
            testcase.inhibitPolicyMapping ?? false,
            testcase.inhibitAnyPolicy ?? false
        )
        for usage in testcase.extendedKeyUsage ?? [] {
            switch usage {
            case "serverAuth": purpose = .serverAuthentication
            case "clientAuth": purpose = .clientAuthentication
            default: throw UnknownFixtureValue(description: "extended_key_usage `\(usage)` isn't known")
            }
        }
        if let name = testcase.purpose {
            purpose = try UnknownFixtureValue.unwrap(CertificatePurpose(name: name), "purpose", name)
        }
        if let name = testcase.revocationMode {
            revocation.mode = try UnknownFixtureValue.unwrap(RevocationMode(rawValue: name), "revocation_mode", name)
            ignoresUnusableRevocationData = false
        }
        revocation.maximumAge = testcase.maximumAge
        if let time = testcase.collectedAt {
            collectedAt = try UnknownFixtureValue.unwrap(Instant(rfc3339: time), "collected_at", time)
        }
        expectation.subIndication = testcase.expectedSubIndication
        expectation.revocation = testcase.expectedRevocation
        expectation.finding = testcase.expectedFinding
        expectation.policies = testcase.expectedPolicies.map(Set.init)
    }

    fileprivate func validate(
        trusting trust: TrustStore, _ algorithms: AlgorithmPolicy, _ caches: ValidationCaches
    ) -> PathValidationOutcome {
        PathValidator(
            trust: trust,
            intermediates: intermediates,
            algorithms: algorithms,
            purpose: purpose,
            policies: policies,
            profile: profile,
            revocation: revocation,
            revocationData: revocationData,
            limits: limits,
            caches: caches,
            ignoresValidity: ignoresValidity
        ).validate(leaf, at: time)
    }

    private var limits: PathLimits {
        var limits = PathLimits()
        if let maximumIntermediates { limits.pathDepth = max(limits.pathDepth, maximumIntermediates + 1) }
        limits.intermediates = maximumIntermediates
        return limits
    }
}

extension ChainExpectation {
    /// What doesn't hold of it.
    fileprivate func contradiction(
        _ subIndication: String?,
        _ revocation: PathRevocation,
        _ findings: [Finding],
        _ policies: Set<ObjectIdentifier>?
    ) -> String? {
        if let expected = self.subIndication, expected != subIndication {
            return "expected \(expected), got \(subIndication ?? "a path that holds")"
        }
        if let expected = self.revocation, expected != revocation.rawValue {
            return "expected the revocation to be \(expected), got \(revocation.rawValue)"
        }
        if let expected = finding, !findings.contains(where: { $0.code.description == expected }) {
            let codes = findings.map(\.code.description).joined(separator: ", ")
            return "expected the finding \(expected), got \(codes.isEmpty ? "none" : codes)"
        }
        if let expected = self.policies {
            guard let policies else { return "expected policies, and no path holds" }
            let found = Set(policies.map(\.description))
            if expected != found {
                return "expected the policies \(expected.sorted()), got \(found.sorted())"
            }
        }
        return nil
    }
}

extension CertificatePolicyInputs {
    fileprivate mutating func take(
        _ policies: [String]?,
        _ requiresExplicitPolicy: Bool,
        _ inhibitsPolicyMapping: Bool,
        _ inhibitsAnyPolicy: Bool
    ) throws {
        initialPolicies = try policies?.map {
            try UnknownFixtureValue.unwrap(ObjectIdentifier($0), "initial_policies", $0)
        }
        self.requiresExplicitPolicy = requiresExplicitPolicy
        self.inhibitsPolicyMapping = inhibitsPolicyMapping
        self.inhibitsAnyPolicy = inhibitsAnyPolicy
    }
}

extension UnknownFixtureValue {
    fileprivate static func unwrap<Value>(_ value: Value?, _ field: String, _ text: String) throws -> Value {
        guard let value else { throw Self(description: "\(field) `\(text)` isn't known") }
        return value
    }
}

extension ChainCase {
    fileprivate func time() throws -> Instant {
        guard let validationTime else { return FixtureClock.now }
        return try UnknownFixtureValue.unwrap(Instant(rfc3339: validationTime), "validation_time", validationTime)
    }
}

extension Fixture {
    /// What isn't built and would decide the line.
    fileprivate var missingPathAbility: String? {
        profile == .webpki || profile == .online ? "not built: the profile \(profile?.rawValue ?? "")" : nil
    }
}
