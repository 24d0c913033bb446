/// What a crash leaves of the changes that were not synced.
package enum CrashOutcome: Hashable, Sendable {
    /// The process was killed; the machine goes on, page cache and all.
    case processDied
    /// The power was cut. Of the unsynced changes, oldest first, those marked arrived.
    case powerCut([Bool])
}

extension CrashOutcome: CustomStringConvertible {
    package var description: String {
        switch self {
        case .processDied: "the process died"
        case .powerCut(let arrived): "power cut, arrived of \(arrived.count) unsynced: " + arrived.map { $0 ? "1" : "0" }.joined()
        }
    }
}

/// A change of a disk that a power cut leaves or drops.
struct UnsyncedChange {
    enum Kind {
        case data, length, names
    }
    var order: Int
    var kind: Kind
}

extension Disk {
    /// What a power cut decides about, oldest first.
    var unsyncedChanges: [UnsyncedChange] {
        var found = unsyncedNames.map { UnsyncedChange(order: $0.order, kind: .names) }
        for file in files {
            found += file.unsynced.map { change in
                if case .length = change.kind { return UnsyncedChange(order: change.order, kind: .length) }
                return UnsyncedChange(order: change.order, kind: .data)
            }
        }
        return found.sorted { $0.order < $1.order }
    }

    /// The disk as the next process finds it.
    package func after(_ outcome: CrashOutcome) -> Disk {
        guard case .powerCut(let arrived) = outcome else { return self }
        var orders: Set<Int> = []
        for (change, hasArrived) in zip(unsyncedChanges, arrived) where hasArrived { orders.insert(change.order) }
        let left = surviving(of: files, orders)
        return Disk(files: left, names: survivingNames(orders))
    }

    /// Nothing that was not synced is there.
    package var afterLosingEverythingUnsynced: Disk { after(.powerCut([])) }

    private func surviving(of files: [File], _ orders: Set<Int>) -> [File] {
        files.map { file in
            var bytes = file.durable
            for change in file.unsynced where orders.contains(change.order) { Disk.apply(change.kind, to: &bytes) }
            return File(cache: bytes, durable: bytes)
        }
    }

    /// A change of a name needs the unsynced changes of the same names before it.
    private func survivingNames(_ orders: Set<Int>) -> [String: Entry] {
        var names = durableNames
        var dropped: Set<String> = []
        for change in unsyncedNames {
            let paths = change.changes.map(\.path)
            if orders.contains(change.order) && dropped.isDisjoint(with: paths) {
                for (path, entry) in change.changes { names[path] = entry }
            } else {
                dropped.formUnion(paths)
            }
        }
        return names
    }
}
