import TrackingEvents
import TrackingStore

// Fields that mean the same on many routes.

extension RequestFields {
    /// The run: `run_id` or, on the routes that know it, its old name `run_uuid`. Both may come, if they agree.
    func requiredRun(orUUID: Bool = false) throws(APIError) -> RunID {
        let id = try string("run_id") ?? ""
        let uuid = orUUID ? try string("run_uuid") ?? "" : ""
        guard id.isEmpty || uuid.isEmpty || id == uuid else {
            throw .invalid("The parameters 'run_id' and 'run_uuid' name two different runs.")
        }
        guard !(id.isEmpty && uuid.isEmpty) else { throw missing("run_id") }
        return RunID(id.isEmpty ? uuid : id)
    }

    func requiredExperiment(_ name: String = "experiment_id") throws(APIError) -> ExperimentID {
        try ExperimentRules.id(try requiredIdentifier(name), prefix + name)
    }

    func requiredVersionNumber() throws(APIError) -> UInt32 {
        try RegistryRules.versionNumber(try requiredIdentifier("version"), prefix + "version")
    }

    /// Key and value pairs, checked by `check`, which gets each pair and the path of its object (`tags[0]`).
    func pairs(
        _ name: String, _ check: (inout Tag, _ path: String) throws(APIError) -> Void
    ) throws(APIError) -> [Tag] {
        var pairs: [Tag] = []
        for object in try objects(name) {
            var pair = Tag(key: try object.requiredString("key"), value: try object.string("value") ?? "")
            try check(&pair, object.prefix)
            pairs.append(pair)
        }
        return pairs
    }

    /// Tags of a run: keys by rule K, values cut to `limit` where there is one.
    func runTags(cutTo limit: Int?) throws(APIError) -> [Tag] {
        try pairs("tags") { (tag, path) throws(APIError) in
            try KeyRule.check(tag.key, path + "key")
            if let limit { tag.value = tag.value.cut(to: limit) }
        }
    }

    func params() throws(APIError) -> [Param] {
        try pairs("params") { (param, path) throws(APIError) in
            try KeyRule.check(param.key, path + "key")
            param.value = param.value.cut(to: ValueRules.maximumParamCharacterCount)
        }
    }

    /// Tags whose values are refused when they are longer than `limit`; of a repeated key the last one counts.
    func tags(valuesAtMost limit: Int) throws(APIError) -> [Tag] {
        try pairs("tags") { (tag, path) throws(APIError) in
            try KeyRule.check(tag.key, path + "key")
            try ValueRules.check(tag.value, atMost: limit, path + "value")
        }.keepingLastValues
    }

    /// Params or tags of a logged model, whose keys are free.
    func loggedModelPairs(_ name: String) throws(APIError) -> [Tag] {
        try pairs(name) { (pair, path) throws(APIError) in try ValueRules.checkFreeKey(pair.key, path + "key") }
    }

    /// One tag, given as `key` and `value`.
    func requiredTag(valueAtMost limit: Int) throws(APIError) -> Tag {
        let tag = Tag(key: try requiredString("key"), value: try string("value") ?? "")
        try KeyRule.check(tag.key, "key")
        try ValueRules.check(tag.value, atMost: limit, "value")
        return tag
    }
}
