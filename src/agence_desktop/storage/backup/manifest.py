"""What an archive says of itself: its base, its schema, its tables with their columns, counts and hashes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from agence_desktop.core.errors import InputError
from agence_desktop.storage.backup import sentences
from agence_desktop.storage.backup.values import FORMS, Kind

FORMAT: Final = 1
MEMBER: Final = "manifest.json"
MARK: Final = "agence"

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SCHEMA = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class ArchivedTable:
    """One table of an archive: its columns in order, and what its CSV file must be."""

    name: str
    columns: Mapping[str, Kind]
    rows: int
    size: int
    sha256: str

    @property
    def member(self) -> str:
        """The name of its file in the archive."""
        return f"{self.name}.csv"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``program`` and ``schema`` made the archive; ``seal`` is the last digest of the trail, if any.

    ``sequences`` are the last keys given by tables that never give one again (SQLite).
    """

    program: str
    schema: str
    base_id: str
    source: str
    created_at: datetime
    seal: str | None
    sequences: Mapping[str, int]
    tables: tuple[ArchivedTable, ...]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(table.rows for table in self.tables)

    def write(self) -> bytes:
        """The JSON of the manifest."""
        content = {
            "archive": MARK,
            "format": FORMAT,
            "program": self.program,
            "schema": self.schema,
            "base_id": self.base_id,
            "source": self.source,
            "created_at": FORMS[Kind.INSTANT].write(self.created_at),
            "seal": self.seal,
            "sequences": dict(self.sequences),
            "tables": [
                {
                    "name": table.name,
                    "columns": dict(table.columns),
                    "rows": table.rows,
                    "size": table.size,
                    "sha256": table.sha256,
                }
                for table in self.tables
            ],
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode()


def read_manifest(content: bytes, shown: str) -> Manifest:
    """Read the JSON of a manifest; raises InputError ``bad_archive`` or ``other_format``.

    ``shown`` names the archive to people.
    """
    try:
        given = json.loads(content)
        if given["archive"] != MARK:
            raise ValueError(given["archive"])
        if given["format"] != FORMAT:
            raise InputError(
                "other_format", sentences.OTHER_FORMAT.format(path=shown, program=given["program"])
            )
        return Manifest(
            program=str(given["program"]),
            schema=_matching(_SCHEMA, given["schema"]),
            base_id=str(given["base_id"]),
            source=str(given["source"]),
            created_at=FORMS[Kind.INSTANT].read(given["created_at"]),
            seal=None if given["seal"] is None else _matching(_SHA256, given["seal"]),
            sequences={_matching(_NAME, name): _count(last) for name, last in given["sequences"].items()},
            tables=tuple(_table(table) for table in given["tables"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise InputError("bad_archive", sentences.BAD_ARCHIVE.format(path=shown)) from fault


def _table(given: Any) -> ArchivedTable:
    return ArchivedTable(
        name=_matching(_NAME, given["name"]),
        columns={_matching(_NAME, name): Kind(kind) for name, kind in given["columns"].items()},
        rows=_count(given["rows"]),
        size=_count(given["size"]),
        sha256=_matching(_SHA256, given["sha256"]),
    )


def _matching(pattern: re.Pattern[str], text: Any) -> str:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _count(number: Any) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise ValueError(number)
    return number
