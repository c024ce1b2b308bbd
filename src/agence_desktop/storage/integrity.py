"""The structure of a database file, checked by SQLite itself."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from agence_desktop.storage import sentences
from agence_desktop.storage.context import is_sqlite
from agence_desktop.storage.findings import Finding


def check_structure(session: Session) -> list[Finding]:
    """Damaged pages and broken links of an SQLite file; a server looks after its own, so nothing is asked."""
    if not is_sqlite(session):
        return []
    try:
        pages = [page for page in session.scalars(text("PRAGMA integrity_check")) if page != "ok"]
    except DatabaseError as error:  # so damaged that the check itself cannot read on
        pages = [str(error.orig)]
    if pages:  # damaged pages cannot be asked for their links
        return [Finding("damaged", page, sentences.DAMAGED_PAGE.format(what=page)) for page in pages]
    tables = sorted({str(row[0]) for row in session.execute(text("PRAGMA foreign_key_check"))})
    return [Finding("broken_link", table, sentences.BROKEN_LINK.format(table=table)) for table in tables]
