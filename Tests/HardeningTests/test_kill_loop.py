"""SIGKILL, hundreds of times, while eight clients write everything that there is to write: nothing acknowledged is lost.

After each kill the server is started again and compared, value by value, with what it acknowledged. A request that was cut off happened
whole or not at all, and what a reader has once seen after a kill never goes away. `CAIRN_KILLS` sets the number of kills in mid-write,
`CAIRN_SEED` the seed: the clients' requests follow from it, but not how many of them come before a kill. The planted losses at the end
show that the comparison objects.
"""

import json
import os
import random
import shutil
import statistics

import pytest

import tally
from cairn_server import run_cairn
from every_write import write_everything
from expected_store import API, ARTIFACTS, Connection
from kill_loop import KillableServer, KillLoop

SEED = int(os.environ.get("CAIRN_SEED", random.SystemRandom().randrange(1 << 32)))
KILLS = int(os.environ.get("CAIRN_KILLS", 200))
KILLS_PER_PLAYGROUND = 20


def stop_and_verify(server):
    assert server.stop() == 0, server.log_text()
    verdict = run_cairn("verify", "--store", server.store)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_nothing_acknowledged_is_lost_through_hundreds_of_kills(tmp_path):
    print(f"CAIRN_SEED={SEED} CAIRN_KILLS={KILLS}")
    loop = KillLoop(KillableServer(tmp_path / "store"), SEED)
    try:
        kill_and_compare(loop)
    finally:
        for what, count in loop.counts.items():
            tally.add(what, count)
        loop.server.stop()
    starts = loop.seconds.pop("start")
    print(f"started {len(starts)} times: median {statistics.median(starts):.3f} s, longest {max(starts):.3f} s")
    print("seconds: " + ", ".join(f"{what} {sum(seconds):.1f}" for what, seconds in loop.seconds.items()))
    assert loop.counts["acknowledged writes compared"] >= KILLS


def kill_and_compare(loop):
    loop.start()
    for number in range(KILLS):
        if number % KILLS_PER_PLAYGROUND == 0:
            loop.move_on()
        with loop.timed("load"):
            loop.load_until_killed()
        with loop.timed("more kills"):
            loop.kill_again()
        loop.start()
        with loop.timed("compare"):
            loop.compare()
    loop.compare_everything()
    stop_and_verify(loop.server)
    shutil.rmtree(loop.server.store + "/views")
    loop.start()
    loop.compare_everything()
    stop_and_verify(loop.server)


class RepeatingClient:
    """Sends each request four times with the same ID: twice, and twice more after a kill. Every answer has to be the first one."""

    name = "repeating"

    def __init__(self, server):
        self.count = 0
        self._server = server

    def word(self):
        return f"word-{self.count}"

    def send(self, method, route, body):
        self.count += 1
        answers = self._twice(method, API + route, json.dumps(body).encode())
        self._server.kill()
        self._server.start()
        answers += self._twice(method, API + route, json.dumps(body).encode())
        assert answers[0][0] == 200 and answers == answers[:1] * 4, f"{method} {route}: {answers}"
        return json.loads(answers[0][1])

    def _twice(self, method, path, body):
        connection = Connection(self._server.port)
        answers = [connection.call(method, path, body, self.word()) for _ in range(2)]
        connection.close()
        return answers

    def exchange(self, method, path, body, **_):
        """Without a body there is no ID, so it is sent once."""
        self.count += 1
        connection = Connection(self._server.port)
        assert connection.call(method, path, body)[0] == 200
        connection.close()

    def upload(self, run_id, path, content):
        self.exchange("PUT", f"{ARTIFACTS}0/{run_id}/artifacts/{path}", content)


def test_a_request_that_is_sent_again_gets_the_first_answer_also_after_a_kill(server):
    client = RepeatingClient(server)
    write_everything(client)
    tally.add("requests repeated across a kill", client.count)


def test_the_first_write_after_a_start_is_decided_by_all_that_was_acknowledged(server):
    """Before the views have caught up with the logs: a run is known, a param is write-once, a repeated request is recognised."""
    connection = Connection(server.port)
    run = connection.fetch("POST", "runs/create", {"experiment_id": "0", "start_time": 1})["run"]["info"]["run_id"]
    connection.fetch("POST", "runs/log-parameter", {"run_id": run, "key": "p", "value": "1"})
    # As many points as keep the views busy for a while.
    for batch in range(200):
        points = [{"key": "m", "value": step, "timestamp": 1, "step": 1000 * batch + step} for step in range(1000)]
        connection.fetch("POST", "runs/log-batch", {"run_id": run, "metrics": points})
    connection.fetch("POST", "registered-models/create", {"name": "m"})
    version = json.dumps({"name": "m", "source": "s3://b/x"}).encode()
    first = connection.call("POST", API + "model-versions/create", version, "once")
    writes = [
        ("runs/log-parameter", {"run_id": run, "key": "p", "value": "2"}, None, 400),
        ("runs/set-tag", {"run_id": run, "key": "t", "value": "1"}, None, 200),
        ("registered-models/create", {"name": "m"}, None, 400),
        ("model-versions/create", {"name": "m", "source": "s3://b/x"}, "once", 200),
    ]
    for route, body, request_id, status in writes:
        server.kill()
        shutil.rmtree(server.store + "/views")
        server.start()
        answer = Connection(server.port).call("POST", API + route, json.dumps(body).encode(), request_id)
        assert answer[0] == status, f"{route}: {answer}"
        assert request_id is None or answer == first


# Planted losses: what the comparison must object to.


@pytest.fixture
def loop(server):
    """A loop with a little in its store, and a kill behind it."""
    loop = KillLoop(server, 1)
    loop.move_on()
    writer = loop.writers[0]
    with loop.connected() as connection:
        for write in writer.some_writes(loop.playground, 30):
            writer.send(write, connection)
    server.kill()
    server.start()
    loop.compare()
    return loop


def next_batch(loop):
    return next(write for write in loop.writers[0].some_writes(loop.playground, 1000) if write.path.endswith("log-batch"))


def test_the_comparison_objects_to_a_lost_write(loop):
    loop.writers[0].enter(next_batch(loop), None)
    with pytest.raises(AssertionError, match="lost: "):
        loop.compare()


def test_the_comparison_objects_to_a_write_that_nobody_made(loop):
    write = next_batch(loop)
    with loop.connected() as connection:
        assert connection.call(write.method, write.path, write.body)[0] == 200
        with pytest.raises(AssertionError, match="nobody wrote: "):
            loop.compare_everything()


def test_the_comparison_objects_to_half_a_batch(loop):
    write = loop.writers[0].pending = next_batch(loop)
    with loop.connected() as connection:
        half = write.body.replace(b'"tags"', b'"ignored"')
        assert connection.call(write.method, write.path, half)[0] == 200
        with pytest.raises(AssertionError, match="half of it is there"):
            loop.compare()


def test_the_comparison_objects_to_a_number_given_twice(loop):
    loop.expected.give_number("m", "1", "first")
    loop.expected.give_number("m", "1", "second")
    with pytest.raises(AssertionError, match="given twice"):
        loop.compare_everything()


def test_the_comparison_objects_to_the_end_of_a_log_that_is_cut_off(loop):
    """As if the last records had been acknowledged before they were written."""
    writer = loop.writers[0]
    with loop.connected() as connection:
        writer.send(next_batch(loop), connection)
    loop.server.kill()
    newest = max(segments(loop.server.store), key=os.path.getmtime)
    os.truncate(newest, os.path.getsize(newest) - 100)
    shutil.rmtree(loop.server.store + "/views")
    loop.server.start()
    with pytest.raises(AssertionError, match="lost: "):
        loop.compare()


def segments(store):
    return [os.path.join(folder, name) for folder, _, names in os.walk(store + "/logs") for name in names if name.endswith(".seg")]
