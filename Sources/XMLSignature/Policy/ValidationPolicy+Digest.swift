//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import SignatureCryptography

extension ValidationPolicy {
    /// SHA-256 over everything that the policy says, in lower-case hexadecimal; equal policies have equal ones.
    public var sha256: String { DocumentValidation.sha256(canonicalDescription) ?? "" }

    /// The members as JSON in a fixed order, sets sorted.
    private var canonicalDescription: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("name", name)
            writer.member("algorithms", algorithms)
            writer.member("reading", reading)
            writer.member("limits", limits)
            writer.member("idAttributes", idAttributes.map(\.name.description).sorted(by: precede))
            describeDocumentTypes(to: &writer)
            writer.member("references", Int(references.rawValue))
            writer.member("manifests", manifests.rawValue)
            writer.member("coverage", coverage)
            writer.member("minimumSignatures", minimumSignatures)
        }
        return writer.octets
    }

    private func describeDocumentTypes(to writer: inout JSONWriter) {
        writer.name("documentTypes")
        switch documentTypes {
        case .refused: writer.null()
        case .internalSubset(let entities):
            writer.array(entities.keys.sorted { $0.lexicographicallyPrecedes($1) }) { writer, identifier in
                writer.object { writer in
                    writer.member("systemIdentifier", String(decoding: identifier, as: UTF8.self))
                    writer.member("sha256", entities[identifier].flatMap { DocumentValidation.sha256($0) })
                }
            }
        }
    }
}

/// By octets, so that the order doesn't depend on a version of Unicode.
private func precede(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }

extension AlgorithmPolicy: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("digestMethods", digestMethods.map(\.uri).sorted(by: precede))
            writer.member("signatureFamilies", signatureFamilies.map(\.description).sorted(by: precede))
            writer.member("minimumRSABitCount", minimumRSABitCount)
            writer.member("minimumDSABitCount", minimumDSABitCount)
            writer.member("curves", curves.map(\.name).sorted(by: precede))
            writer.member("edwardsCurves", edwardsCurves.map(\.name).sorted(by: precede))
            writer.member("requiresConventionalPSSParameters", requiresConventionalPSSParameters)
            writer.member("allowsDEREncodedECDSA", leniencies.allowsDEREncodedECDSA)
            writer.member("allowsPaddedECDSA", leniencies.allowsPaddedECDSA)
            writer.name("truncation")
            switch leniencies.truncation {
            case .none: writer.null()
            case .toTheStandardsFloor: writer.string("floor")
            case .toBits(let count): writer.integer(count)
            }
        }
    }
}

extension ReadingLimits: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("documentBytes", documentBytes)
            writer.member("nodes", nodes)
            writer.member("depth", depth)
            writer.member("attributes", attributes)
            writer.member("namespaceDeclarations", namespaceDeclarations)
            writer.member("nameBytes", nameBytes)
            writer.member("entityExpansionBytes", entityExpansionBytes)
        }
    }
}

extension SignatureLimits: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("signatures", signatures)
            writer.member("references", references)
            writer.member("transforms", transforms)
            writer.member("prefixes", prefixes)
            writer.member("base64Octets", base64Octets)
            writer.member("certificates", certificates)
            writer.member("keys", keys)
            writer.member("publicKeyOperations", publicKeyOperations)
            writer.member("keyRetrievals", keyRetrievals)
            writer.member("externalURIs", externalURIs)
            writer.member("externalOctets", externalOctets)
            writer.member("canonicalOutputFactor", canonicalOutputFactor)
            writer.member("canonicalOutputOctets", canonicalOutputOctets)
        }
    }
}
