"""The requests of the kill loop that write to runs and their artifacts."""

import hashlib
import json

from expected_store import API, ARTIFACTS, Write


class RunWrites:
    """Part of a writer: what it may write to runs. Each method gives a request, or None when there is nothing sensible to do."""

    def run_writes(self):
        """(weight, kind) of each."""
        return [
            (3, self.param), (3, self.metric), (4, self.batch), (2, self.tag), (1, self.delete_tag), (3, self.artifact),
            (1, self.overwritten_artifact), (0.5, self.deleted_artifact), (1, self.create_run), (1, self.update_run),
            (0.7, self.delete_or_restore_run),
        ]

    @property
    def _request_id(self):
        return f"{self.name}.{self._number}"

    def _write(self, method, route, body, effects, **more):
        return Write(self._request_id, method, API + route, json.dumps(body).encode(), effects, **more)

    def _some_run(self):
        return self._chance.choice([self._shared_run] * 3 + self._live_runs())

    def _live_runs(self):
        return [run for run in self._runs if self._expected.value(("run", run), ("lifecycle_stage",)) == "active"]

    def param(self):
        run, key, value = self._some_run(), f"p{self._request_id}", f"value {self._number}"
        effects = {(("run", run), ("param", key)): value}
        return self._write("POST", "runs/log-parameter", {"run_id": run, "key": key, "value": value}, lambda _: effects)

    def metric(self):
        run, number = self._some_run(), self._number
        item = {"key": f"m{self.name}", "value": number / 8, "timestamp": 1000 + number, "step": number}
        effects = point_effects(run, [item])
        return self._write("POST", "runs/log-metric", {"run_id": run, **item}, lambda _: effects)

    def batch(self):
        """Metrics, params and tags of one number: half a batch would show."""
        run, number = self._some_run(), self._number
        points = [
            {"key": f"b{self.name}.{index % 2}", "value": number + index / 16, "timestamp": 1000 + number, "step": 100 * number + index}
            for index in range(self._chance.choice([4, 12, 40]))
        ]
        pairs = [{"key": f"b{self._request_id}.{index}", "value": str(number)} for index in range(3)]
        effects = point_effects(run, points)
        for pair in pairs:
            effects[("run", run), ("param", pair["key"])] = pair["value"]
            effects[("run", run), ("tag", pair["key"])] = pair["value"]
        return self._write("POST", "runs/log-batch", {"run_id": run, "metrics": points, "params": pairs, "tags": pairs}, lambda _: effects)

    def tag(self):
        """One of three tags of the writer's own, over and over."""
        run, key = self._some_run(), f"t{self.name}.{self._chance.randrange(3)}"
        effects = {(("run", run), ("tag", key)): str(self._number)}
        return self._write("POST", "runs/set-tag", {"run_id": run, "key": key, "value": str(self._number)}, lambda _: effects)

    def delete_tag(self):
        run, key = self._some_run(), f"t{self.name}.{self._chance.randrange(3)}"
        if self._expected.value(("run", run), ("tag", key)) is None:
            return None
        effects = {(("run", run), ("tag", key)): None}
        return self._write("POST", "runs/delete-tag", {"run_id": run, "key": key}, lambda _: effects)

    def artifact(self):
        return self._put(f"{self.name}/{self._number}.bin")

    def overwritten_artifact(self):
        return self._put(f"{self.name}/latest.bin")

    def _put(self, path):
        run = self._some_run()
        byte_count = self._chance.choices([0, 20, 3_000, 30_000, 200_000, 2_000_000], [10, 20, 30, 20, 10, 1])[0]
        content = self._chance.randbytes(byte_count)
        digest = hashlib.sha256(content).hexdigest()
        effects = {(("artifacts", run), ("size", path)): len(content), (("artifacts", run), ("digest", path)): digest}
        return Write(self._request_id, "PUT", f"{ARTIFACTS}0/{run}/artifacts/{path}", content, lambda _: effects)

    def deleted_artifact(self):
        run, path = self._some_run(), f"{self.name}/latest.bin"
        effects = {(("artifacts", run), (cell, path)): None for cell in ("size", "digest")}
        return Write(self._request_id, "DELETE", f"{ARTIFACTS}0/{run}/artifacts/{path}", b"", lambda _: effects)

    def create_run(self):
        request_id, start_time = self._request_id, 5000 + self._number
        tags = {"made_by": request_id, "mlflow.runName": f"run {request_id}"}
        cells = {("run_name",): tags["mlflow.runName"], ("status",): "RUNNING", ("start_time",): start_time, ("lifecycle_stage",): "active"}
        cells |= {("tag", key): value for key, value in tags.items()}
        body = {"experiment_id": "0", "start_time": start_time, "tags": [{"key": key, "value": tags[key]} for key in tags]}
        return self._write(
            "POST", "runs/create", body, lambda run: {(("run", run), cell): value for cell, value in cells.items()},
            learn=lambda answer: answer["run"]["info"]["run_id"], find=lambda look: look.run_of(request_id), remember=self._runs.append)

    def update_run(self):
        runs = self._live_runs()
        if not runs:
            return None
        run, status, end_time = self._chance.choice(runs), self._chance.choice(["FINISHED", "FAILED", "KILLED", "RUNNING"]), self._number
        effects = {(("run", run), ("status",)): status, (("run", run), ("end_time",)): end_time}
        return self._write("POST", "runs/update", {"run_id": run, "status": status, "end_time": end_time}, lambda _: effects)

    def delete_or_restore_run(self):
        if not self._runs:
            return None
        run = self._chance.choice(self._runs)
        is_live = self._expected.value(("run", run), ("lifecycle_stage",)) == "active"
        effects = {(("run", run), ("lifecycle_stage",)): "deleted" if is_live else "active"}
        return self._write("POST", "runs/delete" if is_live else "runs/restore", {"run_id": run}, lambda _: effects)


def point_effects(run, points):
    return {(("run", run), ("point", item["key"], item["timestamp"], item["step"])): item["value"] for item in points}
