import CByteKernels

/// Notices fork(): locks, threads and open files taken before one belong to the parent.
public enum ForkGeneration {
    /// 0 in the process that loaded this code, one more in each forked child. Whoever keeps state that must not cross a fork notes this
    /// number beside it and compares at every entry. Costs one atomic load.
    public static var current: UInt64 { cairn_fork_generation() }
}
