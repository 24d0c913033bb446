import LogPositions

/// What was noted, in the order in which it was, until the views have folded the records that it came from. Forgetting costs by what is forgotten.
struct FoldQueue<Element: Sendable>: Sendable {
    private var elements: [(element: Element, position: Position)] = []
    /// Those before it are gone.
    private var forgottenCount = 0

    var count: Int { elements.count - forgottenCount }

    mutating func append(_ element: Element, at position: Position) { elements.append((element, position)) }

    /// Takes out the oldest element if the views have folded its record.
    mutating func next(before ends: [LogID: UInt64]) -> (element: Element, position: Position)? {
        guard forgottenCount < elements.count, elements[forgottenCount].position.isFolded(in: ends) else {
            compact()
            return nil
        }
        forgottenCount += 1
        return elements[forgottenCount - 1]
    }

    private mutating func compact() {
        guard forgottenCount > 1024 || forgottenCount == elements.count, forgottenCount * 2 > elements.count else { return }
        elements.removeFirst(forgottenCount)
        forgottenCount = 0
    }
}

extension Position {
    /// Whether the record lies before its log's end in `ends`.
    func isFolded(in ends: [LogID: UInt64]) -> Bool { sequence.rawValue < ends[log] ?? 0 }
}
