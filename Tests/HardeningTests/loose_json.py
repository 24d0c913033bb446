"""Writes JSON that a JSON library would refuse to write: raw bytes in place of a value, keys that come twice."""

import json


class Raw(bytes):
    """Bytes that stand in the text as they are."""


class Twice(dict):
    """An object with more members behind its own: `more` is a list of (key as bytes, value)."""

    def __init__(self, members, more):
        super().__init__(members)
        self.more = more


def encode(value):
    """The bytes of `value`. Strings are escaped to ASCII, so that halves of surrogate pairs come through."""
    if isinstance(value, Raw):
        return bytes(value)
    if isinstance(value, dict):
        members = [(json.dumps(key).encode(), item) for key, item in value.items()] + getattr(value, "more", [])
        return b"{" + b",".join(key + b":" + encode(item) for key, item in members) + b"}"
    if isinstance(value, (list, tuple)):
        return b"[" + b",".join(map(encode, value)) + b"]"
    return json.dumps(value).encode()
