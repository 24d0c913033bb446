/// Bytes of a record that are no event: which part of the record, which field, and where.
///
/// What to do: `cairn verify` says whether the log is damaged; an intact record that does not decode was written by a faulty program.
package struct EventDecodingError: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Code: Hashable, Sendable {
        /// Not the Protocol Buffers encoding of the message that belongs here.
        case malformed
        /// A field that this message must have is not there.
        case missing
        /// A field is well formed, and its value is none that it may have.
        case invalid
    }

    /// Which bytes were being read.
    package enum Part: Hashable, Sendable {
        case head
        case body
        case payload(EventType)
    }

    package var code: Code
    package var part: Part
    /// The field, as the schema names it, where that is known.
    package var field: String?
    /// Where the first byte lies that could not be read, from the start of the part, where that is known.
    package var byteOffset: Int?

    package init(_ code: Code, in part: Part, field: String? = nil, byteOffset: Int? = nil) {
        self.code = code
        self.part = part
        self.field = field
        self.byteOffset = byteOffset
    }
}

extension EventDecodingError: CustomStringConvertible {
    package var description: String {
        let place = (field.map { ", field \($0)" } ?? "") + (byteOffset.map { ", byte \($0)" } ?? "")
        return "the \(partName) of this record is no event: \(codeText)\(place); run `cairn verify` to see whether the log is damaged"
    }

    private var partName: String {
        switch part {
        case .head: "head"
        case .body: "body"
        case .payload(let type): "payload (\(type))"
        }
    }

    private var codeText: String {
        switch code {
        case .malformed: "malformed bytes"
        case .missing: "a field is missing"
        case .invalid: "a value is not allowed"
        }
    }
}
