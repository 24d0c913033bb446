/// The body of an upload on its way in. One thread at a time; end it with `finish` or `abandon`.
package final class APIUpload: Sendable {
    private let writer: @Sendable (UnsafeRawBufferPointer) throws -> Void
    private let finisher: @Sendable () -> APIOutcome
    private let abandoner: @Sendable () -> Void

    init(
        write: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Void,
        finish: @escaping @Sendable () -> APIOutcome, abandon: @escaping @Sendable () -> Void
    ) {
        writer = write
        finisher = finish
        abandoner = abandon
    }

    /// Takes the next bytes. After an error the upload is over: send the outcome and call `abandon`.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(APIUploadFailure) {
        do { try writer(bytes) } catch { throw APIUploadFailure(outcome: MLflowAPI.outcome(of: error)) }
    }

    package func write(_ bytes: [UInt8]) throws(APIUploadFailure) {
        do { try bytes.withUnsafeBytes(writer) } catch { throw APIUploadFailure(outcome: MLflowAPI.outcome(of: error)) }
    }

    /// All bytes have come: makes the blob durable and records it.
    package func finish() -> APIOutcome { finisher() }

    /// The body broke off or was too long: nothing of it stays.
    package func abandon() { abandoner() }
}

/// An upload that the store did not take, with the answer for the client.
package struct APIUploadFailure: Error, Sendable {
    package var outcome: APIOutcome
}
