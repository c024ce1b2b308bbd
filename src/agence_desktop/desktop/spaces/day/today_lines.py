"""Today’s dates as lines: who is there, who is late, from when presence is noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.roles import Actor
from agence_desktop.desktop.calendar.periods import Period, Reach
from agence_desktop.desktop.day import ROWS, DayScope
from agence_desktop.desktop.spaces.calendars.my_sites import rooms_in
from agence_desktop.desktop.spaces.day import texts
from agence_desktop.desktop.spaces.facts.changing import may_book
from agence_desktop.desktop.spaces.facts.date_columns import NO_PART_OF_A_DAY, DateLine, date_line
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.spaces.attendance import is_awaited, lateness, noted_from
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.rows import OccurrenceState

if TYPE_CHECKING:
    from agence_desktop.spaces.queries.reference import Reference
    from agence_desktop.storage.work import Session

_S = OccurrenceState
_OVER = frozenset({_S.ENDED, _S.CANCELLED, _S.NO_SHOW})


@dataclass(frozen=True, slots=True)
class TodayLine:
    """A date of today: ``late`` for how long it is awaited; ``presence`` says what is known of presence.

    ``place`` is the room, with its building where another room bears the same name; ``may_note`` is whether
    this person may note presence now.
    """

    date: DateLine
    place: str
    presence: str
    clock: str
    awaited: bool
    may_note: bool
    late: timedelta | None


@dataclass(frozen=True, slots=True)
class Today:
    """The lines shown, how many there are, and how many wait for presence."""

    lines: tuple[TodayLine, ...]
    total: int
    awaited: int
    late: int


def read_today(gateway: Gateway, scope: DayScope) -> Today:
    """Today’s dates of the buildings, by start: three statements while reference data stand."""

    def work(session: Session, reference: Reference, now: datetime) -> Today:
        from agence_desktop.spaces.queries.day import moments_of
        from agence_desktop.spaces.queries.planning import occurrences_between

        today = to_wall(now, QUEBEC).date()
        span = Period.holding(Reach.DAY, today).span()
        rows = occurrences_between(session, span, now, rooms_in(reference, scope.sites))
        found = [date_line(row, reference) for row in rows if row.state not in NO_PART_OF_A_DAY]
        lines = [line for line in found if _touches(line, today)]
        lines.sort(key=lambda line: (line.start, line.end, line.space, line.row.id))
        shown = window(lines, ROWS)
        kinds = (EventKind.PRESENT, EventKind.CANCELLED)
        moments = moments_of(session, {line.row.booking_id for line in shown}, kinds)
        late = [lateness(line.row.state, line.row.span, now) for line in lines]
        return Today(
            _told(shown, reference, gateway.actor, moments, now),
            len(lines),
            sum(is_awaited(line.row.state, line.row.span, now) for line in lines),
            sum(one is not None for one in late),
        )

    return gateway.read(work)


def window(lines: Sequence[DateLine], most: int) -> list[DateLine]:
    """What matters most of a long day, in its order: first what is over gives way, then what comes last."""
    left = list(lines)
    for line in lines:
        if len(left) <= most:
            break
        if line.row.state in _OVER:
            left.remove(line)
    return left[:most]


def _touches(line: DateLine, today: date) -> bool:
    last = (line.end - timedelta.resolution).date()
    return line.start.date() <= today <= last


def _told(
    lines: Sequence[DateLine],
    reference: Reference,
    actor: Actor,
    moments: dict[tuple[int, EventKind], datetime],
    now: datetime,
) -> tuple[TodayLine, ...]:
    sites_of = Counter(name for name, _site in {(line.space, line.site) for line in lines})
    told = []
    for line in lines:
        row = line.row
        zone = reference.zone(row.space_id)
        awaited = is_awaited(row.state, row.span, now)
        clocks = to_wall(now, zone) - to_wall(now, QUEBEC)
        told.append(
            TodayLine(
                date=line,
                place=f"{line.space}, {line.site}" if sites_of[line.space] > 1 else line.space,
                presence=_presence(line, reference, moments, now),
                clock=texts.other_clock(clocks),
                awaited=awaited,
                may_note=awaited and may_book(actor, reference, row.organisation_id, row.space_id),
                late=lateness(row.state, row.span, now),
            )
        )
    return tuple(told)


def _presence(
    line: DateLine, reference: Reference, moments: dict[tuple[int, EventKind], datetime], now: datetime
) -> str:
    row = line.row
    zone = reference.zone(row.space_id)
    match row.state:
        case _S.PRESENT | _S.ENDED:
            at = moments.get((row.id, EventKind.PRESENT))
            return texts.noted_at(to_wall(at, zone)) if at is not None else ""
        case _S.CANCELLED:
            at = moments.get((row.id, EventKind.CANCELLED))
            return texts.cancelled_at(to_wall(at, zone), to_wall(now, zone).date()) if at is not None else ""
        case _S.CONFIRMED:
            if is_awaited(row.state, row.span, now):
                return texts.TO_NOTE
            return texts.noted_from(to_wall(noted_from(row.span), zone))
        case _S.REQUESTED:
            return texts.TO_DECIDE
        case _:
            return ""
