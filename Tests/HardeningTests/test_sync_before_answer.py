"""Under strace: every 200 to a write is preceded by a completed sync that covers it, for one client and for eight at once.

A kill spares the page cache, so the kill loop cannot tell a server that syncs from one that does not. The order of its system calls can.
Each request carries a word of its own in its `X-Request-ID`, which its record keeps; after the run the segments are decoded, each write to
a log is taken apart into its records, and so each answer is held against the write that carries its very record. The rule stands at
`syscall_trace.objections`.
"""

import contextlib
import hashlib
import json
import re
import subprocess
import threading

import tally
from cairn_server import run_cairn
from every_write import write_everything, write_run_data
from expected_store import API, ARTIFACTS, Connection
from segment_blocks import raw_content
from syscall_trace import Request, Trace, objections
from traced_server import traced

EVIDENCE = re.compile(rb"rq-[0-9a-f]{16}")


class TracedClient:
    """Sends requests over one connection, and keeps what the checker has to know of them."""

    def __init__(self, server, name):
        self.name = name
        self.sent = []
        self._server = server
        self._connection = Connection(server.port)
        self.port = self._connection.connect()

    def word(self):
        return "rq-" + hashlib.sha256(f"{self.name}/{len(self.sent)}".encode()).hexdigest()[:16]

    def send(self, method, route, body, **more):
        """A request with a body, whose ID is its evidence."""
        word = self.word()
        return self.exchange(method, API + route, json.dumps(body).encode(), word, evidence=word, **more)

    def exchange(self, method, path, body, request_id=None, **more):
        status, answer = self._connection.call(method, path, body, request_id)
        self.sent.append(Request(f"{method} {path}", status, **more))
        return json.loads(answer) if answer.strip() else None

    def upload(self, run_id, path, content):
        digest = hashlib.sha256(content).hexdigest()
        self.exchange(
            "PUT", f"{ARTIFACTS}0/{run_id}/artifacts/{path}", content, evidence=path, byte_count=len(content),
            blob=f"{self._server.store}/blobs/{digest[:2]}/{digest}")


def verdict(server, clients):
    """The objections to a server's run, which ends here; prints syncs for each acknowledged write."""
    assert server.stop() == 0, server.log_text()
    calls = server.calls()
    contents = {}

    def evidence(path, call):
        if path not in contents:
            with open(path, "rb") as segment:
                contents[path] = segment.read()
        raw = raw_content(contents[path][call.offset:call.offset + call.result])
        return {word.decode() for word in EVIDENCE.findall(raw)} if raw else None

    requests = {client.port: client.sent for client in clients}
    acknowledged = sum(request.status == 200 for client in clients for request in client.sent)
    return objections(calls, requests, evidence), acknowledged, Trace(calls)


def assert_all_were_acknowledged(clients):
    refused = [request for client in clients for request in client.sent if request.status != 200]
    assert not refused, refused


def syncs_of_logs(trace):
    return sum("/logs/" in sync.path for sync in trace.syncs)


def write_for_long(client):
    write_everything(client)
    run = client.send("POST", "runs/create", {"experiment_id": "0", "start_time": 1})["run"]["info"]["run_id"]
    for number in range(10):
        write_run_data(client, run, number)


def test_one_client_is_answered_after_the_sync_that_covers_its_write(tmp_path):
    with traced(tmp_path) as server:
        client = TracedClient(server, "one")
        write_for_long(client)
        assert_all_were_acknowledged([client])
        wrong, acknowledged, trace = verdict(server, [client])
    assert not wrong, "\n".join(wrong)
    tally.add("acknowledged writes traced", acknowledged)
    tally.add("syncs of logs per acknowledged write, 1 client", round(syncs_of_logs(trace) / acknowledged, 2))


def test_eight_clients_are_answered_after_the_sync_that_covers_their_writes(tmp_path):
    with traced(tmp_path) as server:
        clients = [TracedClient(server, f"client{number}") for number in range(8)]
        in_parallel(write_for_long, clients)
        assert_all_were_acknowledged(clients)
        wrong, acknowledged, trace = verdict(server, clients)
    assert not wrong, "\n".join(wrong)
    tally.add("acknowledged writes traced", acknowledged)
    tally.add("syncs of logs per acknowledged write, 8 clients", round(syncs_of_logs(trace) / acknowledged, 2))


def test_a_request_that_repeats_another_waits_for_its_sync(tmp_path):
    """Eight clients ask for the same at once. One record answers them all, and nobody hears of it before it is durable.

    Syncs are slowed down, so that an answer that does not wait would overtake them.
    """
    together = threading.Barrier(8)

    def write(client):
        for number in range(5):
            same = "rq-" + f"{number:016x}"
            param = {"run_id": run, "key": f"p{number}", "value": same}
            together.wait(60)
            client.exchange("POST", API + "runs/log-parameter", json.dumps(param).encode(), evidence=same, is_new=False)
            retried = "rq-" + f"{100 + number:016x}"
            body = json.dumps({"run_id": run, "key": "m", "value": 1, "timestamp": 1, "step": number}).encode()
            together.wait(60)
            client.exchange("POST", API + "runs/log-metric", body, retried, evidence=retried, is_new=False)

    with traced(tmp_path, "fdatasync:delay_enter=20000") as server:
        clients = [TracedClient(server, f"client{number}") for number in range(8)]
        run = clients[0].send("POST", "runs/create", {"experiment_id": "0", "start_time": 1})["run"]["info"]["run_id"]
        in_parallel(write, clients)
        assert_all_were_acknowledged(clients)
        wrong, acknowledged, _ = verdict(server, clients)
    assert not wrong, "\n".join(wrong)
    tally.add("acknowledged writes traced", acknowledged)


def test_a_sync_that_fails_is_never_acknowledged(server):
    """From the first failure on every write is refused, also when syncs work again: what the disk holds is not known any more."""
    client = TracedClient(server, "one")
    run = client.send("POST", "runs/create", {"experiment_id": "0", "start_time": 1})["run"]["info"]["run_id"]
    param = {"run_id": run, "key": "p", "value": "1"}
    with failing_syncs(server):
        refusals = [client.send("POST", "runs/log-parameter", param) for _ in range(3)]
    refusals.append(client.send("POST", "runs/log-parameter", param))
    assert [request.status for request in client.sent] == [200, 500, 500, 500, 500], refusals
    assert all("again" in refusal["message"] for refusal in refusals), refusals
    server.stop()
    verify = run_cairn("verify", "--store", server.store)
    assert verify.returncode == 0, verify.stdout + verify.stderr
    server.start()
    assert Connection(server.port).fetch("GET", f"runs/get?run_id={run}")


@contextlib.contextmanager
def failing_syncs(server):
    """As long as this is open, fdatasync fails in the running server."""
    command = ["strace", "-f", "-o", "/dev/null", "-e", "trace=fdatasync", "--inject=fdatasync:error=EIO", "-p", str(server.process.pid)]
    strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        said = strace.stderr.readline()
        assert "attached" in said, said
        yield
    finally:
        strace.terminate()
        strace.communicate(timeout=60)


def test_the_checker_objects_to_a_server_whose_syncs_do_nothing(tmp_path):
    """The same server, but each sync is skipped and said to have succeeded: every single acknowledgement is objected to."""
    with traced(tmp_path, "fsync,fdatasync:retval=0") as server:
        client = TracedClient(server, "one")
        write_everything(client)
        assert_all_were_acknowledged([client])
        wrong, acknowledged, _ = verdict(server, [client])
    assert sum("answered before a sync that covers its record" in text for text in wrong) == acknowledged
    assert sum("its blob was named before its bytes were synced" in text for text in wrong) == 3
    assert sum("recorded before the name of its blob was synced" in text for text in wrong) == 3


def in_parallel(write, clients):
    failures = []

    def guarded(client):
        try:
            write(client)
        except Exception as error:
            failures.append(f"{client.name}: {error!r}")

    threads = [threading.Thread(target=guarded, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
        assert not thread.is_alive()
    assert not failures, failures
