/// What an opening of a store may do with it.
package enum StoreAccess: Sendable {
    /// Read everything, append, upload, and recover what dead writers left.
    case readWrite
    /// Read what is durable; touch nothing, so that a directory without write permission can be read too.
    case readOnly
}
