"""Fixtures of the tests that break the world around a server: kills, floods, bad input, a bad environment."""

import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(__file__)), "EndToEndTests"))

import pytest

import tally
from cairn_server import CairnServer


@pytest.fixture
def server(tmp_path):
    """A running server on a fresh store; it must end well when it is told to."""
    started = CairnServer(tmp_path / "store").start()
    yield started
    exit_code = started.stop()
    assert exit_code in (0, -9), f"exit code {exit_code}\n{started.log_text()}"


def pytest_terminal_summary(terminalreporter):
    """Prints the tally, whatever the verdict."""
    terminalreporter.section("tried")
    for line in tally.lines():
        terminalreporter.write_line(line)
