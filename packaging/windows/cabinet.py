"""Writes a cabinet of Windows (MSZIP), each block packed with what the block before it held.

The tool of Debian that packs a MSI begins every block of 32 KiB anew: a cabinet of 6 % more. Format:
Microsoft's [MS-CAB] and [MS-MCI].
"""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

BLOCK: Final = 32_768
"""Bytes that a block unpacks to, and that the next one may refer to."""
_MSZIP, _ARCHIVE = 1, 0x20
_HEADER, _FOLDER, _FILE, _DATA = "<4sIIIIIBBHHHHH", "<IHH", "<IIHHHH", "<IHH"


def write(cabinet: Path, members: Sequence[tuple[str, Path]]) -> None:
    """Write ``members``, pairs of an ASCII name and a file, in their order.

    Raises UnicodeEncodeError, OSError; struct.error above 2 GiB, the limit of one folder of a cabinet.
    """
    files, start = b"", 0
    for name, path in members:
        told = path.stat()
        day, hour = _moment(told.st_mtime)
        files += (
            struct.pack(_FILE, told.st_size, start, 0, day, hour, _ARCHIVE) + name.encode("ascii") + b"\0"
        )
        start += told.st_size
    blocks = -(-start // BLOCK)
    first_file = struct.calcsize(_HEADER) + struct.calcsize(_FOLDER)
    first_block = first_file + len(files)
    with cabinet.open("w+b") as written:
        written.write(bytes(first_file) + files)
        for block in _packed(_read(members)):
            written.write(block)
        size = written.tell()
        written.seek(0)
        written.write(
            struct.pack(_HEADER, b"MSCF", 0, size, 0, first_file, 0, 3, 1, 1, len(members), 0, 0, 0)
        )
        written.write(struct.pack(_FOLDER, first_block, blocks, _MSZIP))


def _moment(seconds: float) -> tuple[int, int]:
    """A moment in the words of MS-DOS, to two seconds."""
    at = time.gmtime(max(seconds, 315_532_800.0))  # 1980, where they begin
    day = (at.tm_year - 1980) << 9 | at.tm_mon << 5 | at.tm_mday
    return day, at.tm_hour << 11 | at.tm_min << 5 | at.tm_sec // 2


def _read(members: Sequence[tuple[str, Path]]) -> Iterator[bytes]:
    """All files one after the other, in blocks that are full but for the last."""
    rest = b""
    for _, path in members:
        rest += path.read_bytes()
        whole = len(rest) - len(rest) % BLOCK
        for start in range(0, whole, BLOCK):
            yield rest[start : start + BLOCK]
        rest = rest[whole:]
    if rest:
        yield rest


def _packed(blocks: Iterator[bytes]) -> Iterator[bytes]:
    before = b""
    for block in blocks:
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=before)
        data = b"CK" + packer.compress(block) + packer.flush()
        sizes = struct.pack("<HH", len(data), len(block))
        yield struct.pack("<I", checksum(sizes, checksum(data))) + sizes + data
        before = block


def checksum(data: bytes, seed: int = 0) -> int:
    """The words of four bytes, each added without carry; those of the end in the other order."""
    whole = len(data) - len(data) % 4
    rest = int.from_bytes(data[whole:], "big")
    # Both halves of a long number at once, until one word is left.
    size, number = whole // 4, int.from_bytes(data[:whole], "little")
    while size > 1:
        half = size // 2
        number = (number >> 32 * (size - half)) ^ (number & ((1 << 32 * (size - half)) - 1))
        size -= half
    return number ^ rest ^ seed
