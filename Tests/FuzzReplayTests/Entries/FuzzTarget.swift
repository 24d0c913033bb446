/// What is fuzzed. Each target takes any bytes, and either returns, or throws what must not be, or traps.
///
/// An entry is a function of its input alone, so that a kept input shows the same in the fuzzer and in the ordinary tests.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// A log whose last segment is any bytes: recovery, reading, verification, reopening.
    case segmentTail = "segment-tail"
    /// One block: its header, its codec, its entries.
    case block
    /// A segment's footer, and reading by the index in it.
    case index
    /// Inclusion and consistency proofs.
    case proofs
    /// The texts of checkpoints, signed notes, proofs of records and verifier keys.
    case checkpoints
    /// Packs of closed logs.
    case packs
    /// Heads and bodies of events.
    case events
    /// Filters and orders of MLflow's searches.
    case search
    /// JSON texts: reader, numbers, writer.
    case json
    /// The JSON bodies and the query strings of requests.
    case bodies

    /// Runs one input.
    ///
    /// - Throws: `FuzzFinding`; anything else is a finding too.
    package func run(_ bytes: [UInt8]) throws {
        switch self {
        case .segmentTail: try SegmentTailEntry.run(bytes)
        case .block: try BlockEntry.run(bytes)
        case .index: try IndexEntry.run(bytes)
        case .proofs: try ProofsEntry.run(bytes)
        case .checkpoints: try CheckpointsEntry.run(bytes)
        case .packs: try PacksEntry.run(bytes)
        case .events: try EventsEntry.run(bytes)
        case .search: try SearchEntry.run(bytes)
        case .json: try JSONEntry.run(bytes)
        case .bodies: try BodiesEntry.run(bytes)
        }
    }
}
