"""Large lots of rows: made without looking for garbage among them meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage is looked for inside: a hundred thousand new values would be looked through many times."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def driver_rows(session: Session, query: Select[Any]) -> list[tuple[Any, ...]]:
    """All rows of a query on tables, as the driver gives them, in one call: a hundred thousand rows fetched
    one by one cost more than everything that is made of them. Its columns are to be read ``as_kept``.
    """
    result = session.connection().execute(query)
    try:
        cursor: Any = result.cursor
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
    finally:
        result.close()
