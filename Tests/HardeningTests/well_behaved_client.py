"""A client that behaves, in a process of its own: it logs a metric and reads its run every 20 ms until its standard input ends, and prints
how long each answer took. What a flood does to others is what it measures."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time

API = "/api/2.0/mlflow/"
PAUSE_SECONDS = 0.02


class WellBehavedClient:
    """Starts the process, stops it, and has its answers: a list of (status, milliseconds)."""

    def __init__(self, port, run_id):
        self.process = subprocess.Popen(
            [sys.executable, os.path.abspath(__file__), str(port), run_id], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def answers(self):
        """Ends the client."""
        printed, _ = self.process.communicate(timeout=60)
        return json.loads(printed)


def ask(connection, run_id, step):
    """One metric, then one read: status and milliseconds of each."""
    metric = json.dumps({"run_id": run_id, "key": "probe", "value": step, "timestamp": 1 + step, "step": step})
    for method, path, body in [("POST", API + "runs/log-metric", metric), ("GET", f"{API}runs/get?run_id={run_id}", None)]:
        started = time.monotonic()
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException) as failure:
            connection.close()
            status = repr(failure)
        yield status, (time.monotonic() - started) * 1000


def main(port, run_id):
    stopped = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), stopped.set()), daemon=True).start()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    answers = list(ask(connection, run_id, 0))
    print("ready", flush=True)
    step = 1
    while not stopped.wait(PAUSE_SECONDS) and step < 100_000:
        answers += ask(connection, run_id, step)
        step += 1
    print(json.dumps(answers))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(int(sys.argv[1]), sys.argv[2])
