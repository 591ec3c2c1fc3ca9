//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SignatureCryptography
import Testing

@Suite("Message digests")
struct MessageDigestTests {
    static let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"

    /// The examples of FIPS 180-4 and FIPS 202 that NIST publishes, of RFC 1321 §A.5 and of RIPEMD-160's authors.
    static let examples: [(String, DigestMethod, String)] = [
        ("abc", .md5, "900150983cd24fb0d6963f7d28e17f72"),
        ("abc", .ripemd160, "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
        ("abc", .sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (long, .sha1, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
        ("abc", .sha224, "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
        ("abc", .sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (long, .sha256, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        (
            "abc", .sha384,
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
        (
            "abc", .sha512,
            """
            ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
            2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
            """
        ),
        ("abc", .sha3_224, "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf"),
        ("abc", .sha3_256, "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"),
        (
            "abc", .sha3_384,
            "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25"
        ),
        (
            "abc", .sha3_512,
            """
            b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e\
            10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0
            """
        ),
    ]

    @Test("agree with their standards, whatever the chunks", arguments: examples)
    func agreesWithTheStandard(message: String, method: DigestMethod, expected: String) throws {
        #expect(method.isAvailable)
        let text = Array(message.utf8)
        for cut in 0...text.count {
            var digest = try MessageDigest(method)
            try digest.update(text.span.extracting(..<cut))
            try digest.update(text.span.extracting(cut...))
            let value = try digest.finish()
            #expect(hexadecimal(value) == expected)
        }
        #expect(octets(expected).count == method.byteCount)
    }

    @Test("begin anew in the same memory")
    func restarts() throws {
        var digest = try MessageDigest(.sha256)
        let text = Array("abc".utf8)
        for _ in 0..<3 {
            try digest.update(text.span)
            let value = try digest.finishAndRestart()
            #expect(hexadecimal(value) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        }
        try digest.update(text.span)
        try digest.restart()
        let empty = try digest.finish()
        // FIPS 180-4: the digest of no octets.
        #expect(hexadecimal(empty) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
