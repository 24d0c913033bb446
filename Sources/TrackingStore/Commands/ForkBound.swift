import ByteCoding

/// State that belongs to the process that made it: in a forked child it is replaced before use.
struct ForkBound<Value> {
    var value: Value
    private var generation: UInt64

    init(_ value: Value) {
        self.value = value
        generation = ForkGeneration.current
    }

    mutating func renewAfterFork(_ fresh: () -> Value) {
        guard generation != ForkGeneration.current else { return }
        self = ForkBound(fresh())
    }
}

extension ForkBound: Sendable where Value: Sendable {}
