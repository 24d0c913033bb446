"""What clients of every language send, strange as some of it is, is granted: the other side of test_bad_input_table.py."""

import json
import math

import pytest

import tally
from cairn_server import CairnServer
from kept_connection import Insane, KeptConnection, message
from known_store import API, KnownStore
from lenient_requests import lenient_requests
from surface_table import ROUTES


@pytest.fixture(scope="module")
def granting(tmp_path_factory):
    server = CairnServer(tmp_path_factory.mktemp("lenient") / "store").start()
    store = KnownStore(server)
    yield store
    store.close()
    assert server.stop() == 0, server.log_text()


@pytest.mark.parametrize("route", [route for route in ROUTES if route.answer == 200], ids=lambda route: route.key)
def test_odd_requests_of_real_clients_are_granted(granting, route):
    connection = KeptConnection(granting.server.port)
    refused = []
    count = 0
    for label, request in lenient_requests(route, granting):
        count += 1
        try:
            answer = connection.ask(request())
        except Insane as error:
            refused.append(f"{label}: {error}")
            continue
        if answer.status != 200:
            refused.append(f"{label}: {answer}")
    connection.close()
    tally.add("odd but right inputs granted", count - len(refused))
    assert not refused, f"{len(refused)} of {count}:\n" + "\n".join(refused[:25])


def run_of(store, **more):
    return store.post("runs/create", experiment_id="0", start_time=1, **more)["run"]["info"]["run_id"]


def data_of(store, run):
    return store.call("GET", f"{API}runs/get?run_id={run}")["run"]["data"]


def pairs(items):
    return {item["key"]: item["value"] for item in items}


def test_long_values_of_runs_are_cut_by_characters(granting):
    run = run_of(granting)
    letters = "\U0001f600" * 8_001
    granting.post("runs/log-parameter", run_id=run, key="p", value=letters)
    granting.post("runs/log-parameter", run_id=run, key="p", value=letters)
    granting.post("runs/set-tag", run_id=run, key="t", value=letters)
    granting.post("runs/log-batch", run_id=run, params=[{"key": "q", "value": letters}], tags=[{"key": "u", "value": letters}])
    data = data_of(granting, run)
    assert {key: len(value) for key, value in pairs(data["params"]).items()} == {"p": 6_000, "q": 6_000}
    assert [len(pairs(data["tags"])[key]) for key in "tu"] == [8_000, 8_000]


def test_numbers_beyond_a_double_are_clamped_and_nan_is_kept(granting):
    run = run_of(granting)
    for key, value in (("a", math.inf), ("b", "-Infinity"), ("c", math.nan), ("d", "NaN"), ("e", "1e400")):
        granting.post("runs/log-metric", run_id=run, key=key, value=value, timestamp=1)
    largest = 1.7976931348623157e308
    assert pairs(data_of(granting, run)["metrics"]) == {"a": largest, "b": -largest, "c": "NaN", "d": "NaN", "e": largest}


# Letters that look alike, and are equal to a comparison by Unicode's rules: K and the Kelvin sign, the Angstrom sign and its letter.
LOOK_ALIKES = ("K", "\u212a", "\u212b", "\u00c5")


def test_keys_that_look_alike_are_different_tags_and_metrics(granting):
    run = run_of(granting)
    values = {key: index for index, key in enumerate(LOOK_ALIKES)}
    granting.post("runs/log-batch", run_id=run, tags=[{"key": key, "value": str(value)} for key, value in values.items()],
                  metrics=[{"key": key, "value": value, "timestamp": 1} for key, value in values.items()])
    data = data_of(granting, run)
    assert pairs(data["metrics"]) == values
    assert {key: pairs(data["tags"]).get(key) for key in values} == {key: str(value) for key, value in values.items()}


def test_a_page_of_another_origin_may_not_read_what_it_gets(granting):
    for origin in ("http://evil.example", "null", "http://localhost.evil.example"):
        answer = granting.connection.ask(message("GET", f"{API}experiments/get?experiment_id=0", headers=(("Origin", origin),)))
        assert answer.status == 200 and "access-control-allow-origin" not in answer.headers
        assert json.loads(answer.body)["experiment"]["name"] == "Default"
