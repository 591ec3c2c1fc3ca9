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

/// Finds which signatures of a document are another one that was pasted again: whoever did it signed nothing.
///
/// One signature is one key and the canonical `SignedInfo` that was signed with it, wherever the element stands and
/// whatever was added to it. Of public keys the value isn't looked at: out of an ECDSA value r‖s anybody makes r‖n−s.
struct SignatureCopies {
    private struct Identity: Hashable {
        let signer: Signer
        let signedInfo: [UInt8]
    }

    private enum Signer: Hashable {
        case publicKey(PublicKey)
        /// By its modulus: a key of rsaEncryption may be had as one of id-RSASSA-PSS, too.
        case rsa(modulus: [UInt8])
        /// By the code that it makes of the `SignedInfo`, which another key would make another of.
        case symmetric(code: [UInt8])
    }

    /// A document with one signature has no copies, and nothing is kept of it.
    private let isNeeded: Bool
    private var originals: [Identity: XMLNode] = [:]

    /// - Parameter signatureCount: How many signatures the document has.
    init(signatureCount: Int) { isNeeded = signatureCount > 1 }

    /// The signature that one is a copy of, where it is one.
    ///
    /// - Parameters:
    ///   - signature: Whose value was found to be good.
    ///   - signedInfo: The octets that the value is over.
    mutating func original(of signature: Signature, by key: VerifyingKey, over signedInfo: [UInt8]) -> XMLNode? {
        guard isNeeded else { return nil }
        let identity = Identity(signer: Self.signer(key, signature), signedInfo: signedInfo)
        if let original = originals[identity] { return original }
        originals[identity] = signature.node
        return nil
    }

    private static func signer(_ key: VerifyingKey, _ signature: Signature) -> Signer {
        guard case .publicKey(let key) = key.kind else { return .symmetric(code: signature.signatureValue) }
        if let modulus = key.rsa?.modulus ?? key.rsaPSS?.modulus { return .rsa(modulus: modulus) }
        return .publicKey(key)
    }
}
