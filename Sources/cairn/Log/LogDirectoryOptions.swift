import ArgumentParser
import SegmentLog

/// The argument that all log tools share.
struct LogDirectoryOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The directory of one log (in a store: logs/<log id>).", valueName: "logdir"))
    var directory: String

    @Flag(help: "Print JSON.")
    var json = false

    func reader() throws -> LogReader {
        let reader = try LogReader(directory: directory, storage: FileStorage())
        try reader.refresh()
        return reader
    }
}
