"""Ways to put load on a server: wrk with a script of this folder, and single requests."""

import http.client
import json
import os
import subprocess
import time

SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "wrk")


def wrk(port, script, connections, seconds, **parameters):
    """Runs a script of `wrk/`, one connection a thread; returns requests, seconds, p50, p95, p99 (ms), errors, bytes."""
    environment = {**os.environ, "WRK_COMMON": f"{SCRIPTS}/load.lua", **{key: str(value) for key, value in parameters.items()}}
    command = ["wrk", "-t", str(connections), "-c", str(connections), "-d", str(seconds), "--timeout", "60",
               "-s", f"{SCRIPTS}/{script}.lua", f"http://127.0.0.1:{port}"]
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    result = json.loads(finished.stdout.strip().splitlines()[-1])
    result["rate"] = (result["requests"] - result["errors"]) / result["seconds"]
    return result


class Client:
    """One keep-alive connection that speaks the API."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def answer(self, method, path, data=None, headers=None):
        """The answer's head; its body is still to be read. A connection that the server has closed meanwhile is opened again."""
        for attempt in range(2):
            try:
                self.connection.request(method, path, data, headers or {})
                return self.connection.getresponse()
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self.connection.close()
                if attempt > 0:
                    raise

    def call(self, method, path, body=None):
        """The decoded answer; anything but a 200 ends the benchmark."""
        data = None if body is None else json.dumps(body)
        answer = self.answer(method, f"/api/2.0/mlflow/{path}", data, {"Content-Type": "application/json"})
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text)

    def post(self, path, body):
        return self.call("POST", path, body)

    def count_points(self, run, key):
        """How many points the history of a metric has, counted in the bytes of the answer, which may be large."""
        answer = self.answer("GET", f"/api/2.0/mlflow/metrics/get-history?run_id={run}&metric_key={key}")
        count, rest = 0, b""
        while chunk := answer.read(1 << 20):
            text = rest + chunk
            count += text.count(b'"timestamp"')
            # What may be the beginning of one more, and is too short to have been counted.
            rest = text[-10:]
        return count

    def upload(self, path, chunks, byte_count):
        """Seconds that a PUT of `chunks` took."""
        # The chunks can be sent once only, so the connection has to be new.
        self.connection.close()
        began = time.monotonic()
        self.connection.request(
            "PUT", f"/api/2.0/mlflow-artifacts/artifacts/{path}", chunks, {"Content-Length": str(byte_count)})
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"PUT {path}: {answer.status}")
        return time.monotonic() - began

    def download(self, path):
        """Seconds and bytes of a GET."""
        began, received = time.monotonic(), 0
        answer = self.answer("GET", f"/api/2.0/mlflow-artifacts/artifacts/{path}")
        while chunk := answer.read(1 << 20):
            received += len(chunk)
        return time.monotonic() - began, received
