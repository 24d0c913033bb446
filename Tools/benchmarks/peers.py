"""The servers that the benchmarks compare: how each is started, and what its client-visible API lacks."""

import os
import sqlite3

from processes import Process, free_port

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def bytes_below(path):
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


class Cairn:
    name = "cairn"
    durability = "fdatasync before each answer"
    has_registry = has_artifacts = True

    def __init__(self, directory, binary):
        self.store, self.binary = f"{directory}/cairn-store", binary
        self.log = f"{directory}/cairn.log"

    def command(self, port):
        return [self.binary, "serve", "--store", self.store, "--port", str(port)]

    def stored_bytes(self):
        """Of what lasts: the logs, not the views, which are made from them."""
        return bytes_below(f"{self.store}/logs")

    def start(self, *wrapper):
        port = free_port()
        return Process([*wrapper, *self.command(port)], port, self.log)


class MLflow(Cairn):
    name = "mlflow"
    durability = "SQLite, synchronous=FULL"

    def __init__(self, directory, binary):
        self.directory, self.binary = directory, binary
        self.database = f"{directory}/mlflow.db"
        self.log = f"{directory}/mlflow.log"

    def command(self, port):
        return [self.binary, "server", "--backend-store-uri", f"sqlite:///{self.database}", "--artifacts-destination",
                f"{self.directory}/mlflow-artifacts", "--host", "127.0.0.1", "--port", str(port)]

    def stored_bytes(self):
        return sum(os.path.getsize(self.database + end) for end in ("", "-wal") if os.path.exists(self.database + end))

    def load_runs(self, experiment, runs):
        """Through its tables: over its API 10,000 runs take a quarter of an hour."""
        with sqlite3.connect(self.database) as database:
            for run in runs:
                identity = run["id"]
                database.execute(
                    "INSERT INTO runs (run_uuid, name, user_id, status, start_time, lifecycle_stage, artifact_uri, experiment_id, "
                    "source_type, source_name, entry_point_name, source_version) "
                    "VALUES (?, ?, 'bench', 'RUNNING', ?, 'active', ?, ?, 'UNKNOWN', '', '', '')",
                    (identity, run["name"], run["start_time"], f"mlflow-artifacts:/{experiment}/{identity}/artifacts", int(experiment)))
                database.executemany(
                    "INSERT INTO params (run_uuid, key, value) VALUES (?, ?, ?)", [(identity, *item) for item in run["params"].items()])
                database.executemany(
                    "INSERT INTO tags (run_uuid, key, value) VALUES (?, ?, ?)", [(identity, *item) for item in run["tags"].items()])
                rows = [(identity, key, value, run["start_time"]) for key, value in run["metrics"].items()]
                for table in ("metrics", "latest_metrics"):
                    database.executemany(
                        f"INSERT INTO {table} (run_uuid, key, value, timestamp, step, is_nan) VALUES (?, ?, ?, ?, 0, 0)", rows)


class FastTrackML(Cairn):
    name = "fasttrackml"
    durability = "SQLite, synchronous=NORMAL"
    has_registry = has_artifacts = False
    stored_bytes = MLflow.stored_bytes

    def __init__(self, directory, binary):
        self.directory, self.binary = directory, binary
        self.database = f"{directory}/fml.db"
        self.log = f"{directory}/fasttrackml.log"

    def command(self, port):
        return [self.binary, "server", "--listen-address", f"127.0.0.1:{port}", "--database-uri", f"sqlite://{self.database}",
                "--default-artifact-root", f"{self.directory}/fml-artifacts", "--log-level", "error"]
