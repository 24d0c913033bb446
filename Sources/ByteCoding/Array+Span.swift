extension Array where Element == UInt8 {
    /// A copy of the bytes of `span`, which the caller already holds: no length is trusted.
    public init(copying span: Span<UInt8>) {
        // The pointer stays inside the closure, and the array copies from it.
        self = unsafe span.withUnsafeBufferPointer { unsafe [UInt8]($0) }
    }
}
