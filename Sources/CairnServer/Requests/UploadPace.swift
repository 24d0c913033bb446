/// Whether an upload comes in fast enough: a client that drips holds a connection and a file, which an idle timeout alone would let it do
/// for ever. Counts only the time in which the client is waited for, so a slow disk of ours is not held against it.
struct UploadPace {
    private let window: Duration
    private let byteCountMin: Int
    private var waited = Duration.zero
    private var received = 0

    init(_ limits: ServerLimits) {
        window = limits.idleTimeout
        byteCountMin = Int(Double(limits.minimumUploadByteRate) * (window / .seconds(1)))
    }

    /// Counts what came after a wait; false at the end of a window that brought too little.
    mutating func isKept(bringing byteCount: Int, after wait: Duration) -> Bool {
        waited += wait
        received += byteCount
        guard waited >= window else { return true }
        defer { (waited, received) = (.zero, 0) }
        return received >= byteCountMin
    }
}
