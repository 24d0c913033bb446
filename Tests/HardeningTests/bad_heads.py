"""From a route of the table: every bad path, method, host and origin, with the answer that it has to get."""

import urllib.parse

import surface_values as values
from bad_fields import shown
from request_maker import Case
from surface_fields import INVALID, MISSING, NO_ROUTE, WRONG_METHOD

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
FOREIGN_HOST = (403, "Invalid Host header")
FOREIGN_ORIGIN = (403, "Cross-origin request blocked")

FOREIGN_HOSTS = (
    "evil.example", "evil.example:5000", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:127.0.0.1", "8.8.8.8",
    "8.8.8.8:80", "[2001:db8::1]", "[::ffff:8.8.8.8]", "127.0.0.1@evil.example", "evil.example#127.0.0.1", "evil.example/127.0.0.1",
    "127.0.0.1, evil.example", "[127.0.0.1", "[::1]evil.example", "127.0.0.1:99999", "127.0.0.1:x", "",
)
FOREIGN_ORIGINS = (
    "http://evil.example", "https://evil.example", "http://evil.example:5000", "null", "", "http://127.0.0.1.evil.example", "file://",
    "http://localhost.evil.example", "http://localhost@evil.example", "http://evil.example/http://localhost", "http://[::1].evil.example",
    "http://8.8.8.8", "chrome-extension://localhost", "//localhost", "http://",
)
BAD_PIECES = ("%00", "a%00b", "%ff", "%c0%ae", "%ed%a0%80", "%f4%90%80%80")
CLIMBING_PIECES = (
    "..", "%2e%2e", "%252e%252e", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f", "%2fetc%2fpasswd", "%252fetc", "..%5c..%5cx", "C:%5cx",
    "/etc/passwd", "../..", "%2e/%2e%2e/x", "file:%2f%2f%2fetc%2fpasswd",
)


def bad_pieces(maker, store):
    """Pieces of the path that name nothing, are no text, or lead elsewhere."""
    for name in maker.pieces:
        # What the table says is about the last one.
        unknown = [store.resolve(text) for text in maker.route.bad_pieces] if name == [*maker.pieces][-1] else []
        if name == "{path}":
            yield from bad_paths(maker, store, unknown)
            continue

        def case(raw, outcomes):
            return Case(f"{name} = {shown(raw)}", maker.plain(target=maker.target({name: raw})), outcomes)

        for text in unknown:
            yield case(urllib.parse.quote(text, safe=""), (MISSING, INVALID))
        for raw in BAD_PIECES:
            yield case(raw, (INVALID,))
        for raw in CLIMBING_PIECES:
            yield case(raw, (MISSING, INVALID, NO_ROUTE))


def bad_paths(maker, store, own):
    """Paths of artifacts: as they are, and percent-encoded once more."""
    for text in own:
        outcome = MISSING if maker.route.method == "GET" and text.endswith("nobody") else INVALID
        yield Case(f"path {text}", maker.plain(target=maker.target({"{path}": urllib.parse.quote(text)})), (outcome,))
    for text in values.TRAVERSALS:
        text = store.resolve(text)
        for raw in dict.fromkeys((urllib.parse.quote(text, safe="/%:\\"), urllib.parse.quote(text, safe=""))):
            yield Case(f"path {shown(raw)}", maker.plain(target=maker.target({"{path}": raw})), (INVALID,), "Invalid path")


def bad_heads(maker, methods_at):
    """Methods that the path does not take, paths that are nearly right, and hosts and origins that are not ours."""
    route = maker.route
    allowed = sorted(methods_at[route.path])
    for method in METHODS:
        if method not in allowed:
            yield Case(f"method {method}", maker.plain(method=method), (WRONG_METHOD,), "only " + ", ".join(allowed))
    if "{path}" not in route.path:
        # A piece of a path takes what stands behind it.
        is_open = "{" in route.path or route.path + "/{path}" in methods_at
        outcomes = (NO_ROUTE, WRONG_METHOD, MISSING, INVALID) if is_open else (NO_ROUTE, WRONG_METHOD)
        for target in nearly_right(route, maker.target()):
            yield Case(f"target {target}", maker.plain(target=target), outcomes)
    if route.path not in ("/health", "/version"):
        for host in FOREIGN_HOSTS:
            yield Case(f"Host {host!r}", maker.plain(host=host), (FOREIGN_HOST,))
    if route.method != "GET":
        for origin in FOREIGN_ORIGINS:
            yield Case(f"Origin {origin!r}", maker.plain(headers=(("Origin", origin),)), (FOREIGN_ORIGIN,))


def nearly_right(route, target):
    """Targets that are the route's but for a detail."""
    last = target.rsplit("/", 1)[1]
    targets = {target + end for end in ("/", "//", "%2f", "%00", ".json", "/../" + last)} | {"/" + target, "/x/.." + target, target.upper()}
    if not route.path.startswith("/"):
        prefixes = ("/api/api/", "/API/", "/", "/api//", "/ajax-api/api/", "/api/2.0/", "/v1/")
        targets |= {target.replace("/api/", prefix, 1) for prefix in prefixes}
        targets |= {target.replace("mlflow", other, 1) for other in ("preview/mlflow", "%6dlflow", "mlflow\\", "MLflow")}
        targets |= {target.replace("2.0", "1.0", 1), target.replace("0/", "1/", 1)}
    return sorted(targets - {target})
