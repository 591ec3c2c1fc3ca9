//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import XMLDSig

/// Files of trust anchors that the command line names.
enum TrustFiles {
    private static let option = "--trust"

    /// - Parameter path: A file with certificates of authorities, a trust list, or a folder of which every such file
    ///   counts.
    static func anchors(_ path: String) throws -> [TrustAnchor] {
        try NamedFolder.read(path, option: option) { octets, file in
            let place = "\(option): \(file)"
            guard isJSON(octets) else {
                let certificates = try CertificateFiles.certificates(octets, place)
                return try anchors(place) { () throws(CertificateError) in
                    var anchors: [TrustAnchor] = []
                    for certificate in certificates { anchors.append(try TrustAnchor(certificate)) }
                    return anchors
                }
            }
            let list: TrustList = try JSONText.decode(octets, place)
            let files = try list.files.map { try NamedFile.octets(folder(of: file) + $0, option: option) }
            return try anchors(place) { () throws(CertificateError) in try list.anchors(files: files) }
        }
    }

    private static func isJSON(_ octets: [UInt8]) -> Bool {
        guard let first = octets.first(where: { $0 > 0x20 }) else { return false }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// With the slash at its end.
    private static func folder(of file: String) -> String {
        file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    }

    /// An end entity, and terms that can't be applied, are a misuse of the option; all else is a bad file.
    static func anchors(
        _ place: String,
        _ make: () throws(CertificateError) -> [TrustAnchor]
    ) throws -> [TrustAnchor] {
        do throws(CertificateError) {
            return try make()
        } catch {
            let isUsage = error.code == .endEntityAnchor || error.code == .anchorTermsInvalid
            throw ToolFailure(isUsage ? .usage : .refused, "\(place): \(error)")
        }
    }
}
