/// What a visitor wants after a record.
public enum VisitDecision: Hashable, Sendable {
    case `continue`, stop
}
