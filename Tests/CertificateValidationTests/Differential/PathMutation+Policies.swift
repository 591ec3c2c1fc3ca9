//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import DocumentGenerator

extension PathMutation {
    func changePolicies(of draft: inout DraftCertificate, _ numbers: inout SeededNumbers) -> String {
        let isCritical = !numbers.once(in: 3)
        switch self {
        case .certificatePolicies:
            var policies: [[UInt8]] = []
            for _ in 0..<numbers.number(below: 4) {
                policies.append(
                    numbers.pick([CertificatePolicy.any] + (1...3).map { CertificatePolicy.identifier($0) }))
            }
            draft[32] = CertificatePolicy.list(policies, critical: isCritical)
            return "\(policies)"
        case .policyMappings:
            var mappings: [[UInt8]] = []
            for _ in 0..<numbers.number(below: 4) {
                let policies = (0..<2).map { _ in Self.anyPolicyRarely(&numbers) }
                mappings.append(TLV.sequence(policies[0], policies[1]))
            }
            draft[33] = DraftExtension(33, critical: isCritical, TLV.make(0x30, mappings.flatMap { $0 }))
            return "\(mappings)"
        case .policyConstraints:
            let explicit = numbers.once(in: 3) ? [] : TLV.make(0x80, Self.skipCount(&numbers))
            let mapping = numbers.once(in: 2) ? [] : TLV.make(0x81, Self.skipCount(&numbers))
            draft[36] = DraftExtension(36, critical: isCritical, TLV.sequence(explicit, mapping))
            return "\(explicit) \(mapping)"
        default:
            let count = Self.skipCount(&numbers)
            draft[54] = DraftExtension(54, critical: isCritical, TLV.make(0x02, count))
            return "\(count)"
        }
    }

    private static func anyPolicyRarely(_ numbers: inout SeededNumbers) -> [UInt8] {
        if numbers.once(in: 8) { return CertificatePolicy.any }
        return CertificatePolicy.identifier(1 + UInt64(numbers.number(below: 3)))
    }

    private static func skipCount(_ numbers: inout SeededNumbers) -> [UInt8] {
        numbers.pick([
            [0], [0], [1], [2], [UInt8](repeating: 0x7F, count: 9), [0xFF], [0x7F, 0xFF, 0xFF, 0xFF, 0xFF], [],
        ])
    }

    static func setPolicyInputs(of path: inout GeneratedPath, _ numbers: inout SeededNumbers) -> String {
        path.policies.requiresExplicitPolicy = !numbers.once(in: 3)
        path.policies.inhibitsPolicyMapping = numbers.once(in: 3)
        path.policies.inhibitsAnyPolicy = numbers.once(in: 3)
        let one = ObjectIdentifier(octets: [0x88, 0x37, 1])
        let two = ObjectIdentifier(octets: [0x88, 0x37, 2])
        path.policies.initialPolicies = numbers.pick([
            nil, [], [one], [one, two], [two], [two, CertificatePolicy.anyIdentifier],
        ])
        return "\(path.policies)"
    }
}
