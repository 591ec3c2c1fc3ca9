//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import XMLDSig

/// Files of certificates that the command line names.
enum CertificateFiles {
    /// - Parameter path: A file, or a folder of which every file with certificates counts.
    static func read(_ path: String, option: String) throws -> [Certificate] {
        try NamedFolder.read(path, option: option) { try certificates($0, "\(option): \($1)") }
    }

    static func certificates(_ octets: [UInt8], _ place: String) throws -> [Certificate] {
        do {
            return try Certificate.read(octets)
        } catch {
            throw UnusableCertificate(place: place, error: error)
        }
    }
}
