// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "verify",
    dependencies: [
        .package(url: "https://github.com/swift-xmldsig/swift-xmldsig", from: "0.1.0")
    ],
    targets: [
        .executableTarget(
            name: "verify",
            dependencies: [.product(name: "XMLDSig", package: "swift-xmldsig")]
        )
    ]
)
