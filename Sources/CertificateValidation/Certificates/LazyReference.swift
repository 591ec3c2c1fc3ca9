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
@safe package final class LazyReference<Object: AnyObject & Sendable>: Sendable {
    // `AtomicLazyReference` does the same; but its code isn't specialized, and takes seven hundred instructions for a load.
    /// `nil`, or an object that is held once for as long as this is there.
    private let storage = unsafe Atomic<Unmanaged<Object>?>(nil)

    package init() {}

    deinit { unsafe storage.load(ordering: .acquiring)?.release() }

    package func value(_ make: () -> Object) -> Object {
        if let object = unsafe storage.load(ordering: .acquiring) { return unsafe object.takeUnretainedValue() }
        return store(make())
    }

    private func store(_ object: Object) -> Object {
        let made = unsafe Unmanaged.passRetained(object)
        let outcome = unsafe storage.compareExchange(expected: nil, desired: made, ordering: .acquiringAndReleasing)
        guard let first = unsafe outcome.original else { return object }
        unsafe made.release()
        return unsafe first.takeUnretainedValue()
    }
}
