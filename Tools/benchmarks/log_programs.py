"""The programs that Tools/benchmarks/log compares: how each is built and called, and in what words it is named."""

import json
import os
import shutil
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
KERNELS = f"{ROOT}/Sources/CByteKernels"
BUILD = f"{ROOT}/.build/log-benchmark"

PACKAGES = ["librocksdb-dev", "libleveldb-dev", "liblmdb-dev", "libsqlite3-dev", "liblz4-dev", "zlib1g-dev", "g++"]
LIBRARIES = {"rocksdb": ["-lrocksdb"], "leveldb": ["-lleveldb"], "sqlite": ["-lsqlite3"], "lmdb": ["-llmdb"], "limits": ["-llz4"], "generate": []}


def say(text):
    print(text, file=sys.stderr, flush=True)


def install():
    missing = [name for name in PACKAGES if subprocess.run(["dpkg-query", "-W", name], capture_output=True).returncode != 0]
    if missing:
        say(f"installing {' '.join(missing)}")
        subprocess.run(["apt-get", "install", "-y", "-qq", "-o", "DPkg::Lock::Timeout=300", *missing], check=True, stdout=subprocess.DEVNULL)


def build_peers():
    os.makedirs(BUILD, exist_ok=True)
    objects = []
    for name in ("crc32c", "sha256", "merkle", "fork"):
        objects.append(f"{BUILD}/{name}.o")
        subprocess.run(["gcc", "-O2", "-std=gnu2x", f"-I{KERNELS}/include", "-c", f"{KERNELS}/{name}.c", "-o", objects[-1]], check=True)
    for name, libraries in LIBRARIES.items():
        subprocess.run(["g++", "-std=c++20", "-O2", "-Wall", "-Wextra", f"-I{KERNELS}/include", f"{HERE}/log-peers/{name}.cpp", *objects,
                        "-o", f"{BUILD}/{name}", *libraries, "-lpthread", "-ldl"], check=True)
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", f"{HERE}/log-peers/allocations.c", "-o", f"{BUILD}/allocations.so"], check=True)


def build_ours():
    """Of the package only the log and what it stands on."""
    environment = dict(os.environ, CAIRN_BENCHMARKS="1", CAIRN_ONLY="SegmentLog", CAIRN_TESTS="")
    done = subprocess.run(["swift", "build", "-c", "release", "--package-path", ROOT, "--product", "log-benchmark", "--scratch-path",
                           f"{BUILD}/swift"], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stdout + done.stderr)
    return f"{BUILD}/swift/release/log-benchmark"


class Contestant:
    """One program, called with a mode and NAME VALUE options; every call has a directory of its own."""

    def __init__(self, name, title, program, durable, kept, fixed=()):
        self.name, self.title, self.program, self.fixed = name, title, program, fixed
        # In words: what a durable append and a kept batch wait for.
        self.levels = {"durable": durable, "kept": kept}

    def run(self, mode, directory, *options, counts_allocations=False, dies=False):
        environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
        if counts_allocations:
            environment["LD_PRELOAD"] = f"{BUILD}/allocations.so"
        command = [self.program, mode, "--directory", directory, *map(str, self.fixed), *map(str, options)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode != (-signal.SIGKILL if dies else 0):
            raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
        return json.loads(done.stdout)


class Ours(Contestant):
    """Cairn makes the log's directory itself: it lies in the one that is given."""

    def run(self, mode, directory, *options, **more):
        return super().run(mode, f"{directory}/log", *options, **more)


def contestants(ours):
    """All of them, ours first."""
    synced = "acknowledged after fdatasync"
    forms = {"tasks": "asynchronous waiters", "threads": "blocking threads", "callbacks": "callbacks"}
    found = [Ours(f"cairn-{form}", f"Cairn, {words}, Merkle {merkle}", ours, synced, "", ("--form", form, "--merkle", merkle))
             for form, words in forms.items() for merkle in (("on", "off") if form == "tasks" else ("on",))]
    found[1].name = "cairn-tasks-off"
    kept = "written; a thread of the log's syncs within 50 ms"
    found += [Ours("cairn-on", "Cairn, Merkle on", ours, "", kept, ("--merkle", "on")),
              Ours("cairn-off", "Cairn, Merkle off", ours, "", kept, ("--merkle", "off"))]
    found += [
        Contestant("rocksdb", "RocksDB", f"{BUILD}/rocksdb", "threads; WAL, WriteOptions.sync", "WAL, no sync; its threads flush (LZ4)"),
        Contestant("leveldb", "LevelDB", f"{BUILD}/leveldb", "threads; log, WriteOptions.sync", "log, no sync; its thread flushes (Snappy)"),
        Contestant("sqlite", "SQLite, one connection", f"{BUILD}/sqlite", "threads, a mutex; WAL, synchronous=FULL", "WAL, synchronous=NORMAL"),
        Contestant("sqlite-many", "SQLite, a connection each", f"{BUILD}/sqlite", "threads; WAL, synchronous=FULL", "", ("--variant", "connections")),
        Contestant("lmdb", "LMDB", f"{BUILD}/lmdb", "threads, a mutex; a synced transaction each", "MDB_NOSYNC"),
    ]
    return {one.name: one for one in found}


def limits():
    program = f"{BUILD}/limits"
    return {one.name: one for one in [
        Contestant("raw", "write + fdatasync alone", program, "pwrite, fdatasync", ""),
        Contestant("compress", "LZ4 of 64-KiB blocks + CRC32C alone", program, "", "nothing is written"),
        Contestant("hash-pairs", "the log's own tree alone, in pairs", program, "", "leaf SHA-256(00 ‖ head ‖ SHA-256(body)), two side by side",
                   ("--variant", "pairs")),
        Contestant("hash-erasable", "the log's own tree alone, one by one", program, "", "leaf SHA-256(00 ‖ head ‖ SHA-256(body))",
                   ("--variant", "erasable")),
        Contestant("hash", "RFC 6962 over whole records, one by one", program, "", "leaf SHA-256(00 ‖ record)"),
        Contestant("crc", "CRC32C alone", program, "", "nothing is written"),
    ]}


def bytes_below(path):
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


def machine():
    """What a reader of the figures has to know of where they were made."""
    def first(path, prefix):
        with open(path) as lines:
            return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(prefix)), "unknown")

    versions = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}, ", *PACKAGES[:5]], capture_output=True, text=True).stdout
    mount = subprocess.run(["findmnt", "-no", "FSTYPE,OPTIONS", "-T", ROOT], capture_output=True, text=True).stdout.split() if shutil.which(
        "findmnt") else ["unknown"]
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.splitlines()
    return {"processor": first("/proc/cpuinfo", "model name"), "cores": os.cpu_count(), "memory": first("/proc/meminfo", "MemTotal"),
            "kernel": os.uname().release, "file system": mount[0] if mount else "unknown", "swift": swift[0] if swift else "unknown",
            "packages": versions.strip(", ")}
