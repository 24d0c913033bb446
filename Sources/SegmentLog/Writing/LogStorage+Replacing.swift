extension LogStorage {
    /// Gives `path` these bytes, all or nothing, in place of a file that has the name: create, write, fdatasync, rename, fsync of the directory.
    ///
    /// - Parameters:
    ///   - temporary: the name under which the file is made; one that a crash left there goes.
    ///   - directory: that of both names.
    /// - Returns: the file, for reading and writing.
    @discardableResult
    package func replaceFile(
        _ path: String, making temporary: String, with bytes: [UInt8], in directory: String
    ) throws(LogError) -> any LogFile {
        try removeFile(temporary)
        let file = try createFile(temporary)
        try file.write(bytes, at: 0)
        try file.synchronizeData()
        try rename(temporary, to: path)
        try synchronizeDirectory(directory)
        return file
    }
}
