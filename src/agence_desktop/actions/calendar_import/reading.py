"""Reads an iCalendar file: zones, rules, exceptions and moved instances become dates on the room's clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from agence_desktop.actions.calendar_import import texts
from agence_desktop.actions.calendar_import.events import ExternalDate, ExternalEvent, ExternalFault
from agence_desktop.core.clock import to_instant, to_wall
from agence_desktop.core.errors import InputError
from agence_desktop.core.recurrence import Rule, RuleError, check_rule, expand
from agence_desktop.core.spans import Span

_UTC = ZoneInfo("UTC")
_FREE = "TRANSPARENT"
_CANCELLED = "CANCELLED"
_AGAIN = timedelta(seconds=1)


class _EventError(Exception):
    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code)
        self.code, self.sentence = code, sentence


def read_calendar(data: bytes, zone: ZoneInfo, until: date) -> list[ExternalEvent | ExternalFault]:
    """The events of a calendar, in the order in which their UID first stands in it.

    ``zone`` is that of the room: floating times are its own. An endless rule is cut after ``until``. Raises
    InputError ``bad_calendar`` for a file that is no iCalendar.
    """
    groups: dict[str, list[Any]] = defaultdict(list)
    for number, component in enumerate(_components(data), 1):
        uid = _typed(component.get("UID", ""))
        groups[uid or f"{texts.WITHOUT_UID}{number}"].append(component)
    return [_event(row, uid, group, zone, until) for row, (uid, group) in enumerate(groups.items(), 1)]


def _components(data: bytes) -> Iterable[Any]:
    import icalendar

    try:
        calendar = icalendar.Calendar.from_ical(data)
        components = calendar.walk("VEVENT")
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        raise InputError("bad_calendar", texts.BAD_CALENDAR) from error
    return [component for component in components if component.name == "VEVENT"]


def _event(
    row: int, uid: str, group: Sequence[Any], zone: ZoneInfo, until: date
) -> ExternalEvent | ExternalFault:
    masters = [component for component in group if "RECURRENCE-ID" not in component]
    shown = masters[0] if masters else group[0]
    summary = _typed(shown.get("SUMMARY", "")) or texts.WITHOUT_SUMMARY
    try:
        dates, cut_at = _dates(masters[0], zone, until) if masters else ({}, None)
        for component in group:
            if "RECURRENCE-ID" in component:
                _apply(component, dates, zone)
    except _EventError as fault:
        return ExternalFault(row, uid, summary, fault.code, fault.sentence)
    except RuleError as fault:
        return ExternalFault(row, uid, summary, fault.code, fault.sentence)
    found = tuple(sorted(dates.values(), key=lambda one: (one.start, one.origin)))
    return ExternalEvent(row, uid, summary, found, cut_at)


def _typed(value: object) -> str:
    """A text on one line, without characters that nobody types."""
    line = " ".join(str(value).split())
    return "".join(filter(str.isprintable, line)).strip()


def _dates(master: Any, zone: ZoneInfo, until: date) -> tuple[dict[datetime, ExternalDate], date | None]:
    """Origin → date of what the rule and the added dates of an event give."""
    if not _takes_room(master):
        return {}, None
    own = _zone_of(master, zone)
    start, end = _slot(master)
    length = _wall(end, own) - _wall(start, own)
    rule, cut_at = _rule(master, until, own)
    added, again = _listed_dates(master, "RDATE", own)
    removed, _ = _listed_dates(master, "EXDATE", own)
    try:
        walls = expand(
            _wall(start, own),
            own if isinstance(own, ZoneInfo) else _UTC,
            rule,
            exdates=removed,
            rdates=added,
        )
    except RuleError as fault:
        if fault.code != "bad_rule":
            raise
        walls = []  # the rule was read before: no date is left, or none comes before the cut
    instants = [(wall, _instant(wall, own)) for wall in walls]
    instants += [(_wall(instant, own), instant) for instant in sorted(again)]
    found = {}
    for wall, first in instants:
        origin = _key(first, zone)
        date_found = _date(origin, first, _instant(wall + length, own), length, zone)
        found[origin] = replace(date_found, written=_written(wall, length, first, own, zone))
    return found, cut_at


def _written(
    wall: datetime, length: timedelta, start: datetime, own: tzinfo, zone: ZoneInfo
) -> tuple[datetime, datetime] | None:
    """The wall clocks of the file, unless the room shows other hours then."""
    alike = isinstance(own, ZoneInfo) and to_wall(start, own) == to_wall(start, zone)
    return (wall, wall + length) if alike else None


def _date(
    origin: datetime, start: datetime, end: datetime, length: timedelta, zone: ZoneInfo
) -> ExternalDate:
    """A date of these instants; where a change of clocks leaves nothing between them, as long as written."""
    span = Span(start, end if end > start else start + length)
    first, last = to_wall(span.start, zone), to_wall(span.end, zone)
    # In the night when clocks go back, an hour may end on the wall clock at which it began.
    return ExternalDate(origin, span, first, last if last > first else first + span.length)


def _apply(component: Any, dates: dict[datetime, ExternalDate], zone: ZoneInfo) -> None:
    """Move or drop the instance that a RECURRENCE-ID names."""
    if "RANGE" in component["RECURRENCE-ID"].params:
        raise _EventError("bad_rule", texts.FOLLOWING_MOVED)
    origin = _at_room(component["RECURRENCE-ID"].dt, _zone_of(component, zone), zone)
    if not _takes_room(component):
        dates.pop(origin, None)
        return
    own = _zone_of(component, zone)
    start, end = _slot(component)
    length = _wall(end, own) - _wall(start, own)
    first = _given(start, own)
    moved = _date(origin, first, _given(end, own), length, zone)
    dates[origin] = replace(moved, written=_written(_wall(start, own), length, first, own, zone))


def _takes_room(component: Any) -> bool:
    status, shown = str(component.get("STATUS", "")).upper(), str(component.get("TRANSP", "")).upper()
    return status != _CANCELLED and shown != _FREE


def _slot(component: Any) -> tuple[datetime | date, datetime | date]:
    """Start and end as written; a day without an end is that day, an instant without an end is refused."""
    try:
        start, end = component.start, component.end
    except Exception as error:  # the library has a class of error for each way of being incomplete
        raise _EventError("bad_time", texts.BAD_TIME) from error
    if isinstance(start, datetime) != isinstance(end, datetime) or not start < end:
        raise _EventError("bad_time", texts.BAD_TIME)
    if isinstance(start, datetime) and isinstance(end, datetime) and (start.second or end.second):
        raise _EventError("bad_time", texts.SECONDS)
    return start, end


def _zone_of(component: Any, zone: ZoneInfo) -> tzinfo:
    """The zone in which an event recurs: its own, or the room's for floating times and whole days."""
    written = component["DTSTART"]
    start = written.dt
    if not isinstance(start, datetime):
        return zone
    if start.tzinfo is None:
        if "TZID" in written.params:
            raise _EventError("unknown_zone", texts.unknown_zone(str(written.params["TZID"])))
        return zone
    return start.tzinfo


def _rule(master: Any, until: date, own: tzinfo) -> tuple[Rule | None, date | None]:
    """The rule of an event, cut where it is endless; the day of the cut."""
    if "RRULE" not in master:
        return None, None
    written = master["RRULE"]
    if isinstance(written, list):
        raise _EventError("bad_rule", texts.SEVERAL_RULES)
    rule = check_rule(written.to_ical().decode("utf-8"))
    if rule.endless:
        return replace(rule, until=until), until
    if isinstance(rule.until, datetime) and rule.until.tzinfo is not None and not isinstance(own, ZoneInfo):
        return replace(rule, until=rule.until.astimezone(own).replace(tzinfo=None)), None
    return rule, None


def _listed(component: Any, name: str) -> list[datetime | date]:
    """The dates of an EXDATE or RDATE, however many lines and periods they stand in."""
    written = component.get(name, [])
    lines = written if isinstance(written, list) else [written]
    values = [one.dt for line in lines for one in line.dts]
    return [value[0] if isinstance(value, tuple) else value for value in values]


def _listed_dates(component: Any, name: str, own: tzinfo) -> tuple[list[datetime], set[datetime]]:
    """The dates of an EXDATE or RDATE: wall clocks in the event's zone; apart, the instants of an hour that
    clocks show there for the second time.
    """
    walls, again = [], set()
    for value in _listed(component, name):
        wall = _wall(value, own)
        if isinstance(value, datetime) and value.tzinfo and value.astimezone(UTC) != _instant(wall, own):
            again.add(value.astimezone(UTC))
        else:
            walls.append(wall)
    return walls, again


def _key(instant: datetime, zone: ZoneInfo) -> datetime:
    """What tells a date of an event from the others: the wall clock that the room shows at its origin.

    A second is added where clocks showed the same an hour before: no time of an event has seconds.
    """
    wall = to_wall(instant, zone)
    return wall if to_instant(wall, zone) == instant else wall + _AGAIN


def _wall(value: datetime | date, own: tzinfo) -> datetime:
    """The wall clock of a written time in the event's own zone."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value.replace(tzinfo=None) if value.tzinfo is None else value.astimezone(own).replace(tzinfo=None)


def _instant(wall: datetime, own: tzinfo) -> datetime:
    if isinstance(own, ZoneInfo):
        return to_instant(wall, own)
    return wall.replace(tzinfo=own).astimezone(UTC)


def _given(value: datetime | date, own: tzinfo) -> datetime:
    """The instant of a written time: its own where it has a zone."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return _instant(value.replace(tzinfo=None), value.tzinfo)
    return _instant(_wall(value, own), own)


def _at_room(value: datetime | date, own: tzinfo, zone: ZoneInfo) -> datetime:
    """A written time as the key of a date in the room."""
    return _key(_given(value, own), zone)


def one_year_after(day: date) -> date:
    """Where an endless series is cut unless said otherwise."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1) if not leap_day else day + timedelta(days=366)
