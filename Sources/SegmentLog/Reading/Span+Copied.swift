import ByteCoding

extension Span<UInt8> {
    /// The bytes as an array of their own.
    public var copied: [UInt8] { [UInt8](copying: self) }
}
