import Synchronization

/// What someone made of runs' documents, kept as bytes for as long as the documents stay what they were: a page of runs that are known is then
/// put together, not read.
///
/// A form belongs to a run's stamp, which every change of the document replaces (`EventFolder+Stamps`) and which is read in the snapshot that the
/// page is of; so no form outlives its document, whichever process folded the change. Safe to use from any thread. One instance keeps forms of
/// one kind, of one `TrackingViews`.
package final class RunForms: Sendable {
    private struct Form {
        var stamp: Int64
        var bytes: [UInt8]
    }

    /// Two generations: when the younger has half of the memory, the older is dropped, and with it what nobody asked for since.
    private struct Generations {
        var young: [Int64: Form] = [:]
        var old: [Int64: Form] = [:]
        var youngByteCount = 0
    }
    private let generations = Mutex(Generations())
    private let youngByteCountMax: Int
    /// What an entry takes besides its bytes: the array's head and its place in the table.
    private static let overheadByteCount = 96

    /// - Parameter byteCountMax: bounds the memory that the forms take.
    package init(byteCountMax: Int) { youngByteCountMax = byteCountMax / 2 }

    /// The form of each of these runs; nil where none is known that still holds.
    func forms(of runs: [StampedRun]) -> [[UInt8]?] {
        generations.withLock { generations in
            runs.map { run in
                if let form = generations.young[run.row] { return form.stamp == run.stamp ? form.bytes : nil }
                guard let form = generations.old[run.row], form.stamp == run.stamp else { return nil }
                keep(form, of: run.row, in: &generations)
                return form.bytes
            }
        }
    }

    func keep(_ bytes: [UInt8], of run: StampedRun) {
        generations.withLock { keep(Form(stamp: run.stamp, bytes: bytes), of: run.row, in: &$0) }
    }

    private func keep(_ form: Form, of row: Int64, in generations: inout Generations) {
        let byteCount = form.bytes.capacity + Self.overheadByteCount
        guard byteCount <= youngByteCountMax else { return }
        if generations.youngByteCount + byteCount > youngByteCountMax {
            generations = Generations(old: generations.young)
        }
        if let former = generations.young.updateValue(form, forKey: row) {
            generations.youngByteCount -= former.bytes.capacity + Self.overheadByteCount
        }
        generations.youngByteCount += byteCount
    }
}

/// A run by row number, with the stamp of its document.
struct StampedRun: Hashable {
    var row: Int64
    var stamp: Int64
}
