//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SignatureCryptography

// Members that reports got after the first ones were written: where they are absent there was nothing to say. What the
// compiler writes for `Decodable` takes the nearest `decode`, which for these kinds of members is here.

extension KeyedDecodingContainer {
    func decode(_ type: [ManifestReport].Type, forKey name: Key) throws -> [ManifestReport] {
        try decodeIfPresent(type, forKey: name) ?? []
    }

    func decode(
        _ type: [CertificateRevocationReport].Type, forKey name: Key
    ) throws -> [CertificateRevocationReport] {
        try decodeIfPresent(type, forKey: name) ?? []
    }

    func decode(_ type: [RelationReport].Type, forKey name: Key) throws -> [RelationReport] {
        try decodeIfPresent(type, forKey: name) ?? []
    }

    func decode(_ type: [OpenSSLAdvisory].Type, forKey name: Key) throws -> [OpenSSLAdvisory] {
        try decodeIfPresent(type, forKey: name) ?? []
    }
}
