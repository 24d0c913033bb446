"""Stores that cannot be used: full, read-only, held by another server, or damaged. Each gets a sentence that says what to do."""

import os
import subprocess

import pytest

from cairn_server import CairnServer, run_cairn
from test_bad_input import API, call, post


@pytest.fixture
def small_disk(tmp_path):
    """A file system of two megabytes."""
    mount = tmp_path / "small"
    mount.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(mount)], capture_output=True)
    if made.returncode != 0:
        pytest.skip("mounting a small file system needs root")
    yield mount
    subprocess.run(["umount", "-l", str(mount)], check=True)


def test_a_full_disk_is_named_and_loses_nothing_acknowledged(small_disk):
    server = CairnServer(small_disk / "store")
    server.log_path = str(small_disk) + ".log"
    server.start()
    _, created = post(server, "runs/create", {"experiment_id": "0", "start_time": 1})
    run_id = created["run"]["info"]["run_id"]
    acknowledged = []
    refusal = None
    for number in range(2000):
        status, answer = post(server, "runs/log-batch", {
            "run_id": run_id, "tags": [{"key": f"t{number}", "value": os.urandom(3500).hex()}]})
        if status != 200:
            refusal = (status, answer)
            break
        acknowledged.append(number)
    assert refusal is not None, "the disk never filled up"
    assert refusal[0] == 503, refusal
    assert refusal[1]["error_code"] == "TEMPORARILY_UNAVAILABLE"
    assert "space" in refusal[1]["message"].lower()
    server.kill()
    os.system(f"mount -o remount,size=64m {small_disk}")
    server.start()
    _, run = call(server, "GET", f"{API}runs/get?run_id={run_id}")
    tags = {tag["key"] for tag in run["run"]["data"]["tags"]}
    assert {f"t{number}" for number in acknowledged} <= tags
    assert post(server, "runs/set-tag", {"run_id": run_id, "key": "again", "value": "works"})[0] == 200
    assert server.stop() == 0


def test_a_second_server_on_one_store_is_refused(server):
    second = run_cairn("serve", "--store", server.store, "--port", "0")
    assert second.returncode == 74
    assert "another" in second.stderr.lower() and "server" in second.stderr.lower()


def test_a_port_in_use_is_named(server, tmp_path):
    second = run_cairn("serve", "--store", tmp_path / "other", "--port", server.port)
    assert second.returncode == 74
    assert str(server.port) in second.stderr


def test_a_read_only_store_is_named(tmp_path, small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    refused = run_cairn("serve", "--store", small_disk / "store", "--port", "0")
    assert refused.returncode == 74
    assert "cannot be written" in refused.stderr and "read-write" in refused.stderr


def test_a_directory_that_is_no_store_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("do not touch")
    refused = run_cairn("serve", "--store", tmp_path, "--port", "0")
    assert refused.returncode == 74
    assert sorted(os.listdir(tmp_path)) == ["thesis.txt"]


def test_verify_names_file_and_offset_of_one_flipped_bit(server):
    _, created = post(server, "runs/create", {"experiment_id": "0", "start_time": 1})
    run_id = created["run"]["info"]["run_id"]
    call(server, "PUT", f"/api/2.0/mlflow-artifacts/artifacts/0/{run_id}/artifacts/a.bin", b"trail" * 1000)
    assert server.stop() == 0
    assert run_cairn("verify", "--store", server.store).returncode == 0
    flipped = 0
    for directory, _, names in os.walk(server.store):
        for name in names:
            path = os.path.join(directory, name)
            relative = os.path.relpath(path, server.store)
            if not (relative.startswith(("logs/", "blobs/")) and os.path.getsize(path) > 0):
                continue
            middle = os.path.getsize(path) // 2
            flip(path, middle)
            verdict = run_cairn("verify", "--store", server.store)
            assert verdict.returncode == 1, (relative, verdict.stdout, verdict.stderr)
            assert name in verdict.stdout + verdict.stderr
            assert "offset" in verdict.stdout + verdict.stderr or "byte" in verdict.stdout + verdict.stderr
            flip(path, middle)
            flipped += 1
    assert flipped >= 2
    assert run_cairn("verify", "--store", server.store).returncode == 0


def flip(path, offset):
    """Inverts one bit in place."""
    with open(path, "r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 0x10]))
