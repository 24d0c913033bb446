"""A store with one of everything in it, and every answer that a reader can get of it."""

import json
import re
import urllib.parse

from kept_connection import KeptConnection, message

API = "/api/2.0/mlflow/"
TREE = "/api/2.0/mlflow-artifacts/artifacts"
NAME = re.compile(r"<[^<>]+>")


class KnownStore:
    """What is in the store of a server, under names: `<run>` in a template stands for the run's ID, `<RUN>` for the same in upper case."""

    def __init__(self, server):
        self.server = server
        self.connection = KeptConnection(server.port)
        self.facts = {}
        self.count = 0
        self._fill()

    def close(self):
        self.connection.close()

    # --- Speaking to the server ---

    def call(self, method, target, body=None, headers=()):
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        answer = self.connection.ask(message(method, target, data, (("Content-Type", "application/json"), *headers)))
        assert answer.status == 200, (method, target, answer)
        return json.loads(answer.body) if answer.body else {}

    def post(self, route, **body):
        return self.call("POST", API + route, body)

    # --- What is there ---

    def _fill(self):
        facts = self.facts
        facts["experiment name"], facts["gone experiment name"] = "known", "gone"
        facts["experiment"] = self.post("experiments/create", name="known", tags=[{"key": "t", "value": "v"}])["experiment_id"]
        facts["gone experiment"] = self._gone_experiment("gone")
        facts["full experiment"] = self.post("experiments/create", name="full", tags=[
            {"key": f"mlflow.customView.view{number}", "value": "v"} for number in range(50)])["experiment_id"]
        facts["run"], facts["other run"] = self._run(), self._run(run_name="other")
        facts["gone run"] = self._run()
        facts["logged"] = self._logged(params=[{"key": "lp", "value": "1"}], tags=[{"key": "t", "value": "v"}])
        facts["gone logged"] = self._logged()
        second = self._logged()
        self._log(facts["run"], facts["logged"])
        self.post("runs/log-metric", run_id=facts["other run"], key="m", value=1, timestamp=1, model_id=second, dataset_name="d",
                  dataset_digest="1")
        self.post("runs/delete", run_id=facts["gone run"])
        self.call("DELETE", f"{API}logged-models/{facts['gone logged']}", {})
        self._fill_registry()

    def _fill_registry(self):
        facts, tagged = self.facts, [{"key": "t", "value": "v"}]
        facts["model"] = self._model("known-model", tags=tagged)
        facts["prompt"] = self._model("known-prompt", tags=[{"key": "mlflow.prompt.is_prompt", "value": "true"}])
        facts["gone model"] = self._model("gone-model")
        self._model("second-model")
        facts["gone version"] = "4"
        for _ in range(4):
            self.post("model-versions/create", name="known-model", source=f"runs:/{facts['run']}/model", run_id=facts["run"])
        self.post("model-versions/create", name="known-prompt", source="dummy-source")
        self.post("model-versions/set-tag", name="known-model", version="1", key="t", value="v")
        self.post("model-versions/transition-stage", name="known-model", version="2", stage="Staging")
        self.post("registered-models/alias", name="known-model", alias="champion", version="2")
        self.call("DELETE", API + "model-versions/delete", {"name": "known-model", "version": "4"})
        self.call("DELETE", API + "registered-models/delete", {"name": "gone-model"})

    def _model(self, name, **more):
        return self.post("registered-models/create", name=name, **more)["registered_model"]["name"]

    def _log(self, run, logged):
        self.post("runs/log-batch", run_id=run, params=[{"key": "p", "value": "1"}], tags=[{"key": "t", "value": "v"}], metrics=[
            {"key": "m", "value": value, "timestamp": time, "step": time, "dataset_name": "d", "dataset_digest": "1"}
            for time, value in enumerate([0.5, "NaN", -3.25])])
        self.post("runs/log-metric", run_id=run, key="m", value=7, timestamp=9, model_id=logged, dataset_name="d", dataset_digest="1")
        self.post("runs/log-inputs", run_id=run, datasets=[{"dataset": {"name": "d", "digest": "1"}, "tags": []}],
                  models=[{"model_id": logged}])
        for name in ("model/MLmodel", "model/data/x.bin"):
            answer = self.connection.ask(message("PUT", f"{TREE}/{self.facts['experiment']}/{run}/artifacts/{name}", name.encode()))
            assert answer.status == 200, answer

    def _run(self, **more):
        created = self.post("runs/create", experiment_id=self.facts["experiment"], start_time=1, **more)
        return created["run"]["info"]["run_id"]

    def _logged(self, **more):
        return self.post("logged-models", experiment_id=self.facts["experiment"], **more)["model"]["info"]["model_id"]

    def _gone_experiment(self, name):
        made = self.post("experiments/create", name=name)["experiment_id"]
        self.post("experiments/delete", experiment_id=made)
        return made

    # --- Templates ---

    def resolve(self, template, making=False):
        """The template with what is there in place of names. `making` gives each `<new …>` and `<fresh>` something of its own."""
        if isinstance(template, str):
            return NAME.sub(lambda match: self._fact(match[0][1:-1], match[0], making), template)
        if isinstance(template, dict):
            return {key: self.resolve(value, making) for key, value in template.items()}
        if isinstance(template, (list, tuple)):
            return [self.resolve(item, making) for item in template]
        return template

    def _fact(self, name, written, making):
        if making and name.startswith("new "):
            return self._make(name[4:])
        if name == "fresh":
            self.count += making
            return f"fresh-{self.count}"
        known = {"new " + other: self.facts[other] for other in ("run", "experiment", "logged", "model")}
        known |= {"new deleted experiment": self.facts["gone experiment"], "new version": "3"}
        known |= {"new run tag": "t", "new experiment tag": "t", "new logged tag": "t", **self.facts}
        if name in known:
            return known[name]
        lower = name.lower()
        return known[lower].upper() if lower in known and name.isupper() else written

    def _make(self, what):
        self.count += 1
        name = f"made-{self.count}"
        facts = self.facts
        if what == "run":
            return self._run()
        if what == "experiment":
            return self.post("experiments/create", name=name)["experiment_id"]
        if what == "deleted experiment":
            return self._gone_experiment(name)
        if what == "logged":
            return self._logged()
        if what == "model":
            return self._model(name)
        if what == "version":
            return self.post("model-versions/create", name=facts["model"], source="s3://b/p")["model_version"]["version"]
        if what == "run tag":
            self.post("runs/set-tag", run_id=facts["run"], key=name, value="v")
        elif what == "experiment tag":
            self.post("experiments/set-experiment-tag", experiment_id=facts["experiment"], key=name, value="v")
        elif what == "logged tag":
            self.call("PATCH", f"{API}logged-models/{facts['logged']}/tags", {"tags": [{"key": name, "value": "v"}]})
        else:
            raise KeyError(what)
        return name

    # --- Every answer that a reader can get ---

    def reads(self):
        """(what was asked, the bytes of the answer) for everything that there is to see."""
        answers = [self._read("POST", API + "experiments/search", {"view_type": "ALL"})]
        experiments = [entry["experiment_id"] for entry in json.loads(answers[0][1])["experiments"]]
        runs = self._read("POST", API + "runs/search", {"experiment_ids": experiments, "run_view_type": "ALL", "max_results": 50_000})
        answers.append(runs)
        for run in json.loads(runs[1]).get("runs", []):
            answers += self._reads_of_run(run)
        answers.append(self._read("POST", API + "logged-models/search", {"experiment_ids": experiments, "max_results": 1_000}))
        for logged in (self.facts["logged"], self.facts["gone logged"]):
            answers.append(self._read("GET", f"{API}logged-models/{logged}?allow_deleted=true"))
        for prompts in ("", "?filter=" + urllib.parse.quote("tags.`mlflow.prompt.is_prompt` = 'true'")):
            answers.append(self._read("GET", API + "registered-models/search" + prompts))
            answers.append(self._read("GET", API + "model-versions/search" + prompts))
        for name in (self.facts["model"], self.facts["prompt"]):
            answers.append(self._read("GET", f"{API}registered-models/get?name={name}"))
            answers.append(self._read("GET", f"{API}registered-models/get-latest-versions?name={name}"))
        answers.append(self._read("GET", f"{API}registered-models/alias?name={self.facts['model']}&alias=champion"))
        answers.append(self._read("GET", f"{API}model-versions/get?name={self.facts['model']}&version=2"))
        return answers + self._tree("")

    def _reads_of_run(self, run):
        identifier = run["info"]["run_id"]
        yield self._read("GET", f"{API}runs/get?run_id={identifier}")
        yield self._read("GET", f"{API}artifacts/list?run_id={identifier}")
        for key in sorted({metric["key"] for metric in run["data"].get("metrics", [])}):
            yield self._read("GET", f"{API}metrics/get-history?run_id={identifier}&metric_key={urllib.parse.quote(key)}")

    def _tree(self, path):
        listing = self._read("GET", f"{TREE}?path={urllib.parse.quote(path)}")
        answers = [listing]
        for entry in json.loads(listing[1]).get("files", []):
            below = f"{path}/{entry['path']}" if path else entry["path"]
            answers += self._tree(below) if entry["is_dir"] else [self._read("GET", f"{TREE}/{urllib.parse.quote(below)}")]
        return answers

    def _read(self, method, target, body=None):
        data = b"" if body is None else json.dumps(body).encode()
        answer = self.connection.ask(message(method, target, data, (("Content-Type", "application/json"),)))
        assert answer.status == 200, (method, target, answer)
        return f"{method} {target}", answer.body
