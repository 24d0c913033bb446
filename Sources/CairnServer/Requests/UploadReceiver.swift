import MLflowAPI
import NIOCore

/// Takes a body into a blob piece by piece: at most one piece lies in memory, and the client is read from no faster than the disk takes it.
struct UploadReceiver {
    let pool: BlockingPool
    let limits: ServerLimits

    /// Receives the rest of `body` into `upload`. An upload that does not come to its end leaves nothing behind.
    @concurrent func receive(_ body: inout BodyReader, into upload: APIUpload, limit: UInt64?) async throws -> APIOutcome {
        do {
            try await receivePieces(of: &body, into: upload, limit: limit)
        } catch {
            // Not awaited: the task may be cancelled already, and the file has to go nevertheless.
            pool.detached { upload.abandon() }
            if let failure = error as? APIUploadFailure { throw RequestFailure.refused(Reply(failure.outcome)) }
            throw error
        }
        return try await pool.run { upload.finish() }
    }

    @concurrent private func receivePieces(of body: inout BodyReader, into upload: APIUpload, limit: UInt64?) async throws {
        var gathered: [ByteBuffer] = []
        var gatheredByteCount = 0
        var total: UInt64 = 0
        var pace = UploadPace(limits)
        while true {
            let asked = ContinuousClock.now
            guard let piece = try await body.next() else { break }
            guard pace.isKept(bringing: piece.readableBytes, after: ContinuousClock.now - asked) else {
                throw RequestFailure.refused(.tooSlow(minimumByteRate: limits.minimumUploadByteRate))
            }
            total += UInt64(piece.readableBytes)
            if let limit, total > limit { throw RequestFailure.refused(Reply(.bodyTooLong(limit: limit))) }
            gathered.append(piece)
            gatheredByteCount += piece.readableBytes
            guard gatheredByteCount >= limits.pieceByteCount else { continue }
            try await write(gathered, to: upload)
            gathered.removeAll(keepingCapacity: true)
            gatheredByteCount = 0
        }
        if !gathered.isEmpty { try await write(gathered, to: upload) }
    }

    @concurrent private func write(_ pieces: [ByteBuffer], to upload: APIUpload) async throws {
        try await pool.run {
            for piece in pieces {
                try piece.withUnsafeReadableBytes { bytes throws in try upload.write(bytes) }
            }
        }
    }
}
