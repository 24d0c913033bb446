"""The clients of the kill loop. No two of them ever change the same cell, so a client's own order is the order of a cell's values."""

import http.client
import json
import random
from dataclasses import dataclass

from expected_store import Connection
from registry_writes import RegistryWrites
from run_writes import RunWrites


@dataclass
class Playground:
    """What the writers of a round write to, besides what they make themselves."""

    runs: list
    models: list


class Writer(RunWrites, RegistryWrites):
    """One client. Its requests are drawn at random from what it could sensibly do next; it stops when the server dies under it."""

    def __init__(self, name, port, expected, seed):
        self.name = name
        self.acknowledged = 0
        self.touched = set()
        self.pending = None
        self.problem = None
        self._port = port
        self._expected = expected
        self._chance = random.Random(f"{seed}/{name}")
        self._number = 0
        self._connection = None
        # Of the playground, and of this writer's own making.
        self._shared_run = None
        self._shared_models = []
        self._runs = []
        self._models = []
        self._versions = []

    def run(self, playground, killed):
        """Writes until the server is gone. `killed` is set before it is killed: an exchange that breaks off earlier is a problem."""
        self.touched, self.acknowledged, self.pending = set(), 0, None
        self._enter_playground(playground)
        self._connection = Connection(self._port)
        try:
            while not self.problem:
                self.pending = self.next_write()
                self.send(self.pending)
                self.pending = None
        except (OSError, http.client.HTTPException) as error:
            if not killed.is_set():
                self.problem = f"{self.pending.method} {self.pending.path} broke off: {error!r}"
        finally:
            self._connection.close()

    def make_playground(self, run_count, model_count):
        """Runs and models that are made before the others start."""
        self._connection = Connection(self._port)
        runs, models = [], []
        for _ in range(run_count):
            self._number += 1
            runs.append(self.send(self.create_run()))
        for _ in range(model_count):
            self._number += 1
            self.send(self.create_model())
        self._connection.close()
        assert not self.problem, self.problem
        return Playground(runs, self._models)

    def some_writes(self, playground, count):
        """As many writes, drawn one after the other."""
        self._enter_playground(playground)
        for _ in range(count):
            yield self.next_write()

    def _enter_playground(self, playground):
        self._shared_run = self._chance.choice(playground.runs)
        self._shared_models = playground.models
        self._runs = []

    def send(self, write, connection=None, is_repeated=False):
        """Sends it, and enters what was acknowledged, unless it had happened before. Returns the identity that the server gave, if any."""
        status, answer = (connection or self._connection).call(write.method, write.path, write.body, write.request_id)
        if status != 200:
            self.problem = f"{write.method} {write.path} {write.body[:300]!r}: {status} {answer[:500]!r}"
            return None
        identity = write.learn(json.loads(answer)) if write.learn else None
        if not is_repeated:
            self.acknowledged += 1
            self.enter(write, identity)
        return identity

    def enter(self, write, identity):
        """The write happened: it was acknowledged, or was found to be there after a kill."""
        effects = write.effects(identity)
        self._expected.enter(effects)
        self.touched |= effects.keys()
        if write.remember:
            write.remember(identity)

    def next_write(self):
        self._number += 1
        while True:
            weights, kinds = zip(*self.run_writes(), *self.registry_writes())
            write = self._chance.choices(kinds, weights)[0]()
            if write:
                return write
