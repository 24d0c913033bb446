"""Requests as bytes over one kept connection: nothing between the test and the server mends what is sent."""

import socket

TIMEOUT_SECONDS = 60
PROBE = b"GET /version HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def __repr__(self):
        return f"{self.status} {self.body[:300]!r}"

    @property
    def closes(self):
        return self.headers.get("connection", "").lower() == "close"


class Insane(Exception):
    """The connection no longer speaks HTTP, or was closed without an answer."""


def message(method, target, body=b"", headers=(), host="127.0.0.1"):
    """A whole request. The target goes out as it is."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}"]
    if body or method in ("POST", "PUT", "PATCH"):
        lines.append(f"Content-Length: {len(body)}")
    lines += [f"{name}: {text}" for name, text in headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class KeptConnection:
    """A connection that is opened again when the server has closed it."""

    def __init__(self, port):
        self.port = port
        self.socket = None
        self.buffer = b""

    def close(self):
        if self.socket is not None:
            self.socket.close()
            self.socket = None
        self.buffer = b""

    def ask(self, request):
        """Sends one request and reads its answer."""
        self._send(request)
        answer = self._answer()
        if answer.closes:
            self.close()
        return answer

    def ask_and_probe(self, request):
        """The answer to `request`, and the version that the same connection gives right behind it; None when it was closed instead."""
        self._send(request + PROBE)
        answer = self._answer()
        if answer.closes:
            self.close()
            return answer, None
        return answer, self._answer()

    def _send(self, data):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_SECONDS)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.socket.sendall(data)
        except OSError:
            # The server answered and closed before it had read everything; its answer may still be there.
            return

    def _answer(self):
        head = self._read_to(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ", 2)
        if words[0] != "HTTP/1.1" or not words[1].isdigit():
            raise Insane(f"no status line: {lines[0]!r}")
        headers = {name.lower(): text.strip() for name, _, text in (line.partition(":") for line in lines[1:])}
        if "content-length" not in headers and int(words[1]) not in (204, 304):
            raise Insane(f"no length: {head!r}")
        return Answer(int(words[1]), headers, self._read(int(headers.get("content-length", 0))))

    def _read_to(self, mark):
        while mark not in self.buffer:
            self._receive()
        head, self.buffer = self.buffer.split(mark, 1)
        return head

    def _read(self, count):
        while len(self.buffer) < count:
            self._receive()
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def _receive(self):
        try:
            data = self.socket.recv(1 << 18)
        except OSError as error:
            self.close()
            raise Insane(f"the connection broke: {error}") from None
        if not data:
            rest = self.buffer[:200]
            self.close()
            raise Insane(f"the connection was closed in mid-answer, after {rest!r}")
        self.buffer += data
