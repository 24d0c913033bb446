extension Disk {
    /// How many outcomes of a crash are looked at.
    package struct Breadth: Sendable {
        /// Up to so many unsynced changes every subset is.
        package var exhaustiveCount: Int
        /// Of more changes, so many random subsets besides the chosen ones.
        package var sampleCount: Int

        package init(exhaustiveCount: Int, sampleCount: Int) {
            self.exhaustiveCount = exhaustiveCount
            self.sampleCount = sampleCount
        }

        package static let wide = Breadth(exhaustiveCount: 9, sampleCount: 640)
        package static let narrow = Breadth(exhaustiveCount: 3, sampleCount: 8)
    }

    /// The outcomes of a crash at this moment, always the same for one seed: the process dies; of the unsynced changes none arrives, all do, each
    /// prefix, all of one kind, all but one; and every subset or some random ones.
    package func outcomes(_ breadth: Breadth, seed: UInt64) -> [CrashOutcome] {
        let changes = unsyncedChanges
        let count = changes.count
        if count <= breadth.exhaustiveCount {
            return [.processDied] + (0..<(1 << count)).map { mask in .powerCut((0..<count).map { mask >> $0 & 1 == 1 }) }
        }
        var chosen: [[Bool]] = [[Bool](repeating: false, count: count), [Bool](repeating: true, count: count)]
        chosen.append(changes.map { $0.kind == .names })
        chosen.append(changes.map { $0.kind != .data })
        chosen.append(changes.map { $0.kind != .names })
        var numbers = SeededNumbers(seed: seed)
        if breadth.sampleCount > count {
            chosen += (1..<count).map { end in (0..<count).map { $0 < end } }
            chosen += (0..<count).map { missing in (0..<count).map { $0 != missing } }
        } else {
            let end = 1 + Int(numbers.next() % UInt64(count - 1))
            chosen.append((0..<count).map { $0 < end })
        }
        for _ in 0..<breadth.sampleCount { chosen.append(changes.map { _ in numbers.next() >> 63 == 0 }) }
        return [.processDied] + chosen.map { .powerCut($0) }
    }
}
