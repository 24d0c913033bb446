"""From the fields of a route: every way in which one of them can be wrong, as values for a request."""

import copy
from dataclasses import dataclass

import surface_values as values
from loose_json import Raw, Twice
from surface_fields import INVALID, MISSING

NOT_A_NUMBER = float("nan")
INFINITY = float("inf")
ABSENT = object()

ANYTHING_BUT = {
    "text": (True, False, 0, 7, -1, 1.5, 1 << 70, [], ["a"], {}, {"a": 1}, NOT_A_NUMBER, INFINITY),
    "id": (True, False, 1.5, -1, 1 << 70, [], ["0"], [0], {}, {"a": 1}, NOT_A_NUMBER, -INFINITY),
    "integer": (
        True, False, "", " ", "abc", "1.5", 1.5, -0.5, "1e", "0x10", "+1", " 1", "1 ", "1\n", "1_000", "\uff11", "\u0661", "NaN",
        "Infinity", NOT_A_NUMBER, INFINITY, Raw(b"1e400"), Raw(b"1e19"), 1 << 63, -(1 << 63) - 1, str(1 << 63), str(-(1 << 63) - 1),
        10 ** 40, "9" * 400, Raw(b"9" * 5_000), Raw(b"0." + b"0" * 5_000 + b"1"), [], [1], {}, {"a": 1}, "null", "true"),
    "number": (
        "", " ", "abc", "nan", "inf", "-inf", "+1", "+Infinity", "1.", ".", ".5", " 1", "1 ", "0x10", "1e", "1,5", "\uff11", [], [1], {},
        {"a": 1}, "null", "true"),
    "boolean": (0, 1, -1, 1.5, "", " ", "yes", "no", "1", "0", "truee", "true ", "T", "\uff54rue", [], [True], {}, {"a": 1}, NOT_A_NUMBER),
    "enum": (
        "", " ", "NOPE", 0, 99, -1, 257, 258, 1 << 40, 1 << 70, 1.5, "1.5", True, [], [1], {}, {"a": 1}, NOT_A_NUMBER, "\U0001f600",
        "x" * 10_000),
    "texts": ("abc", "", 0, 7, True, {}, {"a": 1}, 1.5, NOT_A_NUMBER, [None], [0], [True], [1.5], [[]], [["a"]], [{}], [NOT_A_NUMBER]),
    "ids": ("abc", "0", 0, True, {}, {"a": 1}, [None], [True], [1.5], [-1], [[]], [["0"]], [{}], [NOT_A_NUMBER], [1 << 70]),
    "objects": ("abc", "[]", 0, True, {}, {"a": 1}, NOT_A_NUMBER, ["abc"], [0], [None], [True], [[]], [[{}]]),
    "object": ("abc", "{}", 0, True, [], [{}], NOT_A_NUMBER),
}


@dataclass(frozen=True)
class Wrong:
    """One wrong request: its values, its answer, and what the message has to say."""

    label: str
    values: object
    outcome: tuple = INVALID
    says: str = ""


def changed(tree, path, new):
    """A copy of `tree` with another value at `path`, or none."""
    result = copy.copy(tree)
    if len(path) > 1:
        result[path[0]] = changed(tree[path[0]], path[1:], new)
    elif new is ABSENT:
        result.pop(path[0], None)
    else:
        result[path[0]] = new
    return result


def at(tree, path):
    for step in path:
        tree = tree[step]
    return tree


def camel(name):
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def shown(value):
    text = repr(value)
    return text if len(text) < 60 else f"{text[:40]}… ({len(text)})"


def wrong_requests(fields, good, path=()):
    """Every wrong request that follows from `fields`, which stand at `path` of the `good` one."""
    for field in fields:
        base = based_on(field, good, path)
        place = path + (field.name,)
        yield from wrong_values(field, base, place)
        yield from said_twice(field, base, path)
        if field.kind in ("object", "objects") and field.fields:
            inner = place if field.kind == "object" else place + (0,)
            yield from wrong_requests(field.fields, base, inner)


def based_on(field, good, path):
    """A good request in which the field is there, in place of the one that could stand for it."""
    holder = at(good, path)
    if field.instead and field.name not in holder:
        good = changed(good, path + (field.name,), holder[field.instead])
        return changed(good, path + (field.instead,), ABSENT)
    return good


def wrong_values(field, base, place):
    name = named = spelled(place)

    def wrong(label, value, outcome=INVALID, says=named):
        return Wrong(f"{name} {label}", changed(base, place, value), outcome, says)

    for value in ANYTHING_BUT[field.kind]:
        yield wrong(f"= {shown(value)}", value)
    # Each field gets a third of these, so that each route gets them all.
    for literal in values.BAD_LITERALS[sum(name.encode()) % 3::3]:
        yield wrong(f"written {shown(literal)}", Raw(literal), says="Malformed JSON")
    for text in values.BAD_STRINGS:
        yield wrong(f"as text {shown(text)}", Raw(text), says="Malformed JSON")
    if field.required or field.instead:
        yield wrong("absent", ABSENT, says="run_id" if field.instead else named)
        yield wrong("null", None, says="run_id" if field.instead else named)
        if field.kind in ("text", "id"):
            yield wrong("empty", "", says="run_id" if field.instead else named)
    yield from wrong_by_rule(field, base, place, wrong)


def wrong_by_rule(field, base, place, wrong):
    """What is of the right type, and still not right."""
    if field.limit and not field.cut:
        # Of the longest ones more than a byte each would be more than a request takes.
        for letter in ("x", "\u00e9", "\U0001f600") if field.limit < 1 << 20 else "x":
            yield wrong(f"with {field.limit + 1} times {letter}", letter * (field.limit + 1), says="")
    for text in field.bad:
        yield wrong(f"= {shown(text)}", text_in(field, text), says="")
    for text in field.unknown:
        yield wrong(f"= {shown(text)}, which nothing has", text_in(field, text), MISSING, says="")
    if field.kind == "enum":
        for text in field.names:
            for spelling in (text.lower(), text.capitalize(), text + " ", " " + text, text[:-1]):
                yield wrong(f"= {spelling!r}", spelling)
        yield wrong("past the last number", len(field.names) + 1)
    if field.kind == "integer":
        bounds = [field.least - 1] + ([field.least - 2, -(1 << 63)] if field.least > -(1 << 63) else [])
        bounds += [field.most + 1] + ([1 << 31, 1 << 32, 1 << 62, (1 << 63) - 1] if field.most < 1 << 31 else [])
        for number in bounds:
            yield wrong(f"= {number}, out of range", number)
            yield wrong(f"= '{number}', out of range", str(number))
    if field.not_empty:
        yield wrong("without an element", [])
    if field.most_items:
        yield wrong(f"with {field.most_items + 1} elements", repeated(at(base, place)[0], field.most_items + 1), says="")


def text_in(field, text):
    """The text as the field's value, or as an element of its value."""
    return [text] if field.kind in ("texts", "ids") else text


def repeated(item, count):
    """`count` items that differ in nothing but their key."""
    if isinstance(item, dict) and "key" in item:
        return [{**item, "key": f"k{number}"} for number in range(count)]
    return [item] * count


def said_twice(field, base, path):
    """A field that comes twice: the same key, the same key in disguise, and in both spellings."""
    holder = at(base, path)
    if field.name not in holder:
        return
    value = holder[field.name]
    name = field.name.encode()
    disguised = b"\\u%04x" % name[0] + name[1:]
    for key in (name, disguised):
        twice = Twice(holder, [(b'"' + key + b'"', value)])
        yield Wrong(f"{spelled(path + (field.name,))} twice, as {key.decode()}", changed(base, path, twice) if path else twice,
                    says="twice")
    other = camel(field.name)
    if other != field.name:
        both = {**holder, other: value}
        yield Wrong(f"{spelled(path + (field.name,))} in both spellings", changed(base, path, both) if path else both, says=field.name)


def spelled(path):
    """The path as messages have it: `metrics[0].timestamp`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]
