import ContentHashing
import LogPositions
import SwiftProtobuf

#if canImport(FoundationEssentials)
import struct FoundationEssentials.Data
#else
import struct Foundation.Data
#endif

extension LogOpened: WirePayload {
    var wire: WireLogOpened {
        var wire = WireLogOpened()
        wire.store = store.wire
        wire.publicKey = Data(publicKey)
        wire.host = host
        wire.bootID = bootID
        wire.processID = processID
        wire.softwareVersion = softwareVersion
        wire.heads = heads.map(\.wire)
        return wire
    }

    init(_ wire: WireLogOpened) throws(WireFieldError) {
        try WireFieldError.require(wire.hasStore, "store")
        var heads: [LogHead] = []
        for head in wire.heads { heads.append(try LogHead(head)) }
        self.init(
            store: StoreID(wire.store), publicKey: [UInt8](wire.publicKey), host: wire.host, bootID: wire.bootID,
            processID: wire.processID, softwareVersion: wire.softwareVersion, heads: heads)
    }
}

extension Context: WirePayload {
    var wire: WireContext {
        var wire = WireContext()
        wire.heads = heads.map(\.wire)
        return wire
    }

    init(_ wire: WireContext) throws(WireFieldError) {
        var heads: [LogHead] = []
        for head in wire.heads { heads.append(try LogHead(head)) }
        self.init(heads: heads)
    }
}

extension LogHead {
    fileprivate var wire: WireLogHead {
        var wire = WireLogHead()
        wire.log = log.wire
        wire.size = extent.size
        if let root = extent.root { wire.root = root.wire }
        return wire
    }

    fileprivate init(_ wire: WireLogHead) throws(WireFieldError) {
        try WireFieldError.require(wire.hasLog, "heads.log")
        let root = wire.hasRoot ? try Digest(wire.root, field: "heads.root") : nil
        self.init(log: LogID(wire.log), extent: LogExtent(size: wire.size, root: root))
    }
}
