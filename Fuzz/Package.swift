// swift-tools-version: 6.2
import PackageDescription

// The fuzzers: a package of their own, because instrumenting needs unsafe flags, which no package that others depend on may have.
//
// Its targets are Cairn's rooms, by links into ../Sources: so they are instrumented and give their `package` declarations to the entries.
// Of MLflowAPI and TrackingViews only what reads requests is built, so that no SQLite is.

let instrumented: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
    // Entries look into the rooms with @testable.
    .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing", "-g"]),
]
let instrumentedC: [CSetting] = [.unsafeFlags(["-fsanitize=address,fuzzer-no-link", "-g"])]
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")

func room(
    _ name: String, _ dependencies: [String] = [], others: [Target.Dependency] = [], exclude: [String] = [], sources: [String]? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies.map { .target(name: $0) } + others, exclude: exclude, sources: sources,
        swiftSettings: instrumented)
}

/// What the search grammar's results are made of.
let searchTypes = [
    "DatasetAttribute", "DatasetSelector", "ExperimentCondition", "ExperimentOrder", "ExperimentTimeAttribute", "IntegerComparison",
    "LoggedModelCondition", "LoggedModelOrder", "LoggedModelTextAttribute", "LoggedModelTimeAttribute", "NumberComparison",
    "NumericOperator", "PromptVisibility", "RegisteredModelCondition", "RegisteredModelOrder", "RunCondition", "RunOrder",
    "RunTextAttribute", "RunTimeAttribute", "TextComparison", "VersionCondition", "VersionOrder", "VersionTextAttribute",
]
let low = ["ByteCoding", "ContentHashing", "LogPositions"]

let package = Package(
    name: "fuzz",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    ],
    targets: [
        .systemLibrary(name: "CSystemLZ4", pkgConfig: "liblz4"),
        .systemLibrary(name: "CSystemZlib", pkgConfig: "zlib"),
        .target(name: "CByteKernels", cSettings: instrumentedC),
        .target(name: "CLibFuzzer"),
        room("ByteCoding", ["CByteKernels"]),
        room("ContentHashing", ["CByteKernels", "ByteCoding"]),
        room("LogPositions", ["ByteCoding", "ContentHashing"]),
        room("BlockCodec", ["CSystemLZ4", "CSystemZlib", "ByteCoding"]),
        room("SegmentLog", low + ["BlockCodec"]),
        room("LogCheckpoints", low + ["SegmentLog"], others: [crypto]),
        room("TrackingEvents", low, others: [protobuf], exclude: ["Wire/Schema"]),
        room("TrackingViews", ["TrackingEvents"], sources: searchTypes.map { "Search/\($0).swift" }),
        room(
            "MLflowAPI", low + ["TrackingEvents", "TrackingViews"],
            exclude: [
                "JSON/JSONArrayText.swift", "Requests/DatasetFields.swift", "Requests/LogModelHistory.swift",
                "Requests/RequestFields+Entities.swift",
            ],
            sources: ["APIError.swift", "ErrorCode.swift", "JSON", "Requests", "Search"]
                + ["BatchLimits", "KeyRule", "String+Characters", "ValueRules"].map { "Rules/\($0).swift" }),
        room("Entries", low + ["BlockCodec", "SegmentLog", "LogCheckpoints", "TrackingEvents", "TrackingViews", "MLflowAPI"]),
        .executableTarget(
            name: "fuzz", dependencies: ["Entries", "CLibFuzzer"], swiftSettings: instrumented,
            // gold, the default linker, dies of an internal error on this.
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),
    ],
    cLanguageStandard: .c2x
)
