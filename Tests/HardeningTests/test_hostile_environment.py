"""Servers whose surroundings fail them: disks that fill up, directories that go, clocks that fall back, descriptors that run out. Each is
told in a sentence that says what to do; nothing acknowledged is lost; and what can go on by itself goes on."""

import concurrent.futures
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

import pytest

import tally
from busy_writers import API, ARTIFACTS, Client, Writer, compare, together
from cairn_server import CAIRN, CairnServer, run_cairn
from raw_http import Answers, connect, head, request
from small_disk import small_disk

NOBODY = 65534
DAY = 24 * 60 * 60
PATIENCE_SECONDS = 30


@pytest.fixture(autouse=True)
def counted():
    yield
    tally.add("environment breaks")


@pytest.fixture
def serve(tmp_path):
    """Starts servers, by default on `store`, and leaves none behind whatever the test came to."""
    servers = []

    def start(store=tmp_path / "store", *options, **surroundings):
        server = WrappedServer(store, *options, **surroundings)
        server.log_path = str(tmp_path / "server.log")
        servers.append(server)
        return server.start()

    yield start
    for server in servers:
        if server.process.poll() is None:
            server.kill()


class WrappedServer(CairnServer):
    """A server that another program starts, or that has another environment."""

    def __init__(self, store, *options, wrapper=(), environment=()):
        super().__init__(store, *options)
        self.wrapper = list(wrapper)
        self.environment = dict(environment)

    def start(self):
        command = [*self.wrapper, CAIRN, "serve", "--store", self.store, "--port", str(self.port), *self.options]
        environment = dict(os.environ, SWIFT_BACKTRACE="enable=no", **self.environment)
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
        self._await_listening()
        return self


def until(condition):
    """Waits for `condition`, and gives what it gave."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := condition():
            return found
        threading.Event().wait(0.05)
    raise AssertionError("it did not come to pass in time")


def verified(server):
    assert server.stop() == 0, server.log_text()
    verdict = run_cairn("verify", "--store", server.store)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def says(answer, status, code, *words):
    """The refusal is of this kind, and its sentence has all the words."""
    assert answer[0] == status, answer
    told = json.loads(answer[1])
    assert told["error_code"] == code, told
    for word in words:
        assert word in told["message"], told


# Disks.


def fill(writer):
    """Until the disk has been full three times."""
    while len(writer.refusals) < 3:
        writer.write()
        assert len(writer.acknowledged) < 5000, "the disk never filled up"


def refused_for_lack_of_room(writers):
    refusals = [refusal for writer in writers for refusal in writer.refusals]
    assert refusals
    for status, body in refusals:
        says((status, body), 503, "TEMPORARILY_UNAVAILABLE")
        assert re.search(r"[Ff]ree some space|[Mm]ake room", json.loads(body)["message"]), body
    tally.add("refusals", len(refusals))
    for writer in writers:
        writer.refusals.clear()


def test_a_full_disk_refuses_every_writer_and_goes_on_when_there_is_room(serve, tmp_path):
    """Twice over: filled by writers of all kinds at once, read while it is full, made larger, written on without a restart."""
    with small_disk(tmp_path / "disk", 8) as disk:
        server = serve(disk.path / "store")
        writers = [Writer(server.port, kind) for kind in Writer.kinds]
        for megabytes in (24, 64):
            together(writers, fill)
            refused_for_lack_of_room(writers)
            disk.resize(megabytes)
            together(writers, lambda writer: until(writer.write))
            for writer in writers:
                writer.refusals.clear()
            compare(writers, server.port)
        disk.resize(256)
        together(writers, lambda writer: [until(writer.write) for _ in range(20)])
        compare(writers, server.port)
        verified(server)
        server.start()
        compare(writers, server.port)
        verified(server)


def test_a_full_disk_refuses_the_registry_too(serve, tmp_path):
    with small_disk(tmp_path / "disk", 4) as disk:
        server = serve(disk.path / "store")
        client = Client(server.port)
        tags = [{"key": f"t{number}", "value": os.urandom(2000).hex()} for number in range(10)]
        names = []

        def create():
            status, body = client.post("registered-models/create", {"name": f"model-{len(names)}", "tags": tags})
            if status == 200:
                names.append(f"model-{len(names)}")
            return status, body

        while (refusal := create())[0] == 200:
            assert len(names) < 2000
        says(refusal, 503, "TEMPORARILY_UNAVAILABLE")
        disk.resize(32)

        def created():
            """The one that was refused may be there all the same: nobody was told."""
            status, body = create()
            return status == 200 or b"already exists" in body and names.append(f"model-{len(names)}") is None

        until(created)
        assert create()[0] == 200
        for name in names:
            assert client.get(f"registered-models/get?name={name}")["registered_model"]["name"] == name
        tally.add("acknowledged writes compared", len(names))
        verified(server)


def test_views_without_room_lose_nothing_and_come_back(serve, tmp_path):
    """Only the views' own disk is full: reads are refused with a sentence, and show everything once there is room."""
    store = tmp_path / "store"
    assert serve(store).stop() == 0
    shutil.rmtree(store / "views")
    with small_disk(store / "views", 3) as disk:
        server = serve(store)
        writer = Writer(server.port, "tags")
        reader = Client(server.port)

        def read():
            return reader.call("GET", f"{API}runs/get?run_id={writer.run}")

        while (answer := read())[0] == 200:
            writer.write()
            assert len(writer.acknowledged) < 5000
        says(answer, 503, "TEMPORARILY_UNAVAILABLE", "room")
        page = reader.call("GET", f"/experiments/0/runs/{writer.run}")
        assert page[0] == 503 and b"room" in page[1], page
        disk.resize(64)
        until(lambda: read()[0] == 200)
        until(writer.write)
        compare([writer], server.port)
        verified(server)


def test_a_read_only_store_can_be_read(serve, tmp_path):
    with small_disk(tmp_path / "disk", 16) as disk:
        server = serve(disk.path / "store")
        run = Client(server.port).new_run()
        assert server.stop() == 0
        disk.make_read_only()
        refused = run_cairn("serve", "--store", server.store, "--port", "0")
        assert refused.returncode == 74
        assert "cannot be written" in refused.stderr and "read-write" in refused.stderr
        assert run in run_cairn("runs", "ls", "--store", server.store, "--json").stdout
        assert run_cairn("verify", "--store", server.store).returncode == 0


# Locks and rights.


def test_locks_of_a_killed_server_hinder_nobody(serve, tmp_path):
    """The lock files stay behind, and so does the file that says that a log is being written; none of them is held."""
    server = serve()
    writer = Writer(server.port, "params")
    for _ in range(5):
        assert writer.write()
    server.kill()
    assert os.path.exists(tmp_path / "store/locks/server")
    assert os.listdir(tmp_path / "store/live")
    (tmp_path / "store/locks/server").write_text("12345\n")
    server.start()
    compare([writer], server.port)
    verified(server)


def test_what_needs_the_store_alone_is_refused_beside_a_server(server):
    refused = run_cairn("views", "rebuild", "--store", server.store)
    assert refused.returncode == 74
    assert "Another Cairn server" in refused.stderr and "stop it" in refused.stderr
    assert run_cairn("runs", "ls", "--store", server.store).returncode == 0


@pytest.mark.skipif(os.getuid() != 0, reason="becoming nobody needs root")
@pytest.mark.parametrize("mode", [0o755, 0o700])
def test_a_store_of_another_user_is_refused_by_a_sentence(serve, tmp_path, mode):
    server = serve()
    assert server.stop() == 0
    for directory in [tmp_path, *tmp_path.parents][:3]:
        directory.chmod(0o755)
    (tmp_path / "store").chmod(mode)
    as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", CAIRN]
    refused = subprocess.run(
        [*as_nobody, "serve", "--store", server.store, "--port", "0"], capture_output=True, text=True, timeout=60)
    assert refused.returncode == 74, refused
    assert server.store in refused.stderr
    assert re.search("permission|right", refused.stderr), refused.stderr
    (tmp_path / "store").chmod(0o755)


# What runs out or goes away under a running server.


@pytest.mark.parametrize("limit", [64, 256])
def test_a_server_that_runs_out_of_descriptors_recovers(serve, tmp_path, limit):
    """More connections than it may open: those that it has no descriptor for wait, and are answered when others have gone."""
    server = serve(wrapper=["prlimit", f"--nofile={limit}:{limit}"])
    writer = Writer(server.port, "artifacts", size=100)
    writer.client.connection.close()
    opened = [connect(server.port) for _ in range(2 * limit)]
    for connection in opened:
        connection.sendall(request("GET", "/health"))
    for connection in opened:
        assert Answers(connection).next() == (200, b"OK")
        connection.close()
    for _ in range(20):
        assert writer.write(), writer.refusals
    compare([writer], server.port)
    verified(server)


def test_a_clock_set_back_by_a_day_changes_no_order(serve, tmp_path):
    """Whoever writes last wins, and the log's stamps rise, though the machine's clock says that it was a day earlier."""
    library = tmp_path / "shifted_clock.so"
    source = os.path.join(os.path.dirname(__file__), "shifted_clock.c")
    subprocess.run([shutil.which("cc") or "clang", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    shift = tmp_path / "shift"
    shift.write_text("0")
    environment = {"LD_PRELOAD": str(library), "SHIFTED_CLOCK": str(shift)}
    server = serve(environment=environment)
    client = Client(server.port)
    run = client.new_run()

    def tag(value):
        assert client.post("runs/set-tag", {"run_id": run, "key": "last", "value": value})[0] == 200
        tags = client.get(f"runs/get?run_id={run}")["run"]["data"]["tags"]
        assert {"key": "last", "value": value} in tags

    tag("before")
    shift.write_text(str(-DAY))
    tag("after")
    assert server.stop() == 0
    server.start()
    client = Client(server.port)
    tag("after another start")
    verified(server)
    shutil.rmtree(tmp_path / "store/views")
    server.start()
    tags = Client(server.port).get(f"runs/get?run_id={run}")["run"]["data"]["tags"]
    assert {"key": "last", "value": "after another start"} in tags
    assert server.stop() == 0
    times = [line["time"] for line in log_lines(server) if line["event"] == "RunDataLogged"]
    assert any(later < earlier - DAY * 900 for earlier, later in zip(times, times[1:])), "the clock was not set back at all"
    print("clock: set back by a preloaded library")


def log_lines(server):
    """The records of the store's logs, in the order in which the logs began."""
    logs = sorted((os.path.join(server.store, "logs", name) for name in os.listdir(os.path.join(server.store, "logs"))),
                  key=os.path.getctime)
    for log in logs:
        dumped = run_cairn("log", "dump", log, "--json")
        assert dumped.returncode == 0, dumped.stderr
        for line in dumped.stdout.splitlines():
            yield json.loads(line)


def test_a_store_that_is_deleted_under_its_server_takes_no_more_writes(serve, tmp_path):
    server = serve()
    client = Client(server.port)
    run = client.new_run()
    shutil.rmtree(tmp_path / "store")

    def refusal():
        status, body = client.post("runs/log-metric", {"run_id": run, "key": "m", "value": 1, "timestamp": 1})
        return status != 200 and (status, body)

    status, body = until(refusal)
    assert status in (500, 503), (status, body)
    assert str(tmp_path / "store") in json.loads(body)["message"]
    assert server.get("/health")[0] == 200
    server.stop()


# The end.


def test_sigterm_under_load_answers_what_is_in_progress(serve, tmp_path):
    """Eight writers until the end; an upload half of which is there already is taken in. What was acknowledged is there afterwards."""
    server = serve()
    writers = [Writer(server.port, kind, size=200) for kind in Writer.kinds * 2]
    content = os.urandom(2_000_000)
    path = f"{ARTIFACTS}0/{writers[0].run}/artifacts/half.bin"
    stopping = threading.Event()

    def write(writer):
        while writer.write() or not stopping.is_set():
            pass

    def stop():
        until(lambda: all(len(writer.acknowledged) > 20 for writer in writers))
        with connect(server.port) as upload:
            upload.sendall(head("PUT", path, f"Content-Length: {len(content)}") + content[:1_000_000])
            until(lambda: any(size > 500_000 for size in arriving_byte_counts(server)))
            server.process.send_signal(signal.SIGTERM)
            stopping.set()
            until(lambda: not listens(server.port))
            upload.sendall(content[1_000_000:])
            answered = Answers(upload).next()
            assert answered and answered[0] == 200, answered

    with concurrent.futures.ThreadPoolExecutor(1) as other:
        stopped = other.submit(stop)
        together(writers, write)
        stopped.result(PATIENCE_SECONDS)
    assert server.process.wait(20) == 0, server.log_text()
    refused = {status for writer in writers for status, _ in writer.refusals}
    assert refused <= {None}, refused
    server.start()
    compare(writers, server.port)
    assert hashlib.sha256(server.get(path)[1]).digest() == hashlib.sha256(content).digest()
    verified(server)


def arriving_byte_counts(server):
    """How much is there of each upload that has begun and not ended."""
    with os.scandir(os.path.join(server.store, "blobs/incoming")) as entries:
        for entry in entries:
            try:
                yield entry.stat().st_size
            except FileNotFoundError:
                continue


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        return True
    except OSError:
        return False
