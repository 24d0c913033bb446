"""A file system of a few megabytes that can be made larger while it is used."""

import contextlib
import subprocess

import pytest


class SmallDisk:
    """Mounted at `path` until it is taken away."""

    def __init__(self, path):
        self.path = path

    def resize(self, megabytes):
        subprocess.run(["mount", "-o", f"remount,size={megabytes}m", str(self.path)], check=True)

    def make_read_only(self):
        subprocess.run(["mount", "-o", "remount,ro", str(self.path)], check=True)


@contextlib.contextmanager
def small_disk(path, megabytes):
    """Needs root, as mounting does."""
    path.mkdir(parents=True, exist_ok=True)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(path)]
    if subprocess.run(mounting, capture_output=True).returncode != 0:
        pytest.skip("mounting a small file system needs root")
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)
