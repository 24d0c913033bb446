"""The words in which surface_table.py says what a route takes: routes, and fields of the few kinds that the surface knows."""

from dataclasses import dataclass, field

import surface_values as values

INVALID = (400, "INVALID_PARAMETER_VALUE")
MISSING = (404, "RESOURCE_DOES_NOT_EXIST")
EXISTS = (400, "RESOURCE_ALREADY_EXISTS")
NO_ROUTE = (404, "ENDPOINT_NOT_FOUND")
WRONG_METHOD = (405, "ENDPOINT_NOT_FOUND")


@dataclass(frozen=True)
class Field:
    """One field of a request.

    `kind` is text, id (text that may come as a whole number), integer, number, boolean, enum, texts, ids, object or objects.
    """

    name: str
    kind: str
    required: bool = False
    # Text: at most so many characters; longer ones are refused, or cut where `cut` says so.
    limit: int = None
    cut: bool = False
    # Texts that break the field's rule (400), that name nothing (404), and odd ones that are accepted.
    bad: tuple = ()
    unknown: tuple = ()
    good: tuple = ()
    # An integer's bounds; an enum's names, whose numbers are 1, 2, 3 …
    least: int = -(1 << 63)
    most: int = (1 << 63) - 1
    names: tuple = ()
    # Members of an object or of an array's objects; how many an array takes; whether it has to have any.
    fields: tuple = ()
    most_items: int = None
    not_empty: bool = False
    # Where missing it is not an error in itself, another field has to be there.
    instead: str = None


@dataclass(frozen=True)
class Special:
    """A request that breaks a rule about more than one field: what to change in the good one, and the answer."""

    label: str
    changes: dict
    outcome: tuple = INVALID


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    # Where the fields stand: body, query, either (a DELETE), or nothing.
    takes: str = "nothing"
    fields: tuple = ()
    # The values of a request that is granted; `<run>` and the like stand for what is in the store.
    good: dict = field(default_factory=dict)
    # Texts for a piece of the path that name nothing or leave it, each with its answers.
    bad_pieces: tuple = ()
    specials: tuple = ()
    # What the good request gets, where it is not 200.
    answer: int = 200
    # A request whose effect does not allow it to be sent again as it is has `<new …>` or `<fresh>` in it.
    tier: int = 1

    @property
    def key(self):
        return f"{self.method} {self.path}"

    @property
    def address(self):
        return self.path if self.path.startswith("/") else "/api/" + self.path


def text(name, required=False, **more):
    return Field(name, "text", required, **more)


def integer(name, required=False, **more):
    return Field(name, "integer", required, **more)


def boolean(name):
    return Field(name, "boolean")


def enum(name, *names, required=False):
    return Field(name, "enum", required, names=names)


def texts(name, bad=(), **more):
    return Field(name, "texts", bad=bad, **more)


def objects(name, *fields, **more):
    return Field(name, "objects", fields=fields, **more)


def runs(unknown=values.UNKNOWN_RUNS):
    """A run under its name or its old one; where an unknown run is no error, `unknown` is empty."""
    return (
        text("run_id", unknown=unknown, instead="run_uuid"),
        text("run_uuid", unknown=unknown, instead="run_id"),
    )


RUN = text("run_id", True, unknown=values.UNKNOWN_RUNS)
EXPERIMENT = Field("experiment_id", "id", True, bad=values.BAD_EXPERIMENTS, unknown=values.UNKNOWN_EXPERIMENTS)
VERSION = Field("version", "id", True, bad=values.BAD_VERSIONS, unknown=values.UNKNOWN_VERSIONS)
MODEL = text("name", True, unknown=values.UNKNOWN_MODELS)
KEY = text("key", True, limit=250, bad=values.BAD_KEYS, good=values.GOOD_KEYS)
PATH = text("path", bad=values.TRAVERSALS)
TOKEN = text("page_token", bad=values.FORGED_TOKENS)


def value(limit, cut=False):
    return text("value", limit=limit, cut=cut)


def tags(limit, cut=False, **more):
    return objects("tags", KEY, value(limit, cut), **more)


def page(most):
    """The fields of a list that comes in pages."""
    return (integer("max_results", least=1, most=most), TOKEN)


VIEW = ("ACTIVE_ONLY", "DELETED_ONLY", "ALL")
METRIC = (
    KEY, Field("value", "number", True), integer("timestamp", True, least=0), integer("step"), text("model_id", unknown=("nobody",
        "m-" + "0" * 32)),
    text("dataset_name", limit=500), text("dataset_digest", limit=36),
)
