"""Writers of every kind, and the memory of what they were told is safe."""

import hashlib
import http.client
import itertools
import json
import os
import threading

import tally

API = "/api/2.0/mlflow/"
ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/"


class Client:
    """One connection, made again when it broke."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def call(self, method, path, body=None):
        """Status and body; None and the failure when no answer came."""
        try:
            self.connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as failure:
            self.connection.close()
            return None, repr(failure).encode()

    def post(self, route, body):
        return self.call("POST", API + route, json.dumps(body))

    def get(self, route):
        status, body = self.call("GET", API + route)
        assert status == 200, (route, status, body)
        return json.loads(body)

    def new_run(self):
        status, body = self.post("runs/create", {"experiment_id": "0", "start_time": 1})
        assert status == 200, body
        return json.loads(body)["run"]["info"]["run_id"]


class Writer:
    """Writes one kind of thing to a run of its own. `acknowledged` holds what got a 200, `refusals` everything else."""

    kinds = ("params", "metrics", "tags", "artifacts")

    def __init__(self, port, kind, size=1500):
        self.client = Client(port)
        self.kind = kind
        self.size = size
        self.run = self.client.new_run()
        self.acknowledged = {}
        self.refusals = []
        self.numbers = itertools.count()

    def write(self):
        """One write; whether it was acknowledged."""
        number = next(self.numbers)
        status, body = getattr(self, "_write_" + self.kind)(number)
        if status != 200:
            self.refusals.append((status, body))
        return status == 200

    def _write_params(self, number):
        value = os.urandom(self.size).hex()
        answer = self.client.post("runs/log-parameter", {"run_id": self.run, "key": f"p{number}", "value": value})
        return self._kept(answer, f"p{number}", value)

    def _write_metrics(self, number):
        points = [{"key": "m", "value": step, "timestamp": step, "step": step} for step in range(number * 50, number * 50 + 50)]
        answer = self.client.post("runs/log-batch", {"run_id": self.run, "metrics": points})
        return self._kept(answer, number, {point["step"] for point in points})

    def _write_tags(self, number):
        value = os.urandom(self.size).hex()
        answer = self.client.post("runs/set-tag", {"run_id": self.run, "key": f"t{number}", "value": value})
        return self._kept(answer, f"t{number}", value)

    def _write_artifacts(self, number):
        content = os.urandom(40 * self.size)
        answer = self.client.call("PUT", self._artifact(number), content)
        return self._kept(answer, number, hashlib.sha256(content).hexdigest())

    def _artifact(self, number):
        return f"{ARTIFACTS}0/{self.run}/artifacts/f{number}.bin"

    def _kept(self, answer, name, value):
        if answer[0] == 200:
            self.acknowledged[name] = value
        return answer

    def lost(self, port):
        """The names of what was acknowledged and is not there now."""
        reader = Client(port)
        found = getattr(self, "_read_" + self.kind)(reader)
        return [name for name, value in self.acknowledged.items() if not self._is(value, found(name))]

    def _read_params(self, reader):
        data = reader.get(f"runs/get?run_id={self.run}")["run"]["data"]
        return {param["key"]: param["value"] for param in data.get("params", [])}.get

    def _read_tags(self, reader):
        data = reader.get(f"runs/get?run_id={self.run}")["run"]["data"]
        return {tag["key"]: tag["value"] for tag in data.get("tags", [])}.get

    def _read_metrics(self, reader):
        history = reader.get(f"metrics/get-history?run_id={self.run}&metric_key=m").get("metrics", [])
        steps = {int(point.get("step", 0)) for point in history}
        return lambda _: steps

    def _read_artifacts(self, reader):
        return lambda number: hashlib.sha256(reader.call("GET", self._artifact(number))[1]).hexdigest()

    @staticmethod
    def _is(expected, found):
        return expected <= found if isinstance(expected, set) else expected == found


def together(writers, act):
    """Runs `act` on each writer, all at the same time."""
    threads = [threading.Thread(target=act, args=(writer,), daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
        assert not thread.is_alive(), "a writer hangs"


def compare(writers, port):
    """Looks everything up that was acknowledged, and counts it."""
    lost = [(writer.kind, name) for writer in writers for name in writer.lost(port)]
    tally.add("acknowledged writes compared", sum(len(writer.acknowledged) for writer in writers))
    tally.add("acknowledged writes lost", len(lost))
    assert lost == []
