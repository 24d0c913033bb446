/// Bounds on what one request may bring. Each can be set by whoever starts the server; the defaults are what is documented.
package struct APILimits: Sendable {
    /// Bytes of a JSON body. A log-batch of 1,000 metrics has about 100 KB. Default 32 MiB.
    package var maximumJSONByteCount = 32 << 20
    /// How deep arrays and objects may nest. Default 100.
    package var maximumJSONDepth = 100
    /// Values in one JSON body. Each takes 16 bytes while the request is being handled. Default 1,000,000.
    package var maximumJSONValueCount = 1_000_000
    /// Bytes of a query string. Default 256 KiB.
    package var maximumQueryByteCount = 256 << 10
    /// Bytes of one uploaded artifact; nil: as many as the disk takes. Default nil.
    package var maximumArtifactByteCount: UInt64?
    /// Bytes of an artifact's path, decoded. Default 4,096.
    package var maximumArtifactPathByteCount = 4_096
    package var search = SearchLimits()

    /// Bytes of runs that searches keep as JSON from one answer to the next; a run of 10 metrics, 20 params and 5 tags has 2,000. Default 16 MiB.
    package var maximumKeptRunByteCount = 16 << 20

    package init() {}

    var json: JSONReader.Limits {
        JSONReader.Limits(maximumDepth: maximumJSONDepth, maximumNodeCount: maximumJSONValueCount)
    }
}
