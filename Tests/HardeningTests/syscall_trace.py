"""Reads a trace of strace, and says where an answer was given before what it promises was on the disk.

What the order of lines means: strace prints a call's beginning while the thread is stopped before the call, and its result while the
thread is stopped after it. So a call whose result stands before another call's beginning was over before that one began. Nothing else is
concluded from the order. (Two stops at the same moment may be printed in either order; but a thread that waits for another's call, as
whoever answers waits for the sync, goes on only after that call's result was printed. So a right server is never objected to.)
"""

import re
from dataclasses import dataclass, field

TRACED = (
    "openat,close,read,readv,recvfrom,recvmsg,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendfile,fsync,fdatasync,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,accept4"
)
SYNCS = ("fsync", "fdatasync")
FILE_WRITES = ("write", "writev", "pwrite64", "pwritev", "pwritev2")
RECEIVING = ("read", "readv", "recvfrom", "recvmsg")
SENDING = ("write", "writev", "sendto", "sendmsg")

_LINE = re.compile(
    r"(?P<thread>\d+) +(?:<\.\.\. (?P<resumed>\w+) resumed>|(?P<name>\w+)\()(?P<rest>.*)$", re.DOTALL)
_RESULT = re.compile(r"^(?P<arguments>.*)\)\s+= (?P<result>-?\d+|\?)(?P<note>[^=]*)$", re.DOTALL)
_DESCRIPTOR = re.compile(r"^-?\d+<(TCP[v6]*:\[[^\]]*\]+|[^>]*)>")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PEER = re.compile(r"->.*:(\d+)\]")
_STATUS = re.compile(r'"HTTP/1\.1 (\d{3}) ')


@dataclass
class Call:
    """One system call. `begun` and `ended` are places in the trace; `ended` is infinite while the trace does not show the end."""

    name: str
    arguments: str
    begun: int
    ended: float = float("inf")
    result: int = None
    is_faked: bool = False

    @property
    def path(self):
        """The file or socket of the descriptor that is the first argument."""
        match = _DESCRIPTOR.match(self.arguments)
        return match[1].removesuffix(" (deleted)") if match else ""

    @property
    def paths(self):
        return _QUOTED.findall(self.arguments)

    @property
    def succeeded(self):
        return self.result is not None and self.result >= 0 and not self.is_faked

    @property
    def offset(self):
        """Where in the file it writes."""
        return int(self.arguments.rsplit(", ", 1)[1]) if self.name == "pwrite64" else None

    @property
    def peer_port(self):
        match = _PEER.search(self.path)
        return int(match[1]) if match else None


def parse(lines):
    """The calls of a trace written by `strace -f -yy`, in the order in which they began."""
    calls, unfinished = [], {}
    for place, line in enumerate(lines):
        match = _LINE.match(line)
        if not match:
            continue
        thread = match["thread"]
        if match["name"]:
            call = Call(match["name"], match["rest"].rstrip(), begun=2 * place)
            calls.append(call)
            if call.arguments.endswith("<unfinished ...>"):
                call.arguments = call.arguments.removesuffix("<unfinished ...>")
                unfinished[thread] = call
                continue
        elif thread in unfinished:
            call = unfinished.pop(thread)
            call.arguments += match["rest"].rstrip()
        else:
            continue
        _finish(call, 2 * place + 1)
    return calls


def _finish(call, place):
    match = _RESULT.match(call.arguments)
    if not match:
        return
    call.arguments, call.ended = match["arguments"], place
    call.result = None if match["result"] == "?" else int(match["result"])
    call.is_faked = "(INJECTED)" in match["note"]


@dataclass
class Exchange:
    """One request on a connection as the trace shows it: when the last of its bytes had been read, and when its answer began to be sent."""

    arrived: float
    answered: int
    status: int


def exchanges(calls):
    """{port of the client: its exchanges, in order}. A client sends its next request after the answer to the last."""
    found, arrived = {}, {}
    for call in sorted((call for call in calls if call.peer_port), key=lambda call: call.begun):
        port = call.peer_port
        if call.name in RECEIVING and call.succeeded and call.result > 0:
            arrived[port] = call.ended
        elif call.name in SENDING and (match := _STATUS.search(call.arguments)) and match[1] != "100":
            found.setdefault(port, []).append(Exchange(arrived[port], call.begun, int(match[1])))
    return found


@dataclass
class TracedFile:
    """A file or directory through its renames."""

    writes: list = field(default_factory=list)
    syncs: list = field(default_factory=list)

    @property
    def byte_count(self):
        return sum(call.result for call in self.writes)

    def is_synced(self, after, before):
        """Whether a sync of it began after one place and had returned successfully before another."""
        return any(sync.begun > after and sync.ended < before for sync in self.syncs)

    def durable_byte_count(self, before):
        """How much of it was synced by then, if each write goes on where the last one ended."""
        return sum(call.result for call in self.writes if self.is_synced(call.ended, before))


class Trace:
    """What became of each file.

    `files` has those that stand at each path at the end, `names` every name that was given: {path: [(call, file), ...]}, the last one last;
    `removals` the call that took away the last one.
    """

    def __init__(self, calls):
        self.files = {}
        self.names = {}
        self.removals = {}
        self.syncs = []
        for call in sorted(calls, key=lambda call: call.ended):
            if call.succeeded:
                self._enter(call)

    def _file(self, path):
        return self.files.setdefault(path, TracedFile())

    def _enter(self, call):
        if call.name in SYNCS:
            self._file(call.path).syncs.append(call)
            self.syncs.append(call)
        elif call.name in FILE_WRITES and call.path.startswith("/"):
            self._file(call.path).writes.append(call)
        elif call.name.startswith(("rename", "link")):
            old, new = call.paths
            self.files[new] = self._file(old)
            self.names.setdefault(new, []).append((call, self.files[new]))
            if call.name.startswith("rename"):
                del self.files[old]
                self.removals[old] = call
        elif call.name.startswith("unlink"):
            self.removals[call.paths[0]] = call
        elif call.name.startswith("mkdir") or call.name == "openat" and "O_CREAT" in call.arguments:
            path = call.paths[0]
            # An open may find that the file is there already.
            self.names.setdefault(path, [(call, self._file(path))])

    def is_name_durable(self, path, before):
        return path not in self.names or self.durable_file(path, before) is not None

    def durable_file(self, path, before):
        """The newest file whose name there was synced by then, with the names of all directories that lead to it."""
        parent = path.rsplit("/", 1)[0]
        for call, file in reversed(self.names.get(path, [])):
            if self._file(parent).is_synced(call.ended, before) and self.is_name_durable(parent, before):
                return file
        return None

    def log_writes(self):
        """(path, call) for each write to a segment under its name."""
        return [
            (path, call) for path, file in self.files.items() if "/logs/" in path and path.endswith(".seg") for call in file.writes
        ]


@dataclass
class Request:
    """What the client knows of a request that changes something.

    `evidence` stands in its record, word for word: the request's ID, or part of a path. Without it the record is any that was written
    between arrival and answer, which says something only when there is no other client. `is_new` says that the record is the request's own:
    a request that changes nothing because another did before is answered by that one's record.
    """

    label: str
    status: int
    evidence: str = None
    is_new: bool = True
    blob: str = None
    byte_count: int = 0


def objections(calls, requests, tokens_of):
    """What is wrong with the acknowledgements of a trace; nothing, if it is empty.

    - requests: {port of the client: what it sent, in order}.
    - tokens_of: (path, call of a write to a log) -> the evidence that its records hold; None if it holds no records.

    A request that was answered with 200 is covered if and only if some write to a log holds its record and had returned when a sync of the
    same file began, and that sync had returned with success when the answer began to be sent; and the same is true of each name that leads
    to the file. fdatasync and fsync write everything that was written before they were called (fsync(2)), so the record was durable then.
    """
    trace = Trace(calls)
    seen = exchanges(calls)
    records = {}
    for path, call in trace.log_writes():
        tokens = tokens_of(path, call)
        for token in () if tokens is None else {None, *tokens}:
            records.setdefault(token, []).append((path, call))
    wrong = []
    for port, sent in requests.items():
        answers = seen.get(port, [])
        if [answer.status for answer in answers] != [request.status for request in sent]:
            wrong.append(f"the client of port {port} got {len(sent)} answers, the trace shows {len(answers)}")
            continue
        for request, exchange in zip(sent, answers):
            if request.status == 200:
                wrong += [f"{request.label}: {text}" for text in _objections(trace, request, exchange, records)]
    return wrong


def _objections(trace, request, exchange, records):
    written = records.get(request.evidence, [])
    if request.is_new:
        written = [(path, call) for path, call in written if call.begun > exchange.arrived]
    written = [(path, call) for path, call in written if call.ended < exchange.answered]
    if not written:
        yield "answered before its record was written"
        return
    covered = [
        (path, call) for path, call in written
        if trace.files[path].is_synced(call.ended, exchange.answered) and trace.is_name_durable(path, exchange.answered)
    ]
    if not covered:
        yield "answered before a sync that covers its record"
    if request.blob:
        yield from _blob_objections(trace, request, min(call.begun for _, call in written))


def _blob_objections(trace, request, recorded):
    """The bytes of an artifact are durable, then their name, and only then anything names them."""
    if request.blob not in trace.names:
        yield "its blob has no name"
        return
    named, blob = trace.names[request.blob][-1]
    if blob.byte_count != request.byte_count:
        yield "not every byte of its blob was written"
    if not blob.is_synced(max((call.ended for call in blob.writes), default=-1), named.begun):
        yield "its blob was named before its bytes were synced"
    if not trace.is_name_durable(request.blob, recorded):
        yield "recorded before the name of its blob was synced"
