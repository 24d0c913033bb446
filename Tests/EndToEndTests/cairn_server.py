"""A `cairn serve` process under test: started, killed, started again on the same store and port."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.request

CAIRN = os.environ.get("CAIRN", "cairn")
START_DEADLINE_SECONDS = 20


def free_port():
    """A port of the loopback interface that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class CairnServer:
    """One server on one store. Its log goes to `<store>.log`, which a failing test shows."""

    def __init__(self, store, *options):
        self.store = str(store)
        self.port = free_port()
        self.options = list(options)
        self.log_path = self.store.rstrip("/") + ".log"
        self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        """Starts it and returns once it says on standard output that it listens."""
        command = [CAIRN, "serve", "--store", self.store, "--port", str(self.port), *self.options]
        environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
        self._await_listening()
        return self

    def _await_listening(self):
        lines = []
        listening = threading.Event()

        def read():
            for line in self.process.stdout:
                lines.append(line)
                if re.search(r"http://127\.0\.0\.1:%d" % self.port, line):
                    listening.set()

        threading.Thread(target=read, daemon=True).start()
        deadline = time.monotonic() + START_DEADLINE_SECONDS
        while not listening.wait(0.02):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the server did not start: {''.join(lines)}\n{self.log_text()}")

    def log_text(self):
        with open(self.log_path, errors="replace") as log:
            return log.read()[-8000:]

    def kill(self):
        """SIGKILL: nothing is flushed, nothing is said."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """SIGTERM, and the exit code of a graceful end."""
        if self.process is None or self.process.poll() is not None:
            return None if self.process is None else self.process.returncode
        self.process.terminate()
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"the server did not stop on SIGTERM\n{self.log_text()}")

    def get(self, path):
        """Status and body of a GET, whatever the status."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read()


def run_cairn(*arguments, **options):
    """Runs the command line; the result has returncode, stdout and stderr as text."""
    environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
    return subprocess.run(
        [CAIRN, *map(str, arguments)], capture_output=True, text=True, timeout=60, env=environment, **options
    )
