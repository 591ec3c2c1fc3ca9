//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension AlgorithmPolicy: Codable {
    private enum Member: String, CaseIterable, CodingKey {
        case digestMethods, signatureFamilies, minimumRSABitCount, minimumDSABitCount, curves, edwardsCurves
        case requiresConventionalPSSParameters, allowsDEREncodedECDSA, allowsPaddedECDSA, hmacTruncation
        case acceptsAliases, enforcesEndDates
    }

    /// Reads the `algorithms` of a policy file; what it doesn't say is as in ``strict``.
    public init(from decoder: any Decoder) throws { try self.init(from: decoder, extending: .strict) }

    /// Reads the `algorithms` of a policy file; what it doesn't say is as in another policy.
    package init(from decoder: any Decoder, extending base: Self) throws {
        let members = try PolicyMembers(decoder, Member.self)
        var leniencies = SignatureValueLeniencies.none
        leniencies.allowsDEREncodedECDSA = try members.value(
            .allowsDEREncodedECDSA, or: base.leniencies.allowsDEREncodedECDSA
        )
        leniencies.allowsPaddedECDSA = try members.value(.allowsPaddedECDSA, or: base.leniencies.allowsPaddedECDSA)
        leniencies.truncation = try members.value(.hmacTruncation, or: base.leniencies.truncation)
        self.init(
            digestMethods: try members.set(.digestMethods, or: base.digestMethods, of: "digest method") {
                DigestMethod(name: $0)
            },
            signatureFamilies: try members.set(.signatureFamilies, or: base.signatureFamilies, of: "family") {
                SignatureFamily(name: $0)
            },
            minimumRSABitCount: try members.count(Member.minimumRSABitCount.rawValue, or: base.minimumRSABitCount),
            minimumDSABitCount: try members.count(Member.minimumDSABitCount.rawValue, or: base.minimumDSABitCount),
            curves: try members.set(.curves, or: base.curves, of: "named curve") { NamedCurve(name: $0) },
            edwardsCurves: try members.set(.edwardsCurves, or: base.edwardsCurves, of: "Edwards curve") {
                EdwardsCurve(name: $0)
            },
            requiresConventionalPSSParameters: try members.value(
                .requiresConventionalPSSParameters, or: base.requiresConventionalPSSParameters
            ),
            leniencies: leniencies,
            acceptsAliases: try members.value(.acceptsAliases, or: base.acceptsAliases),
            enforcesEndDates: try members.value(.enforcesEndDates, or: base.enforcesEndDates)
        )
    }

    /// Writes every member; sets are lists of names in the order of their octets.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encode(Self.sorted(digestMethods.map(\.name)), forKey: .digestMethods)
        try container.encode(Self.sorted(signatureFamilies.map(\.description)), forKey: .signatureFamilies)
        try container.encode(minimumRSABitCount, forKey: .minimumRSABitCount)
        try container.encode(minimumDSABitCount, forKey: .minimumDSABitCount)
        try container.encode(Self.sorted(curves.map(\.name)), forKey: .curves)
        try container.encode(Self.sorted(edwardsCurves.map(\.name)), forKey: .edwardsCurves)
        try container.encode(requiresConventionalPSSParameters, forKey: .requiresConventionalPSSParameters)
        try container.encode(leniencies.allowsDEREncodedECDSA, forKey: .allowsDEREncodedECDSA)
        try container.encode(leniencies.allowsPaddedECDSA, forKey: .allowsPaddedECDSA)
        try container.encode(leniencies.truncation, forKey: .hmacTruncation)
        try container.encode(acceptsAliases, forKey: .acceptsAliases)
        try container.encode(enforcesEndDates, forKey: .enforcesEndDates)
    }

    /// By octets, so that the order doesn't depend on a version of Unicode.
    package static func sorted(_ names: [String]) -> [String] {
        names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

/// In JSON `"none"`, `"standard-floor"`, or the least number of bits.
extension SignatureValueLeniencies.Truncation: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let bitCount = try? container.decode(Int.self) {
            guard bitCount >= 0 else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(bitCount) bits are none")
            }
            self = .toBits(bitCount)
            return
        }
        switch try container.decode(String.self) {
        case "none": self = .none
        case "standard-floor": self = .toTheStandardsFloor
        case let other:
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "`\(other)` is none of `none`, `standard-floor` and a number of bits"
            )
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .none: try container.encode("none")
        case .toTheStandardsFloor: try container.encode("standard-floor")
        case .toBits(let bitCount): try container.encode(bitCount)
        }
    }
}
