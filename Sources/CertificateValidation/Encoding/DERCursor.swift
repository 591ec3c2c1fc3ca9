//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// A walk over DER that allocates nothing: for lists with so many elements that a tree of them, as SwiftASN1 makes it,
/// would be many times as large as they are.
struct DERCursor {
    /// One element: where it is and what is in it.
    struct Element {
        let tag: UInt8
        /// Tag and length included.
        let encoded: Range<Int>
        let content: Range<Int>
    }

    /// What is being read, as errors say it.
    enum Structure {
        case certificate
        case revocationList
        case onlineStatusResponse
    }

    let octets: [UInt8]
    let structure: Structure
    private(set) var position: Int
    let end: Int

    init(_ octets: [UInt8], _ range: Range<Int>? = nil, of structure: Structure = .revocationList) {
        self.octets = octets
        self.structure = structure
        position = range?.lowerBound ?? 0
        end = range?.upperBound ?? octets.count
    }

    var isAtEnd: Bool { position == end }

    /// The tag of the next element; `nil` at the end.
    var nextTag: UInt8? { isAtEnd ? nil : octets[position] }

    /// - Throws: Where there is no next one, or where it isn't in DER (X.690 §8.1, §10.1): a length that is indefinite,
    ///   longer than it has to be, or beyond the end; a tag of more than one octet, which no structure here has.
    mutating func next() throws(CertificateError) -> Element {
        let start = position
        guard end - start >= 2, octets[start] & 0x1F != 0x1F else { throw malformed() }
        var count = Int(octets[start + 1])
        var content = start + 2
        if count >= 0x80 {
            let lengthCount = count & 0x7F
            guard (1...4).contains(lengthCount), end - content >= lengthCount, octets[content] != 0 else {
                throw malformed()
            }
            count = octets[content..<content + lengthCount].reduce(0) { $0 << 8 | Int($1) }
            content += lengthCount
            guard count >= 0x80 else { throw malformed() }
        }
        guard count <= end - content else { throw malformed() }
        position = content + count
        return Element(tag: octets[start], encoded: start..<position, content: content..<position)
    }

    /// The next element, which has to have this tag.
    mutating func next(_ tag: UInt8) throws(CertificateError) -> Element {
        guard nextTag == tag else { throw malformed() }
        return try next()
    }

    /// The next element, where it has this tag.
    mutating func optional(_ tag: UInt8) throws(CertificateError) -> Element? {
        nextTag == tag ? try next() : nil
    }

    /// - Throws: Where something is left.
    func finish() throws(CertificateError) { guard isAtEnd else { throw malformed() } }

    /// A walk over what is in an element.
    func walk(_ range: Range<Int>) -> DERCursor { DERCursor(octets, range, of: structure) }

    /// What isn't as DER and the structure ask.
    func malformed(_ hint: String? = nil, clause: String? = nil) -> CertificateError {
        CertificateError(
            structure.code,
            hint ?? "the \(structure.name) is not as DER asks at octet \(position)",
            clause: clause ?? structure.clause
        )
    }
}

extension DERCursor.Structure {
    fileprivate var code: CertificateError.Code {
        switch self {
        case .certificate: .certificateMalformed
        case .revocationList: .revocationListMalformed
        case .onlineStatusResponse: .onlineStatusResponseMalformed
        }
    }

    fileprivate var name: String {
        switch self {
        case .certificate: "certificate"
        case .revocationList: "revocation list"
        case .onlineStatusResponse: "OCSP response"
        }
    }

    fileprivate var clause: String {
        switch self {
        case .certificate: "RFC 5280 §4.1"
        case .revocationList: "RFC 5280 §5.1"
        case .onlineStatusResponse: "RFC 6960 §4.2.1"
        }
    }

    fileprivate var clauseOfTimes: String {
        switch self {
        case .certificate: "RFC 5280 §4.1.2.5"
        case .revocationList: "RFC 5280 §5.1.2.4"
        case .onlineStatusResponse: "RFC 6960 §4.2.2.1"
        }
    }
}

extension DERCursor {
    /// Whether the content of an INTEGER is in DER: not empty, and without octets that add nothing (X.690 §8.3.2).
    func isInteger(_ content: Range<Int>) -> Bool {
        guard let first = content.first else { return false }
        guard content.count > 1 else { return true }
        return !(octets[first] == 0 && octets[first + 1] < 0x80)
            && !(octets[first] == 0xFF && octets[first + 1] >= 0x80)
    }

    /// The content of an AlgorithmIdentifier: an object identifier, and at most one element of parameters.
    ///
    /// - Parameter isDigest: Whether the parameters can only be NULL (RFC 3370 §2.1, RFC 5754 §2).
    func checkAlgorithm(_ content: Range<Int>, isDigest: Bool = false) throws(CertificateError) {
        var fields = walk(content)
        guard ObjectIdentifier.isReadable(octets[try fields.next(0x06).content]) else { throw malformed() }
        guard !fields.isAtEnd else { return }
        let parameters = try fields.next()
        try fields.finish()
        guard parameters.tag == 0x05 ? parameters.content.isEmpty : !isDigest else { throw malformed() }
    }

    /// A BOOLEAN's content; its DEFAULT FALSE may be written out, as in ``StrictDER``.
    func boolean(_ content: Range<Int>) throws(CertificateError) -> Bool {
        guard content.count == 1, octets[content.lowerBound] == 0 || octets[content.lowerBound] == 0xFF else {
            throw malformed()
        }
        return octets[content.lowerBound] == 0xFF
    }

    /// A time as RFC 5280 §4.1.2.5 has it; the same rules as for those of certificates.
    ///
    /// - Parameter allowsFraction: Whether a GeneralizedTime may have up to nine digits of a second's fraction, which
    ///   that clause forbids.
    func time(_ element: Element, allowsFraction: Bool = false) throws(CertificateError) -> Instant {
        guard element.tag == 0x17 || element.tag == 0x18 else {
            throw malformed("a time has another tag", clause: structure.clauseOfTimes)
        }
        do throws(Instant.TimeRefusal) {
            let isUTCTime = element.tag == 0x17
            return try Instant(octets[element.content], isUTCTime: isUTCTime, allowsFraction: allowsFraction)
        } catch .form {
            throw malformed("a time is not digits in UTC with seconds and `Z`", clause: structure.clauseOfTimes)
        } catch {
            throw malformed("there is no such time", clause: structure.clauseOfTimes)
        }
    }
}
