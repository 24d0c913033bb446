"""The server's own pages, and the two plain probes."""

from test_bad_input import post


def test_pages_show_what_was_logged(server):
    _, created = post(server, "runs/create", {"experiment_id": "0", "start_time": 1, "run_name": "<script>alert(1)</script>"})
    run_id = created["run"]["info"]["run_id"]
    post(server, "runs/log-batch", {"run_id": run_id, "params": [{"key": "lr", "value": "0.1"}],
                                    "metrics": [{"key": "loss", "value": 0.5, "timestamp": 1}]})
    post(server, "registered-models/create", {"name": "fraud"})
    for path, words in {"/": ["Default"], "/experiments/0": ["script&gt;"], f"/experiments/0/runs/{run_id}": ["lr", "loss"],
                        "/models": ["fraud"], "/models/fraud": ["fraud"]}.items():
        status, body = server.get(path)
        text = body.decode()
        assert status == 200, path
        assert "<script>alert" not in text
        for word in words:
            assert word in text, (path, word)
    assert server.get("/experiments/424242")[0] == 404


def test_probes(server):
    assert server.get("/health") == (200, b"OK")
    status, version = server.get("/version")
    assert status == 200 and tuple(map(int, version.decode().split(".")[:2])) >= (3, 4)
