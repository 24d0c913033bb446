/// As many locks as there are entities, for the price of 256: two entities may share one, which costs time and nothing else.
final class CommandLocks: Sendable {
    private let stripes = (0..<256).map { _ in CommandLock() }

    func holding<Value: Sendable>(
        _ entity: some Hashable, _ body: () throws(CommandError) -> Value
    ) throws(CommandError) -> Value {
        try stripes[Int(UInt(bitPattern: entity.hashValue) % 256)].holding(body)
    }
}
