import TrackingEvents

/// ``RunRoutes`` and ``MetricRoutes`` in words.
enum RunDescriptions {
    private static let root = "2.0/mlflow/runs"

    static let all: [RouteDescription] = [
        .post(
            "\(root)/create", "Starts a run.",
            [
                DescribedFields.experimentID, .optional("user_id", .text()), .optional("run_name", .text(), "Default: a generated one."),
                .optional("start_time", .integer(), DescribedFields.milliseconds),
                .optional("tags", DescribedFields.pairs(DescribedFields.value(atMost: nil)), "No key twice."),
            ], answer),
        .get("\(root)/get", "One run, deleted or not.", DescribedFields.runIDs, answer),
        .post(
            "\(root)/update", "Changes status, end or name; what is absent stays.",
            DescribedFields.runIDs + [
                .optional("status", .choice(RunStatus.self)), .optional("end_time", .integer(), DescribedFields.milliseconds),
                .optional("run_name", .text()),
            ], .object([.required("run_info", .shape(.runInfo))])),
        .post("\(root)/delete", "Deletes a run, until it is restored.", [DescribedFields.runID]),
        .post("\(root)/restore", "Restores a deleted run.", [DescribedFields.runID]),
        .post(
            "\(root)/search", "Runs of some experiments that meet a filter.",
            [
                .optional("experiment_ids", DescribedFields.experimentIDs, "None: no runs."), DescribedFields.filter,
                .optional("run_view_type", .choice(ViewType.self)), DescribedFields.maximumResults(50_000, default: 1_000),
                DescribedFields.orderBy, DescribedFields.pageToken,
            ], .object([.optional("runs", .list(.shape(.run), atLeast: 1)), DescribedFields.nextPageToken])
        ).namingNothing,
        .get(
            "2.0/mlflow/metrics/get-history", "All observations of one metric of one run.",
            DescribedFields.runIDs + [
                metricKey, DescribedFields.pageToken, DescribedFields.maximumResults(Int64(Int32.max), default: nil),
            ], .object([DescribedFields.metrics, DescribedFields.nextPageToken])
        ).namingNothing,
        .get(
            "2.0/mlflow/metrics/get-history-bulk-interval", "Thinned-out histories of one metric of several runs, for charts.",
            [
                .required("run_ids", .list(.text(), atLeast: 1, atMost: 100)), metricKey, .optional("start_step", .integer()),
                .optional("end_step", .integer(), "Inclusive. Both ends or neither."),
                DescribedFields.maximumResults(2_500, default: 2_500),
            ], .object([DescribedFields.metrics])
        ).namingNothing,
    ]

    private static let answer = RouteDescription.Answer.object([.required("run", .shape(.run))])
    private static let metricKey = OpenAPIField.required("metric_key", .text(atLeast: 1))
}
