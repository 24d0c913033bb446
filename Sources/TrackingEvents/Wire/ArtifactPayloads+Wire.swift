import SwiftProtobuf

extension ArtifactWritten: WirePayload {
    var wire: WireArtifactWritten {
        var wire = WireArtifactWritten()
        wire.path = path
        if let owner { wire.owner = owner.wire }
        wire.blob = blob.wire
        return wire
    }

    init(_ wire: WireArtifactWritten) throws(WireFieldError) {
        try WireFieldError.require(wire.hasBlob, "blob")
        self.init(
            path: wire.path, owner: wire.hasOwner ? try EntityID(wire.owner, field: "owner") : nil,
            blob: try BlobReference(wire.blob))
    }
}

extension ArtifactDeleted: WirePayload {
    var wire: WireArtifactDeleted {
        var wire = WireArtifactDeleted()
        wire.path = path
        if let owner { wire.owner = owner.wire }
        return wire
    }

    init(_ wire: WireArtifactDeleted) throws(WireFieldError) {
        self.init(path: wire.path, owner: wire.hasOwner ? try EntityID(wire.owner, field: "owner") : nil)
    }
}
