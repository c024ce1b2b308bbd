"""Short makers of calendar values, all in Québec's clock and the week of 12 October 2026."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from agence_desktop.core.clock import QUEBEC, place
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Block, Day, Group, Mark, Row, Style

HOLIDAY = Day(date(2026, 10, 12), True, "Action de grâces, férié", "férié")
WEEK = (HOLIDAY, *(Day(date(2026, 10, day)) for day in range(13, 17)))
OPEN_WEEK = tuple(Day(date(2026, 10, day)) for day in range(12, 17))
SITES = (
    Group("levis", "Services Québec de Lévis", "SQ-SC"),
    Group("estimauville", "Services Québec d’Estimauville"),
)
ROWS = (
    Row("204", "Salle 204", note="12 pers.", marks=(Mark("wifi", "Wi-Fi"),), group="levis"),
    Row("205", "Salle 205", group="levis"),
    Row("301", "Salle 301", group="estimauville"),
)


def wall(month: int, day: int, hour: float = 0) -> datetime:
    """A wall clock of 2026, to the minute."""
    return datetime.combine(date(2026, month, day), time()) + timedelta(minutes=round(hour * 60))


def at(day: int, hour: float) -> datetime:
    """A wall clock of October 2026: ``at(14, 9.5)`` is the 14th at 9 h 30."""
    return wall(10, day, hour)


def span(day: int, start: float, end: float) -> Span:
    """Hours of one day of October 2026."""
    return place(at(day, start), at(day, end), QUEBEC)


def block(key: str, day: int, start: float, end: float, **more: Any) -> Block:
    """A confirmed booking of room 204 by the MTQ unless said otherwise."""
    given: dict[str, Any] = {
        "row_key": "204",
        "style": Style.FIRM,
        "label": "MTQ",
        "text": "Comité de sécurité routière",
        "state": "confirmée",
    }
    return Block(key=key, span=span(day, start, end), **(given | more))


BLOCKS = (
    block("a", 14, 9, 11, before_minutes=30, after_minutes=30),
    block("b", 14, 13, 15.5, style=Style.TENTATIVE, state="demandée", label="MEQ"),
    block("c", 15, 9, 12, row_key="205", style=Style.DONE, state="terminée", label="RQ"),
    block(
        "d",
        15,
        9,
        12,
        style=Style.LINKED,
        label="",
        text="Salle entière",
        editable=False,
        opens="e",
        state="",
    ),
    block("e", 15, 9, 12, row_key="301", label="SCT"),
)
