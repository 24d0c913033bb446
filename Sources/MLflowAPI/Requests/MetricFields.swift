import TrackingEvents

/// One metric observation: the fields of `runs/log-metric` and of each item of a batch.
enum MetricFields {
    static func read(_ fields: RequestFields) throws(APIError) -> (point: MetricPoint, series: MetricSeries) {
        let key = try fields.requiredString("key")
        try KeyRule.check(key, fields.prefix + "key")
        let value = try fields.requiredMetricValue("value")
        let timestamp = try fields.requiredInteger("timestamp")
        guard timestamp >= 0 else {
            throw .invalid(
                "Invalid value \(timestamp) for parameter '\(fields.prefix)timestamp' supplied: "
                    + "it is in milliseconds since the Unix epoch, and not negative.")
        }
        let point = MetricPoint(value: value, timestamp: timestamp, step: try fields.integer("step") ?? 0)
        return (point, try series(key, fields))
    }

    /// A dataset's digest counts only together with its name.
    private static func series(_ key: String, _ fields: RequestFields) throws(APIError) -> MetricSeries {
        let model = try fields.string("model_id") ?? ""
        let name = try fields.string("dataset_name") ?? ""
        let digest = try fields.string("dataset_digest") ?? ""
        try ValueRules.check(
            name, atMost: ValueRules.maximumDatasetNameCharacterCount, fields.prefix + "dataset_name")
        try ValueRules.check(
            digest, atMost: ValueRules.maximumDatasetDigestCharacterCount, fields.prefix + "dataset_digest")
        return MetricSeries(
            key: key, model: model.isEmpty ? nil : LoggedModelID(model), datasetName: name.isEmpty ? nil : name,
            datasetDigest: name.isEmpty || digest.isEmpty ? nil : digest)
    }
}
