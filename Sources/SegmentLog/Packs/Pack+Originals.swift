// What packing leaves behind for removal.
extension Pack {
    /// Removes the directory from which a log of this pack was packed, where every file that is still there is byte for byte the pack's. Whoever
    /// was cut off here calls it again. The caller syncs the directory above.
    ///
    /// - Parameter directory: on `storage`, where the log was before. Nobody may be about to open it for writing.
    /// - Returns: false, and nothing was removed, when a file is not the pack's, one of the log's locks is held, or the pack is damaged there.
    public func removeOriginal(of id: LogID, in directory: String, storage: any LogStorage) throws(LogError) -> Bool {
        guard damage.isEmpty, let log = log(id), let names = try storage.fileNames(in: directory) else { return false }
        if try SegmentName.isLocked(directory, storage) { return false }
        for name in names where !SegmentName.isAuxiliary(name) {
            guard let packed = log.files.first(where: { $0.name == name }),
                let original = try storage.openFile(directory + "/" + name, for: .reading),
                try Self.areEqual(original, open(packed))
            else { return false }
        }
        for name in names.sorted() { try storage.removeFile(directory + "/" + name) }
        try storage.removeDirectory(directory)
        return true
    }

    private static func areEqual(_ one: any LogFile, _ other: any LogFile) throws(LogError) -> Bool {
        var offset: UInt64 = 0
        while true {
            let piece = try one.read(at: offset, byteCount: 1 << 20)
            guard try other.read(at: offset, byteCount: 1 << 20) == piece else { return false }
            if piece.isEmpty { return true }
            offset += UInt64(piece.count)
        }
    }
}
