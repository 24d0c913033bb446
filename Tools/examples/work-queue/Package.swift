// swift-tools-version: 6.2
import PackageDescription

// snippet: manifest
let package = Package(
    name: "work-queue",
    dependencies: [.package(name: "cairn", path: "../../..")],
    targets: [
        .executableTarget(name: "work-queue", dependencies: [.product(name: "SegmentLog", package: "cairn")])
    ]
)
// end
