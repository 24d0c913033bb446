"""What the server benchmark does to each server: every scenario loads it, reads back what was written, and returns figures."""

import random
import uuid

from load import Client, wrk

RUN_COUNT = 10_000


class Scenarios:
    """One server's turn. Every figure goes into `figures` by name; `unit` of a name tells what is better."""

    def __init__(self, peer, process, seconds):
        self.peer, self.port, self.seconds = peer, process.port, seconds
        self.client = Client(process.port)
        self.figures, self.notes = {}, []
        self.experiment = self.client.post("experiments/create", {"name": f"bench-{uuid.uuid4().hex}"})["experiment_id"]

    def new_runs(self, count):
        create = lambda: self.client.post("runs/create", {"experiment_id": self.experiment, "start_time": 1})["run"]["info"]
        return [create()["run_id"] for _ in range(count)]

    def check(self, what, acknowledged, stored, in_flight):
        """What was acknowledged is there; besides it only what was under way when the load ended."""
        if not acknowledged <= stored <= acknowledged + in_flight:
            self.notes.append(f"{what}: {acknowledged} acknowledged, {stored} found")

    def log_metric(self, connections):
        runs = self.new_runs(connections)
        before = self.peer.stored_bytes()
        result = wrk(self.port, "log-metric", connections, self.seconds, TARGETS=",".join(runs))
        stored = sum(self.client.count_points(run, "loss") for run in runs)
        self.check(f"log-metric, {connections} connections", result["requests"] - result["errors"], stored, connections)
        self.figures[f"log-metric, {connections} conn (requests/s)"] = result["rate"]
        self.figures[f"log-metric, {connections} conn, stored for each (bytes)"] = (self.peer.stored_bytes() - before) / result["requests"]

    def log_batch(self, connections, series):
        runs = self.new_runs(connections)
        before = self.peer.stored_bytes()
        result = wrk(self.port, "log-batch", connections, self.seconds, TARGETS=",".join(runs), SERIES=series)
        stored = sum(self.client.count_points(run, f"metric_{key:03d}") for run in runs for key in range(min(series, 10)))
        acknowledged = 1000 * (result["requests"] - result["errors"])
        share = 1000 * min(series, 10) // series
        self.check(f"log-batch, {connections} connections", acknowledged // 1000 * share, stored, connections * share)
        what = f"log-batch {series} series, {connections} conn"
        self.figures[f"{what} (metrics/s)"] = 1000 * result["rate"]
        self.figures[f"{what}, stored for each metric (bytes)"] = (self.peer.stored_bytes() - before) / 1000 / result["requests"]

    def create_run(self, connections):
        result = wrk(self.port, "create-run", connections, self.seconds, EXPERIMENT=self.experiment)
        self.figures[f"create run + 20 params + 5 tags, {connections} conn (runs/s)"] = result["rate"] / 2
        if result["errors"]:
            self.notes.append(f"create run: {result['errors']} errors")

    def register_versions(self, connections):
        if not self.peer.has_registry:
            return
        model, run = f"bench-{uuid.uuid4().hex[:8]}", self.new_runs(1)[0]
        self.client.post("registered-models/create", {"name": model})
        source = f"mlflow-artifacts:/{self.experiment}/{run}/artifacts/model"
        result = wrk(self.port, "register-version", connections, self.seconds, TARGETS=run, MODEL=model, SOURCE=source)
        acknowledged = result["requests"] - result["errors"]
        latest = self.client.post("registered-models/get-latest-versions", {"name": model})["model_versions"]
        self.check("register versions", acknowledged, int(latest[0]["version"]), connections)
        self.figures[f"register versions, {connections} conn (versions/s)"] = result["rate"]

    def load_runs(self):
        """10,000 runs of 10 metrics, 20 params and 5 tags in an experiment of their own."""
        self.search_experiment = self.client.post("experiments/create", {"name": f"search-{uuid.uuid4().hex}"})["experiment_id"]
        chance, runs = random.Random(4), []
        for number in range(RUN_COUNT):
            metrics = {"loss": chance.random(), "accuracy": chance.random(), **{f"m{i}": chance.random() for i in range(8)}}
            params = {"lr": f"0.{chance.randrange(1, 11):02d}", **{f"p{i}": str(chance.randrange(100)) for i in range(19)}}
            tags = {f"t{i}": f"value {chance.randrange(20)}" for i in range(5)}
            runs.append({"id": uuid.UUID(int=chance.getrandbits(128)).hex, "name": f"run {number}", "start_time": 1_600_000_000_000 + number,
                         "metrics": metrics, "params": params, "tags": tags})
        if hasattr(self.peer, "load_runs"):
            return self.peer.load_runs(self.search_experiment, runs)
        for run in runs:
            self.load_run(run)

    def load_run(self, run):
        pairs = lambda values: [{"key": key, "value": value} for key, value in values.items()]
        created = self.client.post("runs/create", {
            "experiment_id": self.search_experiment, "start_time": run["start_time"], "run_name": run["name"]})["run"]["info"]["run_id"]
        metrics = [{**pair, "timestamp": run["start_time"], "step": 0} for pair in pairs(run["metrics"])]
        self.client.post("runs/log-batch", {
            "run_id": created, "metrics": metrics, "params": pairs(run["params"]), "tags": pairs(run["tags"])})

    def search_runs(self):
        result = wrk(self.port, "search-runs", 1, self.seconds, EXPERIMENT=self.search_experiment)
        if result["errors"]:
            self.notes.append(f"search: {result['errors']} errors")
        self.figures["run search over 10,000 runs, p50 (ms)"] = result["p50"]
        self.figures["run search over 10,000 runs, p95 (ms)"] = result["p95"]

    def history(self):
        """100,000 points of one metric in one answer."""
        run = self.new_runs(1)[0]
        for batch in range(100):
            points = [{"key": "long", "value": 1 / (1 + batch * 1000 + i), "timestamp": 1_700_000_000_000 + batch * 1000 + i,
                       "step": batch * 1000 + i} for i in range(1000)]
            self.client.post("runs/log-batch", {"run_id": run, "metrics": points})
        self.check("history", 100_000, self.client.count_points(run, "long"), 0)
        self.figures["history of 100,000 points, p50 (ms)"] = wrk(self.port, "get-history", 1, self.seconds, TARGETS=run)["p50"]

    def artifact(self):
        """100 MB up and down."""
        if not self.peer.has_artifacts:
            return
        run, block = self.new_runs(1)[0], random.Random(5).randbytes(1 << 20)
        path, byte_count = f"{self.experiment}/{run}/artifacts/large.bin", 100 << 20
        up = min(self.client.upload(path + str(i), (block for _ in range(100)), byte_count) for i in range(3))
        downs = [self.client.download(path + "0") for _ in range(3)]
        self.check("artifact", byte_count, downs[0][1], 0)
        self.figures["artifact of 100 MB up (MB/s)"] = 100 / up
        self.figures["artifact of 100 MB down (MB/s)"] = 100 / min(seconds for seconds, _ in downs)
