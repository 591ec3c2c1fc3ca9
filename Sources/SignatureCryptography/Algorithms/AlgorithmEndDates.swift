//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// End dates after ETSI TS 119 312, as validation policies in use give them: of V1.5.1 (2024-12), and of earlier editions
/// for what that no longer lists. An algorithm may be relied on for what provably existed before its end.
///
/// Later editions may move these dates; none of them is taken into account here.
extension DigestMethod {
    /// From when on the digest is no longer thought secure; `nil` where no end is set.
    public var endDate: Instant? {
        switch self {
        case .md5: .midnight(2004, 8, 1)
        case .sha1: .midnight(2012, 8, 1)
        case .ripemd160: .midnight(2014, 8, 1)
        case .sha224, .sha3_224: .midnight(2029, 1, 1)
        default: nil
        }
    }
}

extension AlgorithmTable {
    /// From when on a key of this size is no longer thought secure; `nil` where no end is set.
    ///
    /// - Parameter family: What the key is used for; RSA keys last longer with PSS.
    public static func endDate(of key: PublicKey, in family: SignatureFamily) -> Instant? {
        switch key.kind {
        case .rsa(let key): endDate(modulusBitCount: key.bitCount, in: family)
        case .rsaPSS(let key): endDate(modulusBitCount: key.bitCount, in: family)
        case .dsa(let key): endDate(primeBitCount: key.bitCount)
        case .ec(let key): endDate(curveBitCount: key.curve.bitCount)
        case .edwards, .postQuantum: nil
        }
    }

    private static func endDate(modulusBitCount: Int, in family: SignatureFamily) -> Instant? {
        switch modulusBitCount {
        case ..<1024: .midnight(2010, 8, 1)
        case ..<1900: .midnight(2019, 10, 1)
        case ..<3000: .midnight(2029, 1, 1)
        default: family == .rsaPSS ? nil : .midnight(2029, 1, 1)
        }
    }

    private static func endDate(primeBitCount: Int) -> Instant? {
        switch primeBitCount {
        case ..<1900: .midnight(2015, 12, 1)
        case ..<3000: .midnight(2029, 1, 1)
        default: nil
        }
    }

    private static func endDate(curveBitCount: Int) -> Instant? {
        switch curveBitCount {
        case ..<224: .midnight(2012, 8, 1)
        case ..<256: .midnight(2021, 10, 1)
        default: nil
        }
    }
}

extension Instant {
    /// The beginning of a day in UTC.
    fileprivate static func midnight(_ year: Int, _ month: Int, _ day: Int) -> Instant {
        Instant(seconds: daysSince1970(year: year, month: month, day: day) * 86_400)
    }
}
