//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The parts of a URI reference (RFC 3986 §3); the fragment is left out.
private struct URIReference {
    var scheme: ArraySlice<UInt8>?
    var authority: ArraySlice<UInt8>?
    var path: ArraySlice<UInt8>
    var query: ArraySlice<UInt8>?

    /// Takes any octets apart; what is no URI reference comes out as a path.
    init(_ text: [UInt8]) {
        var rest = text[...]
        if let fragment = rest.firstIndex(of: UInt8(ascii: "#")) { rest = rest[..<fragment] }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = rest[(mark + 1)...]
            rest = rest[..<mark]
        }
        if let count = schemeCount(rest.span) {
            scheme = rest.prefix(count)
            rest = rest.dropFirst(count + 1)
        }
        if rest.starts(with: "//".utf8) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            authority = rest[..<end]
            rest = rest[end...]
        }
        path = rest
    }

    /// RFC 3986 §5.3.
    var text: [UInt8] {
        var result: [UInt8] = []
        if let scheme { result += scheme + ":".utf8 }
        if let authority { result += "//".utf8 + Array(authority) }
        result += path
        if let query { result += "?".utf8 + Array(query) }
        return result
    }
}

/// How many octets the scheme of a URI has (RFC 3986 §3.1); `nil` where it has none.
func schemeCount(_ uri: Span<UInt8>) -> Int? {
    for count in uri.indices {
        switch uri[count] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            if count == 0 { return nil }
        case UInt8(ascii: ":"): return count > 0 ? count : nil
        default: return nil
        }
    }
    return nil
}

/// The function *join-URI-References* of Canonical XML 1.1 §2.4: RFC 3986 §5.2 with its changes.
///
/// - Parameters:
///   - base: The `xml:base` of an element that is left out; it needs no scheme.
///   - reference: The value that it is combined with; its fragment is dropped.
package func joinURIReferences(_ base: [UInt8], _ reference: [UInt8]) -> [UInt8] {
    var base = URIReference(base)
    base.path = endingInSlashAfterDots(base.path)
    var result = URIReference(reference)
    if result.scheme != nil || result.authority != nil {
        result.scheme = result.scheme ?? base.scheme
        result.path = removeDotSegments(result.path)[...]
        return result.text
    }
    if result.path.isEmpty {
        result.path = base.path
        result.query = result.query ?? base.query
    } else {
        let isAbsolute = result.path.first == UInt8(ascii: "/")
        result.path = removeDotSegments(isAbsolute ? result.path : merge(base, result.path))[...]
    }
    result.scheme = base.scheme
    result.authority = base.authority
    return result.text
}

/// `..` and `..` are combined as `../../`: a base that ends in the segment `..` is taken for a folder.
private func endingInSlashAfterDots(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let last = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path
    return last.elementsEqual("..".utf8) ? path + "/".utf8 : path
}

/// RFC 3986 §5.2.3.
private func merge(_ base: URIReference, _ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if base.authority != nil, base.path.isEmpty { return "/".utf8 + path }
    guard let slash = base.path.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return base.path[...slash] + path
}

/// RFC 3986 §5.2.4 as Canonical XML 1.1 §2.4 changes it: leading `..` segments stay, runs of `/` become one, and a `..` at
/// the end is followed by `/`.
package func removeDotSegments(_ path: ArraySlice<UInt8>) -> [UInt8] {
    let isAbsolute = path.first == UInt8(ascii: "/")
    var kept: [ArraySlice<UInt8>] = []
    var endsInFolder = false
    for segment in path.split(separator: UInt8(ascii: "/")) {
        let isUp = segment.elementsEqual("..".utf8)
        endsInFolder = isUp || segment.elementsEqual(".".utf8)
        if !endsInFolder {
            kept.append(segment)
        } else if isUp {
            if let last = kept.last, !last.elementsEqual("..".utf8) {
                kept.removeLast()
            } else if !isAbsolute {
                kept.append(segment)
            }
        }
    }
    endsInFolder = endsInFolder || path.last == UInt8(ascii: "/")
    var result: [UInt8] = isAbsolute ? [UInt8(ascii: "/")] : []
    result += kept.joined(separator: "/".utf8)
    if endsInFolder, !kept.isEmpty { result.append(UInt8(ascii: "/")) }
    return result
}
