/// The stage of a model version.
package enum ModelStage: UInt8, CaseIterable, Sendable {
    case none = 1
    case staging = 2
    case production = 3
    case archived = 4
}
