//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
import Benchmark
import Glibc
import Workloads

/// The folder of the documents that `compare` makes; without it their classes are left out.
private let corpora = unsafe getenv("XMLDSIG_CORPORA").map { unsafe String(cString: $0) }

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuTotal, .throughput, .peakMemoryResident], maxDuration: .seconds(1)
    )
    for workload in Workload.all + (corpora.map(Workload.classes) ?? []) {
        Benchmark(workload.name) { benchmark in
            let work = try workload.prepared()
            // What the first time costs is not what is asked.
            blackHole(try work())
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(try work()) }
            benchmark.stopMeasurement()
        }
    }
}
