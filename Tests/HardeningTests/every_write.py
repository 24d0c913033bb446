"""One request, at least, to each route that writes.

The client that sends them has `name` and `word()`, a word that it has not used before; `send(method, route, body)` gives the decoded
answer; `exchange` sends a request that has no JSON body, `upload` an artifact.
"""

import json
import random

from expected_store import API, ARTIFACTS


def write_everything(client):
    name = client.word()
    experiment = client.send("POST", "experiments/create", {"name": f"experiment {name}"})["experiment_id"]
    client.send("POST", "experiments/set-experiment-tag", {"experiment_id": experiment, "key": "k", "value": "v"})
    client.send("POST", "experiments/delete-experiment-tag", {"experiment_id": experiment, "key": "k"})
    client.send("POST", "experiments/update", {"experiment_id": experiment, "new_name": f"renamed {name}"})
    client.send("POST", "experiments/delete", {"experiment_id": experiment})
    client.send("POST", "experiments/restore", {"experiment_id": experiment})
    run = write_a_run(client)
    write_logged_models(client, run)
    write_the_registry(client, name)


def write_a_run(client):
    run = client.send("POST", "runs/create", {"experiment_id": "0", "start_time": 1})["run"]["info"]["run_id"]
    write_run_data(client, run, 0)
    dataset = {"name": "d", "digest": "1", "source_type": "local", "source": "{}"}
    client.send("POST", "runs/log-inputs", {"run_id": run, "datasets": [{"dataset": dataset, "tags": []}]})
    model = {"run_id": run, "artifact_path": "m", "utc_time_created": "2026-11-25", "flavors": {}}
    client.send("POST", "runs/log-model", {"run_id": run, "model_json": json.dumps(model)})
    for byte_count in (5_000, 3_000_000):
        client.upload(run, client.word(), random.Random(f"{client.name}{byte_count}").randbytes(byte_count))
    # These have no body, so no request ID is kept; the path is.
    path = client.word()
    client.upload(run, path, path.encode())
    client.exchange("DELETE", f"{ARTIFACTS}0/{run}/artifacts/{path}", b"", evidence=path)
    client.send("POST", "runs/update", {"run_id": run, "status": "FINISHED", "end_time": 2, "run_name": "done"})
    client.send("POST", "runs/delete", {"run_id": run})
    client.send("POST", "runs/restore", {"run_id": run})
    return run


def write_run_data(client, run, number):
    """What a training loop sends all the time."""
    key = f"{client.name}.{number}"
    client.send("POST", "runs/log-parameter", {"run_id": run, "key": f"p{key}", "value": "1"})
    client.send("POST", "runs/log-metric", {"run_id": run, "key": "m", "value": 0.5, "timestamp": 1, "step": number})
    client.send("POST", "runs/set-tag", {"run_id": run, "key": f"t{key}", "value": "1"})
    client.send("POST", "runs/delete-tag", {"run_id": run, "key": f"t{key}"})
    metrics = [{"key": f"b{client.name}", "value": step / 8, "timestamp": 1, "step": 1000 * number + step} for step in range(200)]
    pairs = [{"key": f"b{key}", "value": "1"}]
    client.send("POST", "runs/log-batch", {"run_id": run, "metrics": metrics, "params": pairs, "tags": pairs})


def write_logged_models(client, run):
    model = client.send("POST", "logged-models", {"experiment_id": "0", "name": "m", "source_run_id": run})["model"]["info"]["model_id"]
    client.send("POST", f"logged-models/{model}/params", {"params": [{"key": "p", "value": "1"}]})
    tag = client.word()
    client.send("PATCH", f"logged-models/{model}/tags", {"tags": [{"key": tag, "value": "1"}]})
    client.exchange("DELETE", f"{API}logged-models/{model}/tags/{tag}", b"", evidence=tag)
    client.send("PATCH", f"logged-models/{model}", {"status": "LOGGED_MODEL_READY"})
    client.send("POST", "runs/outputs", {"run_id": run, "models": [{"model_id": model, "step": 0}]})
    # Nothing of this request stands in its record word for word.
    client.exchange("DELETE", f"{API}logged-models/{model}", b"")


def write_the_registry(client, name):
    model = {"name": f"model {name}"}
    client.send("POST", "registered-models/create", model)
    client.send("PATCH", "registered-models/update", model | {"description": "d"})
    client.send("POST", "registered-models/set-tag", model | {"key": "k", "value": "v"})
    client.send("DELETE", "registered-models/delete-tag", model | {"key": "k"})
    version = model | {"version": client.send("POST", "model-versions/create", model | {"source": "s3://b/x"})["model_version"]["version"]}
    client.send("PATCH", "model-versions/update", version | {"description": "d"})
    client.send("POST", "model-versions/set-tag", version | {"key": "k", "value": "v"})
    client.send("DELETE", "model-versions/delete-tag", version | {"key": "k"})
    client.send("POST", "model-versions/transition-stage", version | {"stage": "Production", "archive_existing_versions": True})
    client.send("POST", "registered-models/alias", version | {"alias": "champion"})
    client.send("DELETE", "registered-models/alias", model | {"alias": "champion"})
    client.send("DELETE", "model-versions/delete", version)
    client.send("POST", "registered-models/rename", model | {"new_name": f"renamed {name}"})
    client.send("DELETE", "registered-models/delete", {"name": f"renamed {name}"})
