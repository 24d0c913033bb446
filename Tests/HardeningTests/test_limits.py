"""The limits of `cairn serve`: each can be lowered and then takes effect, each stands in its page and in its help, and a value that makes no
sense is wrong usage."""

import os
import re
import time

import pytest

import tally
from cairn_server import CairnServer, run_cairn
from flooded_server import refused
from raw_http import API, JSON, Answers, answer, connect, head, post, request, send

PAGE = os.path.join(os.path.dirname(__file__), "../../Sources/CairnServer/CairnServer.docc/Limits.md")
ARTIFACT = "/api/2.0/mlflow-artifacts/artifacts/0/models/m-0123456789abcdef0123456789abcdef/artifacts/"
LOWERED = [
    "--maximum-connections=20", "--maximum-header=2048", "--maximum-header-count=20", "--idle-timeout=1.5", "--body-timeout=1",
    "--minimum-upload-rate=1000", "--write-timeout=1", "--shutdown-timeout=1", "--maximum-body-memory=150000", "--blocking-threads=2",
    "--maximum-body=100000", "--maximum-json-depth=8", "--maximum-json-values=1000", "--maximum-query=300", "--maximum-artifact=500000",
    "--maximum-artifact-path=100", "--maximum-filter=200", "--maximum-filter-conditions=2", "--maximum-filter-values=3",
    "--maximum-order-keys=2", "--maximum-order-key=64",
]


@pytest.fixture(scope="module")
def lowered(tmp_path_factory):
    """A server with every limit lowered."""
    server = CairnServer(tmp_path_factory.mktemp("limits") / "store", *LOWERED).start()
    yield server
    assert server.stop() == 0, server.log_text()


def search(filter="", order=()):
    return post("runs/search", {"experiment_ids": ["0"], "filter": filter, "order_by": list(order), "max_results": 1})


def create(members):
    return request("POST", API + "experiments/create", b'{"name": "x", %s}' % members, JSON)


REFUSED = {
    "--maximum-header": (head("GET", "/health", "X: " + "a" * 3000), 400, None),
    "--maximum-header-count": (head("GET", "/health", *[f"X-{number}: a" for number in range(30)]), 400, None),
    "--maximum-body-memory": (create(b'"tags": [{"key": "k", "value": "%s"}]' % (b"v" * 160_000)), 503),
    "--maximum-body": (create(b'"tags": [{"key": "k", "value": "%s"}]' % (b"v" * 110_000)), 413),
    "--maximum-json-depth": (create(b'"deep": ' + b"[" * 10 + b"]" * 10), 400),
    "--maximum-json-values": (create(b'"many": [%s]' % b",".join([b"0"] * 1100)), 400),
    "--maximum-query": (head("GET", f"{API}runs/get?run_id=" + "a" * 400), 400),
    "--maximum-artifact": (request("PUT", ARTIFACT + "large.bin", bytes(500_001)), 413),
    "--maximum-artifact-path": (request("PUT", ARTIFACT + "p" * 100, b"x"), 400),
    "--maximum-filter": (search("tags.t = '" + "x" * 200 + "'"), 400),
    "--maximum-filter-conditions": (search(" AND ".join(["tags.t = 'x'"] * 3)), 400),
    "--maximum-filter-values": (search("run_id IN ('a', 'b', 'c', 'd')"), 400),
    "--maximum-order-keys": (search(order=["tags.a", "tags.b", "tags.c"]), 400),
    "--maximum-order-key": (search(order=["tags." + "a" * 70]), 400),
}
TAKEN = {
    "--maximum-header": head("GET", "/health", "X: " + "a" * 1500),
    "--maximum-header-count": head("GET", "/health", *[f"X-{number}: a" for number in range(15)]),
    "--maximum-query": head("GET", f"{API}experiments/get?experiment_id=0&x=" + "a" * 250),
    "--maximum-artifact": request("PUT", ARTIFACT + "small.bin", bytes(500_000)),
    "--maximum-filter": search("tags.t = '" + "x" * 150 + "'"),
    "--maximum-filter-conditions": search(" AND ".join(["tags.t = 'x'"] * 2)),
    "--maximum-filter-values": search("run_id IN ('a', 'b', 'c')"),
    "--maximum-order-keys": search(order=["tags.a", "tags.b"]),
    "--maximum-order-key": search(order=["tags." + "a" * 59]),
}


@pytest.mark.parametrize("option", REFUSED)
def test_a_lowered_limit_refuses_what_is_beyond_it(lowered, option):
    sent, *statuses = REFUSED[option]
    refused(answer(lowered.port, sent), *statuses)


@pytest.mark.parametrize("option", TAKEN)
def test_a_lowered_limit_takes_what_is_within_it(lowered, option):
    assert answer(lowered.port, TAKEN[option])[0] == 200


def test_an_upload_that_drips_is_refused(lowered):
    """Never silent, and never at an end: only its pace tells it from a slow but honest one."""
    with connect(lowered.port) as connection:
        send(connection, head("PUT", ARTIFACT + "slow.bin", "Content-Length: 400000"))
        outcome = dripping(connection)
    refused(outcome, 408)
    assert answer(lowered.port, request("GET", ARTIFACT + "slow.bin"))[0] == 404


def test_a_body_that_drips_loses_its_connection(lowered):
    with connect(lowered.port) as connection:
        send(connection, head("POST", API + "experiments/create", JSON, "Content-Length: 50000"))
        refused(dripping(connection), None)


def test_a_head_that_drips_loses_its_connection(lowered):
    """Bytes that complete no head do not count as a sign of life."""
    with connect(lowered.port) as connection:
        send(connection, b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        refused(dripping(connection), None)


def dripping(connection):
    """Sends a byte every 50 ms until the server has had enough: its answer, or None."""
    connection.settimeout(0.05)
    answers = Answers(connection)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            send(connection, b" ")
            return answers.next()
        except TimeoutError:
            continue
    raise AssertionError("the server let it drip")


def test_a_silent_connection_is_closed(lowered):
    with connect(lowered.port) as connection:
        assert Answers(connection).next() is None


def test_connections_beyond_the_limit_wait_for_their_turn(lowered):
    held = [connect(lowered.port) for _ in range(20)]
    for connection in held:
        connection.sendall(request("GET", "/health"))
        assert Answers(connection).next() == (200, b"OK")
    with connect(lowered.port) as waiting:
        waiting.sendall(request("GET", "/health"))
        waiting.settimeout(0.3)
        with pytest.raises(TimeoutError):
            Answers(waiting).next()
        for connection in held:
            connection.close()
        waiting.settimeout(20)
        assert Answers(waiting).next() == (200, b"OK")


def test_a_request_that_outlives_the_time_for_shutting_down_is_cut_off(tmp_path):
    server = CairnServer(tmp_path / "store", "--shutdown-timeout=0.5").start()
    with connect(server.port) as connection:
        send(connection, head("PUT", ARTIFACT + "never.bin", "Content-Length: 400000") + b"x")
        assert answer(server.port, request("GET", "/health"))[0] == 200
        assert server.stop() == 0
        assert Answers(connection).next() is None


NONSENSE = ["-1", "many", "99999999999999999999"]


@pytest.mark.parametrize("option", [option.split("=")[0] for option in LOWERED])
def test_a_limit_that_makes_no_sense_is_wrong_usage(option, tmp_path):
    for value in NONSENSE:
        verdict = run_cairn("serve", "--store", tmp_path / "store", "--port", "0", f"{option}={value}")
        assert verdict.returncode == 64, (value, verdict)
        assert option in verdict.stderr
        tally.add("limits refused")
    assert not os.path.exists(tmp_path / "store")


def test_every_limit_stands_in_its_page_with_its_default():
    """The page, the help and the table above name the same options, and the first two the same defaults."""
    with open(PAGE) as page:
        documented = {name: re.sub(r"\D", "", default) for name, default in re.findall(r"^\| `(--[a-z-]+)`[^|]*\| ([^|]+?) \|", page.read(), re.M)}
    limits = re.split(r"\n(?=OPTIONS:)", run_cairn("serve", "--help").stdout.split("LIMITS OF THE SERVER:")[1])[0]
    helped = {}
    for text in re.split(r"\n  (?=--)", limits)[1:]:
        default = re.search(r"\(default:\s+([^)]+)\)", " ".join(text.split()))
        helped[text.split()[0]] = re.sub(r"\D", "", default[1])
    assert documented == helped
    assert set(helped) == {option.split("=")[0] for option in LOWERED}
