"""SIGKILL in mid-work: what was acknowledged is there when the server is started again."""

import random
import threading
import time

import numpy as np
from sklearn.linear_model import LogisticRegression

from cairn_server import run_cairn
from training import cookbook_data

SEED = random.SystemRandom().randrange(1 << 32)


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(mlflow, client, server):
    """Four writers log until the server is killed under them; then every acknowledged value is looked up."""
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    acknowledged = {}
    with mlflow.start_run() as run:
        run_id = run.info.run_id
    client.update_run(run_id, status="RUNNING")
    stopped = threading.Event()

    def write(writer):
        done = acknowledged.setdefault(writer, {"params": [], "steps": [], "tags": []})
        number = 0
        while not stopped.is_set():
            try:
                client.log_param(run_id, f"w{writer}p{number}", str(number))
                done["params"].append(number)
                client.log_metric(run_id, f"w{writer}", float(number), timestamp=1000 + number, step=number)
                done["steps"].append(number)
                client.set_tag(run_id, f"w{writer}t{number}", "x")
                done["tags"].append(number)
            except Exception:
                return
            number += 1

    for _ in range(5):
        stopped.clear()
        acknowledged.clear()
        writers = [threading.Thread(target=write, args=(f"{chance.randrange(1 << 40)}",)) for _ in range(4)]
        for writer in writers:
            writer.start()
        deadline = time.monotonic() + chance.uniform(0.2, 0.8)
        stopped.wait(deadline - time.monotonic())
        server.kill()
        stopped.set()
        server.start()
        for writer in writers:
            writer.join(60)
            assert not writer.is_alive()
        data = client.get_run(run_id).data
        for writer, done in acknowledged.items():
            for number in done["params"]:
                assert data.params[f"w{writer}p{number}"] == str(number)
            for number in done["tags"]:
                assert data.tags[f"w{writer}t{number}"] == "x"
            steps = {point.step for point in client.get_metric_history(run_id, f"w{writer}")}
            assert set(done["steps"]) <= steps
        assert any(done["params"] for done in acknowledged.values()), "nothing was acknowledged before the kill"
    assert server.stop() == 0
    verdict = run_cairn("verify", "--store", server.store)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_the_cookbook_survives_a_kill_half_way(mlflow, client, server):
    features, labels = cookbook_data()
    mlflow.sklearn.autolog()
    with mlflow.start_run() as run:
        model = LogisticRegression().fit(features, labels)
    version = mlflow.register_model(f"runs:/{run.info.run_id}/model", "survivor")
    server.kill()
    server.start()
    client.transition_model_version_stage("survivor", version.version, "Production")
    client.set_registered_model_alias("survivor", "champion", version.version)
    server.kill()
    server.start()
    assert client.get_model_version("survivor", version.version).current_stage == "Production"
    loaded = mlflow.pyfunc.load_model("models:/survivor@champion")
    assert np.array_equal(loaded.predict(features), model.predict(features))


def test_deleting_the_views_loses_nothing(mlflow, client, server):
    import shutil

    with mlflow.start_run() as run:
        mlflow.log_params({"a": 1, "b": 2})
        mlflow.log_metrics({"m": 0.5}, step=3)
        mlflow.log_text("kept", "kept.txt")
    before = client.get_run(run.info.run_id).to_dictionary()
    assert server.stop() == 0
    shutil.rmtree(server.store + "/views")
    server.start()
    assert client.get_run(run.info.run_id).to_dictionary() == before
    assert mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/kept.txt") == "kept"
