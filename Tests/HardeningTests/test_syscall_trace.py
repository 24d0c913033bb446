"""The checker of system calls objects: to planted traces in which the answer precedes the sync, the sync covers another file, and so on."""

import pytest

from syscall_trace import Request, objections, parse

LOG, BLOB = "/s/logs/L/0000000000000000.seg", "/s/blobs/ab/abcd"
SOCKET = "26<TCP:[127.0.0.1:80->127.0.0.1:5000]>"
RIGHT = {
    "log made": '1 mkdir("/s/logs/L", 0755) = 0',
    "logs synced": "1 fsync(15</s/logs>) = 0",
    "header written": f'1 pwrite64(16<{LOG}.tmp>, "\\211CAIRN"..., 228, 0) = 228',
    "header synced": f"1 fdatasync(16<{LOG}.tmp>) = 0",
    "segment named": f'1 rename("{LOG}.tmp", "{LOG}") = 0',
    "log synced": "1 fsync(17</s/logs/L>) = 0",
    "arrived": f'2    read({SOCKET}, "PUT /api/2.0/mlflow"..., 2048) = 230',
    "blob directory made": '3 mkdir("/s/blobs/ab", 0755) = 0',
    "blobs synced": "3 fsync(18</s/blobs>) = 0",
    "blob written": '3 pwrite64(19</s/blobs/incoming/1>, "\\1\\2\\3"..., 9, 0) = 9',
    "blob synced": "3 fdatasync(19</s/blobs/incoming/1>) = 0",
    "blob named": f'3 rename("/s/blobs/incoming/1", "{BLOB}") = 0',
    "blob directory synced": "3 fsync(20</s/blobs/ab>) = 0",
    "recorded": f'4 pwrite64(16<{LOG}>, "\\303BLK"..., 100, 228) = 100',
    "synced": f"4 fdatasync(16<{LOG}>) = 0",
    "answered": f'2 writev({SOCKET}, [{{iov_base="HTTP/1.1 200 OK\\r\\nContent-Length"..., iov_len=137}}], 1) = 137',
}
BEGUN, ENDED = f"5 fdatasync(16<{LOG}> <unfinished ...>", "5 <... fdatasync resumed>) = 0"
UNCOVERED = "answered before a sync that covers its record"

# {what is wrong: (lines that are left out, {line: what stands before it}, {line: what stands in its place}, the objection)}
WRONG = {
    "nothing is synced": (["synced"], {}, {}, UNCOVERED),
    "the answer goes out before the sync": (["synced"], {}, {"answered": [RIGHT["answered"], RIGHT["synced"]]}, UNCOVERED),
    "the answer goes out while the sync runs": (["synced"], {}, {"answered": [BEGUN, RIGHT["answered"], ENDED]}, UNCOVERED),
    "the sync began before the write had returned": (["synced"], {"recorded": BEGUN, "answered": ENDED}, {}, UNCOVERED),
    "the sync is of another file": ([], {}, {"synced": ["4 fdatasync(21</s/logs/M/0000000000000000.seg>) = 0"]}, UNCOVERED),
    "the sync failed": ([], {}, {"synced": [f"4 fdatasync(16<{LOG}>) = -1 EIO (Input/output error)"]}, UNCOVERED),
    "the sync is of the log's directory": ([], {}, {"synced": ["4 fsync(17</s/logs/L>) = 0"]}, UNCOVERED),
    "the sync never returns": (["synced"], {"answered": BEGUN}, {}, UNCOVERED),
    "the record is written after the answer": (
        ["recorded", "synced"], {}, {"answered": [RIGHT["answered"], RIGHT["recorded"], RIGHT["synced"]]}, "before its record was written"),
    "the record is never written": (["recorded"], {}, {}, "before its record was written"),
    "the segment's name is not synced": (["log synced"], {}, {}, UNCOVERED),
    "the segment's name is synced before it is there": (["log synced"], {"segment named": RIGHT["log synced"]}, {}, UNCOVERED),
    "the log's directory is not synced": (["logs synced"], {}, {}, UNCOVERED),
    "the blob is not synced": (["blob synced"], {}, {}, "named before its bytes were synced"),
    "the blob is synced before it is written": (
        ["blob synced"], {"blob written": RIGHT["blob synced"]}, {}, "named before its bytes were synced"),
    "the blob is synced after it has its name": (
        ["blob synced"], {"blob directory synced": f"3 fdatasync(19<{BLOB}>) = 0"}, {}, "named before its bytes were synced"),
    "half of the blob is written": ([], {}, {"blob written": [RIGHT["blob written"].replace("9, 0) = 9", "9, 0) = 4")]}, "not every byte"),
    "the blob gets no name": (["blob named"], {}, {}, "its blob has no name"),
    "the blob's name is not synced": (["blob directory synced"], {}, {}, "before the name of its blob was synced"),
    "the blob's name is synced after the record": (
        ["blob directory synced"], {"synced": RIGHT["blob directory synced"]}, {}, "before the name of its blob was synced"),
    "the blob's directory is not synced": (["blobs synced"], {}, {}, "before the name of its blob was synced"),
}


def objections_to(lines, evidence="rq-1"):
    request = Request("PUT", 200, evidence=evidence, blob=BLOB, byte_count=9)
    return objections(parse(lines), {5000: [request]}, lambda path, call: {"rq-1"} if call.offset == 228 else None)


def test_the_checker_accepts_a_trace_that_is_right():
    assert objections_to(RIGHT.values()) == []


@pytest.mark.parametrize("left_out, put_before, replaced, objection", WRONG.values(), ids=WRONG.keys())
def test_the_checker_objects_when(left_out, put_before, replaced, objection):
    lines = []
    for name, line in RIGHT.items():
        lines += [put_before[name]] if name in put_before else []
        lines += replaced.get(name, [] if name in left_out else [line])
    found = objections_to(lines)
    assert len(found) == 1 and objection in found[0], found


def test_the_checker_objects_to_a_record_that_is_another_requests():
    assert "before its record was written" in objections_to(RIGHT.values(), evidence="rq-2")[0]


def test_the_checker_objects_to_a_record_from_before_the_request():
    lines = [RIGHT[name] for name in RIGHT if name != "arrived"]
    assert "before its record was written" in objections_to([*lines[:-1], RIGHT["arrived"], lines[-1]])[0]
