// What packing leaves behind for removal.
extension Pack {
    /// Removes the directory from which a log of this pack was packed, where every file that is still there is byte for byte the pack's. Whoever
    /// was cut off here calls it again. The caller syncs the directory above.
    ///
    /// - Parameter directory: on `storage`, where the log was before. Nobody may be about to open it for writing.
    /// - Returns: false, and nothing was removed, when a file is not the pack's, one of the log's locks is held, or the pack is damaged there.
    public func removeOriginal(of id: LogID, in directory: String, storage: any LogStorage) throws(LogError) -> Bool {
        guard damage.isEmpty, let log = log(id), try storage.fileNames(in: directory) != nil,
            let lock = try storage.lock(directory + "/" + SegmentName.rewritingLock)
        else { return false }
        do {
            // From the comparison to the removal: no rewriter may have put another file there.
            defer { LogRewriting.release(lock, in: directory, storage) }
            guard try removeFiles(of: log, in: directory, storage) else { return false }
        }
        try storage.removeDirectory(directory)
        return true
    }

    /// All but the file of the rewriting's lock, which the caller holds.
    private func removeFiles(of log: PackedLog, in directory: String, _ storage: any LogStorage) throws(LogError) -> Bool {
        guard let names = try storage.fileNames(in: directory), !(try storage.isLocked(directory + "/" + SegmentName.lock)) else {
            return false
        }
        for name in names where !SegmentName.isAuxiliary(name) {
            guard let packed = log.files.first(where: { $0.name == name }),
                let original = try storage.openFile(directory + "/" + name, for: .reading),
                try Self.areEqual(original, open(packed))
            else { return false }
        }
        for name in names.sorted() where name != SegmentName.rewritingLock { try storage.removeFile(directory + "/" + name) }
        return true
    }
}
