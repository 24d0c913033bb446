/// Reads every byte of a log and says what is wrong.
public enum LogVerification {
    /// Checks every checksum, chain, hash and footer in `directory`. Damage is reported, not thrown.
    ///
    /// - Parameter progress: called now and then with the number of bytes read so far and of all bytes.
    public static func verify(
        directory: String, storage: any LogStorage, progress: (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }
    ) throws(LogError) -> LogVerificationReport { fatalError("not there yet") }
}
