// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that who uses the library never resolves what only measuring needs.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "swift-xmldsig-benchmarks",
    products: [
        .executable(name: "compared-verifier", targets: ["ComparedVerifier"])
    ],
    dependencies: [
        .package(name: "swift-xmldsig", path: "..")
    ],
    targets: [
        // What is measured.
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
    ]
)
