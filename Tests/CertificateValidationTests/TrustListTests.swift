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
import Foundation
import Testing

@Suite("Trust lists")
struct TrustListTests {
    private let root: Certificate
    private let other: Certificate
    private let base64: String

    init() throws {
        root = try TestAuthority("Root").certificate
        other = try TestAuthority("Other").certificate
        base64 = Data(root.der).base64EncodedString()
    }

    private func decode(_ text: String) throws -> TrustList {
        try JSONDecoder().decode(TrustList.self, from: Data(text.utf8))
    }

    private func list(_ entry: String) -> String { #"{"version":1,"anchors":[\#(entry)]}"# }

    @Test("give anchors with all their terms")
    func whole() throws {
        let text = """
            {"version": 1, "set": "government", "anchors": [
              {"name": "Gốc", "certificate": "\(base64)", "from": "2021-01-01T07:00:00+07:00",
               "until": "2026-01-01T00:00:00Z", "purposes": ["document-signing"],
               "constraints": {"pathLength": 1, "policies": ["2.16.704.1.1.1.1.1"], "requireExplicitPolicy": true,
                 "inhibitPolicyMapping": true, "inhibitAnyPolicy": true,
                 "permittedSubtrees": [{"directoryName": "O=Bộ Tài chính,C=VN"}, {"rfc822Name": ".gov.vn"}],
                 "excludedSubtrees": [{"dNSName": "example.gov.vn"}]}},
              {"file": "other.der"}
            ]}
            """
        let list = try decode(text)
        #expect(list.files == ["other.der"])
        let anchors = try list.anchors(files: [other.der])
        let constraints = try TrustAnchorConstraints(
            pathLength: 1,
            policies: [#require(ObjectIdentifier("2.16.704.1.1.1.1.1"))],
            requiresExplicitPolicy: true,
            inhibitsPolicyMapping: true,
            inhibitsAnyPolicy: true,
            permittedSubtrees: [
                NameSubtree(directoryName: "o=Bộ Tài chính, c=VN"), NameSubtree(rfc822Name: ".gov.vn"),
            ],
            excludedSubtrees: [NameSubtree(dNSName: "example.gov.vn")]
        )
        let expected = [
            try TrustAnchor(
                root,
                name: "Gốc",
                sets: ["government"],
                trustedFrom: Instant(seconds: 1_609_459_200),
                trustedUntil: Instant(seconds: 1_767_225_600),
                purposes: [.documentSigning],
                constraints: constraints
            ),
            try TrustAnchor(other, sets: ["government"]),
        ]
        #expect(anchors == expected)
        // What is written is what was read.
        let again = try JSONDecoder().decode(TrustList.self, from: JSONEncoder().encode(list))
        #expect(again == list)
    }

    @Test("hold certificates in PEM, in Base64 and in files of any form")
    func forms() throws {
        let pem = "-----BEGIN CERTIFICATE-----\\n\(base64)\\n-----END CERTIFICATE-----\\n"
        for certificate in [pem, base64, base64.replacing("A", with: "A\\n")] {
            let list = try decode(list(#"{"certificate":"\#(certificate)"}"#))
            #expect(try list.anchors(files: []).map(\.certificate) == [root])
        }
        let file = try decode(list(#"{"file":"a"},{"certificate":"\#(base64)"},{"file":"a"}"#))
        let lines = pem.replacing("\\n", with: "\n")
        #expect(try file.anchors(files: [other.der, Array(lines.utf8)]).map(\.certificate) == [other, root, root])
    }

    @Test(
        "are refused with anything that isn't known, at its place",
        arguments: [
            ("[]", ""), ("{}", "version"), (#"{"version":2,"anchors":[]}"#, "version"),
            (#"{"version":1}"#, "anchors"), (#"{"version":1,"anchors":[],"name":"x"}"#, "name"),
            (#"{"version":1,"anchors":null}"#, "anchors"), (#"{"version":1,"set":null,"anchors":[]}"#, "set"),
            (#"{"version":1,"anchors":[{}]}"#, "anchors.0.certificate"),
            (#"{"version":1,"anchors":[{"certificate":"AAAA","file":"a"}]}"#, "anchors.0.certificate"),
            (#"{"version":1,"anchors":[{"certificate":"AAAA"}]}"#, "anchors.0.certificate"),
            (#"{"version":1,"anchors":[{"certificate":"*"}]}"#, "anchors.0.certificate"),
            (#"{"version":1,"anchors":[{"file":"/etc/a"}]}"#, "anchors.0.file"),
            (#"{"version":1,"anchors":[{"file":""}]}"#, "anchors.0.file"),
            (#"{"version":1,"anchors":[{"file":"a","from":"2026-01-01"}]}"#, "anchors.0.from"),
            (#"{"version":1,"anchors":[{"file":"a","To":"2026-01-01T00:00:00Z"}]}"#, "anchors.0.To"),
            (#"{"version":1,"anchors":[{"file":"a","purposes":[]}]}"#, "anchors.0.purposes"),
            (#"{"version":1,"anchors":[{"file":"a","purposes":["signing"]}]}"#, "anchors.0.purposes"),
            (#"{"version":1,"anchors":[{"file":"a","purposes":null}]}"#, "anchors.0.purposes"),
            (#"{"version":1,"anchors":[{"file":"a","constraints":{"x":1}}]}"#, "anchors.0.constraints.x"),
            (
                #"{"version":1,"anchors":[{"file":"a","constraints":{"pathLength":-1}}]}"#,
                "anchors.0.constraints.pathLength"
            ),
            (
                #"{"version":1,"anchors":[{"file":"a","constraints":{"policies":["x"]}}]}"#,
                "anchors.0.constraints.policies"
            ),
            (
                #"{"version":1,"anchors":[{"file":"a","constraints":{"policies":[]}}]}"#,
                "anchors.0.constraints.policies"
            ),
            (
                #"{"version":1,"anchors":[{"file":"a","constraints":{"excludedSubtrees":[{"iPAddress":"1"}]}}]}"#,
                "anchors.0.constraints.excludedSubtrees.0.iPAddress"
            ),
            (
                #"{"version":1,"anchors":[{"file":"a","constraints":{"excludedSubtrees":[{"dNSName":".a"}]}}]}"#,
                "anchors.0.constraints.excludedSubtrees.0.dNSName"
            ),
            (
                #"{"version":1,"anchors":[{"file":"a","constraints":{"permittedSubtrees":[{}]}}]}"#,
                "anchors.0.constraints.permittedSubtrees.0.directoryName"
            ),
        ]
    )
    func unknown(text: String, place: String) throws {
        let error = try #require(throws: DecodingError.self) { try decode(text) }
        let context: DecodingError.Context =
            switch error {
            case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
                .keyNotFound(_, let context):
                context
            @unknown default: throw error
            }
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
        #expect(path.joined(separator: ".") == place)
    }

    @Test("say which anchor can't be one")
    func notAnAnchor() throws {
        let leaf = try TestAuthority("Root").issue()
        let entry = #"{"certificate":"\#(base64)"},{"name":"An","file":"leaf.pem"}"#
        let list = try decode(list(entry))
        let inputs: [([[UInt8]], CertificateError.Code, String)] = [
            ([leaf.der], .endEntityAnchor, "--key"), ([], .noCertificate, "`leaf.pem` is not given"),
            ([[]], .noCertificate, "anchor 2 `An`"),
        ]
        for (files, code, words) in inputs {
            let error = try #require(throws: CertificateError.self) { try list.anchors(files: files) }
            #expect(error.code == code)
            #expect(error.hint.contains(words))
            #expect(error.hint.contains("anchor 2 `An`"))
        }
        let late = try decode(self.list(#"{"certificate":"\#(base64)","from":"2040-01-01T00:00:00Z"}"#))
        let error = try #require(throws: CertificateError.self) { try late.anchors(files: []) }
        #expect(error.code == .anchorTermsInvalid)
    }

    @Test("have at most 65,536 anchors")
    func count() throws {
        let entries = [TrustList.Entry](repeating: .init(.file("a")), count: TrustList.maximumAnchorCount)
        #expect(try TrustList(entries: entries).entries.count == 65_536)
        let error = #expect(throws: CertificateError.self) { try TrustList(entries: entries + [.init(.file("b"))]) }
        #expect(error?.code == .anchorTermsInvalid)
    }
}
