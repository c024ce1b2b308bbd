"""The pane « Réservations d’aujourd’hui »: each line opens its booking, presence is noted on the spot."""

from __future__ import annotations

from functools import partial
from typing import Any

from agence_desktop.desktop.day import DayFigure, DayLines, DayPane, DayScope
from agence_desktop.desktop.places import Target, Workbench
from agence_desktop.desktop.spaces.calendars.presence import note_on_the_spot
from agence_desktop.desktop.spaces.day import texts
from agence_desktop.desktop.spaces.day.today_lines import TodayLine, read_today
from agence_desktop.desktop.spaces.facts import page_texts
from agence_desktop.desktop.spaces.facts.card_facts import state_chip
from agence_desktop.desktop.spaces.facts.date_columns import END, FOR, PEOPLE, PURPOSE, START, DateLine
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.spaces.keys import PLANNING, record_target
from agence_desktop.desktop.widgets.columns import Chip, Column, Deed, Look

_NOTE = Deed(texts.NOTE, "account-check", texts.NOTE_PRESENCE)


def today_pane(gateway: Gateway) -> DayPane:
    """Today’s bookings of one’s buildings."""
    return DayPane(
        key="espaces.aujourdhui",
        title=texts.TODAY_TITLE,
        icon="calendar-today",
        columns=COLUMNS,
        load=partial(_load, gateway),
        open_row=_open,
        empty=texts.TODAY_EMPTY,
        topics=frozenset({"bookings", "spaces", "directory"}),
        link=(texts.TODAY_LINK, Target(PLANNING)),
        act=partial(_note, gateway),
        row_key=lambda line: line.date.row.id,
    )


def _load(gateway: Gateway, scope: DayScope) -> DayLines:
    today = read_today(gateway, scope)
    figure = DayFigure(
        "account-check", today.awaited, texts.awaited(today.awaited), "warning" if today.late else "accent"
    )
    return DayLines(today.lines, today.total, (figure,))


def _open(desk: Workbench, line: TodayLine) -> None:
    desk.go(record_target(line.date.row.number, line.date.row.id))


def _note(gateway: Gateway, desk: Workbench, line: TodayLine) -> None:
    if line.may_note:
        note_on_the_spot(desk, gateway, line.date.row)


def chip(line: TodayLine) -> Chip:
    """The state; of whoever is late, for how long."""
    if line.late is not None:
        return Chip(texts.late(line.late), "clock-alert-outline", Look.LATE)
    return state_chip(line.date.row.state)


def _of_date(column: Column[DateLine], width: int = 0) -> Column[TodayLine]:
    """A column of dates, over the lines of today; clocks of another place are told in its tooltip."""
    given: dict[str, Any] = {"sort": None}
    if column.sort is not None:
        sort = column.sort
        given["sort"] = lambda line: sort(line.date)
    return Column[TodayLine](
        column.key,
        column.title,
        lambda line: column.text(line.date),
        align=column.align,
        width=width or column.width,
        stretch=column.stretch,
        tip=lambda line: line.clock or column.text(line.date),
        **given,
    )


COLUMNS: tuple[Column[TodayLine], ...] = (
    _of_date(START),
    _of_date(END, 64),
    Column(
        "espace",
        page_texts.SPACE,
        lambda line: line.place,
        tip=lambda line: f"{line.date.space}, {line.date.site}",
        width=148,
        strong=True,
        ending=True,
    ),
    _of_date(FOR, 64),
    _of_date(PURPOSE),
    _of_date(PEOPLE, 50),
    Column("etat", page_texts.STATE, lambda line: chip(line).word, chip=chip, width=140),
    Column(
        "presence",
        texts.PRESENCE,
        lambda line: line.presence,
        deed=lambda line: _NOTE if line.may_note else None,
        width=90,
        help=True,
    ),
)
