//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// The OpenSSL at hand.
public enum OpenSSL {
    /// The version that runs, such as `3.0.19`; not the one that was compiled against.
    public static var version: String { unsafe String(cString: CXMLDSig_openssl_version()) }
}
