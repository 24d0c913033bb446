"""Bytes that are no HTTP, or HTTP that two readers could read in two ways: refused or hung up on, and nothing changes."""

import json
import socket

import pytest

import tally
from cairn_server import CairnServer
from known_store import API, KnownStore

# A second request in a body: who takes the wrong length for the right one would grant it.
SMUGGLED = f"POST {API}experiments/create HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 19\r\n\r\n"
SMUGGLED = SMUGGLED.encode() + b'{"name":"smuggled"}'
WRITE = b'{"name":"written"}'
POST = f"POST {API}experiments/create".encode()


def head(*lines, start=POST + b" HTTP/1.1"):
    return b"\r\n".join([start, b"Host: 127.0.0.1", b"Content-Type: application/json", *lines]) + b"\r\n\r\n"


def sized(*lines, **more):
    """A write that is right but for what is given."""
    return head(LENGTH, *lines, **more) + WRITE


LENGTH = b"Content-Length: %d" % len(WRITE)
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(WRITE), WRITE)

MALFORMED = {
    "no HTTP": b"hello\r\n\r\n", "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100, "zeros": b"\x00" * 1_000,
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00", "HTTP/9.9": sized(start=POST + b" HTTP/9.9"),
    "no version": POST + b"\r\n\r\n", "no target": b"POST  HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a lower-case version": sized(start=POST + b" http/1.1"), "a space in the target": sized(start=POST + b" x HTTP/1.1"),
    "an unknown method": sized(start=b"BREW" + POST[4:] + b" HTTP/1.1"),
    "a method in lower case": sized(start=b"post" + POST[4:] + b" HTTP/1.1"), "NUL in the target": sized(start=POST + b"\x00 HTTP/1.1"),
    "NUL in a header": sized(b"X: a\x00b"), "a header without a colon": sized(b"nothing"), "a header without a name": sized(b": x"),
    "a space before the colon": head(b"Content-Length : %d" % len(WRITE)) + WRITE, "a space in a name": sized(b"X Y: z"),
    "a folded header": sized(b"X: a\r\n b"), "a bare carriage return": sized(b"X: a\rb"), "two lengths": sized(b"Content-Length: 3"),
    "two lengths in one": head(b"Content-Length: 3, %d" % len(WRITE)) + WRITE, "a negative length": head(b"Content-Length: -1") + WRITE,
    "a signed length": head(b"Content-Length: +%d" % len(WRITE)) + WRITE, "a length in words": head(b"Content-Length: many") + WRITE,
    "a hexadecimal length": head(b"Content-Length: 0x12") + WRITE,
    "a length beyond 64 bits": head(b"Content-Length: 99999999999999999999999") + WRITE,
    "an empty length": head(b"Content-Length:") + WRITE, "a length and chunks": head(LENGTH, b"Transfer-Encoding: chunked") + CHUNKED,
    "a length of nothing and chunks": head(b"Content-Length: 0", b"Transfer-Encoding: chunked") + CHUNKED,
    "chunks and a smuggled request": head(b"Content-Length: 4", b"Transfer-Encoding: chunked") + b"0\r\n\r\n" + SMUGGLED,
    "an encoding that is none": head(b"Transfer-Encoding: gzip") + WRITE,
    "chunked and then not": head(b"Transfer-Encoding: chunked, identity") + CHUNKED,
    "chunked behind a vertical tab": head(b"Transfer-Encoding:\x0bchunked") + CHUNKED,
    "a chunk of no size": head(b"Transfer-Encoding: chunked") + b"x\r\n" + WRITE,
    "a chunk of negative size": head(b"Transfer-Encoding: chunked") + b"-12\r\n" + WRITE + b"\r\n0\r\n\r\n",
    "a chunk beyond 64 bits": head(b"Transfer-Encoding: chunked") + b"fffffffffffffffff\r\n" + WRITE + b"\r\n0\r\n\r\n",
    "a chunk that is longer than it says": head(b"Transfer-Encoding: chunked") + b"3\r\n" + WRITE + b"\r\n0\r\n\r\n",
    "a chunk that does not end": head(b"Transfer-Encoding: chunked") + b"%x\r\n" % len(WRITE) + WRITE,
    "a body that is cut off": head(b"Content-Length: 1000") + WRITE,
    "no host": b"GET " + API.encode() + b"experiments/get?experiment_id=0 HTTP/1.1\r\n\r\n", "two hosts": sized(b"Host: evil.example"),
    "a foreign host in the target": sized(start=b"POST http://evil.example" + POST[5:] + b" HTTP/1.1").replace(b"Host: 127.0.0.1\r\n", b""),
    "a tunnel": b"CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "a star": sized(start=b"POST * HTTP/1.1"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    server = CairnServer(tmp_path_factory.mktemp("malformed") / "store").start()
    known = KnownStore(server)
    yield known
    known.close()
    assert server.stop() == 0, server.log_text()


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_http_is_refused_and_changes_nothing(store, data):
    before = store.reads()
    answers = answers_to(store.server.port, data)
    tally.add("bad inputs tried")
    statuses = statuses_in(answers)
    assert len(statuses) == 1 and 400 <= statuses[0] < 500, answers
    assert store.reads() == before
    assert json.loads(store.server.get(f"{API}experiments/get?experiment_id=0")[1])["experiment"]["name"] == "Default"


@pytest.mark.parametrize("data", [head(LENGTH) + WRITE, head(b"Transfer-Encoding: chunked") + CHUNKED], ids=["sized", "in chunks"])
def test_the_same_bytes_in_good_order_are_granted(tmp_path, data):
    server = CairnServer(tmp_path / "store").start()
    assert statuses_in(answers_to(server.port, data)) == [200]
    assert server.stop() == 0


def answers_to(port, data):
    """Everything that comes back until the server closes: the client sends no more."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        received = b""
        try:
            while piece := connection.recv(65_536):
                received += piece
        except ConnectionResetError:
            pass
        return received


def statuses_in(received):
    return [int(line.split(b" ")[1]) for line in received.split(b"\r\n") if line.startswith(b"HTTP/1.")]
