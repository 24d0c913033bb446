"""One store that is killed again and again under its writers, and compared with what it acknowledged."""

import collections
import contextlib
import random
import shutil
import signal
import threading
import time

from cairn_server import CairnServer
from expected_store import Connection, Expected, Look
from writers import Writer

WRITER_COUNT = 8
LOAD_SECONDS_MAX = 0.3
# A start takes about as long; a kill during the start falls somewhere in it.
START_SECONDS_MAX = 0.15


class KillableServer(CairnServer):
    """A server that may also be killed while it starts, and while it stops."""

    is_awaited = True

    def _await_listening(self):
        if self.is_awaited:
            super()._await_listening()

    def start_and_kill(self, seconds):
        self.is_awaited = False
        self.start()
        self.is_awaited = True
        self._kill_after(seconds)

    def stop_and_kill(self, seconds):
        self.process.terminate()
        self._kill_after(seconds)

    def _kill_after(self, seconds):
        # The moment is the point here: this waits for nothing.
        threading.Event().wait(seconds)
        self.kill()


class KillLoop:
    """One store, its writers, and what it must hold."""

    def __init__(self, server, seed):
        self.server = server
        self.seed = seed
        self.chance = random.Random(seed)
        self.expected = Expected()
        self.writers = [Writer(f"w{number}", server.port, self.expected, seed) for number in range(WRITER_COUNT)]
        self.playground = None
        # Counts that should stay zero show, too.
        self.counts = collections.Counter({
            "kills": 0, "acknowledged writes compared": 0, "acknowledged writes lost": 0, "values that nobody wrote": 0,
            "half-applied requests": 0, "version numbers given twice": 0,
        })
        self.seconds = collections.defaultdict(list)

    def start(self):
        with self.timed("start"):
            self.server.start()

    @contextlib.contextmanager
    def timed(self, what):
        started = time.monotonic()
        yield
        self.seconds[what].append(time.monotonic() - started)

    def move_on(self):
        """Other runs and models, so that none grows for ever. The first model stays."""
        models = self.playground.models[:1] if self.playground else []
        maker = Writer(f"maker{self.counts['kills']}", self.server.port, self.expected, self.seed)
        self.playground = maker.make_playground(run_count=3, model_count=2)
        self.playground.models[:0] = models

    # Kills.

    def load_until_killed(self):
        killed = threading.Event()
        threads = [threading.Thread(target=writer.run, args=(self.playground, killed)) for writer in self.writers]
        for thread in threads:
            thread.start()
        killed.wait(self.chance.uniform(0, LOAD_SECONDS_MAX))
        killed.set()
        self.server.kill()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive()
        self._count_kill()
        assert_no_problem(self.writers)

    def kill_again(self):
        """Kills before anyone has looked: while it starts, right after that, while it makes its views anew, while it stops."""
        for how in self.chance.choice([(), (), (), ("starting",), ("started",), ("rebuilding",), ("stopping",), ("starting", "started")]):
            moment = self.chance.uniform(0, START_SECONDS_MAX)
            if how == "rebuilding":
                shutil.rmtree(self.server.store + "/views", ignore_errors=True)
            if how in ("starting", "rebuilding"):
                self.server.start_and_kill(moment)
            else:
                self.server.start()
                self.server.stop_and_kill(moment / 4) if how == "stopping" else self.server.kill()
            self._count_kill()

    def _count_kill(self):
        # One that was told to stop may have ended before it was killed.
        self.counts["kills"] += self.server.process.returncode == -signal.SIGKILL

    # Comparing.

    @contextlib.contextmanager
    def connected(self):
        connection = Connection(self.server.port)
        yield connection
        connection.close()

    def compare(self):
        """What was cut off happened whole or not at all; everything of this round, and a little of earlier ones, is as acknowledged."""
        with self.connected() as connection:
            cut_off = [writer for writer in self.writers if writer.pending]
            # Some are sent again before anything is read, when the views may still be behind.
            blind = [writer for writer in cut_off if self.chance.random() < 0.3]
            for writer in blind:
                writer.send(writer.pending, connection)
            for writer in cut_off:
                if writer not in blind:
                    self.settle(writer, connection)
            assert_no_problem(self.writers)
            touched = set().union(*(writer.touched for writer in self.writers))
            downloads = {(scope, cell[1]) for scope, cell in touched if cell[0] == "digest"}
            earlier = self.chance.sample(sorted(self.expected.scopes), 2)
            self._compare({scope for scope, _ in touched} | set(earlier), Look(connection), downloads)
        self.counts["acknowledged writes compared"] += sum(writer.acknowledged for writer in self.writers)

    def settle(self, writer, connection):
        """Finds out what became of the request that the kill cut off. Half of them are sent again, with the same ID: it happens once."""
        write, look = writer.pending, Look(connection)
        found = write.find(look) if write.find else None
        happened = (found or not write.find) and self._happened(write, write.effects(found), look)
        if happened:
            writer.enter(write, found)
        if self.chance.random() < 0.5:
            identity = writer.send(write, connection, is_repeated=happened)
            assert not happened or identity == found, f"sent again, {write.path} made {identity} besides {found}"

    def _happened(self, write, effects, look):
        downloads = {(scope, cell[1]) for scope, cell in effects if cell[0] == "digest"}
        cells = {scope: look.cells(scope, paths_in(scope, downloads)) for scope, _ in effects}
        if all(cells[scope].get(cell) == value for (scope, cell), value in effects.items()):
            return True
        is_untouched = all(cells[scope].get(cell) == self.expected.value(scope, cell) for scope, cell in effects)
        self.counts["half-applied requests"] += not is_untouched
        assert is_untouched, f"half of it is there: {write.method} {write.path} {write.body[:300]!r}"
        return False

    def compare_everything(self):
        with self.timed("compare everything"), self.connected() as connection:
            look = Look(connection)
            there = {scope for scope, cells in self.expected.scopes.items() if cells}
            assert look.all_scopes() == {scope for scope in there if scope[0] != "artifacts"}
            self._compare(there, look, downloads=None)

    def _compare(self, scopes, look, downloads):
        """The cells of whole scopes, but digests only of the artifacts that are to be downloaded: of all, if that is None."""
        lost, unexpected = [], []
        for scope in scopes:
            expected = self.expected.cells(scope)
            if downloads is None:
                paths = None
            else:
                paths = paths_in(scope, downloads)
                expected = {cell: value for cell, value in expected.items() if cell[0] != "digest" or cell[1] in paths}
            found = look.cells(scope, paths)
            lost += [(scope, cell, value, found.get(cell)) for cell, value in expected.items() if found.get(cell) != value]
            unexpected += [(scope, cell, found[cell]) for cell in found.keys() - expected.keys()]
            self.counts["values compared"] += len(expected)
        self.counts["acknowledged writes lost"] += len(lost)
        self.counts["values that nobody wrote"] += len(unexpected)
        self.counts["version numbers given twice"] = len(self.expected.numbers_given_twice)
        assert not lost, f"lost: {lost[:20]}"
        assert not unexpected, f"nobody wrote: {unexpected[:20]}"
        assert not self.expected.numbers_given_twice, f"given twice: {self.expected.numbers_given_twice}"


def paths_in(scope, downloads):
    return {path for of, path in downloads if of == scope}


def assert_no_problem(writers):
    problems = [writer.problem for writer in writers if writer.problem]
    assert not problems, problems
