// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that who uses the library never resolves what only measuring needs.

// Warnings are errors in CI only, as in the library.
let strictness: [SwiftSetting] =
    Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings: [SwiftSetting] =
    strictness + [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]

let package = Package(
    name: "swift-xmldsig-benchmarks",
    products: [
        .executable(name: "compared-verifier", targets: ["ComparedVerifier"]),
        .executable(name: "counted-work", targets: ["CountedWork"]),
    ],
    dependencies: [
        .package(name: "swift-xmldsig", path: ".."),
        // Without traits: its interposers of `malloc` and of the runtime would be in what is measured.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        // What is measured, by name: one list for the clock, for the count of instructions and for the comparison.
        .target(
            name: "Workloads",
            dependencies: [.product(name: "XMLDSig", package: "swift-xmldsig")],
            swiftSettings: settings
        ),
        // One of the programs that `compare` runs side by side.
        .executableTarget(
            name: "ComparedVerifier",
            dependencies: ["Workloads", .product(name: "XMLDSig", package: "swift-xmldsig")],
            swiftSettings: settings
        ),
        // What `gate` runs under callgrind.
        .executableTarget(name: "CountedWork", dependencies: ["Workloads"], swiftSettings: settings),
        .executableTarget(
            name: "XMLDSigBenchmarks",
            dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
            path: "XMLDSigBenchmarks",
            swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
    ]
)
