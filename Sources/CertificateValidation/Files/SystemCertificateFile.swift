//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// Where the system keeps certificates that it trusts. The library reads no such file; a program may.
package enum SystemCertificateFile {
    /// The file that this OpenSSL was built to look at; on many systems there is none.
    package static var ofOpenSSL: String { unsafe String(cString: CXMLDSig_default_certificate_file()) }

    /// The name of the environment variable that names another one.
    package static var environmentVariable: String {
        unsafe String(cString: CXMLDSig_default_certificate_file_variable())
    }
}
