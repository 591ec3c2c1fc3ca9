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
import SignatureCryptography

extension ValidationPolicy {
    /// The policy as a policy file: members in a fixed order, sets sorted by octets. Equal policies have equal octets. Every
    /// member is there but `certificates`, which came later: where nothing is asked for, the octets are those of before.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("name", name)
            writer.member("algorithms", algorithms)
            writer.member("reading", reading)
            writer.member("limits", limits)
            writer.member("idAttributes", idAttributes.map(\.notation))
            writer.member("documentTypes", documentTypes)
            writer.member("references", references.names)
            writer.member("manifests", manifests.rawValue)
            writer.member("coverage", coverage)
            writer.member("minimumSignatures", minimumSignatures)
            writer.member("xPath", xPath)
            writer.member("revocation", revocation)
            if certificates != CertificateDemands() { writer.member("certificates", certificates) }
        }
        return writer.octets
    }

    /// SHA-256 over ``json``, in lower-case hexadecimal; equal policies have equal ones.
    public var sha256: String { DocumentValidation.sha256(json) ?? "" }
}

extension AlgorithmPolicy: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("digestMethods", Self.sorted(digestMethods.map(\.name)))
            writer.member("signatureFamilies", Self.sorted(signatureFamilies.map(\.description)))
            writer.member("minimumRSABitCount", minimumRSABitCount)
            writer.member("minimumDSABitCount", minimumDSABitCount)
            writer.member("curves", Self.sorted(curves.map(\.name)))
            writer.member("edwardsCurves", Self.sorted(edwardsCurves.map(\.name)))
            writer.member("requiresConventionalPSSParameters", requiresConventionalPSSParameters)
            writer.member("allowsDEREncodedECDSA", leniencies.allowsDEREncodedECDSA)
            writer.member("allowsPaddedECDSA", leniencies.allowsPaddedECDSA)
            switch leniencies.truncation {
            case .none: writer.member("hmacTruncation", "none")
            case .toTheStandardsFloor: writer.member("hmacTruncation", "standard-floor")
            case .toBits(let count): writer.member("hmacTruncation", count)
            }
            writer.member("acceptsAliases", acceptsAliases)
            writer.member("enforcesEndDates", enforcesEndDates)
        }
    }
}

extension DocumentTypePolicy: JSONWritable {
    func write(to writer: inout JSONWriter) {
        switch self {
        case .refused: writer.string("refused")
        case .internalSubset(let entities) where entities.isEmpty: writer.string("internal-subset")
        case .internalSubset(let entities):
            writer.object { writer in
                writer.name("externalEntities")
                writer.object { writer in
                    for identifier in entities.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                        writer.member(
                            String(decoding: identifier, as: UTF8.self), entities[identifier].map { Base64.encode($0) }
                        )
                    }
                }
            }
        }
    }
}
