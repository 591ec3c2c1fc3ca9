// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in CI only: a newer compiler's warning must not break someone who builds a release.
let strictness: [SwiftSetting] =
    Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let settings: [SwiftSetting] =
    strictness + [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        // For types that hold a `Span`; allowed in dependencies, no unsafe flag.
        .enableExperimentalFeature("Lifetimes"),
    ]

let package = Package(
    name: "swift-xmldsig",
    products: [
        .library(name: "XMLDSig", targets: ["XMLDSig"]),
        .library(name: "Diagnostics", targets: ["Diagnostics"]),
        .library(name: "CanonicalXML", targets: ["CanonicalXML"]),
        .library(name: "SignatureCryptography", targets: ["SignatureCryptography"]),
        .library(name: "CertificateValidation", targets: ["CertificateValidation"]),
        .library(name: "XMLSignature", targets: ["XMLSignature"]),
        .library(name: "BatchVerification", targets: ["BatchVerification"]),
        .executable(name: "xmldsig", targets: ["XMLDSigTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]
        ),
        .systemLibrary(
            name: "CLibCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]
        ),
        .target(name: "CXMLDSig", dependencies: ["CLibXML2", "CLibCrypto"]),
        .target(name: "Diagnostics", swiftSettings: settings),
        .target(
            name: "CanonicalXML",
            dependencies: ["CXMLDSig", "Diagnostics"],
            swiftSettings: settings
        ),
        .target(
            name: "SignatureCryptography",
            dependencies: [
                "CXMLDSig", "Diagnostics",
                .product(name: "SwiftASN1", package: "swift-asn1"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "CertificateValidation",
            dependencies: [
                "CXMLDSig", "Diagnostics", "SignatureCryptography",
                .product(name: "SwiftASN1", package: "swift-asn1"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "XMLSignature",
            dependencies: ["Diagnostics", "CanonicalXML", "SignatureCryptography", "CertificateValidation"],
            swiftSettings: settings
        ),
        .target(
            name: "BatchVerification",
            dependencies: [
                "Diagnostics", "SignatureCryptography", "CertificateValidation", "XMLSignature",
                .product(name: "Logging", package: "swift-log"),
                // Its other module brings Foundation along.
                .product(name: "CoreMetrics", package: "swift-metrics"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "XMLDSig",
            dependencies: [
                "Diagnostics", "CanonicalXML", "SignatureCryptography", "CertificateValidation", "XMLSignature",
                "BatchVerification",
            ],
            swiftSettings: settings
        ),
        // What the tool and the tests share: running a fixture manifest. Not a product, since it can take
        // a key from the document, which no user may.
        .target(
            name: "FixtureManifests",
            dependencies: [
                "Diagnostics", "CanonicalXML", "SignatureCryptography", "CertificateValidation", "XMLSignature",
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "XMLDSigTool",
            dependencies: [
                "XMLDSig", "FixtureManifests",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        // The tests' second opinion; no product depends on it.
        .target(name: "CLibXML2Oracle", dependencies: ["CLibXML2"], path: "Tests/CLibXML2Oracle"),
        .target(
            name: "LibXML2Oracle",
            dependencies: ["CLibXML2Oracle", "CanonicalXML", "Diagnostics"],
            path: "Tests/LibXML2Oracle",
            swiftSettings: settings
        ),
        // Documents and node sets for differential tests; no product depends on it.
        .target(
            name: "DocumentGenerator",
            dependencies: ["CanonicalXML"],
            path: "Tests/DocumentGenerator",
            swiftSettings: settings
        ),
        // Where the tests find vectors; no product depends on it.
        .target(name: "VectorFolders", path: "Tests/VectorFolders", swiftSettings: settings),
        .testTarget(name: "LibXML2OracleTests", dependencies: ["LibXML2Oracle"], swiftSettings: settings),
        .target(name: "COpenSSLSigner", dependencies: ["CLibCrypto"], path: "Tests/COpenSSLSigner"),
        .testTarget(
            name: "CanonicalXMLTests",
            dependencies: ["CanonicalXML", "Diagnostics", "DocumentGenerator", "LibXML2Oracle", "VectorFolders"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CertificateValidationTests",
            dependencies: [
                "CertificateValidation", "COpenSSLSigner", "Diagnostics", "DocumentGenerator", "SignatureCryptography",
                "VectorFolders",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DiagnosticsTests",
            dependencies: ["Diagnostics", "VectorFolders"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SignatureCryptographyTests",
            dependencies: [
                "SignatureCryptography", "COpenSSLSigner", "FixtureManifests", "Diagnostics", "VectorFolders",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "XMLSignatureTests",
            dependencies: [
                "XMLSignature", "CanonicalXML", "CertificateValidation", "COpenSSLSigner", "Diagnostics",
                "DocumentGenerator", "SignatureCryptography", "VectorFolders",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ConformanceTests",
            dependencies: [
                "FixtureManifests", "CertificateValidation", "Diagnostics", "SignatureCryptography", "VectorFolders",
                "XMLSignature",
            ],
            exclude: ["Listed", "Peers.json"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FixtureManifestsTests",
            dependencies: ["FixtureManifests", "CanonicalXML", "Diagnostics", "VectorFolders", "XMLSignature"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "BatchVerificationTests",
            dependencies: [
                "BatchVerification", "CanonicalXML", "CertificateValidation", "Diagnostics", "SignatureCryptography",
                "VectorFolders", "XMLSignature",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "XMLDSigToolTests",
            dependencies: ["XMLDSigTool", "XMLDSig", "VectorFolders"],
            swiftSettings: settings
        ),
    ]
)
