// swift-tools-version: 6.2
import PackageDescription

// Cairn's rooms, in the order in which they may import one another. The table in the architecture page
// (Sources/CairnCore/CairnCore.docc/Architecture.md) is enforced by Tools/tidy; this manifest only has to agree with it.
//
// CAIRN_ONLY=Room[,Room…] keeps those rooms, what they stand on, and their tests: a quick build of one corner.
// CAIRN_TESTS=RoomTests[,RoomTests…] keeps only those test targets.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
let byteLevel: [SwiftSetting] =
    strict + [
        .strictMemorySafety(),
        .enableExperimentalFeature("Lifetimes"),
    ]

/// A room of the house: its name, what it may import, and how it is compiled.
struct Room {
    enum Kind { case swift, cSource, systemLibrary(pkgConfig: String, apt: String), executable }
    var name: String
    var kind: Kind = .swift
    var ours: [String] = []
    var others: [Target.Dependency] = []
    var settings: [SwiftSetting] = strict
    var exclude: [String] = []
    var tests: [String] = []
}

func product(_ name: String, _ package: String) -> Target.Dependency { .product(name: name, package: package) }
let crypto = product("Crypto", "swift-crypto")
let protobuf = product("SwiftProtobuf", "swift-protobuf")
let grdb = product("GRDB", "GRDB.swift")
let sqlite = product("GRDBSQLite", "GRDB.swift")
let logging = product("Logging", "swift-log")

let rooms: [Room] = [
    Room(name: "CSystemLZ4", kind: .systemLibrary(pkgConfig: "liblz4", apt: "liblz4-dev")),
    Room(name: "CSystemZlib", kind: .systemLibrary(pkgConfig: "zlib", apt: "zlib1g-dev")),
    Room(name: "CByteKernels", kind: .cSource),
    Room(name: "ByteCoding", ours: ["CByteKernels"], settings: byteLevel),
    Room(name: "ContentHashing", ours: ["CByteKernels", "ByteCoding"], settings: byteLevel),
    Room(name: "LogPositions", ours: ["ByteCoding", "ContentHashing"], settings: byteLevel),
    Room(name: "BlockCodec", ours: ["CSystemLZ4", "CSystemZlib", "ByteCoding"], settings: byteLevel),
    Room(
        name: "SegmentLog", ours: ["ByteCoding", "ContentHashing", "LogPositions", "BlockCodec"], settings: byteLevel),
    Room(name: "LogCheckpoints", ours: ["SegmentLog", "ContentHashing", "LogPositions"], others: [crypto]),
    Room(
        name: "TrackingEvents", ours: ["ByteCoding", "LogPositions", "ContentHashing"], others: [protobuf],
        exclude: ["Wire/Schema"]),
    Room(
        name: "TrackingStore",
        ours: ["SegmentLog", "LogCheckpoints", "ByteCoding", "ContentHashing", "LogPositions", "TrackingEvents"],
        others: [logging]),
    Room(
        name: "TrackingViews", ours: ["TrackingEvents", "BlockCodec", "ByteCoding", "LogPositions", "ContentHashing"],
        others: [grdb, sqlite]),
    Room(name: "LineageAudit", ours: ["TrackingEvents", "ContentHashing", "LogPositions"]),
    Room(
        name: "MLflowAPI",
        ours: [
            "TrackingEvents", "TrackingStore", "TrackingViews", "SegmentLog", "ByteCoding", "ContentHashing",
            "LogPositions",
        ]),
    Room(
        name: "CairnCore",
        ours: [
            "SegmentLog", "LogCheckpoints", "ContentHashing", "LogPositions", "TrackingEvents", "TrackingStore",
            "TrackingViews", "LineageAudit", "MLflowAPI",
        ], others: [logging]),
    Room(name: "CWebAssets", kind: .cSource, exclude: ["assets"]),
    Room(
        name: "WebUI",
        ours: ["TrackingEvents", "TrackingViews", "LineageAudit", "LogPositions", "ContentHashing", "CWebAssets"],
        others: [product("Mustache", "swift-mustache")]),
    Room(
        name: "CairnServer",
        ours: [
            "CairnCore", "WebUI", "MLflowAPI", "TrackingEvents", "TrackingStore", "TrackingViews", "LineageAudit",
            "SegmentLog", "ContentHashing",
        ],
        others: [
            product("NIOCore", "swift-nio"), product("NIOPosix", "swift-nio"), product("NIOHTTP1", "swift-nio"),
            product("ServiceLifecycle", "swift-service-lifecycle"), logging,
        ]),
    Room(
        name: "cairn", kind: .executable,
        ours: [
            "CairnServer", "CairnCore", "WebUI", "MLflowAPI", "LineageAudit", "TrackingViews", "TrackingStore",
            "TrackingEvents", "LogCheckpoints", "SegmentLog", "LogPositions", "ContentHashing", "BlockCodec", "ByteCoding",
        ],
        others: [product("ArgumentParser", "swift-argument-parser"), logging]),
]

/// Test targets: what they import. `TrackingTestSupport` is their shared library.
let testRooms: [(name: String, ours: [String], settings: [SwiftSetting])] = [
    ("ByteCodingTests", ["ByteCoding"], strict),
    ("ContentHashingTests", ["ContentHashing", "ByteCoding"], strict),
    ("LogPositionsTests", ["LogPositions", "ContentHashing"], strict),
    ("BlockCodecTests", ["BlockCodec"], strict),
    ("SegmentLogTests", ["LogSimulation", "SegmentLog", "BlockCodec", "ByteCoding", "ContentHashing", "LogPositions"], strict),
    ("LogCheckpointsTests", ["LogCheckpoints", "SegmentLog", "ContentHashing", "LogPositions"], strict),
    ("TrackingEventsTests", ["TrackingEvents", "ContentHashing", "LogPositions", "ByteCoding"], strict),
    (
        "TrackingStoreTests",
        ["LogSimulation", "TrackingStore", "TrackingEvents", "SegmentLog", "LogCheckpoints", "ContentHashing", "LogPositions"], strict
    ),
    ("TrackingViewsTests", ["TrackingViews", "TrackingEvents", "LogPositions", "ContentHashing"], strict),
    ("LineageAuditTests", ["LineageAudit", "TrackingEvents", "LogPositions", "ContentHashing"], strict),
    (
        "MLflowAPITests",
        [
            "MLflowAPI", "CairnCore", "TrackingEvents", "TrackingStore", "TrackingViews", "LogPositions",
            "ContentHashing",
        ],
        strict
    ),
    (
        "CairnCoreTests",
        [
            "CairnCore", "SegmentLog", "MLflowAPI", "TrackingEvents", "TrackingStore", "TrackingViews", "LineageAudit",
            "LogPositions", "ContentHashing",
        ], strict
    ),
    (
        "FuzzReplayTests",
        [
            "MLflowAPI", "TrackingEvents", "LogCheckpoints", "SegmentLog", "BlockCodec", "ByteCoding", "ContentHashing",
            "LogPositions",
        ], strict
    ),
    ("WebUITests", ["WebUI", "TrackingEvents", "TrackingViews", "LineageAudit", "LogPositions"], strict),
    ("CairnServerTests", ["CairnServer", "CairnCore", "TrackingStore"], strict),
]

/// Tests that read golden files from a directory Fixtures beside their sources.
let testsWithFixtures: Set<String> = ["TrackingEventsTests"]

// What CAIRN_ONLY keeps: the named rooms and everything they stand on.
let wanted: Set<String>? = Context.environment["CAIRN_ONLY"].map { list in
    var kept: Set<String> = []
    var pending = list.split(separator: ",").map(String.init)
    while let name = pending.popLast() {
        guard kept.insert(name).inserted, let room = rooms.first(where: { $0.name == name }) else { continue }
        pending += room.ours
    }
    return kept
}
func isWanted(_ name: String) -> Bool { wanted?.contains(name) ?? true }

var targets: [Target] = rooms.filter { isWanted($0.name) }.map { room in
    let dependencies = room.ours.map { Target.Dependency.target(name: $0) } + room.others
    switch room.kind {
    case .systemLibrary(let pkgConfig, let apt):
        return .systemLibrary(name: room.name, pkgConfig: pkgConfig, providers: [.apt([apt])])
    case .cSource:
        return .target(name: room.name, exclude: room.exclude, cSettings: [.unsafeFlagsFree])
    case .executable:
        return .executableTarget(
            name: room.name, dependencies: dependencies, exclude: room.exclude, swiftSettings: room.settings)
    case .swift:
        return .target(
            name: room.name, dependencies: dependencies, exclude: room.exclude, swiftSettings: room.settings)
    }
}
let wantedTests = Context.environment["CAIRN_TESTS"].map { $0.split(separator: ",").map(String.init) }
targets += testRooms.filter { test in
    test.ours.allSatisfy({ isWanted($0) || $0 == "LogSimulation" }) && wantedTests?.contains(test.name) ?? true
}.map { test in
    .testTarget(
        name: test.name, dependencies: test.ours.map { .target(name: $0) },
        exclude: testsWithFixtures.contains(test.name) ? ["Fixtures"] : [], swiftSettings: test.settings)
}

// A file system that fails and loses power, for the tests of what stands on it; and every crash of a log, enumerated, where asked for.
if isWanted("SegmentLog") {
    targets.append(
        .target(
            name: "LogSimulation", dependencies: ["SegmentLog", "ByteCoding", "BlockCodec", "ContentHashing", "LogPositions"],
            path: "Tests/LogSimulation",
            swiftSettings: strict))
    if Context.environment["CAIRN_SIMULATION"] != nil {
        targets.append(
            .executableTarget(
                name: "crash-states", dependencies: ["LogSimulation", "SegmentLog", "ContentHashing"], path: "Tests/CrashStates",
                swiftSettings: strict))
    }
}

// What the benchmarks build; not there unless asked for.
if Context.environment["CAIRN_BENCHMARKS"] != nil {
    // The cost of the rooms below HTTP.
    if isWanted("CairnCore") {
        targets.append(
            .executableTarget(
                name: "commands-benchmark", dependencies: ["CairnCore", "TrackingStore", "TrackingEvents", "SegmentLog"],
                path: "Tools/benchmarks/commands", swiftSettings: strict))
    }
    // The log beside its peers.
    if isWanted("SegmentLog") {
        targets.append(
            .executableTarget(
                name: "log-benchmark", dependencies: ["SegmentLog", "BlockCodec", "ByteCoding"],
                path: "Tools/benchmarks/log-cairn", swiftSettings: strict))
    }
    // Ten thousand logs in packs.
    if isWanted("TrackingStore") {
        targets.append(
            .executableTarget(
                name: "packs-benchmark",
                dependencies: ["TrackingStore", "TrackingEvents", "SegmentLog", "LogCheckpoints", "ContentHashing", "LogPositions"],
                path: "Tools/benchmarks/packs", swiftSettings: strict))
    }
}

extension CSetting {
    /// Assertions and undefined behaviour stay visible in debug builds; nothing unsafe is passed to the compiler.
    static var unsafeFlagsFree: CSetting { .define("CAIRN", to: "1") }
}

var products: [Product] = []
if isWanted("SegmentLog") { products.append(.library(name: "SegmentLog", targets: ["SegmentLog"])) }
if isWanted("cairn") { products.append(.executable(name: "cairn", targets: ["cairn"])) }

let package = Package(
    name: "cairn",
    products: products,
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: targets,
    cLanguageStandard: .c2x
)
