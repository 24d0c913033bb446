"""Fixtures: a server on a fresh store, and an MLflow client that talks to it and forgets it afterwards."""

import os
import sys

os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "3")
os.environ.setdefault("MLFLOW_HTTP_REQUEST_TIMEOUT", "30")
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")

sys.path.insert(0, os.path.dirname(__file__))

import pytest

from cairn_server import CairnServer


@pytest.fixture
def server(tmp_path):
    """A running server on a fresh store; it must end well when it is told to."""
    started = CairnServer(tmp_path / "store").start()
    yield started
    exit_code = started.stop()
    assert exit_code in (0, -9), f"exit code {exit_code}\n{started.log_text()}"


@pytest.fixture
def mlflow(server, monkeypatch):
    """The unmodified `mlflow` package, pointed at the server."""
    import mlflow

    mlflow.set_tracking_uri(server.url)
    mlflow.set_registry_uri(server.url)
    mlflow.set_experiment("end to end")
    yield mlflow
    while mlflow.active_run():
        mlflow.end_run()
    mlflow.sklearn.autolog(disable=True)
    mlflow.xgboost.autolog(disable=True)


@pytest.fixture
def client(mlflow):
    return mlflow.MlflowClient()
