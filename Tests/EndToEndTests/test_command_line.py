"""The command line: one grammar everywhere, JSON on request, exit codes that scripts can use."""

import json
import os

import pytest

from cairn_server import run_cairn
from test_bad_input import API, call, post


@pytest.fixture
def store(server):
    """A store with a run, an artifact and a promoted version; the server goes on running on it."""
    _, created = post(server, "runs/create", {"experiment_id": "0", "start_time": 1, "run_name": "first", "user_id": "ada"})
    server.run_id = run_id = created["run"]["info"]["run_id"]
    post(server, "runs/log-batch", {"run_id": run_id, "params": [{"key": "lr", "value": "0.1"}],
                                    "metrics": [{"key": "loss", "value": 0.5, "timestamp": 1, "step": 1}]})
    call(server, "PUT", f"/api/2.0/mlflow-artifacts/artifacts/0/{run_id}/artifacts/model/MLmodel", b"flavors: {}\n",
         {"Content-Type": "application/octet-stream"})
    post(server, "registered-models/create", {"name": "fraud"})
    post(server, "model-versions/create", {"name": "fraud", "run_id": run_id,
                                           "source": f"mlflow-artifacts:/0/{run_id}/artifacts/model"})
    post(server, "model-versions/transition-stage", {"name": "fraud", "version": "1", "stage": "Production"})
    post(server, "registered-models/alias", {"name": "fraud", "alias": "champion", "version": "1"})
    return server


def as_json(*arguments):
    result = run_cairn(*arguments, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_listings_beside_a_running_server(store):
    assert "Default" in run_cairn("experiments", "ls", "--store", store.store).stdout
    assert "first" in run_cairn("runs", "ls", "--store", store.store).stdout
    assert "fraud" in run_cairn("models", "ls", "--store", store.store).stdout
    listing = run_cairn("artifacts", "ls", f"runs:/{store.run_id}", "--store", store.store)
    assert "model" in listing.stdout, listing.stderr
    shown = run_cairn("runs", "show", store.run_id, "--store", store.store)
    assert "lr" in shown.stdout and "0.1" in shown.stdout
    for room in ["experiments", "runs", "models"]:
        assert as_json(room, "ls", "--store", store.store)


def test_a_run_deleted_on_the_command_line_is_deleted_for_the_server(store):
    assert run_cairn("runs", "delete", store.run_id, "--store", store.store).returncode == 0
    import time

    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        _, answer = call(store, "GET", f"{API}runs/get?run_id={store.run_id}")
        if answer["run"]["info"]["lifecycle_stage"] == "deleted":
            break
    assert answer["run"]["info"]["lifecycle_stage"] == "deleted"
    assert run_cairn("runs", "restore", store.run_id, "--store", store.store).returncode == 0


@pytest.mark.parametrize("uri", ["models:/fraud/1", "models:/fraud@champion", "models:/fraud/Production", "runs:/RUN/model"])
def test_download_takes_every_form_of_uri(store, tmp_path, uri):
    target = tmp_path / "down"
    result = run_cairn("download", uri.replace("RUN", store.run_id), "-d", target, "--store", store.store)
    assert result.returncode == 0, result.stderr
    found = [os.path.join(directory, name) for directory, _, names in os.walk(target) for name in names]
    assert [os.path.basename(path) for path in found] == ["MLmodel"]
    assert open(found[0]).read() == "flavors: {}\n"


def test_audit_lists_every_event_behind_a_version(store):
    text = run_cairn("audit", "models:/fraud/1", "--store", store.store)
    assert text.returncode == 0, text.stderr
    for word in ["RunCreated", "RunDataLogged", "ArtifactWritten", "ModelVersionCreated", "StageChanged", "AliasSet", "ada"]:
        assert word in text.stdout, f"{word} is missing:\n{text.stdout}"
    audit = as_json("audit", "models:/fraud@champion", "--store", store.store)
    assert len(json.dumps(audit)) > 500


@pytest.mark.parametrize("arguments, code", [
    (["nonsense"], 64),
    (["serve", "--port", "no"], 64),
    (["audit", "models:/nobody/1"], 1),
    (["runs", "show", "f" * 32], 1),
    (["download", "ftp://x/y"], 64),
    (["experiments", "ls", "--store", "/nonexistent/store"], 74),
])
def test_exit_codes(store, arguments, code):
    if "--store" not in arguments and arguments[0] not in ("nonsense", "serve"):
        arguments = [*arguments, "--store", store.store]
    result = run_cairn(*arguments)
    assert result.returncode == code, (result.stdout, result.stderr)
    assert result.stderr.strip(), "an error says something"
    assert "Error(" not in result.stderr and "Fatal" not in result.stderr


def test_log_tools_read_a_live_log(store):
    logs = os.path.join(store.store, "logs")
    log = next(os.path.join(logs, name) for name in sorted(os.listdir(logs)))
    dump = run_cairn("log", "dump", log)
    assert dump.returncode == 0 and dump.stdout.strip(), dump.stderr
    assert run_cairn("log", "stat", log).returncode == 0
    assert run_cairn("log", "verify", log).returncode == 0


@pytest.fixture
def log(store):
    """A log of the store and the file of the store's key."""
    logs = os.path.join(store.store, "logs")
    return next(os.path.join(logs, name) for name in sorted(os.listdir(logs))), os.path.join(store.store, "key")


def test_a_record_of_a_live_log_is_proved_to_somebody_without_the_log(log, tmp_path):
    directory, key = log
    head = as_json("log", "checkpoint", directory, "--key", key, "--kept", tmp_path / "kept")
    assert head["note"].startswith(f"cairn/log/{head['log']}\n{head['size']}\n")
    assert head["verifierKey"] == as_json("log", "stat", directory)["verifierKey"]
    assert head["segments"][-1]["size"] == head["size"] and head["segments"][-1]["root"] == head["root"]
    (tmp_path / "head.checkpoint").write_text(head["note"])
    proof = run_cairn("log", "prove", directory, "0", "--checkpoint", tmp_path / "head.checkpoint")
    assert proof.returncode == 0, proof.stderr
    (tmp_path / "0.tlog-proof").write_text(proof.stdout)
    dump = run_cairn("log", "dump", directory, "--count", "2", "--bytes", "--json").stdout.splitlines()
    records = [json.loads(line) for line in dump]
    verify = ["log", "verify-proof", tmp_path / "0.tlog-proof", "--verifier-key", head["verifierKey"]]
    assert as_json(*verify, "--record-hash", records[0]["hash"])["sequence"] == 0
    (tmp_path / "head").write_bytes(bytes.fromhex(records[0]["head"]))
    (tmp_path / "body").write_bytes(bytes.fromhex(records[0]["body"]))
    assert run_cairn(*verify, "--head-file", tmp_path / "head", "--body-file", tmp_path / "body").returncode == 0
    for changed in [[*verify, "--record-hash", records[1]["hash"]],
                    [*verify, "--head-file", tmp_path / "body", "--body-file", tmp_path / "head"],
                    [*verify[:-1], head["verifierKey"].replace("cairn/", "other/"), "--record-hash", records[0]["hash"]]]:
        refused = run_cairn(*changed)
        assert refused.returncode == 1 and refused.stderr.startswith("cairn: "), refused.stderr


def test_a_log_that_contradicts_the_kept_checkpoint_is_not_signed(log, tmp_path):
    directory, key = log
    checkpoint = ["log", "checkpoint", directory, "--key", key, "--kept", tmp_path / "kept"]
    assert run_cairn(*checkpoint).returncode == 0
    [kept] = (tmp_path / "kept").glob("*.checkpoint")
    kept.write_text(kept.read_text().replace("=\n", "A\n", 1))
    damaged = run_cairn(*checkpoint)
    assert damaged.returncode == 1 and str(kept) in damaged.stderr, damaged.stderr
    assert run_cairn("log", "prove", directory, "99999999", "--key", key).returncode == 1


def test_views_are_rebuilt_on_request(store):
    assert store.stop() == 0
    result = run_cairn("views", "rebuild", "--store", store.store)
    assert result.returncode == 0, result.stderr
    assert "first" in run_cairn("runs", "ls", "--store", store.store).stdout


def test_help_shows_an_example():
    for words in [["serve"], ["audit"], ["download"], ["verify"], ["log", "dump"], ["runs", "ls"]]:
        result = run_cairn(*words, "--help")
        assert result.returncode == 0 and "example" in result.stdout.lower(), words
