//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
import Glibc
import Workloads

/// Does one piece of work so many times, for callgrind: `counted-work NAME TIMES`; `counted-work` alone lists the names.
@main
struct CountedWork {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let name = arguments.first else {
            for workload in Workload.all { print(workload.name) }
            return
        }
        guard let workload = Workload.all.first(where: { $0.name == name }),
            let times = arguments.last.flatMap({ Int($0) })
        else { throw FileError("usage: counted-work [NAME TIMES]") }
        let work = try workload.prepared()
        var done = 0
        for _ in 0..<times { done += try work() }
        print(done)
    }
}
