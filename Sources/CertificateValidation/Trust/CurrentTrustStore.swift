//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Synchronization

/// What a running service trusts at present: a ``TrustStore`` that can be exchanged as a whole while others read it.
///
/// Whoever validates takes one ``snapshot`` and keeps it for the whole validation, so that a verdict never mixes two of
/// them; its ``TrustStore/digest`` says in the report which one it was.
public final class CurrentTrustStore: Sendable {
    private let store: Mutex<TrustStore>

    /// - Parameter snapshot: What is trusted at first.
    public init(_ snapshot: TrustStore) { store = Mutex(snapshot) }

    /// What is trusted now.
    public var snapshot: TrustStore { store.withLock { $0 } }

    /// Exchanges what is trusted; whoever has a snapshot keeps it.
    ///
    /// - Returns: What was trusted before.
    @discardableResult
    public func replace(with snapshot: TrustStore) -> TrustStore {
        store.withLock { current in
            let previous = current
            current = snapshot
            return previous
        }
    }
}
