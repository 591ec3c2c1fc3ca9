//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.XML

/// The libxml2 at hand.
package enum LibXML2 {
    /// Its version as it names itself, such as `20914`.
    package static var version: String { unsafe String(cString: CXMLDSig_libxml2_version()) }
}
