// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "decode",
    dependencies: [
        .package(url: "https://github.com/swift-xmldsig/swift-xmldsig", from: "0.1.0"),
        .package(url: "https://github.com/CoreOffice/XMLCoder", from: "0.18.2"),
    ],
    targets: [
        .executableTarget(
            name: "decode",
            dependencies: [
                .product(name: "XMLDSig", package: "swift-xmldsig"),
                .product(name: "XMLCoder", package: "XMLCoder"),
            ]
        )
    ]
)
