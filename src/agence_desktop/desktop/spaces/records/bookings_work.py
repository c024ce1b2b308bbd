"""The list of bookings on the database thread: page by page for the screen, whole for a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from agence_desktop.core.french import search_key
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.records.bookings_columns import next_slot
from agence_desktop.desktop.widgets.columns import Column
from agence_desktop.desktop.widgets.rows import Page, PageRequest, SortKey
from agence_desktop.spaces.journal import BookingRow
from agence_desktop.spaces.readers import READERS, readable_by

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.booking_pages import BookingFilter, Order
    from agence_desktop.spaces.queries.reference import Reference
    from agence_desktop.storage.tabular.cells import Cell
    from agence_desktop.storage.work import Session

CHUNK = 1_000
"""Rows read at once for a file."""

Progress = Callable[[float, float], None]


def load_page(gateway: Gateway, request: PageRequest, *, upcoming: bool) -> Page:
    """One page of the list, in a constant number of statements."""
    from agence_desktop.spaces.queries.booking_pages import BookingFilter
    from agence_desktop.spaces.queries.bookings import count_bookings, list_bookings

    every = BookingFilter(upcoming=upcoming)
    wanted = _filter(request.text, upcoming=upcoming)

    def work(session: Session, reference: Reference, now: datetime) -> Page:
        rows = list_bookings(
            session,
            reference,
            wanted,
            now,
            limit=request.limit,
            offset=request.offset,
            order=_order(request.order),
        )
        matching = count_bookings(session, reference, wanted, now)
        total = matching if wanted == every else count_bookings(session, reference, every, now)
        return Page(rows, matching, total)

    return gateway.read(work)


def export_list(
    gateway: Gateway,
    text: str,
    order: Sequence[SortKey],
    columns: Sequence[Column[BookingRow]],
    path: Path,
    *,
    upcoming: bool,
    progress: Progress,
) -> int:
    """Write what the filter admits and may be taken away, in that order, through these columns; how many.

    Raises InputError, and RightMissingError where nothing may be exported; the export is on record.
    """
    from agence_desktop.actions.transfer import BOOKINGS
    from agence_desktop.spaces.queries.bookings import count_bookings, list_bookings
    from agence_desktop.storage.exchange.running import record_export, require_export
    from agence_desktop.storage.tabular.files import check_ending, write_sheet

    check_ending(path)
    require_export(gateway.actor, BOOKINGS, READERS)
    wanted, by = _filter(text, upcoming=upcoming), _order(order)
    wanted = replace(wanted, readable=readable_by(gateway.actor))

    def work(session: Session, reference: Reference, now: datetime) -> list[BookingRow]:
        total = count_bookings(session, reference, wanted, now)
        rows: list[BookingRow] = []
        while len(rows) < total:
            progress(len(rows), total)
            chunk = list_bookings(session, reference, wanted, now, limit=CHUNK, offset=len(rows), order=by)
            if not chunk:
                break
            rows += chunk
        return rows

    rows = gateway.read(work)
    record_export(gateway.database, BOOKINGS, path, len(rows))
    titles = [column.title for column in columns]
    write_sheet(path, titles, [[_cell(column, row) for column in columns] for row in rows])
    return len(rows)


def _filter(text: str, *, upcoming: bool) -> BookingFilter:
    from agence_desktop.spaces.queries.booking_pages import BookingFilter

    return BookingFilter(words=tuple(search_key(text).split()), upcoming=upcoming)


def _order(order: Sequence[SortKey]) -> Order:
    from agence_desktop.spaces.queries.booking_pages import BookingColumn

    return [(BookingColumn(key.column), key.descending) for key in order]


def _cell(column: Column[BookingRow], row: BookingRow) -> Cell:
    """Numbers and dates as such; everything else as it is shown."""
    match column.key:
        case "next":
            return next_slot(row)[0]
        case "dates":
            return row.dates
        case "participants":
            return row.participants
        case _:
            return column.text(row)
