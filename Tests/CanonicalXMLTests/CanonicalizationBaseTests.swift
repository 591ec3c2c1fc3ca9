//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Testing

/// *join-URI-References* of Canonical XML 1.1 §2.4.
@Suite("Joined xml:base values")
struct CanonicalizationBaseTests {
    /// Canonical XML 1.1 Appendix A: example results of the modified *Remove Dot Segments*.
    static let segments: [(String, String)] = [
        ("no/.././/pseudo-netpath/seg/file.ext", "pseudo-netpath/seg/file.ext"),
        ("no/..//.///pseudo-netpath/seg/file.ext", "pseudo-netpath/seg/file.ext"),
        ("yes/no//..//.///pseudo-netpath/seg/file.ext", "yes/pseudo-netpath/seg/file.ext"),
        ("no/../yes", "yes"), ("no/../yes/", "yes/"), ("no/../yes/no/..", "yes/"),
        ("../../no/../..", "../../../"), ("no/../..", "../"), ("no/..", ""), ("no/../", ""),
        ("/a/b/c/./../../g", "/a/g"), ("mid/content=5/../6", "mid/6"), ("../../..", "../../../"),
        ("no/../../", "../"), ("..yes/..no/..no/..no/../../../..yes", "..yes/..yes"),
        ("..yes/..no/..no/..no/../../../..yes/", "..yes/..yes/"), ("../..", "../../"), ("../../../", "../../../"),
        (".", ""), ("./", ""), ("./.", ""), ("//no/..", "/"), ("../../no/..", "../../"), ("../../no/../", "../../"),
        ("yes/no/../", "yes/"), ("yes/no/no/../..", "yes/"), ("yes/no/no/no/../../..", "yes/"),
        ("yes/no/../yes/no/no/../..", "yes/yes/"), ("yes/no/no/no/../../../yes", "yes/yes"),
        ("yes/no/no/no/../../../yes/", "yes/yes/"), ("/no/../", "/"), ("/yes/no/../", "/yes/"),
        ("/yes/no/no/../..", "/yes/"), ("/yes/no/no/no/../../..", "/yes/"), ("../../..no/..", "../../"),
        ("../../..no/../", "../../"), ("..yes/..no/../", "..yes/"), ("..yes/..no/..no/../..", "..yes/"),
        ("..yes/...no/..no/..no/../../..", "..yes/"), ("..yes/..no/../..yes/..no/..no/../..", "..yes/..yes/"),
        ("/..no/../", "/"), ("/..yes/..no/../", "/..yes/"), ("/..yes/..no/..no/../..", "/..yes/"),
        ("/..yes/..no/..no/..no/../../..", "/..yes/"), ("/", "/"), ("/.", "/"), ("/./", "/"), ("/./.", "/"),
        ("/././", "/"), ("/..", "/"), ("/../..", "/"), ("/../../..", "/"), ("//..", "/"), ("//..//..", "/"),
        ("//..//..//..", "/"), ("/./..", "/"), ("/./.././..", "/"), ("/./.././.././..", "/"), ("..", "../"),
        ("../", "../"),
    ]

    @Test("have their dot segments removed as Appendix A of Canonical XML 1.1 shows")
    func dotSegments() {
        for (path, expected) in Self.segments {
            let result = String(decoding: removeDotSegments(Array(path.utf8)[...]), as: UTF8.self)
            #expect(result == expected, "\(path)")
        }
    }

    /// A base and a reference with what they make: the first group from Canonical XML 1.1 §2.4, the second from RFC 3986
    /// §5.4, without fragments, which *join-URI-References* drops.
    static let joined: [(String, String, String)] = [
        ("abc/", "../", ""), ("../", "../", "../../"), ("..", "..", "../../"), ("..", "x", "../x"),
        ("..", "../x", "../../x"),
        ("foo/", "bar", "foo/bar"), ("something/else", "bar/", "something/bar/"),
        ("http://a/b/c/d;p?q", "g:h", "g:h"), ("http://a/b/c/d;p?q", "g", "http://a/b/c/g"),
        ("http://a/b/c/d;p?q", "./g", "http://a/b/c/g"), ("http://a/b/c/d;p?q", "g/", "http://a/b/c/g/"),
        ("http://a/b/c/d;p?q", "/g", "http://a/g"), ("http://a/b/c/d;p?q", "//g", "http://g"),
        ("http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y"), ("http://a/b/c/d;p?q", "g?y", "http://a/b/c/g?y"),
        ("http://a/b/c/d;p?q", "g#s", "http://a/b/c/g"), ("http://a/b/c/d;p?q", ";x", "http://a/b/c/;x"),
        ("http://a/b/c/d;p?q", "", "http://a/b/c/d;p?q"), ("http://a/b/c/d;p?q", ".", "http://a/b/c/"),
        ("http://a/b/c/d;p?q", "..", "http://a/b/"), ("http://a/b/c/d;p?q", "../g", "http://a/b/g"),
        ("http://a/b/c/d;p?q", "../..", "http://a/"), ("http://a/b/c/d;p?q", "../../../g", "http://a/g"),
        ("http://a/b/c/d;p?q", "g?y/./x", "http://a/b/c/g?y/./x"), ("http://a", "b", "http://a/b"),
    ]

    @Test("are those of the standards' examples")
    func join() {
        for (base, reference, expected) in Self.joined {
            let result = joinURIReferences(Array(base.utf8), Array(reference.utf8))
            #expect(String(decoding: result, as: UTF8.self) == expected, "\(base) and \(reference)")
        }
    }
}
