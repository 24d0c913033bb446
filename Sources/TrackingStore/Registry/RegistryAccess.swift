/// What one process has of the registry during one opening.
struct RegistryAccess: Sendable {
    let mark: RegistryMark
    let turns: RegistryTurns

    init(_ context: StoreContext) {
        mark = RegistryMark(context)
        turns = RegistryTurns(mark)
    }
}
