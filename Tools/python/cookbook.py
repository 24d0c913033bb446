"""The cookbook that `Tools/demo` runs: ordinary MLflow code. Only MLFLOW_TRACKING_URI says where it goes."""

import mlflow
import numpy as np
from mlflow import MlflowClient
from sklearn.linear_model import LogisticRegression

np.random.seed(42)
features = np.random.randn(100, 2)
labels = (features[:, 0] + features[:, 1] > 0).astype(int)

mlflow.set_experiment("cookbook")
mlflow.sklearn.autolog(log_input_examples=False, silent=True)
with mlflow.start_run(run_name="logistic regression") as run:
    model = LogisticRegression().fit(features, labels)
    mlflow.log_metric("accuracy", model.score(features, labels))

version = mlflow.register_model(f"runs:/{run.info.run_id}/model", "cookbook")
client = MlflowClient()
client.transition_model_version_stage("cookbook", version.version, "Production", archive_existing_versions=True)
client.set_registered_model_alias("cookbook", "champion", version.version)
client.set_model_version_tag("cookbook", version.version, "validated", "yes")
print(f"registered: models:/cookbook/{version.version}, stage Production, alias champion")

expected = model.predict(features)
for uri in (f"models:/cookbook/{version.version}", "models:/cookbook/Production", "models:/cookbook@champion"):
    predictions = mlflow.pyfunc.load_model(uri).predict(features)
    assert np.array_equal(predictions, expected), uri
    print(f"{uri:32} predicts {''.join(map(str, predictions[:40]))}…")

found = mlflow.search_runs(filter_string="metrics.accuracy > 0.9")
print(f"search_runs(metrics.accuracy > 0.9): {len(found)} run, accuracy {found['metrics.accuracy'][0]:.2f}")
