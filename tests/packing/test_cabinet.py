"""A cabinet of Windows holds every file as it was, packed so that Windows unpacks it."""

from __future__ import annotations

import functools
import operator
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packing.test_contents import loaded


@pytest.fixture(scope="module")
def cabinet() -> ModuleType:
    return loaded("windows/cabinet")


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a cabinet, read as [MS-CAB] and [MS-MCI] tell; every checksum holds."""
    magic, _, size, _, first_file, _, minor, major, folders, count, flags, _, _ = struct.unpack_from(
        "<4sIIIIIBBHHHHH", content
    )
    assert (magic, size, (major, minor), folders, flags) == (b"MSCF", len(content), (1, 3), 1, 0)
    place, blocks, packing = struct.unpack_from("<IHH", content, 36)
    assert packing == 1
    stream, before = b"", b""
    for number in range(blocks):
        told, packed, plain = struct.unpack_from("<IHH", content, place)
        data = content[place + 8 : place + 8 + packed]
        assert told == summed(content[place + 4 : place + 8]) ^ summed(data)
        assert data[:2] == b"CK"
        reader = zlib.decompressobj(-zlib.MAX_WBITS, zdict=before)
        before = reader.decompress(data[2:])
        assert reader.eof
        assert len(before) == plain
        assert plain == 32_768 or number == blocks - 1
        stream += before
        place += 8 + packed
    assert place == len(content)
    found = {}
    for _ in range(count):
        length, start, _, _, _, _ = struct.unpack_from("<IIHHHH", content, first_file)
        end = content.index(b"\0", first_file + 16)
        found[content[first_file + 16 : end].decode("ascii")] = stream[start : start + length]
        first_file = end + 1
    return found


def summed(data: bytes) -> int:
    """The checksum, word by word."""
    whole = len(data) // 4
    words = struct.unpack_from(f"<{whole}I", data)
    return functools.reduce(operator.xor, words, int.from_bytes(data[whole * 4 :], "big"))


def members(folder: Path, contents: list[bytes]) -> list[tuple[str, Path]]:
    made = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.bin"
        path.write_bytes(content)
        made.append((f"f{number}", path))
    return made


# Long ones repeat themselves across blocks; short ones do not fill a word.
PIECES = st.one_of(
    st.binary(max_size=40),
    st.builds(operator.mul, st.binary(min_size=1, max_size=90), st.integers(1, 1500)),
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=5))
def test_that_a_cabinet_gives_back_every_file(cabinet: ModuleType, contents: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given_files = members(folder, contents)
        cabinet.write(folder / "a.cab", given_files)
        assert unpacked((folder / "a.cab").read_bytes()) == {
            key: path.read_bytes() for key, path in given_files
        }


@given(st.binary(max_size=70))
def test_that_a_checksum_is_that_of_its_words(cabinet: ModuleType, data: bytes) -> None:
    assert cabinet.checksum(data) == summed(data)


def test_that_a_block_is_packed_with_the_one_before(cabinet: ModuleType, tmp_path: Path) -> None:
    noise = b"".join(zlib.crc32(str(number).encode()).to_bytes(4, "big") for number in range(7_500))
    cabinet.write(tmp_path / "a.cab", members(tmp_path, [noise, noise]))
    assert (tmp_path / "a.cab").stat().st_size < 1.2 * len(noise)


def test_that_a_name_windows_might_read_otherwise_is_refused(cabinet: ModuleType, tmp_path: Path) -> None:
    (_, path), *_ = members(tmp_path, [b"a"])
    with pytest.raises(UnicodeEncodeError):
        cabinet.write(tmp_path / "a.cab", [("é", path)])


def test_that_another_reader_of_cabinets_finds_the_same(cabinet: ModuleType, tmp_path: Path) -> None:
    if shutil.which("cabextract") is None:
        pytest.skip("not installed: cabextract")
    given_files = members(tmp_path, [b"a" * 100_000, b"", bytes(range(256)) * 300])
    cabinet.write(tmp_path / "a.cab", given_files)
    subprocess.run(["cabextract", "-q", "-d", str(tmp_path / "lus"), str(tmp_path / "a.cab")], check=True)
    for name, path in given_files:
        assert (tmp_path / "lus" / name).read_bytes() == path.read_bytes()
