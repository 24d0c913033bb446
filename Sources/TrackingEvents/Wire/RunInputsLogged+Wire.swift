import SwiftProtobuf

extension RunInputsLogged: WirePayload {
    var wire: WireRunInputsLogged {
        var wire = WireRunInputsLogged()
        wire.run = run.wire
        wire.datasets = datasets.map(\.wire)
        wire.models = models.map(\.wire)
        return wire
    }

    init(_ wire: WireRunInputsLogged) throws(WireFieldError) {
        try WireFieldError.require(wire.hasRun, "run")
        var datasets: [DatasetInput] = []
        for input in wire.datasets { datasets.append(try DatasetInput(input)) }
        self.init(run: RunID(wire.run), datasets: datasets, models: wire.models.map(LoggedModelID.init(_:)))
    }
}

extension DatasetInput {
    fileprivate var wire: WireDatasetInput {
        var wire = WireDatasetInput()
        wire.dataset = dataset.wire
        wire.tags = tags.map(\.wire)
        return wire
    }

    fileprivate init(_ wire: WireDatasetInput) throws(WireFieldError) {
        try WireFieldError.require(wire.hasDataset, "datasets.dataset")
        self.init(dataset: Dataset(wire.dataset), tags: wire.tags.map(Tag.init(_:)))
    }
}

extension Dataset {
    fileprivate var wire: WireDataset {
        var wire = WireDataset()
        wire.name = name
        wire.digest = digest
        wire.sourceType = sourceType
        wire.source = source
        if let schema { wire.schema = schema }
        if let profile { wire.profile = profile }
        return wire
    }

    fileprivate init(_ wire: WireDataset) {
        self.init(
            name: wire.name, digest: wire.digest, sourceType: wire.sourceType, source: wire.source,
            schema: wire.hasSchema ? wire.schema : nil,
            profile: wire.hasProfile ? wire.profile : nil)
    }
}
