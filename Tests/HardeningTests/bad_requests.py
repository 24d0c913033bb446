"""From a route of the table: every bad request, as bytes, with the answer that it has to get."""

import gzip

import surface_values as values
from bad_fields import ABSENT, Wrong, camel, changed, wrong_requests
from bad_heads import bad_heads, bad_pieces
from loose_json import Raw, encode
from request_maker import JSON, Case, RequestMaker
from surface_fields import INVALID

NOT_JSON = (
    None, "", " ", "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp",
    "application", "application/", "json", "*/*", "application/xml", "application/json-patch+json", "application/x-json",
    "text/plain; application/json",
)


def bad_requests(route, store, methods_at):
    """All of them. `methods_at`: path → the methods that are served there."""
    maker = RequestMaker(route, store)
    if route.takes in ("body", "query", "either"):
        yield from bad_bodies(maker)
        yield from bad_fields_in_bodies(maker, store)
    if route.takes in ("query", "either"):
        yield from bad_queries(maker, store)
    yield from bad_pieces(maker, store)
    yield from bad_heads(maker, methods_at)


# --- Bodies ---


WILD_VALUES = {
    "100 arrays deep": b"[" * 100 + b"]" * 100, "100 objects deep": b'{"a":' * 100 + b"1" + b"}" * 100, "no number": b"01",
    "100,000 arrays deep": b"[" * 100_000 + b"]" * 100_000, "half a surrogate pair": b'"\\udc00"', "NUL": b'"\\u0000"',
    "invalid UTF-8": b'"\xff"', "a key twice": b'{"a":1,"a":1}', "a key of invalid UTF-8": b'{"\xff":1}',
    "a key with NUL": b'{"\\u0000":1}',
}
TAILS = {"text": b" x", "an object": b"{}", "a brace": b"}", "a comma": b",", "NUL": b"\x00", "a byte": b"\xff"}


def bad_bodies(maker):
    route, good = maker.route, encode(maker.good)
    if route.takes != "query":
        for given in NOT_JSON:
            headers = () if given is None else (("Content-Type", given),)
            yield Case(f"content type {given!r}", maker.in_body(maker.good, headers=headers), (INVALID,), "Content-Type")
    bodies = {label: (body, "Malformed JSON") for label, body in values.BAD_BODIES.items()}
    for cut in range(1, len(good), max(1, len(good) // 12)):
        bodies[f"cut after {cut} bytes"] = good[:cut], "Malformed JSON"
    for label, tail in TAILS.items():
        bodies[f"with {label} behind it"] = good + tail, "Malformed JSON"
    for label, wild in WILD_VALUES.items():
        bodies[f"with an unknown field: {label}"] = encode({**maker.good, "unknown_field": Raw(wild)}), "Malformed JSON"
    bodies["a list of the object"] = b"[" + good + b"]", "has to be an object"
    for label, (body, says) in bodies.items():
        yield Case(f"body: {label}", maker.in_body(Raw(body)), (INVALID,), says)
    compressed = maker.in_body(Raw(gzip.compress(good)), headers=(*JSON, ("Content-Encoding", "gzip")))
    yield Case("body: compressed", compressed, (INVALID,), "Malformed JSON")


def bad_fields_in_bodies(maker, store):
    specials = (Wrong(special.label, with_changes(maker.good, special.changes, store), special.outcome) for special in maker.route.specials)
    for wrong in [*wrong_requests(maker.route.fields, maker.good), *specials]:
        yield Case(wrong.label, maker.in_body(resolved(wrong.values, store)), (wrong.outcome,), wrong.says)
    yield from foreign_tokens(maker, store, maker.in_body)


def with_changes(good, changes, store):
    for path, value in changes.items():
        good = changed(good, path, ABSENT if value is None else store.resolve(value))
    return good


def resolved(fields, store):
    """Names of what is in the store, in values that came from the table."""
    if isinstance(fields, str) and "<" in fields:
        return store.resolve(fields)
    if type(fields) is dict:
        return {name: resolved(value, store) for name, value in fields.items()}
    if type(fields) is list and len(fields) < 50:
        return [resolved(item, store) for item in fields]
    return fields


OTHER_QUERIES = {
    "filter": ABSENT, "metric_key": "other", "order_by": [], "experiment_ids": ["0"], "view_type": "DELETED_ONLY",
    "run_view_type": "ACTIVE_ONLY", "run_id": "<other run>",
}


def foreign_tokens(maker, store, make):
    """A token that is genuine, with a query that it does not belong to."""
    if not any(field.name == "page_token" for field in maker.route.fields):
        return
    held = {**maker.good, "page_token": store.facts["token"]}
    for name, other in OTHER_QUERIES.items():
        if name in held:
            request = make(changed(held, (name,), resolved(other, store)))
            yield Case(f"a token of a query with another {name}", request, (INVALID,), "page token")


# --- Queries ---


def bad_queries(maker, store):
    for field in maker.route.fields:
        yield from bad_query_values(maker, field, store)
    for special in maker.route.specials:
        yield Case(f"?{special.label}", maker.in_query(with_changes(maker.good, special.changes, store)), (special.outcome,))
    yield from foreign_tokens(maker, store, maker.in_query)


def bad_query_values(maker, field, store):
    good = dict(maker.good)
    if field.instead and field.name not in good:
        good[field.name] = good.pop(field.instead)

    def case(label, value, outcome=INVALID, says=""):
        return Case(f"?{field.name} {label}", maker.in_query(changed(good, (field.name,), value)), (outcome,), says)

    for raw in (b"%00", b"a%00b", b"%ff", b"%c0%80", b"%ed%a0%80", b"%f4%90%80%80"):
        yield case(f"= {raw.decode()}", raw)
    if field.kind not in ("texts", "ids") and field.name in good:
        yield case("twice", [good[field.name]] * 2, says=field.name)
    if camel(field.name) != field.name and field.name in good:
        both = {**good, camel(field.name): good[field.name]}
        yield Case(f"?{field.name} in both spellings", maker.in_query(both), (INVALID,), field.name)
    if field.required or field.instead:
        says = "run_id" if field.instead else field.name
        yield case("absent", ABSENT, says=says)
        if field.kind != "texts":
            yield case("empty", b"", says=says)
    yield from wrong_texts_in_query(maker, field, good, store, case)
    if field.most_items:
        yield case(f"{field.most_items + 1} times", good[field.name][:1] * (field.most_items + 1))


def wrong_texts_in_query(maker, field, good, store, case):
    """What is no text in JSON is text in a query, so that only wrong texts and numbers remain."""
    listed = field.kind in ("texts", "ids")
    for wrong in wrong_requests((field,), good):
        value = wrong.values.get(field.name) if type(wrong.values) is dict else None
        if listed:
            value = value[0] if isinstance(value, list) and len(value) == 1 else None
        if type(value) is str and value and value != good.get(field.name):
            yield Case(f"?{wrong.label}", maker.in_query(resolved(wrong.values, store)), (wrong.outcome,), wrong.says)
        elif type(value) is int and value != good.get(field.name) and field.kind in ("integer", "enum"):
            yield case(f"= {value}", str(value))
