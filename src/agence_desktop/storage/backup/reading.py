"""Reading an archive: only what its manifest announces, to the last byte, and never more than that."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from agence_desktop.core.errors import InputError
from agence_desktop.core.files import why
from agence_desktop.storage.backup import closing, manifest, sentences
from agence_desktop.storage.backup.manifest import ArchivedTable, Manifest, read_manifest

_MANIFEST_LIMIT: Final = 4_000_000
_LINE_LIMIT: Final = 64_000_000
_EXPANSION: Final = 200
"""How many times its own size an archive may take when opened; ours take 10 to 30."""
_SMALL: Final = 64_000_000
"""Bytes that any computer can take, whatever they come from."""
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What reading a damaged, truncated or encrypted zip raises."""


class Archive:
    """An archive opened for reading; nothing of it is ever written to disk.

    Raises InputError: ``missing_archive``, ``bad_archive``, ``damaged_archive``, ``unexpected_file``,
    ``archive_too_large``, ``other_format``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as fault:
            told = sentences.CANNOT_READ.format(path=path, why=why(fault))
            raise InputError("missing_archive", told) from fault
        except _FAULTS as fault:
            raise InputError("bad_archive", sentences.BAD_ARCHIVE.format(path=path)) from fault
        try:
            self._refuse_changed()
            self._refuse_expansion()
            self.manifest: Manifest = read_manifest(self._read_manifest(), str(path))
            self._refuse_strangers()
        except InputError:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def verify(self) -> None:
        """Read every file to its end: sizes, hashes and counts are those of the manifest."""
        for table in self.manifest.tables:
            for _ in self.rows(table):
                pass

    def rows(self, table: ArchivedTable) -> Iterator[list[str]]:
        """The rows of a table as texts, the heading left out.

        A file that is not what the manifest says raises ``damaged_archive``, at its end at the latest.
        """
        seen = 0
        try:
            with self._zip.open(table.member) as stream:
                hashed = _Hashing(stream)
                reader = csv.reader(_lines(hashed), strict=True)
                if next(reader, None) != list(table.columns):
                    raise ValueError("heading")
                for row in reader:
                    if len(row) != len(table.columns):
                        raise ValueError("cells")
                    seen += 1
                    yield row
            if (seen, hashed.size, hashed.digest.hexdigest()) != (table.rows, table.size, table.sha256):
                raise ValueError("hash")
        except (*_FAULTS, OSError, csv.Error) as fault:
            raise self._damaged(table.member) from fault

    def _read_manifest(self) -> bytes:
        try:
            if self._zip.getinfo(manifest.MEMBER).file_size > _MANIFEST_LIMIT:
                raise ValueError("size")
            return self._zip.read(manifest.MEMBER)
        except (*_FAULTS, OSError, KeyError) as fault:
            raise InputError("bad_archive", sentences.BAD_ARCHIVE.format(path=self.path)) from fault

    def _refuse_changed(self) -> None:
        try:
            with self.path.open("rb") as file:
                whole = closing.is_whole(file)
        except OSError as fault:
            told = sentences.CANNOT_READ.format(path=self.path, why=why(fault))
            raise InputError("missing_archive", told) from fault
        if not whole:
            raise InputError("bad_archive", sentences.BAD_ARCHIVE.format(path=self.path))

    def _refuse_expansion(self) -> None:
        # Also true of files that share their bytes: the sum is compared with the whole archive.
        announced = sum(member.file_size for member in self._zip.infolist())
        if announced > max(_SMALL, _EXPANSION * self.path.stat().st_size):
            raise InputError("archive_too_large", sentences.TOO_LARGE.format(path=self.path))

    def _refuse_strangers(self) -> None:
        expected = sorted([manifest.MEMBER, *(table.member for table in self.manifest.tables)])
        found = sorted(member.filename for member in self._zip.infolist())
        if found == expected:
            return
        strangers = [name for name in found if name not in expected or found.count(name) > 1]
        if strangers:
            sentence = sentences.UNEXPECTED_FILE.format(path=self.path, member=strangers[0])
            raise InputError("unexpected_file", sentence)
        raise self._damaged(next(name for name in expected if name not in found))

    def _damaged(self, member: str) -> InputError:
        return InputError("damaged_archive", sentences.DAMAGED.format(path=self.path, member=member))


class _Hashing(io.RawIOBase):
    """A stream that hashes what is read through it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.digest = hashlib.sha256()
        self.size = 0
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        content = self._stream.read(len(buffer))
        buffer[: len(content)] = content
        self.digest.update(content)
        self.size += len(content)
        return len(content)


def _lines(stream: _Hashing) -> Iterator[str]:
    """Lines with their ends; one that is too long to be ours raises ValueError."""
    # csv refuses a longer field, which is read one line at a time.
    csv.field_size_limit(_LINE_LIMIT)
    text = io.TextIOWrapper(io.BufferedReader(stream, 1 << 18), encoding="utf-8", newline="")
    while line := text.readline(_LINE_LIMIT):
        if len(line) == _LINE_LIMIT:
            raise ValueError("line")
        yield line
