"""From a route of the table: the odd requests that clients of every language send, and that are granted (mlflow-surface.md 1.2 and 2)."""

import urllib.parse

from bad_fields import ABSENT, at, camel, changed, shown
from kept_connection import message
from loose_json import Raw, encode
from request_maker import JSON, query_of

NUMBERS = (0, -0.0, 1, "1", "1.5", "-1e-3", "1e+05", 5e-324, 1e308, "NaN", "Infinity", "-Infinity", float("nan"), float("inf"),
           -float("inf"),
           Raw(b"1e400"), Raw(b"-1e400"), Raw(b"1" + b"0" * 400), Raw(b"0." + b"1" * 400), True, False)
BOOLEANS = (True, False, "true", "false", "TRUE", "FALSE", "True", "False", "tRuE")
# Two fields of one route, whose order is a rule.
ORDERED = ("start_step", "end_step")


def lenient_requests(route, store):
    """(label, request) for each; what has to be made for a request is made just before it."""
    if route.answer != 200:
        return
    yield "as it is", lambda: send(route, made(route, store))
    if not route.path.startswith("/"):
        yield "under /ajax-api/", lambda: send(route, made(route, store), prefix="/ajax-api/")
    for label, change in odd_fields(route):
        yield label, lambda change=change: send(route, change(made(route, store), store))
    if route.takes in ("body", "either", "query"):
        for label, write in ODD_BODIES.items():
            yield label, lambda write=write: send(route, made(route, store), write=write)
    if route.takes in ("body", "either"):
        for given in ("application/json; charset=utf-8", "Application/JSON", " application/json ; charset=x"):
            yield f"content type {given!r}", lambda given=given: send(route, made(route, store), headers=(("Content-Type", given),))
    if route.takes == "either":
        yield "in the query", lambda: send(route, made(route, store), in_query=True)


def made(route, store):
    return store.resolve(route.good, making=True)


def send(route, values, prefix="/api/", headers=JSON, write=None, in_query=False):
    """The request with these values; `write` puts them into a body in its own way, for a GET too."""
    target = route.path if route.path.startswith("/") else prefix + route.path
    for name in [name for name in values if name.startswith("{")]:
        target = target.replace(name, urllib.parse.quote(values[name], safe="/" if name == "{path}" else ""))
    fields = {name: value for name, value in values.items() if not name.startswith("{")}
    if route.takes == "query" and write is None or in_query:
        return message(route.method, f"{target}?{query_of(fields)}")
    if route.takes in ("nothing", "bytes"):
        return message(route.method, target, b"" if route.takes == "nothing" else b"bytes")
    return message(route.method, target, (write or encode)(fields), headers)


# --- The whole body ---


def in_camel_case(fields):
    if isinstance(fields, dict):
        return {camel(name): in_camel_case(value) for name, value in fields.items()}
    return [in_camel_case(item) for item in fields] if isinstance(fields, list) else fields


ODD_BODIES = {
    "in camelCase": lambda fields: encode(in_camel_case(fields)),
    "as JSON in a string": lambda fields: encode(encode(fields).decode()),
    "with a byte order mark": lambda fields: b"\xef\xbb\xbf" + encode(fields),
    "with space around it": lambda fields: b" \r\n\t" + encode(fields) + b"\n ",
    "with its names escaped": lambda fields: b"{" + b",".join(
        b'"%s":%s' % (b"".join(b"\\u%04x" % byte for byte in name.encode()), encode(value)) for name, value in fields.items()) + b"}",
    "with unknown fields": lambda fields: encode({
        **fields, "nobody": 1, "": None, "unknown_list": [1, "a", {"b": [None]}], "unknownNumber": float("nan"), "\u00e9": "x" * 10_000}),
    "with 98 arrays in an unknown field": lambda fields: encode({**fields, "deep": Raw(b"[" * 98 + b"]" * 98)}),
    "with all that it lacks as null": lambda fields: encode({**fields, "another_field": None}),
}


# --- Single fields ---


def odd_fields(route):
    """(label, change) for each odd value of each field."""
    essential = {path for special in route.specials for path,
                 value in special.changes.items() if value is None and len(special.changes) == 1}
    good = {name: value for name, value in route.good.items() if not name.startswith("{")}
    for path, field in places(route.fields, good):
        is_there = field.name in at(good, path)
        for value in odd_values(field, at(good, path).get(field.name), route.takes):
            yield f"{field.name} = {shown(value)}", setting(path + (field.name,), value)
        if not field.required and path + (field.name,) not in essential and not (field.instead and is_there):
            yield f"{field.name} absent", setting(path + (field.name,), ABSENT)
            if route.takes != "query":
                yield f"{field.name} null", setting(path + (field.name,), None)
            if field.kind == "text":
                yield f"{field.name} empty", setting(path + (field.name,), "")
            if field.kind in ("texts", "ids", "objects") and route.takes != "query" and not field.not_empty:
                yield f"{field.name} without an element", setting(path + (field.name,), [])


def places(fields, values, path=()):
    for field in fields:
        yield path, field
        if field.kind in ("object", "objects") and field.fields:
            yield from places(field.fields, values, path + (field.name,) + ((0,) if field.kind == "objects" else ()))


# An identifier of digits, sent as a number.
AS_NUMBER = object()


class Longest(int):
    """Stands for a text of so many characters that is nowhere else."""


def setting(path, value):
    def change(fields, store):
        if isinstance(value, Longest):
            return changed(fields, path, store.resolve("<fresh>", making=True).ljust(value, "x"))
        if value is AS_NUMBER:
            return changed(fields, path, int(at(fields, path)))
        return changed(fields, path, store.resolve(value, making=True) if isinstance(value, (str, list)) else value)
    return change


def odd_values(field, good, takes):
    if field.kind == "integer":
        yield from odd_integers(field, good)
    elif field.kind == "number":
        yield from NUMBERS
    elif field.kind == "boolean":
        yield from BOOLEANS if takes != "query" else [value for value in BOOLEANS if isinstance(value, str)]
    elif field.kind == "enum":
        for number, name in enumerate(field.names, 1):
            yield from (name, number, str(number), Raw(b"%d.0" % number))
    elif field.kind == "id":
        yield AS_NUMBER
    elif field.kind == "text":
        yield from field.good
        if field.limit and field.limit < 1 << 20:
            yield Longest(field.limit + 1 if field.cut else field.limit)
            if "name" not in field.name and field.name != "key":
                yield "\u00e9" * field.limit
                yield "\U0001f600" * field.limit


def odd_integers(field, good):
    if good is not None:
        yield from (str(good), Raw(b"%d.0" % good), Raw(b"%de0" % good), f"{good}.0", f"{good}e+00")
    if field.name not in ORDERED:
        yield from (field.least, field.most, str(field.most), str(field.least))
