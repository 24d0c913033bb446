import MLflowAPI
import NIOCore

// Streams into blobs: the client is read from no faster than the disk takes it.
extension Connection {
    func receive(into blob: IncomingBlob) {
        inviteBody()
        expect(within: limits.idleTimeout)
        phase = .uploading(blob)
        advance()
    }

    func receive(_ piece: ByteBuffer, into blob: IncomingBlob) {
        guard blob.isInTime(bringing: piece.readableBytes) else {
            dropBody()
            return respond(.tooSlow(minimumByteRate: limits.minimumUploadByteRate))
        }
        blob.receivedByteCount += UInt64(piece.readableBytes)
        if let limit = blob.limit, blob.receivedByteCount > limit {
            dropBody()
            return respond(Reply(.bodyTooLong(limit: limit)))
        }
        blob.gathered.append(piece)
        blob.gatheredByteCount += piece.readableBytes
        expect(within: limits.idleTimeout)
        if blob.gatheredByteCount >= limits.pieceByteCount { write(blob) }
    }

    private func write(_ blob: IncomingBlob) {
        blob.isWriting = true
        deadline = nil
        let (upload, pieces) = (blob.upload, blob.takePiece())
        elsewhere({ Self.write(pieces, to: upload) }, then: { $0.didWrite(upload, failure: $1) })
    }

    private func didWrite(_ upload: APIUpload, failure: APIUploadFailure?) {
        // The client went away meanwhile; while the pool was writing, the upload could not be given up.
        guard case .uploading(let blob) = phase, blob.upload === upload else { return pool.run { upload.abandon() } }
        blob.isWriting = false
        blob.ask()
        if let failure {
            dropBody()
            return respond(Reply(failure.outcome))
        }
        expect(within: limits.idleTimeout)
        advance()
    }

    /// All of the body is here.
    func finish(_ blob: IncomingBlob) {
        isBodyAtEnd = true
        let (upload, pieces) = (blob.upload, blob.takePiece())
        work(
            {
                if let failure = Self.write(pieces, to: upload) {
                    upload.abandon()
                    return Answer(failure.outcome)
                }
                return Answer(upload.finish())
            }, then: { $0.deliver($1) })
    }

    private static func write(_ pieces: [ByteBuffer], to upload: APIUpload) -> APIUploadFailure? {
        do throws(APIUploadFailure) {
            for piece in pieces {
                try piece.withUnsafeReadableBytes { (bytes) throws(APIUploadFailure) in try upload.write(bytes) }
            }
            return nil
        } catch { return error }
    }
}
