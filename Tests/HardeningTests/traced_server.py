"""A server whose system calls are written down by strace."""

import contextlib
import os
import signal

import pytest

import cairn_server
from cairn_server import CairnServer
from syscall_trace import TRACED, parse


class TracedServer(CairnServer):
    """A server under strace, which may be told to tamper with calls (`--inject`)."""

    def __init__(self, folder, *tampering):
        super().__init__(folder / "store")
        self.trace_path = folder / "trace"
        self._script = folder / "traced-cairn"
        options = " ".join(f"--inject={what}" for what in tampering)
        strace = f"strace -f -yy -s 32 --seccomp-bpf -o {self.trace_path} -e trace={TRACED} {options}"
        self._script.write_text(f'#!/bin/sh\nexec {strace} {cairn_server.CAIRN} "$@"\n')
        self._script.chmod(0o755)

    def start(self):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cairn_server, "CAIRN", str(self._script))
            return super().start()

    def stop(self):
        """SIGTERM to the server itself; strace ends with it, and passes on its exit code."""
        if self.process.poll() is None:
            with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as children:
                for child in children.read().split():
                    os.kill(int(child), signal.SIGTERM)
        return self.process.wait(timeout=60)

    def calls(self):
        """All that it did, once it has ended."""
        with open(self.trace_path, errors="replace") as trace:
            return parse(trace)


@contextlib.contextmanager
def traced(folder, *tampering):
    """A running server under strace on a fresh store."""
    server = TracedServer(folder, *tampering)
    try:
        yield server.start()
    finally:
        if server.process:
            server.stop()
