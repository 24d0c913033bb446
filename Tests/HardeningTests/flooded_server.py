"""What a flood did to the server and to others: memory at its peak, how a client that behaves was served, whether refusals are refusals."""

import concurrent.futures
import json
import re
import statistics
import threading
import time

import tally

MEDIAN_MILLISECONDS_MAX = 100
SLOWEST_MILLISECONDS_MAX = 2000
# Of fewer answers than this the median says little: they count in the median over all floods.
MEDIAN_COUNT_MIN = 50

all_times = []


def judge(flood, answers, peak):
    """Every answer a 200, the median and the slowest within their bounds."""
    statuses = {status for status, _ in answers}
    times = sorted(milliseconds for _, milliseconds in answers)
    median, slowest = statistics.median(times), times[-1]
    late = sum(milliseconds > MEDIAN_MILLISECONDS_MAX for milliseconds in times)
    percentile = times[min(len(times) - 1, len(times) * 99 // 100)]
    print(f"{flood}: {peak:.0f} MB; {len(times)} probes, median {median:.1f} ms, p99 {percentile:.1f} ms, slowest {slowest:.1f} ms")
    tally.add("probes answered", len(times))
    tally.add("probes over 100 ms", late)
    assert statuses == {200}
    all_times.extend(times)
    assert len(times) < MEDIAN_COUNT_MIN or median < MEDIAN_MILLISECONDS_MAX
    assert slowest < SLOWEST_MILLISECONDS_MAX


def judge_all():
    """Over all floods: the median that the issue asks for."""
    median = statistics.median(all_times)
    print(f"all floods: {len(all_times)} probes, median {median:.1f} ms")
    assert median < MEDIAN_MILLISECONDS_MAX


def forget_peak(server):
    """Lets the peak begin anew at what is resident now (proc(5), clear_refs)."""
    with open(f"/proc/{server.process.pid}/clear_refs", "w") as control:
        control.write("5")


def peak_memory(server):
    """The most that was resident since the peak was forgotten, in MB."""
    with open(f"/proc/{server.process.pid}/status") as status:
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1]) / 1024


def refused(outcome, *statuses):
    """The server said no, with one of these statuses and a sentence; or it hung up, where None is among them."""
    tally.add("refusals")
    if outcome is None:
        assert None in statuses
        return
    status, body = outcome
    assert status in statuses, (status, body[:500])
    if body:
        told = json.loads(body)
        assert told["error_code"] and len(told["message"]) > 10, body


def at_once(count, work):
    """What `work` returns for each of `range(count)`, all running at the same time."""
    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count)))


def hold(seconds, act=lambda: None):
    """Keeps a flood up for a while, acting once a second."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        act()
        threading.Event().wait(min(1, max(0, deadline - time.monotonic())))
