/// One thing that is wrong in a log's files, with its place.
public struct LogDamage: Hashable, Sendable, CustomStringConvertible {
    /// What kind of thing is wrong.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        public let description: String
        private init(_ description: String) { self.description = description }

        /// A segment's header is not valid.
        public static let segmentHeader = Kind("segment header")
        /// A block's header is not valid, or does not continue the one before.
        public static let blockHeader = Kind("block header")
        /// A block's stored bytes are not what was written.
        public static let blockPayload = Kind("block payload")
        /// A block's bytes are intact but are not record entries as the header counts them.
        public static let recordEntry = Kind("record entry")
        /// The zeros between blocks are not zeros.
        public static let padding = Kind("padding")
        /// A sealed segment's footer is not valid, missing, or not that of its blocks.
        public static let footer = Kind("footer")
        /// Records are missing between two segments, or a segment is.
        public static let missingRecords = Kind("missing records")
        /// Counts or hashes do not agree with the records.
        public static let merkle = Kind("merkle")
        /// A pack's header is not valid.
        public static let packHeader = Kind("pack header")
        /// A pack's footer is not valid, or not that of the logs before it.
        public static let packFooter = Kind("pack footer")
        /// The bytes of a file in a pack are not those that were packed.
        public static let packedFile = Kind("packed file")
    }

    /// The file, as a path.
    public var file: String
    /// In bytes from the file's start.
    public var byteOffset: UInt64
    public var kind: Kind
    /// For people.
    public var message: String

    public init(file: String, byteOffset: UInt64, kind: Kind, message: String) {
        self.file = file
        self.byteOffset = byteOffset
        self.kind = kind
        self.message = message
    }

    public var description: String { "\(file), byte \(byteOffset): \(kind): \(message)" }
}
