import ArgumentParser
import MLflowAPI

/// What `cairn serve` lets one request bring. Each option is a limit of ``APILimits``; what happens beyond it stands in the page Limits of
/// CairnServer.
struct RequestLimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The largest JSON body that is read; larger ones get 413. (default: 33554432)", valueName: "bytes"),
        transform: Bounded.count(1_024...1_073_741_824))
    var maximumBody: Int?

    @Option(
        help: ArgumentHelp("How deep JSON may nest. (default: 100)", valueName: "count"),
        transform: Bounded.count(8...1_000))
    var maximumJSONDepth: Int?

    @Option(
        help: ArgumentHelp("Values in one JSON body. (default: 1000000)", valueName: "count"),
        transform: Bounded.count(1_000...100_000_000))
    var maximumJSONValues: Int?

    @Option(
        help: ArgumentHelp("The longest query string. (default: 262144)", valueName: "bytes"),
        transform: Bounded.count(256...16_777_216))
    var maximumQuery: Int?

    @Option(
        help: ArgumentHelp("The largest artifact that is taken; larger ones get 413. (default: no limit)", valueName: "bytes"),
        transform: Bounded.count(1...Int.max))
    var maximumArtifact: Int?

    @Option(
        help: ArgumentHelp("The longest path of an artifact. (default: 4096)", valueName: "bytes"),
        transform: Bounded.count(64...65_536))
    var maximumArtifactPath: Int?

    @Option(
        help: ArgumentHelp("The longest filter of a search. (default: 100000)", valueName: "bytes"),
        transform: Bounded.count(64...16_777_216))
    var maximumFilter: Int?

    @Option(
        help: ArgumentHelp("Conditions in a filter. (default: 100)", valueName: "count"),
        transform: Bounded.count(1...1_000))
    var maximumFilterConditions: Int?

    @Option(
        help: ArgumentHelp("Values in all lists of a filter together. (default: 10000)", valueName: "count"),
        transform: Bounded.count(1...30_000))
    var maximumFilterValues: Int?

    @Option(
        help: ArgumentHelp("Keys in order_by. (default: 100)", valueName: "count"),
        transform: Bounded.count(1...1_000))
    var maximumOrderKeys: Int?

    @Option(
        help: ArgumentHelp("The longest key in order_by. (default: 10000)", valueName: "bytes"),
        transform: Bounded.count(64...1_048_576))
    var maximumOrderKey: Int?

    /// The limits of the API, where they were named.
    func apply(to limits: inout APILimits) {
        limits.maximumJSONByteCount = maximumBody ?? limits.maximumJSONByteCount
        limits.maximumJSONDepth = maximumJSONDepth ?? limits.maximumJSONDepth
        limits.maximumJSONValueCount = maximumJSONValues ?? limits.maximumJSONValueCount
        limits.maximumQueryByteCount = maximumQuery ?? limits.maximumQueryByteCount
        limits.maximumArtifactByteCount = maximumArtifact.map(UInt64.init) ?? limits.maximumArtifactByteCount
        limits.maximumArtifactPathByteCount = maximumArtifactPath ?? limits.maximumArtifactPathByteCount
        limits.search.maximumFilterByteCount = maximumFilter ?? limits.search.maximumFilterByteCount
        limits.search.maximumConditionCount = maximumFilterConditions ?? limits.search.maximumConditionCount
        limits.search.maximumListValueCount = maximumFilterValues ?? limits.search.maximumListValueCount
        limits.search.maximumOrderItemCount = maximumOrderKeys ?? limits.search.maximumOrderItemCount
        limits.search.maximumOrderItemByteCount = maximumOrderKey ?? limits.search.maximumOrderItemByteCount
    }
}
