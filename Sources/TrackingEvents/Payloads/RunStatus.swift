/// What a run is doing. The numbers are those of the wire and of the schema, and never change.
package enum RunStatus: UInt8, CaseIterable, Sendable {
    case running = 1
    case scheduled = 2
    case finished = 3
    case failed = 4
    case killed = 5
}
