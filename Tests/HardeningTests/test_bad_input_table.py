"""Bad input, generated from the table of the surface: each case gets its 4xx and error code, none a 5xx, the connection goes on, and what
readers see of the store stays the same, byte for byte."""

import json

import pytest

import tally
from bad_requests import bad_requests
from cairn_server import CairnServer, run_cairn
from kept_connection import Insane, KeptConnection
from known_store import KnownStore
from request_maker import RequestMaker
from surface_table import ROUTES

METHODS_AT = {route.path: {other.method for other in ROUTES if other.path == route.path} for route in ROUTES}
SHOWN = 25


class Refused:
    """A server on a known store that everything bad is sent to."""

    def __init__(self, directory, name):
        self.server = CairnServer(directory / name).start()
        self.store = KnownStore(self.server)
        self.connection = KeptConnection(self.server.port)
        self.version = self.server.get("/version")[1]
        self.before = self.store.reads()

    def stop(self):
        self.connection.close()
        self.store.close()
        return self.server.stop()


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    target = Refused(tmp_path_factory.mktemp("bad-input"), "store")
    yield target
    assert target.stop() == 0, target.server.log_text()
    verified = run_cairn("verify", "--store", target.server.store)
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.key)
def test_bad_input_is_refused_and_changes_nothing(refused, tmp_path, route):
    obtain_tokens(refused.store, route)
    cases = list(bad_requests(route, refused.store, METHODS_AT))
    wrong = [problem for case in cases if (problem := try_case(refused, case))]
    after = refused.store.reads()
    if after != refused.before:
        wrong = name_the_changes(tmp_path, route) + difference(refused.before, after) + wrong
        refused.before = after
    tally.add("bad inputs tried", len(cases))
    assert not wrong, f"{len(wrong)} of {len(cases)}:\n" + "\n".join(wrong[:SHOWN])


def obtain_tokens(store, route):
    """A genuine token of the route's own query, for the cases that spoil it or use it elsewhere."""
    if not any(field.name == "page_token" for field in route.fields):
        return
    maker = RequestMaker(route, store)
    answer = store.connection.ask(maker.in_query(maker.good) if route.takes == "query" else maker.in_body(maker.good))
    token = json.loads(answer.body).get("next_page_token")
    assert token, f"the good request has to have a second page: {answer}"
    store.facts |= {"token": token, "flipped token": token[:-1] + ("0" if token[-1] != "0" else "1")}
    other = "experiments/search" if "runs" in route.path else "runs/search"
    listed = store.post(other, max_results=1, **({} if other.startswith("exp") else {"experiment_ids": [store.facts["experiment"]]}))
    store.facts["token of another query"] = listed["next_page_token"]


def try_case(target, case):
    """What is wrong with the answer, nothing when it is right."""
    tally.add("bad inputs accepted", 0)
    tally.add("answers 5xx", 0)
    try:
        answer, probe = target.connection.ask_and_probe(case.request)
    except Insane as error:
        return f"{case.label}: {error}"
    if probe is None:
        return f"{case.label}: the connection was closed after {answer}"
    if (probe.status, probe.body) != (200, target.version):
        return f"{case.label}: out of step, the probe got {probe}"
    if answer.status < 400:
        tally.add("bad inputs accepted")
    if answer.status >= 500:
        tally.add("answers 5xx")
    problem = disagreement(answer, case)
    return f"{case.label}: {problem}, but got {answer}" if problem else None


def disagreement(answer, case):
    """Why the answer is none of those that the case may get."""
    plain = [words for status, words in case.outcomes if status == 403]
    if plain:
        return None if answer.status == 403 and plain[0] in answer.body.decode() else f"expected 403 {plain[0]!r}"
    try:
        error = json.loads(answer.body)
        code, message = error["error_code"], error["message"]
    except (ValueError, KeyError, TypeError):
        return f"expected an error in JSON {case.outcomes}"
    if (answer.status, code) not in case.outcomes:
        return f"expected {case.outcomes}"
    if answer.headers.get("content-type") != "application/json" or not message:
        return "expected a message in JSON"
    if answer.status == 405 and "allow" not in answer.headers:
        return "expected the header Allow"
    return None if case.says in message else f"expected a message with {case.says!r}"


def difference(before, after):
    old, new = dict(before), dict(after)
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return [f"CHANGED {name}\n  from {old.get(name)!r:.2000}\n  to   {new.get(name)!r:.2000}" for name in changed]


def name_the_changes(directory, route):
    """The cases that change what a reader sees: each alone between two readings, on a store of its own."""
    target = Refused(directory, "again")
    culprits = []
    try:
        obtain_tokens(target.store, route)
        for case in bad_requests(route, target.store, METHODS_AT):
            try_case(target, case)
            after = target.store.reads()
            if after != target.before:
                culprits.append(f"CHANGES THE STORE: {case.label}")
                target.before = after
    finally:
        target.stop()
    return culprits
