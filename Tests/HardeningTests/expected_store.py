"""What a store must hold, and what it does hold: both as cells.

A *scope* is what one look at the server shows: a run, the artifacts of a run, a registered model. A *cell* is one value in it: a param, a
point of a metric, a stage. A request changes its cells all at once or not at all.
"""

import hashlib
import http.client
import json
import threading
import urllib.parse
from dataclasses import dataclass

API = "/api/2.0/mlflow/"
ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/"
ANSWER_DEADLINE_SECONDS = 30


class Connection:
    """One keep-alive connection of one client."""

    def __init__(self, port):
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_DEADLINE_SECONDS)

    def connect(self):
        """Connects now, and gives the port at this end."""
        self._http.connect()
        return self._http.sock.getsockname()[1]

    def call(self, method, path, body=b"", request_id=None):
        """Status and bytes of one exchange. OSError or HTTPException when it broke off."""
        headers = {"Content-Type": "application/json"}
        if request_id:
            headers["X-Request-ID"] = request_id
        self._http.request(method, path, body=body, headers=headers)
        answer = self._http.getresponse()
        return answer.status, answer.read()

    def fetch(self, method, route, body=None):
        """The decoded answer of a read; None when what it asks for is not there."""
        status, answer = self.call(method, API + route, json.dumps(body).encode() if body is not None else b"")
        if status == 404:
            return None
        assert status == 200, f"{method} {route}: {status} {answer[:500]!r}"
        return json.loads(answer)

    def close(self):
        self._http.close()


@dataclass
class Write:
    """One request that changes something.

    `effects(identity)` gives {(scope, cell): new value, or None where it goes away}. The identity is what only the server knows
    beforehand (a run's ID, a version's number): `learn` reads it from the answer, `find` looks for it after a kill, `remember` is told.
    """

    request_id: str
    method: str
    path: str
    body: bytes
    effects: object
    learn: object = None
    find: object = None
    remember: object = None


class Expected:
    """What the store must hold: every cell that was acknowledged, or seen after a kill."""

    def __init__(self):
        self.scopes = {}
        self._lock = threading.Lock()
        self._given = {}
        self.numbers_given_twice = []

    def value(self, scope, cell):
        return self.scopes.get(scope, {}).get(cell)

    def cells(self, scope):
        """A copy, because other writers are at work."""
        with self._lock:
            return dict(self.scopes.get(scope, {}))

    def enter(self, effects):
        with self._lock:
            for (scope, cell), value in effects.items():
                cells = self.scopes.setdefault(scope, {})
                if value is None:
                    cells.pop(cell, None)
                else:
                    cells[cell] = value

    def give_number(self, model, number, request_id):
        """Notes that the server gave this number to that request's version. It is never forgotten, also when the version is deleted."""
        with self._lock:
            owner = self._given.setdefault((model, number), request_id)
            if owner != request_id:
                self.numbers_given_twice.append((model, number, owner, request_id))


class Look:
    """Reads scopes from the server as cells."""

    def __init__(self, connection):
        self._connection = connection

    def cells(self, scope, downloads=()):
        """Every cell of a scope; digests only of the artifacts whose paths are in `downloads`, or of all when it is None."""
        kind, name = scope
        if kind == "run":
            return self._run(name)
        if kind == "model":
            return self._model(name)
        return self._artifacts(name, downloads)

    def _run(self, run_id):
        answer = self._connection.fetch("GET", f"runs/get?run_id={run_id}")
        if answer is None:
            return {}
        info, data = answer["run"]["info"], answer["run"]["data"]
        cells = {(name,): info[name] for name in ("run_name", "status", "start_time", "end_time", "lifecycle_stage") if name in info}
        cells |= {("param", item["key"]): item["value"] for item in data.get("params", [])}
        cells |= {("tag", item["key"]): item["value"] for item in data.get("tags", [])}
        for latest in data.get("metrics", []):
            points = self._history(run_id, latest["key"])
            cells |= points
            newest = max((point[3], point[2], value) for point, value in points.items())
            assert newest == (latest["step"], latest["timestamp"], latest["value"]), f"latest metric {latest} of {run_id} is not {newest}"
        return cells

    def _history(self, run_id, key):
        answer = self._connection.fetch("GET", f"metrics/get-history?run_id={run_id}&metric_key={key}")
        points = [(("point", item["key"], item["timestamp"], item["step"]), item["value"]) for item in answer["metrics"]]
        assert len(dict(points)) == len(points), f"a point of {key} in {run_id} is there twice"
        return dict(points)

    def _model(self, name):
        answer = self._connection.fetch("GET", f"registered-models/get?name={name}")
        if answer is None:
            return {}
        model = answer["registered_model"]
        cells = {("created",): model["creation_timestamp"]}
        cells |= {("tag", item["key"]): item["value"] for item in model.get("tags", [])}
        cells |= {("alias", item["alias"]): item["version"] for item in model.get("aliases", [])}
        query = urllib.parse.urlencode({"filter": f"name = '{name}'"})
        for version in self._connection.fetch("GET", f"model-versions/search?{query}").get("model_versions", []):
            cells |= version_cells(version)
        return cells

    def _artifacts(self, run_id, downloads):
        cells = {}
        folders = self._connection.fetch("GET", f"artifacts/list?run_id={run_id}").get("files", [])
        for folder in folders:
            files = self._connection.fetch("GET", f"artifacts/list?run_id={run_id}&path={folder['path']}").get("files", [])
            for file in files:
                cells[("size", file["path"])] = file["file_size"]
                if downloads is None or file["path"] in downloads:
                    cells[("digest", file["path"])] = self._digest(run_id, file["path"])
        return cells

    def _digest(self, run_id, path):
        status, content = self._connection.call("GET", f"{ARTIFACTS}0/{run_id}/artifacts/{path}")
        assert status == 200, f"{path} of {run_id}: {status} {content[:500]!r}"
        return hashlib.sha256(content).hexdigest()

    def run_of(self, request_id):
        """The run that the request with this ID made, if it is there."""
        body = {"experiment_ids": ["0"], "filter": f"tags.made_by = '{request_id}'", "run_view_type": "ALL"}
        runs = self._connection.fetch("POST", "runs/search", body).get("runs", [])
        assert len(runs) < 2, f"{request_id} made {len(runs)} runs"
        return runs[0]["info"]["run_id"] if runs else None

    def version_of(self, request_id):
        """Number and creation time of the version that the request with this ID made, if it is there."""
        query = urllib.parse.urlencode({"filter": f"tags.made_by = '{request_id}'"})
        versions = self._connection.fetch("GET", f"model-versions/search?{query}").get("model_versions", [])
        assert len(versions) < 2, f"{request_id} made {len(versions)} versions"
        return version_identity(versions[0]) if versions else None

    def creation_of(self, name):
        """When the registered model of this name was made, if it is there."""
        answer = self._connection.fetch("GET", f"registered-models/get?name={name}")
        return answer and answer["registered_model"]["creation_timestamp"]

    def all_scopes(self):
        """Every run and every registered model that there is."""
        found, token = set(), None
        while True:
            body = {"experiment_ids": ["0"], "run_view_type": "ALL", "max_results": 500} | ({"page_token": token} if token else {})
            page = self._connection.fetch("POST", "runs/search", body)
            found |= {("run", run["info"]["run_id"]) for run in page.get("runs", [])}
            token = page.get("next_page_token")
            if not token:
                break
        models = self._connection.fetch("GET", "registered-models/search?max_results=1000")
        assert "next_page_token" not in models
        return found | {("model", model["name"]) for model in models.get("registered_models", [])}


def version_identity(version):
    return version["version"], version["creation_timestamp"]


def version_cells(version):
    prefix = ("version", version["version"])
    cells = {(*prefix, name): version[name] for name in ("source", "run_id", "creation_timestamp", "current_stage", "description")}
    return cells | {(*prefix, "tag", item["key"]): item["value"] for item in version.get("tags", [])}
