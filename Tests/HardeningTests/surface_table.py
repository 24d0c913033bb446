"""Every route of tiers 1 and 2 with every field it takes, as mlflow-surface.md (sections 1 and 2) has them."""

import surface_values as values
from surface_fields import (
    EXISTS, EXPERIMENT, KEY, METRIC, MISSING, MODEL, PATH, RUN, VERSION, VIEW, Field, Route, Special, boolean, enum,
    integer, objects, page, runs, tags, text, texts, value)

CORE = "2.0/mlflow/"
GONE_RUN = Special("a deleted run", {("run_id",): "<gone run>"})


def nothing_for(*fields):
    """A run that is deleted, and one that is not there, are refused also when nothing is logged to them."""
    without = {(field,): [] for field in fields}
    return (Special("nothing for a deleted run", {("run_id",): "<gone run>", **without}),
            Special("nothing for an unknown run", {("run_id",): "nobody", **without}, MISSING))


GONE_EXPERIMENT = Special("a deleted experiment", {("experiment_id",): "<gone experiment>"})
TWO_RUNS = Special("two different runs", {("run_uuid",): "<other run>"})
METRIC_GOOD = {"key": "m", "value": 1.5, "timestamp": 7, "step": 3, "dataset_name": "d", "dataset_digest": "1"}
TAG_GOOD = {"key": "t", "value": "v"}

EXPERIMENT_NAME = dict(limit=500, bad=values.BAD_EXPERIMENT_NAMES)
EXPERIMENT_SEARCH = page(50_000) + (
    text("filter", bad=values.BAD_EXPERIMENT_FILTERS), texts("order_by", bad=values.BAD_EXPERIMENT_ORDERS), enum("view_type", *VIEW))
EXPERIMENT_SEARCH_GOOD = {"max_results": 2, "filter": "name LIKE '%'", "order_by": ["name DESC"], "view_type": "ALL"}

EXPERIMENTS = (
    Route("POST", CORE + "experiments/create", "body", (
        text("name", True, **EXPERIMENT_NAME), text("artifact_location", limit=2_048, bad=values.BAD_LOCATIONS), tags(20_000),
    ), {"name": "<fresh>", "artifact_location": "s3://bucket/p", "tags": [TAG_GOOD]}, specials=(
        Special("a taken name", {("name",): "<experiment name>"}, EXISTS),
        Special("the name of a deleted one", {("name",): "<gone experiment name>"}, EXISTS),
    )),
    Route("GET", CORE + "experiments/get", "query", (EXPERIMENT,), {"experiment_id": "<experiment>"}),
    Route("GET", CORE + "experiments/get-by-name", "query", (text("experiment_name", True, unknown=("nobody", "default", "Default ", "%")),
                                                             ),
          {"experiment_name": "<experiment name>"}),
    Route("POST", CORE + "experiments/search", "body", EXPERIMENT_SEARCH, EXPERIMENT_SEARCH_GOOD),
    Route("GET", CORE + "experiments/search", "query", EXPERIMENT_SEARCH, EXPERIMENT_SEARCH_GOOD, tier=2),
    Route("POST", CORE + "experiments/update", "body", (EXPERIMENT, text("new_name", True, **EXPERIMENT_NAME)),
          {"experiment_id": "<new experiment>", "new_name": "<fresh>"}, specials=(
              GONE_EXPERIMENT, Special("a taken name", {("new_name",): "Default"}, EXISTS)), tier=2),
    Route("POST", CORE + "experiments/delete", "body", (EXPERIMENT,), {"experiment_id": "<new experiment>"}, specials=(
        Special("a deleted experiment", {("experiment_id",): "<gone experiment>"}, MISSING),), tier=2),
    Route("POST", CORE + "experiments/restore", "body", (EXPERIMENT,), {"experiment_id": "<new deleted experiment>"}, specials=(
        Special("an active experiment", {("experiment_id",): "<experiment>"}, MISSING),), tier=2),
    Route("POST", CORE + "experiments/set-experiment-tag", "body", (EXPERIMENT, KEY, value(20_000)),
          {"experiment_id": "<experiment>", **TAG_GOOD}, specials=(GONE_EXPERIMENT, Special(
              "a fifty-first view", {("experiment_id",): "<full experiment>", ("key",): "mlflow.customView.view50"})), tier=2),
    Route("POST", CORE + "experiments/delete-experiment-tag", "body", (EXPERIMENT, text("key", True, unknown=("nobody", "T", "t "))),
          {"experiment_id": "<experiment>", "key": "<new experiment tag>"}, tier=2),
)

RUNS = (
    Route("POST", CORE + "runs/create", "body", (
        EXPERIMENT, text("user_id"), text("run_name"), integer("start_time"), tags(None),
    ), {"experiment_id": "<experiment>", "user_id": "u", "run_name": "r", "start_time": 5, "tags": [TAG_GOOD]}, specials=(
        GONE_EXPERIMENT,
        Special("a name and another in the tag", {("tags",): [{"key": "mlflow.runName", "value": "other"}]}),
        Special("a tag twice", {("tags",): [TAG_GOOD, TAG_GOOD]}),
        Special("a tag twice with two values", {("tags",): [TAG_GOOD, {"key": "t", "value": "w"}]}),
    )),
    Route("GET", CORE + "runs/get", "query", runs(), {"run_id": "<run>"}, specials=(TWO_RUNS,)),
    Route("POST", CORE + "runs/update", "body", (
        *runs(), enum("status", "RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"), integer("end_time"), text("run_name"),
    ), {"run_id": "<run>", "status": "FINISHED", "end_time": 9, "run_name": "named"}, specials=(GONE_RUN, TWO_RUNS)),
    Route("POST", CORE + "runs/delete", "body", (RUN,), {"run_id": "<new run>"}, tier=2),
    Route("POST", CORE + "runs/restore", "body", (RUN,), {"run_id": "<new run>"}, tier=2),
    Route("POST", CORE + "runs/search", "body", page(50_000) + (
        Field("experiment_ids", "ids", bad=values.BAD_EXPERIMENTS + ("",)), text("filter", bad=values.BAD_RUN_FILTERS),
        enum("run_view_type", *VIEW), texts("order_by", bad=values.BAD_RUN_ORDERS),
    ), {"experiment_ids": ["<experiment>", "0"], "filter": "metrics.m > -1e300", "run_view_type": "ALL", "max_results": 1,
        "order_by": ["metrics.m DESC"]}),
    Route("POST", CORE + "runs/log-metric", "body", runs() + METRIC, {"run_id": "<run>", **METRIC_GOOD}, specials=(GONE_RUN, TWO_RUNS)),
    Route("POST", CORE + "runs/log-parameter", "body", (*runs(), KEY, value(6_000, cut=True)),
          {"run_id": "<run>", "key": "<fresh>", "value": "v"}, specials=(
              GONE_RUN, TWO_RUNS, Special("another value of a param", {("key",): "p", ("value",): "2"}),
              Special("an empty value of a param", {("key",): "p", ("value",): ""}),
              Special("a param without its value", {("key",): "p", ("value",): None}))),
    Route("POST", CORE + "runs/log-batch", "body", (
        RUN, objects("metrics", *METRIC, most_items=1_000), objects("params", KEY, value(6_000, cut=True), most_items=100),
        tags(8_000, cut=True, most_items=100),
    ), {"run_id": "<run>", "metrics": [METRIC_GOOD], "params": [{"key": "<fresh>", "value": "v"}], "tags": [TAG_GOOD]}, specials=(
        GONE_RUN, *nothing_for("metrics", "params", "tags"),
        Special("the old name only", {("run_id",): None, ("run_uuid",): "<run>"}),
        Special("1,001 items in all", {("metrics",): [METRIC_GOOD] * 999}),
        Special("a param twice", {("params",): [{"key": "new", "value": "1"}] * 2}),
        Special("a param twice with two values", {("params",): [{"key": "new", "value": "1"}, {"key": "new", "value": "2"}]}),
        Special("another value of a param", {("params",): [{"key": "new", "value": "1"}, {"key": "p", "value": "2"}]}),
        Special("a bad metric behind good ones", {("metrics",): [METRIC_GOOD] * 500 + [{"key": "a//b", "value": 1, "timestamp": 1}]}),
        Special("a bad tag behind good ones", {("tags",): [{"key": f"k{n}", "value": "v"} for n in range(99)] + [{"key": "/x"}]}),
    )),
    Route("POST", CORE + "runs/set-tag", "body", (*runs(), KEY, value(8_000, cut=True)), {"run_id": "<run>", **TAG_GOOD},
          specials=(GONE_RUN, TWO_RUNS)),
    Route("POST", CORE + "runs/delete-tag", "body", (RUN, text("key", True, unknown=("nobody", "T", "t "))),
          {"run_id": "<run>", "key": "<new run tag>"}, specials=(GONE_RUN,), tier=2),
    Route("POST", CORE + "runs/log-model", "body", (RUN, text("model_json", True, bad=(
        "x", "{", "[]", "1", "null", '"x"', "{}", "{} x", '{"run_id": "r", "artifact_path": "m", "utc_time_created": "t"}', "[" * 100_000,
        '{"artifact_path": "m", "utc_time_created": "t", "flavors": {}}', '{"run_id": "r", "run_id": "s", "artifact_path": "m"}',
    ))), {"run_id": "<run>", "model_json": '{"run_id": "r", "artifact_path": "m", "utc_time_created": "t", "flavors": {"a": {}}}'},
          specials=(GONE_RUN,)),
    Route("POST", CORE + "runs/log-inputs", "body", (
        RUN,
        objects("datasets", Field("dataset", "object", True, fields=(
            text("name", True, limit=500), text("digest", limit=36), text("source_type"), text("source", limit=65_535),
            text("schema", limit=1_048_575), text("profile", limit=16_777_215),
        )), objects("tags", text("key", True, limit=255), text("value", limit=500)), most_items=1_000),
        objects("models", text("model_id", True)),
    ), {"run_id": "<run>", "datasets": [{"dataset": {
        "name": "d", "digest": "1", "source_type": "local", "source": "{}", "schema": "{}", "profile": "{}"},
        "tags": [{"key": "mlflow.data.context", "value": "train"}]}], "models": [{"model_id": "<logged>"}]},
          specials=(GONE_RUN, *nothing_for("datasets", "models"))),
    Route("POST", CORE + "runs/outputs", "body", (
        RUN, objects("models", text("model_id", True), integer("step"), required=True),
    ), {"run_id": "<run>", "models": [{"model_id": "<logged>", "step": 1}]}, specials=(GONE_RUN, *nothing_for("models"))),
    Route("GET", CORE + "metrics/get-history", "query", (
        *runs(unknown=()), text("metric_key", True), *page(2_147_483_647),
    ), {"run_id": "<run>", "metric_key": "m", "max_results": 1}, specials=(TWO_RUNS,)),
    Route("GET", CORE + "metrics/get-history-bulk-interval", "query", (
        Field("run_ids", "texts", True, most_items=100, not_empty=True), text("metric_key", True), integer("start_step"),
        integer("end_step"), integer("max_results", least=1, most=2_500),
    ), {"run_ids": ["<run>", "<other run>"], "metric_key": "m", "start_step": 0, "end_step": 9, "max_results": 2}, specials=(
        Special("a start without an end", {("end_step",): None}), Special("an end without a start", {("start_step",): None}),
        Special("a start behind the end", {("start_step",): 10}),
    ), tier=2),
)

BAD_FILES = values.TRAVERSALS + ("", ".", "./", "a/")
PRESIGNED = (text("path", True, bad=BAD_FILES), integer("expiration"))
TREE = "2.0/mlflow-artifacts/"

ARTIFACTS = (
    Route("GET", CORE + "artifacts/list", "query", (*runs(), PATH), {"run_id": "<run>", "path": "model"}, specials=(TWO_RUNS,)),
    Route("GET", TREE + "artifacts", "query", (PATH,), {"path": "<experiment>/<run>/artifacts"}),
    Route("GET", TREE + "artifacts/{path}", bad_pieces=("<experiment>/<run>/artifacts/nobody", "<experiment>/<run>/artifacts/model"),
          good={"{path}": "<experiment>/<run>/artifacts/model/MLmodel"}),
    Route("PUT", TREE + "artifacts/{path}", "bytes", bad_pieces=(
        "<experiment>/<run>/artifacts/model", "<experiment>/<run>/artifacts/model/MLmodel/x", "<experiment>/<run>/artifacts/x/"),
        good={"{path}": "<experiment>/<run>/artifacts/<fresh>.bin"}),
    Route("DELETE", TREE + "artifacts/{path}", good={"{path}": "<experiment>/<run>/artifacts/nobody"}, tier=2),
    *(Route(method, f"{TREE}{name}/{{path}}", good={"{path}": "<experiment>/<run>/artifacts/x"}, answer=501, tier=2)
      for method, name in (("POST", "mpu/create"), ("POST", "mpu/complete"), ("POST", "mpu/abort"), ("GET", "presigned"))),
    Route("GET", "/get-artifact", "query", (*runs(), text("path", True, bad=BAD_FILES, unknown=("nobody", "MODEL/MLmodel"))),
          {"run_id": "<run>", "path": "model/MLmodel"}, specials=(TWO_RUNS, Special("a directory", {("path",): "model"})), tier=3),
    Route("POST", CORE + "artifacts/presigned-upload-url", "body", (
        text("run_id", unknown=values.UNKNOWN_RUNS), text("model_id"), *PRESIGNED,
    ), {"run_id": "<run>", "path": "x"}, specials=(
        Special("a run and a model", {("model_id",): "<logged>"}), Special("neither a run nor a model", {("run_id",): None}),
    ), answer=400, tier=2),
    Route("POST", CORE + "artifacts/presigned-download-url", "body", (RUN, *PRESIGNED), {"run_id": "<run>", "path": "x"}, answer=400,
          tier=2),
)

PAIRS = (text("key", True, limit=250), text("value"))
PAIR_TWICE = [{"key": "k", "value": "v"}] * 2
ONE_MODEL = CORE + "logged-models/{model_id}"
BY_ID = dict(bad_pieces=values.UNKNOWN_LOGGED_MODELS + ("<gone logged>",))

LOGGED_MODELS = (
    Route("POST", CORE + "logged-models", "body", (
        EXPERIMENT, text("name", bad=values.BAD_LOGGED_MODEL_NAMES), text("model_type"), text("source_run_id"), objects("params", *PAIRS),
        objects("tags", *PAIRS),
    ), {"experiment_id": "<experiment>", "name": "n", "model_type": "t", "source_run_id": "<run>", "params": [TAG_GOOD],
        "tags": [TAG_GOOD]},
          specials=(GONE_EXPERIMENT, Special("a param twice", {("params",): PAIR_TWICE}))),
    Route("POST", CORE + "logged-models/search", "body", page(1_000) + (
        Field("experiment_ids", "ids", True, bad=values.BAD_EXPERIMENTS + ("",), not_empty=True),
        text("filter", bad=values.BAD_LOGGED_MODEL_FILTERS),
        objects("datasets", text("dataset_name", True), text("dataset_digest")),
        objects("order_by", text("field_name", True, bad=values.BAD_LOGGED_MODEL_ORDERS), boolean("ascending"), text("dataset_name"),
                text("dataset_digest")),
    ), {"experiment_ids": ["<experiment>"], "filter": "name != 'x'", "datasets": [{"dataset_name": "d", "dataset_digest": "1"}],
        "max_results": 1, "order_by": [{"field_name": "metrics.m", "ascending": False, "dataset_name": "d", "dataset_digest": "1"}]},
        specials=(
            Special("an order by a digest without its dataset", {("order_by", 0, "dataset_name"): None}),)),
    Route("GET", ONE_MODEL, "query", (boolean("allow_deleted"),), {"{model_id}": "<logged>", "allow_deleted": False}, **BY_ID),
    Route("PATCH", ONE_MODEL, "body", (
        enum("status", "LOGGED_MODEL_PENDING", "LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED", required=True),
    ), {"{model_id}": "<logged>", "status": "LOGGED_MODEL_READY"}, specials=(
        Special("no status at all", {("status",): "LOGGED_MODEL_STATUS_UNSPECIFIED"}),), **BY_ID),
    Route("PATCH", ONE_MODEL + "/tags", "body", (objects("tags", *PAIRS),), {"{model_id}": "<logged>", "tags": [TAG_GOOD]}, **BY_ID),
    Route("POST", ONE_MODEL + "/params", "body", (objects("params", *PAIRS),),
          {"{model_id}": "<logged>", "params": [{"key": "<fresh>", "value": "v"}]}, specials=(
              Special("a param twice", {("params",): PAIR_TWICE}),
              Special("a param that is there, with its value", {("params",): [{"key": "lp", "value": "1"}]}),
          ), **BY_ID),
    Route("DELETE", ONE_MODEL, good={"{model_id}": "<new logged>"}, tier=2, bad_pieces=values.UNKNOWN_LOGGED_MODELS),
    Route("DELETE", ONE_MODEL + "/tags/{tag_key}", good={"{model_id}": "<logged>", "{tag_key}": "<new logged tag>"}, tier=2,
          bad_pieces=("nobody", "..", "T", "x" * 300)),
    Route("GET", ONE_MODEL + "/artifacts/directories", "query", (text("artifact_directory_path", bad=values.TRAVERSALS),),
          {"{model_id}": "<logged>", "artifact_directory_path": "x"}, tier=2, **BY_ID),
)

REGISTRY_TAGS = tags(100_000)
NEW_NAME = dict(limit=256, bad=values.BAD_MODEL_NAMES)
MODEL_SEARCH = page(1_000) + (text("filter", bad=values.BAD_MODEL_FILTERS), texts("order_by", bad=values.BAD_MODEL_ORDERS))
MODEL_SEARCH_GOOD = {"max_results": 1, "filter": "name LIKE '%'", "order_by": ["last_updated_timestamp DESC"]}
LATEST = (MODEL, texts("stages", bad=values.BAD_STAGES))
LATEST_GOOD = {"name": "<model>", "stages": ["none", "PRODUCTION"]}
ALIAS = CORE + "registered-models/alias"

REGISTERED_MODELS = (
    Route("POST", CORE + "registered-models/create", "body", (text("name", True, **NEW_NAME), REGISTRY_TAGS, text("description")),
          {"name": "<fresh>", "tags": [TAG_GOOD], "description": "d"}, specials=(
              Special("a taken name", {("name",): "<model>"}, EXISTS), Special("the name of a prompt", {("name",): "<prompt>"}, EXISTS))),
    Route("GET", CORE + "registered-models/get", "query", (MODEL,), {"name": "<model>"}),
    Route("GET", CORE + "registered-models/search", "query", MODEL_SEARCH, MODEL_SEARCH_GOOD),
    Route("POST", CORE + "registered-models/search", "body", MODEL_SEARCH, MODEL_SEARCH_GOOD, tier=2),
    Route("PATCH", CORE + "registered-models/update", "body", (MODEL, text("description")), {"name": "<model>", "description": "d"},
          tier=2),
    Route("POST", CORE + "registered-models/rename", "body", (MODEL, text("new_name", True, **NEW_NAME)),
          {"name": "<new model>", "new_name": "<fresh>"}, specials=(Special("a taken name", {("new_name",): "<prompt>"}, EXISTS),), tier=2),
    Route("DELETE", CORE + "registered-models/delete", "either", (MODEL,), {"name": "<new model>"}, tier=2),
    Route("POST", CORE + "registered-models/set-tag", "body", (MODEL, KEY, value(100_000)), {"name": "<model>", **TAG_GOOD}),
    Route("DELETE", CORE + "registered-models/delete-tag", "either", (MODEL, text("key", True)), {"name": "<model>", "key": "nobody"},
          tier=2),
    Route("POST", CORE + "registered-models/get-latest-versions", "body", LATEST, LATEST_GOOD),
    Route("GET", CORE + "registered-models/get-latest-versions", "query", LATEST, LATEST_GOOD),
    Route("POST", ALIAS, "body", (MODEL, text("alias", True, bad=values.BAD_ALIASES, good=values.GOOD_ALIASES), VERSION),
          {"name": "<model>", "alias": "a", "version": "1"}),
    Route("GET", ALIAS, "query", (MODEL, text("alias", True, bad=("nobody", "CHAMPION", "champion ", "v1", "../champion"))),
          {"name": "<model>", "alias": "champion"}),
    Route("DELETE", ALIAS, "either", (MODEL, text("alias", True)), {"name": "<model>", "alias": "nobody"}, tier=2),
)

ONE_VERSION = {"name": "<model>", "version": "1"}
VERSIONS = CORE + "model-versions/"

MODEL_VERSIONS = (
    Route("POST", VERSIONS + "create", "body", (
        MODEL, text("source", True, bad=values.BAD_SOURCES, unknown=values.UNKNOWN_SOURCES), text("run_id"), REGISTRY_TAGS,
        text("run_link"), text("description"), text("model_id", unknown=("nobody", "m-" + "0" * 32, "<gone logged>")),
    ), {"name": "<model>", "source": "runs:/<run>/model", "run_id": "<run>", "tags": [TAG_GOOD], "run_link": "l", "description": "d"},
    specials=(
        Special("the source of another run", {("run_id",): "<other run>"}), Special("a source without its run", {("run_id",): None}),
        Special("a tree path of an unknown run", {("source",): "mlflow-artifacts:/<experiment>/<run>/artifacts", ("run_id",): "nobody"},
                MISSING),
        Special("a prompt with files", {("name",): "<prompt>"}), Special("a prompt and a bucket", {("name",): "<prompt>", ("source",
            ): "s3://b/p"}),
        Special("a deleted logged model", {("source",): "models:/<gone logged>", ("model_id",): "<gone logged>"}, MISSING),
    )),
    Route("GET", VERSIONS + "get", "query", (MODEL, VERSION), ONE_VERSION),
    Route("GET", VERSIONS + "search", "query", page(200_000) + (
        text("filter", bad=values.BAD_VERSION_FILTERS), texts("order_by", bad=values.BAD_VERSION_ORDERS),
    ), {"max_results": 1, "filter": "version_number >= '1'", "order_by": ["version_number DESC"]}),
    Route("GET", VERSIONS + "get-download-uri", "query", (MODEL, VERSION), ONE_VERSION),
    Route("PATCH", VERSIONS + "update", "body", (MODEL, VERSION, text("description")), {**ONE_VERSION, "description": "d"}),
    Route("POST", VERSIONS + "transition-stage", "body", (
        MODEL, VERSION, text("stage", True, bad=values.BAD_STAGES), boolean("archive_existing_versions"),
    ), {**ONE_VERSION, "stage": "production", "archive_existing_versions": True}, specials=(
        Special("archiving into None", {("stage",): "None"}), Special("archiving into Archived", {("stage",): "Archived"}))),
    Route("DELETE", VERSIONS + "delete", "either", (MODEL, VERSION), {"name": "<model>", "version": "<new version>"}, tier=2),
    Route("POST", VERSIONS + "set-tag", "body", (MODEL, VERSION, KEY, value(100_000)), {**ONE_VERSION, **TAG_GOOD}),
    Route("DELETE", VERSIONS + "delete-tag", "either", (MODEL, VERSION, text("key", True)), {**ONE_VERSION, "key": "nobody"}, tier=2),
)

SERVER = (
    Route("GET", "/health"), Route("GET", "/version"), Route("GET", "3.0/mlflow/server-info"), Route("GET", "/openapi.json", tier=3),
)

ROUTES = EXPERIMENTS + RUNS + ARTIFACTS + LOGGED_MODELS + REGISTERED_MODELS + MODEL_VERSIONS + SERVER
