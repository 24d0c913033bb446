"""Reads a log's segment as the specification has it (SegmentLog.docc/FileFormat.md), independently of the code under test."""

import struct

SEGMENT_MAGIC = b"\x89CAIRN\r\n"
BLOCK_MAGIC = b"\xc3BLK"
FOOTER_MAGIC = b"\xc5FTR"
BLOCK_HEADER_BYTE_COUNT = 52


def raw_content(written):
    """The uncompressed records of the blocks that one write put down, as one string of bytes."""
    raw, offset = b"", 0
    while offset < len(written):
        magic = written[offset:offset + 4]
        if magic == BLOCK_MAGIC:
            codec, stored_length, raw_length = struct.unpack_from("<4xB3xII", written, offset)
            start = offset + BLOCK_HEADER_BYTE_COUNT
            stored = written[start:start + stored_length]
            raw += stored if codec == 0 else decompressed(stored, raw_length)
            offset = start + stored_length
        elif written.startswith(SEGMENT_MAGIC, offset):
            offset += struct.unpack_from("<12xI", written, offset)[0]
        elif magic == FOOTER_MAGIC:
            break
        else:
            raise ValueError(f"no block at {offset}: {magic!r}")
    return raw


def decompressed(stored, raw_length):
    """LZ4's block format: tokens of literals and matches."""
    raw, offset = bytearray(), 0
    while offset < len(stored):
        token = stored[offset]
        count, offset = _length(stored, offset + 1, token >> 4)
        raw += stored[offset:offset + count]
        offset += count
        if offset == len(stored):
            break
        distance = int.from_bytes(stored[offset:offset + 2], "little")
        count, offset = _length(stored, offset + 2, token & 15)
        for _ in range(count + 4):
            raw.append(raw[-distance])
    if len(raw) != raw_length:
        raise ValueError(f"{len(raw)} bytes where {raw_length} were expected")
    return bytes(raw)


def _length(stored, offset, nibble):
    """A length that begins in a nibble and goes on in bytes while they are 255."""
    length = nibble
    while nibble == 15:
        length += stored[offset]
        offset += 1
        if stored[offset - 1] != 255:
            break
    return length, offset
