import Logging
import NIOCore
import NIOHTTP1
import TrackingStore

// Answering: short bodies at once, long ones in pieces and no faster than the client reads.
extension Connection {
    func respond(_ reply: Reply) {
        if case .closed = phase { return }
        guard let context else { return }
        guard holds(reply) else { return respond(.busy) }
        let closes = endsConnection(after: reply)
        phase = .working
        deadline = nil
        responder.log(head, reply, started)
        context.write(wrapOutboundOut(.head(responder.head(of: reply, to: head, closing: closes))), promise: nil)
        guard head?.method != "HEAD", reply.hasBody else { return endAnswer(closes: closes) }
        switch reply.body {
        case .bytes(let bytes) where bytes.count <= limits.pieceByteCount:
            context.write(wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: bytes)))), promise: nil)
            endAnswer(closes: closes)
        case .bytes(let bytes): send(.bytes(ByteBuffer(bytes: bytes)), closes: closes)
        case .blob(let blob, let range): send(.blob(blob, rest: range), closes: closes)
        }
    }

    /// Long answers lie in memory until their clients have read them; beyond a sum of them no more are given.
    private func holds(_ reply: Reply) -> Bool {
        guard case .bytes(let bytes) = reply.body, bytes.count > limits.pieceByteCount else { return true }
        guard answerMemory.takeWhole(bytes.count) else { return false }
        heldAnswerByteCount = bytes.count
        return true
    }

    /// The long answer is sent, or will not be.
    func letGoOfAnswer() {
        outgoing = nil
        answerMemory.give(back: heldAnswerByteCount)
        heldAnswerByteCount = 0
    }

    /// What is left of a long body is not worth reading: the connection goes instead.
    private func endsConnection(after reply: Reply) -> Bool {
        if reply.closesConnection || isQuiescing || head?.isKeptAlive == false { return true }
        return !isBodyAtEnd && (head?.contentLength ?? .max) > UInt64(limits.eagerBodyByteCount)
    }

    private func send(_ body: OutgoingBody, closes: Bool) {
        outgoing = body
        sendNext(closes: closes)
    }

    private func sendNext(closes: Bool) {
        switch outgoing {
        case nil: break
        case .bytes(var rest):
            guard let piece = rest.readSlice(length: min(rest.readableBytes, limits.pieceByteCount)), piece.readableBytes > 0 else {
                return endAnswer(closes: closes)
            }
            outgoing = .bytes(rest)
            send(piece, closes: closes)
        case .blob(let blob, let rest):
            guard !rest.isEmpty else { return endAnswer(closes: closes) }
            let end = min(rest.lowerBound + UInt64(limits.pieceByteCount), rest.upperBound)
            elsewhere({ [from = rest.lowerBound] in try? blob.read(from..<end) }) { connection, bytes in
                connection.send(bytes ?? [], of: blob, rest: rest, closes: closes)
            }
        }
    }

    /// A blob that cannot be read or is shorter than it was: the announced length cannot be kept, so the connection breaks off.
    private func send(_ bytes: [UInt8], of blob: BlobFile, rest: Range<UInt64>, closes: Bool) {
        if case .closed = phase { return }
        guard !bytes.isEmpty else {
            responder.logger.error("a blob could not be read to its end; run `cairn verify`", metadata: ["path": "\(head?.path ?? "")"])
            return close()
        }
        outgoing = .blob(blob, rest: (rest.lowerBound + UInt64(bytes.count))..<rest.upperBound)
        send(ByteBuffer(bytes: bytes), closes: closes)
    }

    /// A client that leaves a piece unread for too long loses its connection.
    private func send(_ piece: ByteBuffer, closes: Bool) {
        guard let context else { return }
        expect(within: limits.writeTimeout)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(piece)))).assumeIsolated().whenComplete { result in
            guard case .success = result else { return self.close() }
            self.deadline = nil
            self.sendNext(closes: closes)
        }
    }

    private func endAnswer(closes: Bool) {
        guard let context else { return }
        letGoOfAnswer()
        if closes { return linger(context) }
        unsentCount += 1
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in self.didSend() }
        if isBodyAtEnd { return wait() }
        phase = .draining
        expect(within: limits.idleTimeout)
        advance()
    }

    /// Ends the connection behind the answer.
    ///
    /// Closing a socket with unread bytes resets it, and the reset may overtake the answer. So the sending side is closed first, whatever
    /// still arrives is thrown away for a moment, and only then the socket is closed (RFC 9112, 9.6).
    private func linger(_ context: ChannelHandlerContext) {
        let isInputClosed = inbox.contains { if case .inputClosed = $0 { true } else { false } }
        phase = .lingering
        inbox.removeAll()
        expect(within: limits.writeTimeout)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
            if isInputClosed { return self.close() }
            self.context?.close(mode: .output, promise: nil)
            self.expect(within: self.limits.lingerTimeout)
            self.advance()
        }
    }
}
