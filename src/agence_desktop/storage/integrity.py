"""The structure of a database file, checked by SQLite itself."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from agence_desktop.storage import sentences
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.findings import Finding

_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def is_sound(path: Path) -> bool:
    """Whether a file can be written without spreading damage; looked at without writing anything in it.

    Links and indexes are left to ``check_structure``, which takes longer. A file that cannot be opened counts
    as sound: opening it says why.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            return bool(raw.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGE


def check_structure(session: Session) -> list[Finding]:
    """Damaged pages and broken links of an SQLite file; a server looks after its own, so nothing is asked."""
    if not is_sqlite(session):
        return []
    try:
        pages = [page for page in session.scalars(text("PRAGMA integrity_check")) if page != "ok"]
    except DatabaseError as error:  # so damaged that the check itself cannot read on
        pages = [str(error.orig)]
    if pages:  # damaged pages cannot be asked for their links
        told = {sentences.DAMAGED_PAGE.format(what=_damage(page)): page for page in reversed(pages)}
        return [Finding("damaged", page, sentence) for sentence, page in reversed(told.items())]
    tables = sorted({str(row[0]) for row in session.execute(text("PRAGMA foreign_key_check"))})
    return [Finding("broken_link", table, sentences.BROKEN_LINK.format(table=table)) for table in tables]


def _damage(page: str) -> str:
    """What a line of SQLite's check means, in French."""
    for pattern, sentence in sentences.DAMAGED_PIECES:
        found = re.search(pattern, page)
        if found:
            return sentence.format(name=found.group(1))
    return sentences.DAMAGED_PIECE
