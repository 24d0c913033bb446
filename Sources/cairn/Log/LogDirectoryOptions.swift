import ArgumentParser
import SegmentLog

/// The argument that all log tools share.
struct LogDirectoryOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The directory of one log (in a store: logs/<log id>, or packs/<pack id>.pack/<log id>).", valueName: "logdir"))
    var directory: String

    @Flag(help: "Print JSON.")
    var json = false

    func reader() throws -> LogReader {
        let reader = try LogReader(directory: directory, storage: storage())
        try reader.refresh()
        return reader
    }

    /// The file system, or the pack that the path leads into.
    func storage() throws -> any LogStorage {
        guard let slash = directory.lastIndex(of: "/"), directory[..<slash].hasSuffix(".pack"),
            let pack = try Pack.open(String(directory[..<slash]), storage: FileStorage())
        else { return FileStorage() }
        return PackedLogStorage(pack)
    }
}
