//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Synchronization

/// An object that is made when it is first asked for, by whichever thread comes first.
///
/// Two threads may both make one; all get the one that was stored.
package final class LazyReference<Object: AnyObject & Sendable>: Sendable {
    private let storage = AtomicLazyReference<Object>()

    package init() {}

    package func value(_ make: () -> Object) -> Object {
        if let object = storage.load() { return object }
        return storage.storeIfNil(make())
    }
}
