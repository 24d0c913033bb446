import TrackingEvents

/// The runs whose documents a transaction may have changed.
struct RunStamps {
    /// Something was said about them.
    var changed: Set<Int64> = []
    /// Their place in an experiment or their datasets became known: what they say of a dataset may now stand for others' as well.
    var placed: Set<Int64> = []
    /// All runs of these.
    var experiments: Set<ExperimentID> = []
}
