"""Servers under measurement: started on a free port, watched for health and memory, ended by process group."""

import os
import signal
import socket
import subprocess
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_healthy(port):
    """Whether the server answers a health request now."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return b" 200 " in connection.recv(64)
    except OSError:
        return False


def resident_mib(group):
    """The resident memory of every process of a process group."""
    total = 0
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.getpgid(int(entry)) != group:
                continue
            with open(f"/proc/{entry}/status") as status:
                total += next((int(line.split()[1]) for line in status if line.startswith("VmRSS")), 0)
        except (OSError, ProcessLookupError):
            continue
    return total / 1024


class Process:
    """A server from its start until `stop`; `start_milliseconds` is the time from exec to the first healthy answer."""

    def __init__(self, command, port, log):
        self.port = port
        began = time.monotonic()
        with open(log, "ab") as output:
            self.child = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
        while not is_healthy(port):
            if self.child.poll() is not None or time.monotonic() - began > 120:
                raise SystemExit(f"{command[0]} did not start; see {log}")
            time.sleep(0.001)
        self.start_milliseconds = (time.monotonic() - began) * 1000

    def resident_mib(self):
        return resident_mib(self.child.pid)

    def stop(self):
        """Asks it to end; what has not ended after ten seconds is killed."""
        os.killpg(self.child.pid, signal.SIGTERM)
        try:
            self.child.wait(10)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self.child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.child.wait()
