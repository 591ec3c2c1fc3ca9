//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import CLibXML2Oracle

/// What libxml2 does to the program that it runs in.
package enum LibXML2Host {
    /// How many messages libxml2 would have printed from this thread meanwhile; `nil` where its handlers were changed.
    package static func messagesPrinted(during body: () -> Void) -> Int? {
        CLibXML2Oracle_watch_printing()
        body()
        let count = CLibXML2Oracle_end_watching()
        return count < 0 ? nil : Int(count)
    }

    /// How many external entities were asked for by anybody but the oracle.
    package static var loadedEntities: Int { Int(CLibXML2Oracle_load_count()) }
}
