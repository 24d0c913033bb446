"""Makes the requests of a route out of values for its fields."""

import urllib.parse
from dataclasses import dataclass

from kept_connection import message
from loose_json import Raw, encode

JSON = (("Content-Type", "application/json"),)


@dataclass(frozen=True)
class Case:
    label: str
    request: bytes
    # Any of these: a status with an error code, or with a fragment of plain text.
    outcomes: tuple
    says: str = ""


class RequestMaker:
    """Makes the requests of one route out of values for its fields."""

    def __init__(self, route, store):
        self.route = route
        self.good = store.resolve({name: value for name, value in route.good.items() if not name.startswith("{")})
        self.pieces = {name: store.resolve(value) for name, value in route.good.items() if name.startswith("{")}

    def target(self, pieces=None):
        """The path, its pieces percent-encoded unless they come in `pieces`, which stand as they are."""
        target = self.route.address
        for name, piece in self.pieces.items():
            keep = "/" if name == "{path}" else ""
            target = target.replace(name, (pieces or {}).get(name) or urllib.parse.quote(piece, safe=keep))
        return target

    def in_body(self, fields, method=None, headers=JSON):
        data = bytes(fields) if isinstance(fields, Raw) else encode(fields)
        return message(method or self.route.method, self.target(), data, headers)

    def in_query(self, fields):
        return message(self.route.method, f"{self.target()}?{query_of(fields)}")

    def plain(self, method=None, target=None, headers=(), host="127.0.0.1"):
        """The good request, with something else changed than its fields."""
        route = self.route
        target = target or self.target()
        if route.takes == "query":
            return message(method or route.method, f"{target}?{query_of(self.good)}", b"", headers, host)
        if route.takes == "nothing":
            return message(method or route.method, target, b"", headers, host)
        data = b"bytes" if route.takes == "bytes" else encode(self.good)
        return message(method or route.method, target, data, (*JSON, *headers), host)


def query_of(fields):
    pairs = []
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, bool):
                item = "true" if item else "false"
            pairs.append(f"{name}={item.decode('ascii') if isinstance(item, bytes) else urllib.parse.quote(str(item), safe='')}")
    return "&".join(pairs)
