"""One server under every kind of flood, while a client that behaves goes on beside it: memory stays bounded, each flood is refused or taken
in, others are served on, and the store is whole afterwards."""

import json
import select
import socket
import threading

import pytest

import tally
from cairn_server import CairnServer, run_cairn
from flooded_server import at_once, forget_peak, hold, judge, judge_all, peak_memory, refused
from raw_http import API, JSON, Answers, answer, connect, connections, head, post, request, send
from well_behaved_client import WellBehavedClient

MEMORY_MEGABYTES_MAX = 400
MINUTE = 60
UPLOAD = "/api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts/{name}"


@pytest.fixture(scope="module")
def flooded(tmp_path_factory):
    """The server of all floods, with a run for the client that behaves. At the end the store has to be whole."""
    server = CairnServer(tmp_path_factory.mktemp("flood") / "store").start()
    server.run_id = new_run(server)
    yield server
    assert server.stop() == 0, server.log_text()
    verdict = run_cairn("verify", "--store", server.store)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    print(f"after the floods: {verdict.stdout.strip()}")
    judge_all()


@pytest.fixture(autouse=True)
def others(flooded, request):
    """The client that behaves, during each flood; how it fared is judged and printed afterwards."""
    forget_peak(flooded)
    client = WellBehavedClient(flooded.port, flooded.run_id)
    yield
    peak = peak_memory(flooded)
    judge(request.node.name, client.answers(), peak)
    assert peak < MEMORY_MEGABYTES_MAX
    assert flooded.get("/health") == (200, b"OK")
    tally.add("flood scenarios")


def new_run(server, **fields):
    status, body = answer(server.port, post("runs/create", {"experiment_id": "0", "start_time": 1, **fields}), timeout=MINUTE)
    assert status == 200, body
    return json.loads(body)["run"]["info"]["run_id"]


def metric(server, step):
    return post("runs/log-metric", {"run_id": server.run_id, "key": "flood", "value": step, "timestamp": 1 + step, "step": step})


# Connections.


def test_500_connections_that_send_at_once_are_all_answered(flooded):
    with connections(flooded.port, 500) as opened:
        for burst in range(4):
            for number, connection in enumerate(opened):
                connection.sendall(metric(flooded, burst * 500 + number))
            for connection in opened:
                assert Answers(connection).next() == (200, b"{}")


def test_slow_senders_hinder_nobody(flooded):
    """A byte a second: 80 heads, 80 JSON bodies and 80 uploads."""
    half_head = head("GET", "/health")
    json_head = head("POST", API + "experiments/create", JSON, "Content-Length: 100000")
    upload_head = head("PUT", UPLOAD.format(run=flooded.run_id, name="slow.bin"), "Content-Length: 1000000")
    with connections(flooded.port, 240) as opened:
        for number, connection in enumerate(opened):
            connection.sendall([b"", json_head, upload_head][number % 3])
        sent = iter(range(len(half_head)))

        def drip():
            place = next(sent)
            for number, connection in enumerate(opened):
                connection.sendall(half_head[place:place + 1] if number % 3 == 0 else b" ")

        hold(5, drip)


def test_idle_connections_hinder_nobody(flooded):
    with connections(flooded.port, 400) as opened:
        for connection in opened:
            connection.sendall(request("GET", "/health"))
        for connection in opened:
            assert Answers(connection).next() == (200, b"OK")
        hold(3)


def test_a_client_that_never_reads_costs_no_memory(flooded):
    """Eight connections on which requests for a megabyte each are sent until the server stops taking them."""
    tags = [{"key": f"t{number}", "value": "x" * 8000} for number in range(120)]
    run = new_run(flooded, tags=tags)
    wanted = request("GET", f"{API}runs/get?run_id={run}") * 20
    assert len(answer(flooded.port, request("GET", f"{API}runs/get?run_id={run}"))[1]) > 900_000
    with connections(flooded.port, 8) as opened:
        for connection in opened:
            connection.settimeout(0.5)
            for _ in range(1000):
                try:
                    if not send(connection, wanted):
                        break
                except TimeoutError:
                    break
        hold(3)


def test_bodies_cut_half_way_change_nothing(flooded):
    names = experiment_names(flooded)
    for number in range(150):
        with connect(flooded.port) as connection:
            if number % 2:
                connection.sendall(head("POST", API + "experiments/create", JSON, "Content-Length: 5000") + b'{"name": "cut"')
            else:
                path = UPLOAD.format(run=flooded.run_id, name=f"cut-{number}.bin")
                connection.sendall(head("PUT", path, "Content-Length: 5000000") + bytes(300_000))
    assert experiment_names(flooded) == names
    for number in range(0, 150, 2):
        path = UPLOAD.format(run=flooded.run_id, name=f"cut-{number}.bin")
        assert answer(flooded.port, request("GET", path))[0] == 404


def experiment_names(server):
    status, body = answer(server.port, post("experiments/search", {"max_results": 50_000}))
    assert status == 200
    return {experiment["name"] for experiment in json.loads(body)["experiments"]}


def test_10_000_connections_come_and_go(flooded):
    def churn(_):
        for _ in range(2500):
            connect(flooded.port).close()

    at_once(4, churn)


def test_100_000_requests_on_one_connection_are_all_answered(flooded):
    count, batch = 100_000, 500
    asked = request("GET", "/version") * batch
    with connect(flooded.port) as connection:
        sender = threading.Thread(target=lambda: [send(connection, asked) for _ in range(count // batch)])
        sender.start()
        received, answered = b"", 0
        while answered < count:
            piece = connection.recv(1 << 20)
            assert piece, f"the server hung up after {answered} answers"
            received = received[-12:] + piece
            answered += received.count(b"HTTP/1.1 200")
            received = received[received.rfind(b"HTTP/1.1 200") + 1:]
        sender.join(MINUTE)
    assert answered == count


# Bodies and heads that are too much.


def test_a_gigabyte_of_json_announced_is_refused_unread(flooded):
    sent = head("POST", API + "experiments/create", JSON, "Content-Length: 1073741824") + b'{"name": "'
    for outcome in at_once(20, lambda _: answer(flooded.port, sent)):
        refused(outcome, 413)


def test_a_gigabyte_of_json_unannounced_is_refused_at_the_limit(flooded):
    def pour(_):
        piece = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        with connect(flooded.port) as connection:
            connection.sendall(head("POST", API + "experiments/create", JSON, "Transfer-Encoding: chunked"))
            sent = 0
            while sent < 1024 and not select.select([connection], [], [], 0)[0] and send(connection, piece):
                sent += 1
            assert sent < 100, f"{sent} MB were taken before the answer came"
            return Answers(connection).next()

    for outcome in at_once(4, pour):
        refused(outcome, 413, 503, None)


def test_many_large_bodies_at_once_are_bounded_together(flooded):
    """Twelve bodies of 30 MB, just within the limit of one: what is over the memory for all gets 503, the rest a plain 400."""
    body = b'{"nobody": "' + b"x" * (30 << 20) + b'"}'
    sent = request("POST", API + "experiments/create", body, JSON)
    for outcome in at_once(12, lambda _: answer(flooded.port, sent, timeout=MINUTE)):
        refused(outcome, 400, 503, None)


def test_json_nested_100_000_deep_is_refused(flooded):
    for opening, closing in [(b"[", b"]"), (b'{"a":', b"}")]:
        body = b'{"name": ' + opening * 100_000 + b"1" + closing * 100_000 + b"}"
        for outcome in at_once(8, lambda _: answer(flooded.port, request("POST", API + "experiments/create", body, JSON))):
            refused(outcome, 400)


def test_arrays_of_a_million_elements_are_refused(flooded):
    million = b"[" + b",".join([b"0"] * 1_000_000) + b"]"
    objects = b"[" + b",".join([b"{}"] * 1_000_000) + b"]"
    for route, body in [
        ("runs/log-batch", b'{"run_id": "%s", "metrics": %s}' % (flooded.run_id.encode(), objects)),
        ("runs/log-batch", b'{"run_id": "%s", "params": %s}' % (flooded.run_id.encode(), million)),
        ("runs/search", b'{"experiment_ids": %s}' % million),
        ("experiments/create", b'{"name": "x", "tags": %s}' % million),
    ]:
        for outcome in at_once(3, lambda _: answer(flooded.port, request("POST", API + route, body, JSON), timeout=MINUTE)):
            refused(outcome, 400)


SEARCHES = ["runs/search", "experiments/search", "logged-models/search"]


@pytest.mark.parametrize("route", SEARCHES)
def test_filters_of_100_000_conditions_are_refused(flooded, route):
    tags = " AND ".join(["tags.t = 'x'"] * 100_000)
    short = " AND ".join(["tags.t = 'x'"] * 101)
    values = "run_id IN (" + ",".join(["'x'"] * 20_000) + ")"
    opened = "(" * 90_000
    for text in [tags, short, values, opened]:
        body = {"experiment_ids": ["0"], "filter": text, "max_results": 1}
        for outcome in at_once(4, lambda _: answer(flooded.port, post(route, body))):
            refused(outcome, 400)


def test_orders_of_10_000_keys_are_refused(flooded):
    keys = [f"metrics.m{number}" for number in range(10_000)]
    for route, order in [
        ("runs/search", keys), ("experiments/search", keys), ("logged-models/search", [{"field_name": key} for key in keys]),
    ]:
        body = {"experiment_ids": ["0"], "order_by": order, "max_results": 1}
        refused(answer(flooded.port, post(route, body)), 400)


def test_200_kilobytes_of_headers_are_refused(flooded):
    one = head("GET", "/health", "X-Long: " + "a" * 200_000)
    many = head("GET", "/health", *[f"X-{number}: a" for number in range(20_000)])
    name = head("GET", "/health", "X" * 200_000 + ": a")
    for sent in [one, many, name]:
        for outcome in at_once(8, lambda _: answer(flooded.port, sent)):
            refused(outcome, 400, 431, None)


def test_a_url_of_a_megabyte_is_refused(flooded):
    for path in ["/" + "a" * (1 << 20), f"{API}runs/get?run_id=" + "a" * (1 << 20)]:
        for outcome in at_once(4, lambda _: answer(flooded.port, head("GET", path))):
            refused(outcome, 400, 414, None)


# Requests whose end two readers could see at different places.

BODY = b'{"name": "smuggled"}'
SMUGGLED = request("POST", API + "experiments/create", BODY, JSON)
SHAPES = {
    "two lengths": (["Content-Length: 0", f"Content-Length: {len(SMUGGLED)}"], SMUGGLED),
    "two lengths in one": ([f"Content-Length: 0, {len(SMUGGLED)}"], SMUGGLED),
    "length and chunks": (["Content-Length: 5", "Transfer-Encoding: chunked"], b"0\r\n\r\n" + SMUGGLED),
    "chunks and length": (["Transfer-Encoding: chunked", "Content-Length: 5"], b"0\r\n\r\n" + SMUGGLED),
    "negative length": (["Content-Length: -1"], SMUGGLED),
    "length with a sign": ([f"Content-Length: +{len(SMUGGLED)}"], SMUGGLED),
    "hexadecimal length": (["Content-Length: 0x0"], SMUGGLED),
    "length beyond 64 bits": (["Content-Length: 18446744073709551616"], SMUGGLED),
    "length beyond 63 bits": (["Content-Length: 9223372036854775808"], SMUGGLED),
    "no length at all": (["Content-Length:"], SMUGGLED),
    "chunk size of nothing": (["Transfer-Encoding: chunked"], b"\r\n\r\n" + SMUGGLED),
    "chunk size that is no number": (["Transfer-Encoding: chunked"], b"zz\r\n\r\n" + SMUGGLED),
    "negative chunk size": (["Transfer-Encoding: chunked"], b"-1\r\n\r\n" + SMUGGLED),
    "chunk size beyond 64 bits": (["Transfer-Encoding: chunked"], b"10000000000000000\r\n" + SMUGGLED),
    "chunk without its end": (["Transfer-Encoding: chunked"], b"2\r\nabXX0\r\n\r\n" + SMUGGLED),
    "unknown coding": (["Transfer-Encoding: chonked"], b"0\r\n\r\n" + SMUGGLED),
    "chunked, not last": (["Transfer-Encoding: chunked, identity"], b"0\r\n\r\n" + SMUGGLED),
    "space before the colon": (["Content-Length : 0", "Transfer-Encoding : chunked"], SMUGGLED),
    "folded header": (["X-A: b\r\n Content-Length: 0", "Content-Length: 7"], b"0\r\n\r\nXX" + SMUGGLED),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_smuggled_behind_a_request(flooded, shape):
    """The first request is refused and the connection ends, so that what follows is never read as a request of its own."""
    headers, body = SHAPES[shape]
    sent = head("POST", API + "experiments/search", JSON, *headers) + body
    with connect(flooded.port, timeout=10) as connection:
        send(connection, sent)
        connection.shutdown(socket.SHUT_WR)
        answers = Answers(connection)
        refused(answers.next(), 400, 413, 501, None)
        assert answers.next() is None
    assert "smuggled" not in experiment_names(flooded)


def test_line_ends_without_carriage_return_are_read_one_way(flooded):
    """A bare LF ends a line here (RFC 9112, 2.2, allows it): the body is as long as the header says, no byte more."""
    body = b'{"max_results": 1}'
    sent = b"POST %sexperiments/search HTTP/1.1\nHost: 127.0.0.1\n%s\nContent-Length: %d\n\n" % (API.encode(), JSON.encode(), len(body))
    outcome = answer(flooded.port, sent + body)
    assert outcome is None or outcome[0] in (200, 400)
    assert "smuggled" not in experiment_names(flooded)


# Questions that are short to ask and long to answer.


@pytest.fixture(scope="module")
def long_text(flooded):
    """A run with a tag of 4 million letters."""
    return new_run(flooded, tags=[{"key": "long", "value": "a" * 4_000_000}])


PATTERNS = {
    "many runs": "%a" * 40_000 + "%b",
    "one long run": "%" + "a" * 90_000 + "b",
    "single characters": "%" + "a_" * 40_000 + "b",
    "everything": "%" * 90_000 + "b",
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_hostile_patterns_are_answered_or_refused(flooded, long_text, pattern):
    """Five at once, so that every reader of the views has one. Taken in or refused, within a deadline that a backtracking match would miss."""
    for operator in ["LIKE", "ILIKE"]:
        asked = post("runs/search", {"experiment_ids": ["0"], "filter": f"tags.long {operator} '{PATTERNS[pattern]}'"})
        for outcome in at_once(5, lambda _: answer(flooded.port, asked, timeout=MINUTE)):
            if outcome[0] == 200:
                assert outcome[1] == b"{}"
            else:
                refused(outcome, 400)


def test_long_histories_are_thinned_out_in_bounded_memory(flooded):
    """A history of 150,000 points, asked for a hundred times in one request, in four requests at once."""
    run = new_run(flooded)

    def log(part):
        with connect(flooded.port, timeout=MINUTE) as connection:
            answers = Answers(connection)
            for batch in range(part, 150, 3):
                points = [{"key": "long", "value": step, "timestamp": step, "step": step} for step in range(batch * 1000, batch * 1000 + 1000)]
                connection.sendall(post("runs/log-batch", {"run_id": run, "metrics": points}))
                assert answers.next() == (200, b"{}")

    at_once(3, log)
    query = "&".join(["metric_key=long", "max_results=2500", *[f"run_ids={run}"] * 100])
    asked = request("GET", f"{API}metrics/get-history-bulk-interval?{query}")
    for status, body in at_once(4, lambda _: answer(flooded.port, asked, timeout=MINUTE)):
        assert status == 200
        assert body.count(b'"run_id"') == 250_000
