"""Bad input over a raw socket and plain HTTP: a clear refusal, and nothing changes."""

import json
import socket
import urllib.error
import urllib.request

import pytest

API = "/api/2.0/mlflow/"


def call(server, method, path, body=None, headers=None):
    """Status and decoded JSON (or text) of one request."""
    data = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
    request = urllib.request.Request(
        server.url + path, data=data, method=method, headers={"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        status, text = refusal.code, refusal.read()
    try:
        return status, json.loads(text)
    except ValueError:
        return status, text.decode(errors="replace")


def post(server, route, body):
    return call(server, "POST", API + route, body)


@pytest.fixture
def run_id(server):
    _, created = post(server, "runs/create", {"experiment_id": "0", "start_time": 1})
    post(server, "runs/log-parameter", {"run_id": created["run"]["info"]["run_id"], "key": "p", "value": "1"})
    return created["run"]["info"]["run_id"]


def state(server, run_id):
    """All that a reader can see of the store."""
    return (
        call(server, "GET", f"{API}runs/get?run_id={run_id}"),
        post(server, "experiments/search", {"max_results": 1000}),
        post(server, "runs/search", {"experiment_ids": ["0"], "run_view_type": "ALL"}),
        call(server, "GET", API + "registered-models/search"),
        call(server, "GET", "/api/2.0/mlflow-artifacts/artifacts"),
    )


INVALID = "INVALID_PARAMETER_VALUE"
MISSING = "RESOURCE_DOES_NOT_EXIST"
CASES = [
    ("runs/log-parameter", {"run_id": "RUN", "key": "p", "value": "2"}, 400, INVALID),
    ("runs/log-parameter", {"run_id": "RUN", "key": "q", "value": 5}, 400, INVALID),
    ("runs/log-parameter", {"run_id": "RUN", "key": "k" * 251, "value": "2"}, 400, INVALID),
    ("runs/log-parameter", {"run_id": "RUN", "key": "../x", "value": "2"}, 400, INVALID),
    ("runs/log-parameter", {"run_id": "RUN", "value": "2"}, 400, INVALID),
    ("runs/log-parameter", {"run_id": "f" * 32, "key": "p", "value": "2"}, 404, MISSING),
    ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": "abc", "timestamp": 1}, 400, INVALID),
    ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": None, "timestamp": 1}, 400, INVALID),
    ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": 1, "timestamp": -1}, 400, INVALID),
    ("runs/log-metric", {"run_id": "RUN", "key": "m", "value": 1, "timestamp": 1 << 70}, 400, INVALID),
    ("runs/log-metric", {"run_id": "RUN", "runId": "RUN", "key": "m", "value": 1, "timestamp": 1}, 400, INVALID),
    ("runs/log-batch", {"run_id": "RUN", "metrics": [{"key": "m", "value": 1}]}, 400, INVALID),
    ("runs/log-batch", {"run_id": "RUN", "params": [{"key": "a", "value": "1"}, {"key": "a", "value": "1"}]}, 400,
     INVALID),
    ("runs/log-batch", {"run_id": "RUN", "params": [{"key": "p", "value": "2"}], "tags": [{"key": "t", "value": "1"}],
                        "metrics": [{"key": "m", "value": 1, "timestamp": 1}]}, 400, INVALID),
    ("runs/log-batch", {"run_id": "RUN", "metrics": [{"key": "m", "value": 1, "timestamp": 1}] * 1001}, 400, INVALID),
    ("runs/search", {"experiment_ids": ["0"], "filter": "params.p = '1' OR 1=1"}, 400, INVALID),
    ("runs/search", {"experiment_ids": ["0"], "filter": "params.p = '1'; DROP TABLE runs"}, 400, INVALID),
    ("runs/search", {"experiment_ids": ["0"], "filter": "metrics.m >"}, 400, INVALID),
    ("runs/search", {"experiment_ids": ["0"], "max_results": 50001}, 400, INVALID),
    ("runs/search", {"experiment_ids": ["0"], "page_token": "forged"}, 400, INVALID),
    ("runs/create", {"experiment_id": "424242", "start_time": 1}, 404, MISSING),
    ("experiments/create", {"name": ""}, 400, INVALID),
    ("experiments/create", {"name": "Default"}, 400, "RESOURCE_ALREADY_EXISTS"),
    ("experiments/create", {"name": "x", "artifact_location": "http://elsewhere/x"}, 400, INVALID),
    ("registered-models/create", {"name": "a/b"}, 400, INVALID),
    ("model-versions/create", {"name": "nobody", "source": "runs:/RUN/model", "run_id": "RUN"}, 404, MISSING),
    ("runs/update", {"run_id": "RUN", "status": "PAUSED"}, 400, INVALID),
]


@pytest.mark.parametrize("route, body, status, code", CASES, ids=[f"{case[0]}-{index}" for index, case in enumerate(CASES)])
def test_bad_requests_get_their_code_and_change_nothing(server, run_id, route, body, status, code):
    before = state(server, run_id)
    text = json.dumps(body).replace("RUN", run_id)
    answer = call(server, "POST", API + route, text.encode())
    assert (answer[0], answer[1]["error_code"]) == (status, code), answer
    assert answer[1]["message"]
    assert state(server, run_id) == before


BODIES = {
    "half": b'{"run_id": "',
    "array": b"[]",
    "trailing": b'{"name": "y"} x',
    "deep": b'{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "utf8": b'{"name": "\xff\xfe"}',
    "surrogate": b'{"name": "\\ud800"}',
    "nul": b'{"name": "a\\u0000b"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_malformed_bodies_are_refused(server, run_id, body):
    before = state(server, run_id)
    status, answer = call(server, "POST", API + "experiments/create", body)
    assert (status, answer["error_code"]) == (400, INVALID)
    assert state(server, run_id) == before


PATHS = ["../x", "%2e%2e/x", "%252e%252e/x", "a/..%2f..%2fb", "a/../../b", "/etc/x", "%2fetc/x", "C:/x", "a%00b", "a%5cb"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_traversal_in_artifact_paths_is_refused(server, run_id, path, method):
    before = state(server, run_id)
    status, answer = raw(server, f"{method} /api/2.0/mlflow-artifacts/artifacts/{path} HTTP/1.1", b"x" if method == "PUT" else b"")
    assert status == 400, answer
    assert b"Invalid path" in answer
    assert state(server, run_id) == before


def raw(server, request_line, body=b"", headers=(), keep=None):
    """One request as bytes: the path stays as it is. Returns the status and the whole answer."""
    lines = [request_line, "Host: 127.0.0.1", "Connection: close", f"Content-Length: {len(body)}", *headers]
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        return read_answer(connection)


def read_answer(connection):
    answer = b""
    while chunk := connection.recv(65536):
        answer += chunk
    return int(answer.split(b" ", 2)[1]), answer


def test_a_body_cut_off_half_way_changes_nothing(server, run_id):
    before = state(server, run_id)
    for head in [f"PUT /api/2.0/mlflow-artifacts/artifacts/0/{run_id}/artifacts/cut.bin", f"POST {API}experiments/create"]:
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            lines = [f"{head} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json", "Content-Length: 1000000"]
            connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + b'{"name": "cut"' + b"x" * 1000)
    assert state(server, run_id) == before


def test_a_huge_body_is_refused_before_it_is_read(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        lines = [f"POST {API}experiments/create HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json",
                 "Content-Length: 1000000000"]
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n{")
        status, answer = read_answer(connection)
    assert status in (400, 413)
    assert b"error_code" in answer


def test_unknown_routes_and_verbs_answer_in_json(server):
    status, answer = call(server, "GET", "/api/2.0/mlflow/nope")
    assert (status, answer["error_code"]) == (404, "ENDPOINT_NOT_FOUND")
    status, answer = call(server, "GET", "/api/2.0/mlflow/runs/search")
    assert (status, answer["error_code"]) == (405, "ENDPOINT_NOT_FOUND")


def test_foreign_hosts_and_origins_are_refused(server):
    status, answer = call(server, "GET", "/api/2.0/mlflow/experiments/get?experiment_id=0", headers={"Host": "evil.example"})
    assert status == 403 and "Invalid Host header" in answer
    status, answer = call(server, "POST", API + "experiments/create", {"name": "x"}, {"Origin": "http://evil.example"})
    assert status == 403 and "Cross-origin request blocked" in answer
    assert call(server, "GET", API + "experiments/get-by-name?experiment_name=x")[0] == 404
    assert call(server, "GET", "/health", headers={"Host": "evil.example"})[0] == 200
