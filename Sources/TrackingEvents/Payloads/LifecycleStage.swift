/// Whether an experiment, a run or a logged model is in use or was deleted (softly: it can be restored).
package enum LifecycleStage: UInt8, CaseIterable, Sendable {
    case active = 1
    case deleted = 2
}
