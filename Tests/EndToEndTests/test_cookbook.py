"""The cookbook, as a notebook would run it: autolog, register, promote, load, predict."""

import json

import numpy as np
from sklearn.linear_model import LogisticRegression

from cairn_server import run_cairn
from training import cookbook_data


def train(mlflow):
    features, labels = cookbook_data()
    mlflow.sklearn.autolog()
    with mlflow.start_run(run_name="cookbook") as run:
        model = LogisticRegression(C=0.5).fit(features, labels)
        accuracy = model.score(features, labels)
        mlflow.log_param("note", "cookbook")
        mlflow.log_metric("accuracy", accuracy, step=1)
        mlflow.set_tag("team", "trail")
    return run.info.run_id, model, features


def register_two_versions(mlflow):
    run_id, model, features = train(mlflow)
    first = mlflow.register_model(f"runs:/{run_id}/model", "cookbook")
    second = mlflow.register_model(f"runs:/{run_id}/model", "cookbook")
    assert (first.version, second.version) in {("1", "2"), (1, 2)}
    return run_id, model, features


def test_autolog_records_the_fit(mlflow, client):
    run_id, _, _ = train(mlflow)
    run = client.get_run(run_id)
    assert run.info.status == "FINISHED"
    assert run.info.run_name == "cookbook"
    assert run.data.params["C"] == "0.5"
    assert run.data.params["note"] == "cookbook"
    assert run.data.tags["estimator_name"] == "LogisticRegression"
    assert run.data.tags["team"] == "trail"
    assert run.data.metrics["training_accuracy_score"] > 0.9
    assert run.data.metrics["accuracy"] > 0.9
    assert run.inputs.dataset_inputs[0].dataset.digest
    assert "estimator.html" in [item.path for item in client.list_artifacts(run_id)]


def test_a_second_value_for_a_param_is_refused(mlflow, client):
    run_id, _, _ = train(mlflow)
    try:
        client.log_param(run_id, "C", "99")
    except mlflow.exceptions.MlflowException as refusal:
        assert refusal.error_code == "INVALID_PARAMETER_VALUE"
    else:
        raise AssertionError("the second value was accepted")
    assert client.get_run(run_id).data.params["C"] == "0.5"


def test_versions_load_by_number_stage_and_alias_and_predict_alike(mlflow, client):
    run_id, model, features = register_two_versions(mlflow)
    client.transition_model_version_stage("cookbook", "1", "Production")
    client.transition_model_version_stage("cookbook", "2", "Production", archive_existing_versions=True)
    client.set_registered_model_alias("cookbook", "champion", "2")
    client.set_model_version_tag("cookbook", "2", "validated", "yes")
    client.set_registered_model_tag("cookbook", "owner", "trail")
    client.update_model_version("cookbook", "2", description="the better one")

    assert client.get_model_version("cookbook", "1").current_stage == "Archived"
    promoted = client.get_model_version("cookbook", "2")
    assert promoted.current_stage == "Production"
    assert promoted.tags == {"validated": "yes"}
    assert promoted.description == "the better one"
    assert list(promoted.aliases) == ["champion"]
    assert str(client.get_model_version_by_alias("cookbook", "champion").version) == "2"

    expected = model.predict(features)
    for uri in ["models:/cookbook/1", "models:/cookbook/Production", "models:/cookbook@champion",
                "models:/cookbook/latest", f"runs:/{run_id}/model"]:
        loaded = mlflow.pyfunc.load_model(uri)
        assert np.array_equal(loaded.predict(features), expected), uri


def test_search_finds_runs_models_and_versions(mlflow, client):
    run_id, _, _ = register_two_versions(mlflow)
    table = mlflow.search_runs(filter_string="params.C = '0.5' and metrics.accuracy > 0.9")
    assert list(table["run_id"]) == [run_id]
    assert len(mlflow.search_runs(filter_string="params.C = '0.6'")) == 0
    assert [model.name for model in client.search_registered_models("name LIKE 'cook%'")] == ["cookbook"]
    versions = client.search_model_versions(f"run_id = '{run_id}'")
    assert sorted(int(version.version) for version in versions) == [1, 2]
    assert "end to end" in [experiment.name for experiment in client.search_experiments()]
    latest = client.get_latest_versions("cookbook", stages=["None"])
    assert [str(version.version) for version in latest] == ["2"]


def test_histories_texts_dicts_and_files_come_back(mlflow, client, tmp_path):
    with mlflow.start_run() as run:
        for step in range(20):
            mlflow.log_metric("loss", 1.0 / (step + 1), step=step)
        mlflow.log_metrics({"loss": float("nan"), "other": 3.0}, step=20)
        mlflow.log_params({f"p{index}": index for index in range(150)})
        mlflow.log_text("hello, trail", "notes/hello.txt")
        mlflow.log_dict({"a": [1, 2]}, "notes/data.json")
        big = tmp_path / "big + name.bin"
        big.write_bytes(bytes(range(256)) * 40_000)
        mlflow.log_artifact(str(big), "raw")
        run_id = run.info.run_id
    history = client.get_metric_history(run_id, "loss")
    assert [point.step for point in history] == list(range(21))
    assert history[3].value == 0.25
    assert np.isnan(history[20].value)
    assert len(client.get_run(run_id).data.params) == 150
    assert mlflow.artifacts.load_text(f"runs:/{run_id}/notes/hello.txt") == "hello, trail"
    assert mlflow.artifacts.load_dict(f"runs:/{run_id}/notes/data.json") == {"a": [1, 2]}
    copy = mlflow.artifacts.download_artifacts(f"runs:/{run_id}/raw/big + name.bin", dst_path=str(tmp_path / "down"))
    assert open(copy, "rb").read() == big.read_bytes()


def test_deleted_and_restored_runs_hide_and_come_back(mlflow, client):
    with mlflow.start_run() as run:
        mlflow.log_param("kept", "yes")
    client.delete_run(run.info.run_id)
    assert len(mlflow.search_runs()) == 0
    client.restore_run(run.info.run_id)
    assert list(mlflow.search_runs()["params.kept"]) == ["yes"]


def test_the_audit_names_whoever_the_credentials_name(mlflow, client, server, monkeypatch):
    run_id, _, _ = train(mlflow)
    version = mlflow.register_model(f"runs:/{run_id}/model", "cookbook")
    monkeypatch.setenv("MLFLOW_TRACKING_USERNAME", "grace")
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", "not checked")
    client.transition_model_version_stage("cookbook", version.version, "Production")
    audit = run_cairn("audit", "models:/cookbook/Production", "--store", server.store, "--json")
    assert audit.returncode == 0, audit.stderr
    promoted = [event for event in json.loads(audit.stdout)["events"] if event["type"] == "StageChanged"]
    assert [(event["actor"], event["assurance"]) for event in promoted] == [("grace", "asserted")]
