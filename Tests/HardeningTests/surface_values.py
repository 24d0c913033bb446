"""Values that break the rules of the REST surface (mlflow-surface.md, section 2), rule by rule, and values that keep to them."""

# --- 2.4: key rule K, and the names and aliases of 2.9 ---

BAD_KEYS = (
    "a//b", "/x", "x/", "/", ".", "..", "./x", "x/.", "../x", "x/..", "a/../b", "a/./b", "a@b", "a$b", "a#b", "a%b", "a&b", "a?b", "a*b",
    "a+b", "a=b", "a,b", "a;b", "a'b", 'a"b', "a`b", "a\\b", "..\\x", "a|b", "a<b>", "a(b)", "a[b]", "a{b}", "a~b", "a^b", "a!b", "a\tb",
    "a\nb", "a\rb", "a\x7fb", "a\u0301", "\u200b", "\u2028", "\U0001f600", "%2e%2e/x", "C:\\x", "x" * 251, "\u00e9" * 251,
)
GOOD_KEYS = ("a/b", "a:b c-d_e.f", "\u00e9", "\u65e5\u672c", "x\u0663", "system/cpu", "C:/x", "x" * 250, "\u00e9" * 250, "...")

BAD_MODEL_NAMES = (" ", "   ", "\t", "\u3000", "a/b", "/", "a:b", ":", ".", "..", "../x", "models:/x", "x" * 257, "\u00e9" * 257)
GOOD_MODEL_NAMES = ("x \u00e9@#", "m-1", "a.b", "...", "\u65e5\u672c")
BAD_EXPERIMENT_NAMES = (" ", "   ", "\t\n", "\u00a0", "\u3000", "x" * 501, "\u00e9" * 501, "\U0001f600" * 501)
BAD_ALIASES = (
    "latest", "LATEST", "Latest", "v1", "V12", "v0", "a b", "a/b", "a:b", "a.b", "a@b", "../x", "a\\b", "a%2fb", "a\nb", " a", "a ",
    "\U0001f600", "x" * 256, "\u00e9" * 256,
)
GOOD_ALIASES = ("v1a", "12", "\u00e9", "champion", "a-b_c", "V", "x" * 255)
BAD_LOGGED_MODEL_NAMES = ("a/b", "a:b", "a.b", "a%b", 'a"b', "a'b", "../x", "x" * 501)
BAD_STAGES = ("Bogus", "prod", "Production ", " staging", "None,Staging", "0", "1", "x" * 10_000, "\U0001f600")

# --- 2.2: identifiers ---

UNKNOWN_RUNS = (
    "0" * 32, "f" * 32, "nobody", " <run>", "<run> ", "<run>\n", "<run>0", "<RUN>", "../<run>", "<run>/..", "'; DROP TABLE runs; --",
    "\U0001f600", "\u200b<run>", "%00", "x" * 10_000, "<logged>", "<experiment>", "*", "-1",
)
UNKNOWN_LOGGED_MODELS = (
    "m-" + "0" * 32, "nobody", "<run>", "<LOGGED>", "<logged>0", " <logged>", "x" * 5_000, "..", ".", "'; --", "\U0001f600", "*")
UNKNOWN_EXPERIMENTS = ("424242", "1", "999999999999999999", "123456789012345678")
BAD_EXPERIMENTS = (
    "abc", "-1", "-0", "+0", "0.0", "0.5", "1e3", " 0", "0 ", "0\n", "0x0", "\uff10", "\u0660", "Default", "9" * 19, "9" * 400, "0,0",
    "0;", "../0", "null", "NaN",
)
UNKNOWN_VERSIONS = ("<gone version>", "0", "999", "4294967295", "4294967296", "4294967297", "9" * 30)
BAD_VERSIONS = ("abc", "1.0", "-1", "+1", "1e0", " 1", "1 ", "1\n", "0x1", "\uff11", "\u0661", "latest", "Production", "1,2", "../1", "NaN")
UNKNOWN_MODELS = (
    "<gone model>", "nobody", "<MODEL>", "<model> ", " <model>", "<model>/1", "../<model>", "models:/<model>", "'; --", "\U0001f600",
    "x" * 10_000,
)

# --- 2.14: paths of artifacts ---

TRAVERSALS = (
    "..", "../x", "../../../../etc/passwd", "a/..", "a/../../b", "%2e%2e", "%2e%2e/x", "%2E%2E%2Fx", "..%2fx", "%252e%252e/x",
    "%25252e%25252e", "a/..%2f..%2fb", "a/%2e%2e/b", "..\\x", "a\\..\\b", "a\\b", "..%5cx", "%2e%2e%5cx", "a%255cb", "/etc/passwd",
    "//etc/passwd", "/<experiment>/<run>/artifacts/model", "%2fetc%2fpasswd", "%252fetc", "C:/x", "c:/windows", "C:\\x", "c%3a/x",
    "file:///etc/passwd", "FILE:/x", "%66ile:/x", "a#b", "a%23b", "a%00b", "a%2500b", "a\nb", "a%0ab", "a\x7fb", "a\x1bb", "a%ff",
    "a%c0%ae", "x" * 4_097, "\u00e9" * 2_049,
)

# --- 2.3 rule 8: places for an experiment's artifacts; 2.9: sources of versions ---

HOST_URIS = (
    "http://evil.example/x", "https://evil.example/x", "HTTP://evil.example", "ftp://h/x", "sftp://h/x", "hdfs://h/x", "viewfs://h/x",
    "r2://h/x", "b2://h/x", "abfss://c@h/x", "mlflow-artifacts://evil.example/x", "MLFLOW-ARTIFACTS://evil.example/x",
)
CLIMBING_URIS = (
    "s3://b/../x", "s3://b/%2e%2e/x", "s3://b/%252e%252e/x", "s3://b/p?x=../y", "mlflow-artifacts:/../x",
    "mlflow-artifacts:/a/..%2f..%2fx", "mlflow-artifacts:/a\\..\\b", "mlflow-artifacts:///../x", "file:///a/../etc", "/tmp/../etc",
    "../x", "..\\x", "s3://b/..\\x",
)
BAD_LOCATIONS = HOST_URIS + CLIMBING_URIS + (
    "runs:/<run>/x", "models:/<model>/1", "s3://b/p#x", "mlflow-artifacts:/a#x", "s3://b/p;x=1", "s3://b/" + "x" * 2_042, "s3://b/a\nb",
    "mlflow-artifacts:/a%00b", "mlflow-artifacts:/C:/x",
)
BAD_SOURCES = HOST_URIS + CLIMBING_URIS + (
    "runs:/<other run>/model", "runs:/" + "0" * 32 + "/model", "runs:/", "runs:<run>/model", "runs://<run>/model",
    "mlflow-artifacts:/0/x", "mlflow-artifacts:/", "mlflow-artifacts:/<experiment>/<other run>/artifacts/model",
    "mlflow-artifacts:/<experiment>/<run>/artifacts/../x", "mlflow-artifacts:/<experiment>/<run>/artifactsx/model", "/etc/passwd",
    "file:///etc/passwd", "file:/etc/passwd", "relative/path", "model", "models:/<model>", "models:/", "models:<model>/1",
    "models:/<model>/Bogus", "models:/<logged>", "models:/<model>/1.0", "s3://b/p#x", "s3://b/" + "x" * 2_042, "s3://b/a%00b",
    "dummy-source",
)
UNKNOWN_SOURCES = ("models:/<model>/999", "models:/<model>@nobody", "models:/nobody/1", "models:/<model>/Production",
                   "models:/nobody/latest")

# --- 2.11: filters and orders ---

BAD_SYNTAX = (
    "=", "AND", "AND AND", "name", "name =", "= 'x'", "name = 'x' OR name = 'y'", "NOT name = 'x'", "(name = 'x')", "name = 'x';",
    "name = 'x'; DROP TABLE runs", "name == 'x'", "name <> 'x'", "name BETWEEN 'a' AND 'b'", "'x' = name", "name = 'x", "name = \"x",
    "name = x'", "name 'x'", "name LIKE", "name IN ()", "name IN 'x'", "name IN ('x'", "name = ('x')", "name = 'x' name = 'y'",
    "name = 'x' AND AND name = 'y'", "nothing.x = 'x'", "nothing = 'x'", "TAGS.x = 'x'", "`name = 'x'", "tags.`x = 'x'", "tags. = 'x'",
    "tags = 'x'", ".x = 'x'", "name = 1", "name > 'x'", "tags.x > 'x'", "tags.x = 1", "tags.a b = 'x'", "name = NULL", "name = TRUE",
    "name = 'x' -- y", "name = 'x' /* y */", "name = 'x' UNION SELECT 1", "name\u00a0= 'x'", "\U0001f600", "1 = 1", "''", "name = ''''' ",
    "*",
)


def _filters(*more, name="name"):
    common = [text.replace("name", name) for text in BAD_SYNTAX]
    return tuple(dict.fromkeys(common + list(more)))


BAD_EXPERIMENT_FILTERS = _filters(
    "name IN ('x')", "lifecycle_stage = 'active'", "artifact_location = 'x'", "creation_time = '1'", "creation_time LIKE '1'",
    "creation_time = 1.5x",
    "experiment_id > '1'", "experiment_id IN (1)", "tags.x IN ('x')", "metrics.x > 1", "params.x = 'x'", "name IS NULL",
)
BAD_RUN_FILTERS = _filters(
    "METRICS.m > 0", "metrics.m > '0'", "metrics.m = NaN", "metrics.m = Infinity", "metrics.m LIKE 1", "metrics.m IS NULL",
    "metrics.m IN (1)", "m > 0", "metrics.m > 0x10", "metrics.m > 1e", "metrics.m > --1", "metrics.m > .", "params.p > '1'",
    "params.p = 1", "params.p IN ('1')", "tags.t IN ('x')", "status IN ('FINISHED')", "run_name IN ('x')", "start_time = '1'",
    "start_time LIKE '1'", "end_time IS NULL", "experiment_id = '0'", "lifecycle_stage = 'active'", "run_id = 1", "run_id > 'x'",
    "dataset.x = 'x'", "dataset.name > 'x'", "dataset.name IS NULL", "attribute.metrics.m > 0", "created > 'x'", name="run_name")
BAD_MODEL_FILTERS = _filters(
    "attributes.name = 'x'", "description = 'x'", "name IS NULL", "tags.x IS NULL", "tags.x IN ('x')", "`name` = 'x'", "version_number = 1",
    "timestamp > 1", "last_updated_timestamp > 1",
)
BAD_VERSION_FILTERS = _filters(
    "version_number = 1.0", "version_number = 'x'", "version_number IN (1)", "version_number LIKE '1'", "run_id > 'x'", "stage = 'None'",
    "current_stage = 'None'", "status = 'READY'", "model_id = 'x'", "creation_timestamp > 1", "source = 'x'", "tags.x IS NULL",
    "name IS NULL")
BAD_LOGGED_MODEL_FILTERS = _filters(
    "tag.x = 'x'", "metric.m > 1", "param.p = 'x'", "metrics.m > '1'", "metrics.m LIKE 1", "status LIKE 'R%'", "status > 'READY'",
    "status = 'NOPE'", "creation_timestamp = '1'", "creation_timestamp LIKE '1'", "name IS NULL", "nothing IN ('x')",
    "attribute.name = 'x'")

_ORDERS = ("", " ", "nothing", "name, name", "name DESC ASC", "name DESCENDING", "name;", "name ASC;", "DESC", "(name)", "name nulls last",
           "1", "`name",
           "tags.", "nothing.x", "name -- x", "name DESC, run_id", "\U0001f600", "random()")
BAD_EXPERIMENT_ORDERS = _ORDERS + ("metrics.m", "lifecycle_stage")
BAD_RUN_ORDERS = tuple(text.replace("name", "run_name") for text in _ORDERS) + ("dataset.name", "METRICS.m", "metrics.")
BAD_MODEL_ORDERS = _ORDERS + ("version_number", "tags.x", "creation_timestamp")
BAD_VERSION_ORDERS = _ORDERS + ("tags.x", "source", "stage")
BAD_LOGGED_MODEL_ORDERS = ("", "nothing", "tags.x", "params.x", "name DESC", "metrics.", "name, name", "\U0001f600")

# --- 2.10: page tokens ---

FORGED_TOKENS = (
    "garbage", "0", "-1", "0" * 32, "f" * 32, "eyJvZmZzZXQiOiAxfQ==", "eyJvZmZzZXQiOiAxMDAwMH0=", "e30=", "%00", "{}", "../x",
    "\U0001f600", "x" * 10_000, "<token>0", "<TOKEN>", " <token>", "<flipped token>", "<token of another query>",
)

# --- JSON that is none, in the place of a value or of the whole body ---

BAD_LITERALS = (
    b"", b"01", b"+1", b".5", b"1.", b"1e", b"-", b"--1", b"0x1", b"1_0", b"1,", b"nan", b"Nan", b"-NaN", b"infinity", b"Inf", b"True",
    b"None", b"tru", b"nul", b"undefined", b"'a'", b"a", b"[1", b"[1,]", b"[,1]", b"{\"a\"}", b"{\"a\":}", b"{a:1}", b"{\"a\":1,}",
    b"/*x*/1", b"1//x", b"\xff", b"\x00", b"\x0b1", "\u00a01".encode(), "\uff11".encode(), b"\"a", b"\"a\\\"", b"\"a\nb\"", b"\"a\tb\"",
    b"\"\\x41\"", b"\"\\u12\"", b"\"\\u12g4\"", b"\"\\U00000041\"",
)
BAD_STRINGS = (
    b"\"\\ud800\"", b"\"\\udc00\"", b"\"a\\ud83dz\"", b"\"\\ude00\\ud83d\"", b"\"\\ud83d\\ud83d\"", b"\"\\ud83d\\n\"", b"\"\\uDBFF\"",
    b"\"a\\u0000b\"", b"\"\\u0000\"", b"\"a\x00b\"", b"\"a\x01b\"", b"\"\xff\"", b"\"\x80\"", b"\"\xc0\x80\"", b"\"\xc1\xbf\"",
    b"\"\xe0\x80\x80\"", b"\"\xed\xa0\x80\"", b"\"\xf0\x80\x80\x80\"", b"\"\xf4\x90\x80\x80\"", b"\"\xf8\x88\x80\x80\x80\"",
    b"\"\xe2\x82\"", b"\"\xe9\"",
)
BAD_BODIES = {
    "nothing but space": b"  ", "null": b"null", "true": b"true", "a number": b"1", "an array": b"[]", "an array of objects": b"[{}]",
    "text": b"name=x",
    "an empty string": b'""', "a string of no JSON": b'"x"', "a string of an array": b'"[]"', "a string twice wrapped": b'"\\"{}\\""',
    "NaN": b"NaN",
    "two objects": b"{} {}", "an object and a comma": b"{},", "an object and NUL": b"{}\x00", "an object and text": b"{} x",
    "a closing brace too many": b"{}}",
    "an open brace": b"{", "a key": b'{"a"', "a key and a colon": b'{"a":', "UTF-16": "{}".encode("utf-16"),
    "UTF-32": "{}".encode("utf-32"),
    "invalid UTF-8": b"\xff\xfe", "a form feed": b"\x0c{}", "a comment": b"/**/{}", "XML": b"<x/>", "100,000 brackets": b"[" * 100_000,
    "100,000 braces": b'{"a":' * 100_000, "NUL": b"\x00",
}
