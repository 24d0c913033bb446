"""What Tools/benchmarks/log has measured: rounds of each measure, the table that they make, and the figures that the log is meant to reach."""

import statistics
from collections import namedtuple

# One run of a program: how many units a second by the clock, CPU microseconds a unit, what else it said.
Round = namedtuple("Round", "rate cpu raw")
Goal = namedtuple("Goal", "text value limit is_met")


def units(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:,.2f}"


class Measure:
    """One thing that every contestant does; the same data, round by round, one after the other."""

    def __init__(self, title, unit):
        self.title, self.unit = title, unit
        self.rounds, self.names, self.levels = {}, {}, {}

    def note(self, contestant, level, said, count=None):
        count = said["count"] if count is None else count
        self.names[contestant.name], self.levels[contestant.name] = contestant.title, level
        self.rounds.setdefault(contestant.name, []).append(Round(count / said["seconds"], 1e6 * said["cpu"] / max(1, said["count"]), said))

    def rate(self, name):
        return statistics.median(one.rate for one in self.rounds[name]) if name in self.rounds else None

    def ratio(self, ours, theirs):
        """The median of the rounds' ratios, since what runs one after the other meets the same machine. Nil where one is missing."""
        if ours not in self.rounds or theirs not in self.rounds:
            return None
        return statistics.median(a.rate / b.rate for a, b in zip(self.rounds[ours], self.rounds[theirs]))

    def best(self, *names):
        present = [name for name in names if name in self.rounds]
        return max(present, key=self.rate) if present else None

    def print(self):
        first = next(iter(self.rounds))
        print(f"\n{self.title} ({self.unit}, median of {len(self.rounds[first])})")
        for name, rounds in self.rounds.items():
            versus = "" if name == first else f"{self.ratio(first, name):>8.2f}×"
            spread = f"{units(min(one.rate for one in rounds))}–{units(max(one.rate for one in rounds))}"
            cpu = statistics.median(one.cpu for one in rounds)
            print(f"  {self.names[name]:<43}{units(self.rate(name)):>12} {versus:>9} {cpu:>9.2f} µs CPU  {spread:<25} {self.levels[name]}")

    def json(self):
        return {"title": self.title, "unit": self.unit, "contestants": {
            name: {"title": self.names[name], "level": self.levels[name], "rates": [one.rate for one in rounds],
                   "said": [one.raw for one in rounds]} for name, rounds in self.rounds.items()}}


class Figures:
    """All measures of one call, and single numbers."""

    def __init__(self):
        self.measures, self.numbers, self.goals = {}, [], []

    def measure(self, key, title, unit):
        return self.measures.setdefault(key, Measure(title, unit))

    def number(self, group, name, value, unit):
        self.numbers.append((group, name, value, unit))

    def found(self, group, name):
        return next((value for one, other, value, _ in self.numbers if (one, other) == (group, name)), None)

    def at_least(self, text, value, limit):
        if value is not None:
            self.goals.append(Goal(text, value, f"≥ {limit:,}", value >= limit))

    def at_most(self, text, value, limit):
        if value is not None:
            self.goals.append(Goal(text, value, f"≤ {limit:,}", value <= limit))

    def judge(self):
        """The figures that the log is meant to reach."""
        for size, words in (("small", "100-byte"), ("large", "1-KiB")):
            at = {writers: self.measures.get(f"durable-{size}-{writers}") for writers in (1, 8, 64)}
            if at[64]:
                sqlite = at[64].best("sqlite", "sqlite-many")
                self.at_least(f"{words}, durable, 64 writers: × RocksDB", at[64].ratio("cairn-tasks", "rocksdb"), 2)
                self.at_least(f"{words}, durable, 64 writers: × SQLite", sqlite and at[64].ratio("cairn-tasks", sqlite), 10)
            if at[8]:
                self.at_least(f"{words}, durable, 8 writers: × RocksDB", at[8].ratio("cairn-tasks", "rocksdb"), 1.4)
            if at[1]:
                self.at_least(f"{words}, durable, one writer (a thread): × write + fdatasync", at[1].ratio("cairn-threads", "raw"), 0.9)
            if kept := self.measures.get(f"kept-{size}"):
                if size == "small":
                    self.at_least(f"{words}, kept, Merkle off: × LevelDB", kept.ratio("cairn-off", "leveldb"), 1.3)
                    self.at_least(f"{words}, kept, Merkle off: × RocksDB", kept.ratio("cairn-off", "rocksdb"), 2)
                    self.at_least(f"{words}, kept, Merkle off: × LZ4 + CRC32C", kept.ratio("cairn-off", "compress"), 0.5)
                    self.at_least(f"{words}, kept, Merkle on: × RFC 6962 over whole records", kept.ratio("cairn-on", "hash"), 0.8)
                    self.at_least(f"{words}, kept, Merkle on: × the log's own tree, in pairs", kept.ratio("cairn-on", "hash-pairs"), 0.8)
            if read := self.measures.get(f"read-{size}"):
                self.at_least(f"{words}, sequential read: × RocksDB's iterator", read.ratio("cairn-on", "rocksdb"), 3)
                if size == "small":
                    self.at_least(f"{words}, sequential read: records/s", read.rate("cairn-on"), 10_000_000)
            # With the codec that rewriting takes when it is not told another.
            self.at_most(f"{words}, sealed, zlib: % of the events' raw bytes", self.found(f"sealed, {words}", "zlib, rewritten"), 40)
        self.at_most("recovery of a killed log, index in the footers: s", self.found("recovery", "killed, reopened"), 1)
        self.at_least("recovery without an index, checksums only: raw GB/s", self.found("recovery", "no footers, read: raw GB/s"), 1)
        for group, name in (("allocations per 1,000 records", "Cairn, append, Merkle off"), ("allocations per 1,000 records", "Cairn, append, Merkle on"),
                            ("allocations per 1,000 records", "Cairn, read")):
            self.at_most(f"{group}: {name}", self.found(group, name), 50)

    def print(self):
        for measure in self.measures.values():
            measure.print()
        group = None
        groups = list(dict.fromkeys(row[0] for row in self.numbers))
        for one, name, value, unit in sorted(self.numbers, key=lambda row: groups.index(row[0])):
            if one != group:
                print(f"\n{one}")
            group = one
            print(f"  {name:<43}{value:>12,.3f} {unit}")
        print("\nthe figures to reach (ratios are medians of the rounds')")
        for goal in self.goals:
            print(f"  {goal.text:<66}{goal.value:>14,.2f}  {goal.limit:<14} {'reached' if goal.is_met else 'MISSED'}")

    def json(self):
        return {"measures": {key: measure.json() for key, measure in self.measures.items()},
                "numbers": [dict(zip(("group", "name", "value", "unit"), row)) for row in self.numbers],
                "goals": [goal._asdict() for goal in self.goals]}
