/// What to do with a request whose head has been read.
package enum APIPlan: Sendable {
    /// Answer now; a body, if one follows, is of no interest.
    case reply(APIOutcome)
    /// Collect the whole body, up to `limit` bytes, then ask for the outcome. A longer body gets ``APIOutcome/bodyTooLong(limit:)``.
    case collectBody(limit: Int, @Sendable (_ body: [UInt8]) -> APIOutcome)
    /// Hand the body over piece by piece, up to `limit` bytes when there is one.
    case receiveBlob(limit: UInt64?, APIUpload)
}
