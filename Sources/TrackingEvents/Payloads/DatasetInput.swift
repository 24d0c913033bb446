/// A dataset as the input of a run, with the tags of that use (`mlflow.data.context`).
package struct DatasetInput: Hashable, Sendable {
    package var dataset: Dataset
    package var tags: [Tag]

    package init(dataset: Dataset, tags: [Tag]) {
        self.dataset = dataset
        self.tags = tags
    }
}
