//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import FixtureManifests
import Foundation
import Testing

@Suite("Fixture manifests")
struct FixtureManifestTests {
    private static func decode(_ line: String) throws -> Fixture {
        try Fixture(json: Data(line.utf8), line: 1)
    }

    @Test("decode every field that a runner acts on")
    func decodesFields() throws {
        let fixture = try Self.decode(
            #"""
            {"file":"a.xml","kind":"attack","variant":"v","test":"t","expect":"invalid","core":"valid",
             "key":"cert:k.pem","keyname":"n","lookup_pool":["p"],"trust":["r"],"untrusted":["u"],"crls":["c"],
             "time":"2024-01-01T00:00:00Z","policy":["skip-cert-time"],"needs":["sha1","rsa:512","curve:secp256k1"],
             "id_attrs":["Id"],"detached":{"u":"d"},"signature_index":2,"requires":["openssl>=3.5"],
             "reference_outputs":{"0":"o"},"signed_paths":["/a"],"alg":"http://www.w3.org/2006/12/xml-c14n11","output":"x","xpath":"//.",
             "inclusive_prefixes":"a b","why":{"ignored":[1]}}
            """#
        )
        #expect(fixture.unknown == nil)
        #expect(fixture.kind == .attack)
        #expect((fixture.file, fixture.variant, fixture.test) == ("a.xml", "v", "t"))
        #expect((fixture.expect, fixture.core) == ("invalid", .valid))
        #expect(fixture.key == .certificate(path: "k.pem"))
        #expect(fixture.needs == [.hash(.sha1), .rsa(fromBitCount: 512), .curve("secp256k1")])
        #expect(fixture.policy == [.skipCertificateTime])
        #expect((fixture.trust, fixture.untrusted, fixture.crls) == (["r"], ["u"], ["c"]))
        #expect((fixture.detached, fixture.referenceOutputs) == (["u": "d"], ["0": "o"]))
        #expect((fixture.signatureIndex, fixture.signedPaths, fixture.idAttributes) == (2, ["/a"], ["Id"]))
        #expect(fixture.method == .canonical11)
        #expect(fixture.requires.first.map { $0.isMet(by: "3.0.22") } == false)
        #expect(fixture.requires.first.map { $0.isMet(by: "3.10.1") } == true)
    }

    /// The contract: an unknown value of these makes the line `skipped`; an unknown field nothing.
    @Test(
        "keep a value that isn't known, so that the line is skipped",
        arguments: [
            #""kind":"later""#, #""kind":"xmldsig","expect":"maybe""#, #""kind":"xmldsig","needs":["sha1","later"]"#,
            #""kind":"xmldsig","policy":["later"]"#, #""kind":"chain","profile":"later""#,
            #""kind":"xmldsig","key":"later:x""#, #""kind":"xmldsig","key":"later""#,
            #""kind":"xmldsig","needs":["rsa:"]"#, #""kind":"xmldsig","needs":["rsa:-1"]"#,
            #""kind":"c14n","alg":"urn:later","output":"x""#, #""kind":"xmldsig","needs":"sha1""#,
            #""kind":"xmldsig","requires":["libxml2>=2"]"#,
        ]
    )
    func skipsUnknownValues(members: String) throws {
        let fixture = try Self.decode(#"{"file":"a.xml",\#(members)}"#)
        let answer = FixtureRunner(folder: "/nowhere").answer(fixture)
        #expect(answer.outcome.got == .skipped)
        #expect(answer.agreement == .skipped)
    }

    @Test(
        "name the line that is no case",
        arguments: [("\n\n{\"kind\":", 3), ("[]", 1), ("{\"kind\":\"xmldsig\"}\n", 1), ("{\"file\":\"a\"}", 1)]
    )
    func refusesMalformedLines(text: String, line: Int) {
        #expect { try FixtureManifest(octets: Array(text.utf8)) } throws: {
            ($0 as? FixtureManifestError)?.line == line
        }
    }

    @Test("count lines, empty ones too, and choose by a field")
    func choosesLines() throws {
        let text = """
            {"kind":"parser","file":"a.xml","suite":"s"}

            {"kind":"c14n","file":"b.xml","suite":"s","legacy":true}
            """
        let manifest = try FixtureManifest(octets: Array(text.utf8))
        #expect(manifest.fixtures.map(\.line) == [1, 3])
        #expect(manifest.only("kind", "c14n").fixtures.map(\.file) == ["b.xml"])
        #expect(manifest.only("legacy", "true").fixtures.map(\.line) == [3])
        #expect(manifest.only("suite", "other").fixtures.isEmpty)
    }
}
