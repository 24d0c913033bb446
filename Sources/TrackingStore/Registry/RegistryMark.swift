import LogPositions
import SegmentLog
import TrackingEvents

/// Tells whether another process had a turn on the registry since this one's last, and how far that one came: a file that holds a random word of
/// whoever had the last turn and, once the turn is over, the place of its last record.
///
/// It is replaced, durably and under the registry's lock, before the first command of a turn is decided, and left as it is by who finds
/// its own word. So a process that finds its own word knows every registry record there is: its own, and those it found when it replaced
/// another's. After a power cut nobody is left whose word could be found, so the place, which is written when the turn ends, is not synced.
///
/// The place is needed because a writer tells that a record is durable before it writes the watermark that shows it to others.
struct RegistryMark: Sendable {
    private static let wordByteCount = 16
    private static let byteCount = wordByteCount + 24

    private let word: [UInt8]
    private let context: StoreContext

    init(_ context: StoreContext) {
        self.context = context
        word = context.randomness.bytes(count: Self.wordByteCount)
    }

    enum Finding {
        case ours
        /// Another process's; everything up to this record was durable when it gave the lock back, if it did.
        case others(last: Position?)
    }

    func look() throws(LogError) -> Finding {
        guard let bytes = try context.files.read(path, byteCountMax: Self.byteCount) else { return .others(last: nil) }
        if bytes.prefix(Self.wordByteCount).elementsEqual(word) { return .ours }
        return .others(last: bytes.count == Self.byteCount ? Self.position(Array(bytes[Self.wordByteCount...])) : nil)
    }

    /// Begins a turn that follows another process's.
    func replace() throws(LogError) {
        try context.files.replace(path, making: path + ".new", with: word, in: context.layout.locks)
    }

    /// Ends a turn, before its lock goes.
    func note(last: Position) throws(LogError) {
        guard let file = try context.storage.openFile(path, for: .readingAndWriting) else { return }
        try file.write(word + Self.bytes(of: last), at: 0)
    }

    private var path: String { context.layout.registryMark }

    private static func bytes(of position: Position) -> [UInt8] {
        [position.log.high, position.log.low, position.sequence.rawValue].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) }
        }
    }

    private static func position(_ bytes: [UInt8]) -> Position {
        func word(_ place: Int) -> UInt64 { bytes[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        return Position(log: LogID(high: word(0), low: word(8)), sequence: SequenceNumber(word(16)))
    }
}
