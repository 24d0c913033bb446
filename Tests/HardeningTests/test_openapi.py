"""`/openapi.json` says of every route what the table of the surface says, and schemathesis finds no answer that it does not describe."""

import json
import os
import re
import subprocess
import sys

import pytest

import tally
from cairn_server import CairnServer, run_cairn
from known_store import KnownStore
from surface_table import ROUTES

CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance", "negative_data_rejection",
    "unsupported_method", "allow_header_conformance",
)
SEED = int(os.environ.get("CAIRN_SEED", "20261125"))
DEADLINE_SECONDS = 180
EXAMPLES_PER_ROUTE = 20


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    server = CairnServer(tmp_path_factory.mktemp("openapi") / "store").start()
    store = KnownStore(server)
    yield store
    store.close()
    assert server.stop() == 0, server.log_text()


@pytest.fixture(scope="module")
def document(known):
    status, body = known.server.get("/openapi.json")
    assert status == 200
    return json.loads(body)


def operation_of(document, route):
    return document["paths"][route.address][route.method.lower()]


def test_every_route_of_the_table_is_described_and_no_other(document):
    described = {(method.upper(), path) for path, item in document["paths"].items() for method in item}
    assert described == {(route.method, route.address) for route in ROUTES}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.key)
def test_fields_are_described_as_the_table_has_them(document, route):
    operation = operation_of(document, route)
    pieces = {item["name"] for item in operation.get("parameters", []) if item["in"] == "path"}
    assert pieces == set(re.findall(r"{(\w+)}", route.path))
    if route.takes == "query":
        query = [item for item in operation["parameters"] if item["in"] == "query"]
        schema = {"properties": {item["name"]: item["schema"] for item in query},
                  "required": [item["name"] for item in query if item["required"]]}
    elif route.takes in ("body", "either"):
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
    else:
        assert route.takes == "bytes" or "requestBody" not in operation
        return
    compare(schema, route.fields)


def compare(schema, fields):
    """The same names, the same ones required, the same bounds, all the way down."""
    assert set(schema["properties"]) == {field.name for field in fields}
    assert set(schema.get("required", [])) == {field.name for field in fields if field.required}
    for field in fields:
        described = schema["properties"][field.name]
        if field.limit and not field.cut:
            assert described["maxLength"] == field.limit, field.name
        if field.kind == "integer":
            assert (described["minimum"], described["maximum"]) == (field.least, field.most), field.name
        if field.kind == "enum":
            assert [value for value in described["enum"] if isinstance(value, str)] == list(field.names), field.name
        if field.most_items:
            assert described["maxItems"] == field.most_items, field.name
        if field.not_empty:
            assert described["minItems"] == 1, field.name
        if field.kind in ("texts", "ids", "objects"):
            assert "array" in described["type"], field.name
        if field.fields:
            compare(described["items"] if field.kind == "objects" else described, field.fields)


def test_schemathesis_finds_no_answer_that_is_not_described(known, document, tmp_path):
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(sharpened(document, known)))
    command = [
        os.path.join(os.path.dirname(sys.executable), "schemathesis"), "run", str(path), "--url", known.server.url, "--checks",
        ",".join(CHECKS),
        "--phases", "coverage,fuzzing", "--max-examples", str(EXAMPLES_PER_ROUTE), "--seed", str(SEED), "--suppress-health-check", "all",
        "--no-shrink", "--generation-database", "none", "--continue-on-failure", "--warnings", "off", "--no-color", "--request-timeout",
        "30",
    ]
    # What is not offered is said with 501, where the description says so.
    (tmp_path / "schemathesis.toml").write_text('[checks]\nnot_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", "501"]\n')
    print("seed", SEED)
    done = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE_SECONDS, cwd=tmp_path)
    tally.add("schemathesis cases", sum(map(int, re.findall(r"(\d+) generated", done.stdout))))
    assert done.returncode == 0, f"seed {SEED}\n{done.stdout[-12000:]}\n{done.stderr[-2000:]}"
    verified = run_cairn("verify", "--store", known.server.store)
    assert verified.returncode == 0, verified.stdout + verified.stderr


# --- What schemathesis is given: the description, with IDs that are there, and answers that may hold nothing undescribed ---


def sharpened(document, known):
    sharp = json.loads(json.dumps(document))
    for shape in sharp["components"]["schemas"].values():
        close(shape)
    known_values = {
        "run_id": [known.facts["run"]], "experiment_id": [known.facts["experiment"]], "metric_key": ["m"],
        "model_id": [known.facts["logged"]],
        "version": ["1", "2"], "stage": ["Staging", "none"], "filter": ["", "tags.t = 'v'"], "experiment_name": ["known"],
    }
    for path, item in sharp["paths"].items():
        for method, operation in item.items():
            for answer in operation["responses"].values():
                for content in answer.get("content", {}).values():
                    close(content.get("schema", {}))
            # What a deletion names is made up, so that the known things stay.
            if method != "delete" and not path.endswith("/delete"):
                names = {"name": [known.facts["model"]]} if is_about_known_model(path) else {}
                give_values(operation, known_values | names)
    return sharp


def is_about_known_model(path):
    return "/registered-models/" in path and not path.endswith(("/create", "/rename")) or "/model-versions/" in path


def close(schema):
    """Objects hold what is described and nothing else. `info`, `paths` and `components` of the description itself are left open."""
    if schema.get("type") == "object" and schema["properties"]:
        schema["additionalProperties"] = False
    for below in [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]:
        close(below)


def give_values(operation, known_values):
    for parameter in operation.get("parameters", []):
        if parameter["name"] in known_values:
            parameter["schema"] = one_of(known_values[parameter["name"]], parameter["schema"])
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for name, schema in body.get("properties", {}).items():
        if name in known_values:
            body["properties"][name] = one_of(known_values[name], schema)
        elif name == "experiment_ids":
            schema["items"] = one_of(known_values["experiment_id"], schema["items"])


def one_of(values, schema):
    """What the description allows, and among it often something that is there."""
    return {"anyOf": [{"type": "string", "enum": values}, schema]}
