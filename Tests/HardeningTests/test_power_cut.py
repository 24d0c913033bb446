"""A power cut right after an answer: only what was synced by then is left, and everything acknowledged is still there.

The image of the disk is put together from a trace: a file is as long as the syncs that had returned cover, and is there at all only if its
name was synced. No real device leaves less. A server is started on the image and compared, value by value, with what had been acknowledged.
"""

import copy
import os
import random
import shutil

import pytest

import tally
from cairn_server import CairnServer, run_cairn
from expected_store import Connection, Expected, Look
from syscall_trace import Trace, exchanges
from traced_server import traced
from writers import Writer

WRITE_COUNT = 120
CUT_COUNT = 8
SEED = int(os.environ.get("CAIRN_SEED", random.SystemRandom().randrange(1 << 32)))


class Recording:
    """What one client wrote, what had been acknowledged after each of its requests, and the trace of all that."""

    def __init__(self, folder):
        self.acknowledged = []
        expected = Expected()
        with traced(folder) as server:
            playground = Writer("maker", server.port, expected, SEED).make_playground(run_count=1, model_count=1)
            writer = Writer("w", server.port, expected, SEED)
            connection = Connection(server.port)
            port = connection.connect()
            for write in writer.some_writes(playground, WRITE_COUNT):
                writer.send(write, connection)
                self.acknowledged.append(copy.deepcopy(expected.scopes))
            assert not writer.problem, writer.problem
            assert server.stop() == 0
        calls = server.calls()
        self.store = server.store
        self.trace = Trace(calls)
        self.exchanges = exchanges(calls)[port]
        assert len(self.exchanges) == WRITE_COUNT

    def image(self, moment, folder):
        """The store as the disk is sure to hold it at that moment of the trace. Views are left out: they are never synced."""
        folder = str(folder)
        for path in {*self._files(), *self.trace.names}:
            relative = path.removeprefix(self.store + "/")
            removal = self.trace.removals.get(path)
            is_gone = removal is not None and removal.ended < moment
            if path != relative and not relative.startswith("views") and not is_gone and self.trace.is_name_durable(path, moment):
                self._copy(path, os.path.join(folder, relative), moment)
        return folder

    def _files(self):
        return [os.path.join(parent, name) for parent, folders, names in os.walk(self.store) for name in folders + names]

    def _copy(self, path, copied, moment):
        if os.path.isdir(path):
            os.makedirs(copied, exist_ok=True)
            return
        os.makedirs(os.path.dirname(copied), exist_ok=True)
        if not os.path.exists(path):
            # What is gone by the end was an empty file that says that a writer is alive.
            open(copied, "x").close()
            return
        shutil.copy(path, copied)
        file = self.trace.durable_file(path, moment)
        if file:
            os.truncate(copied, file.durable_byte_count(moment))


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    print(f"CAIRN_SEED={SEED}")
    return Recording(tmp_path_factory.mktemp("recording"))


def differences(store, acknowledged):
    """What a server on this store shows otherwise than it was acknowledged."""
    server = CairnServer(store).start()
    try:
        connection = Connection(server.port)
        look = Look(connection)
        found = {scope: look.cells(scope, None) for scope in acknowledged}
        connection.close()
    finally:
        assert server.stop() == 0
    verdict = run_cairn("verify", "--store", store)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    return [
        (scope, cell, cells.get(cell), found[scope].get(cell))
        for scope, cells in acknowledged.items() for cell in cells.keys() | found[scope].keys()
        if cells.get(cell) != found[scope].get(cell)
    ]


@pytest.mark.parametrize("cut", range(CUT_COUNT))
def test_what_was_acknowledged_survives_a_power_cut(recording, tmp_path, cut):
    chance = random.Random(f"{SEED}/{cut}")
    number = WRITE_COUNT - 1 if cut == 0 else chance.randrange(WRITE_COUNT)
    image = recording.image(recording.exchanges[number].answered, tmp_path / "store")
    assert differences(image, recording.acknowledged[number]) == []
    tally.add("power cuts survived")


def test_the_image_lacks_what_was_not_synced(recording, tmp_path):
    """When the last request that changes something had only arrived, its values are not on the disk: the image is not just a copy."""
    acknowledged = recording.acknowledged
    last = max(number for number in range(1, WRITE_COUNT) if acknowledged[number] != acknowledged[number - 1])
    image = recording.image(recording.exchanges[last].arrived, tmp_path / "store")
    assert differences(image, acknowledged[last]) != []
    assert differences(image, acknowledged[last - 1]) == []
