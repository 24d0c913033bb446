"""HTTP by hand: requests as bytes, half requests, many of them, answers read or not."""

import contextlib
import json
import socket

API = "/api/2.0/mlflow/"
JSON = "Content-Type: application/json"


def request(method, path, body=b"", *headers):
    """One request as bytes, its length announced."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def head(method, path, *headers):
    """The head of a request whose length is for `headers` to say."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers]).encode() + b"\r\n\r\n"


def post(route, body):
    return request("POST", API + route, json.dumps(body).encode(), JSON)


def connect(port, timeout=30):
    return socket.create_connection(("127.0.0.1", port), timeout=timeout)


@contextlib.contextmanager
def connections(port, count):
    """`count` connections at once, closed at the end."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(connect(port)) for _ in range(count)]


class Answers:
    """The answers on one connection, one after the other."""

    def __init__(self, connection):
        self.connection = connection
        self.rest = b""

    def next(self):
        """Status and body; None when the connection ended instead."""
        while b"\r\n\r\n" not in self.rest:
            if not self._receive():
                return None
        header, self.rest = self.rest.split(b"\r\n\r\n", 1)
        length = next((int(line.split(b":")[1]) for line in header.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
        while len(self.rest) < length:
            if not self._receive():
                return None
        body, self.rest = self.rest[:length], self.rest[length:]
        return int(header.split(b" ", 2)[1]), body

    def _receive(self):
        try:
            piece = self.connection.recv(1 << 18)
        except ConnectionResetError:
            return False
        self.rest += piece
        return bool(piece)


def answer(port, sent, timeout=30):
    """Sends bytes on a connection of their own: the first answer's status and body, or None."""
    with connect(port, timeout) as connection:
        send(connection, sent)
        return Answers(connection).next()


def send(connection, data):
    """Sends as much as the other side takes; False when it hung up."""
    try:
        connection.sendall(data)
        return True
    except (BrokenPipeError, ConnectionResetError):
        return False
