/// Something that is done again when it calls back, without growing the stack of whoever began it.
final class CallbackChain: Sendable {
    private let body: @Sendable (_ again: @escaping @Sendable () -> Void) -> Void

    init(_ body: @escaping @Sendable (_ again: @escaping @Sendable () -> Void) -> Void) { self.body = body }

    func step() { body { self.step() } }
}
