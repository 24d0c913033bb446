import ContentHashing
import SwiftProtobuf

#if canImport(FoundationEssentials)
import struct FoundationEssentials.Data
#else
import struct Foundation.Data
#endif

extension Tag {
    var wire: WireTag {
        var wire = WireTag()
        wire.key = key
        wire.value = value
        return wire
    }

    init(_ wire: WireTag) { self.init(key: wire.key, value: wire.value) }
}

/// The case that a number of the schema stands for; numbers of later releases are invalid here.
func known<Value: RawRepresentable<UInt8>>(_ rawValue: Int, field: String) throws(WireFieldError) -> Value {
    guard let number = UInt8(exactly: rawValue), let value = Value(rawValue: number) else { throw .invalid(field) }
    return value
}

extension Digest {
    var wire: Data { Data(bytes) }

    init(_ wire: Data, field: String) throws(WireFieldError) {
        guard wire.count == Digest.byteCount else { throw .invalid(field) }
        self.init(bytes: [UInt8](wire))
    }
}

extension ArtifactLocation {
    var wire: WireArtifactLocation {
        var wire = WireArtifactLocation()
        switch self {
        case .tree(let path): wire.treePath = path
        case .elsewhere(let uri): wire.uri = uri
        }
        return wire
    }

    init(_ wire: WireArtifactLocation, field: String) throws(WireFieldError) {
        switch (wire.hasTreePath, wire.hasUri) {
        case (true, false): self = .tree(path: wire.treePath)
        case (false, true): self = .elsewhere(uri: wire.uri)
        case (false, false): throw WireFieldError(code: .missing, field: field)
        case (true, true): throw .invalid(field)
        }
    }
}

extension BlobReference {
    var wire: WireBlobReference {
        var wire = WireBlobReference()
        wire.digest = digest.wire
        wire.byteCount = byteCount
        wire.pieceRoot = pieceRoot.wire
        return wire
    }

    init(_ wire: WireBlobReference) throws(WireFieldError) {
        let digest = try Digest(wire.digest, field: "blob.digest")
        let pieceRoot = try Digest(wire.pieceRoot, field: "blob.piece_root")
        self.init(digest: digest, byteCount: wire.byteCount, pieceRoot: pieceRoot)
    }
}
