"""The week planning of a site and the sheet of a door, from stored rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from agence_desktop.actions.printing.common import (
    Printed,
    contact_of,
    equipment_words,
    record_print,
    room_words,
    site_place,
    stamp,
)
from agence_desktop.core.calendars import week_number
from agence_desktop.core.clock import place, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import NBSP, format_date
from agence_desktop.core.hours import ALWAYS, open_spans, parse_hours
from agence_desktop.core.spans import Span, subtract
from agence_desktop.directory.rows import SiteRow
from agence_desktop.documents.rows import (
    DoorBooking,
    DoorSheet,
    PlannedEntry,
    PlannedKind,
    PlannedRoom,
    WeekPlanning,
)
from agence_desktop.spaces.catalogue import SpaceRow
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.queries.planning import occurrences_between
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import HOLDING, Closure, OccurrenceState
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database, Session

WEEK_DIFFUSION = "ministères et organismes"
DOOR_DIFFUSION = "affichage à la porte"
_OUTSIDE = "hors des heures"
_DEFAULT_OPENING = (time(8), time(17))


def print_week(database: Database, desk: Desk, site_name: str, day: date) -> Printed:
    """The planning of a site over the week that holds a day; RefusedError ``unknown_site``."""
    from agence_desktop.documents.week_planning import week_planning_pdf

    monday = day - timedelta(days=day.weekday())
    row = database.read(lambda session: _week(session, desk, site_name, monday))
    pdf = week_planning_pdf(row)
    record_print(database, "planning", f"{site_name} {monday.isoformat()}", row.stamp.instant)
    week = week_number(monday)
    return Printed(
        f"planning-{monday.isoformat()}.pdf", f"Planning de la semaine{NBSP}{week}, {site_name}", pdf
    )


def print_door(database: Database, desk: Desk, space_code: str, day: date) -> Printed:
    """The sheet of a door for one day; RefusedError ``unknown_space``."""
    from agence_desktop.documents.door_sheet import door_sheet_pdf

    row = database.read(lambda session: _door(session, desk, space_code, day))
    pdf = door_sheet_pdf(row)
    record_print(database, "affiche", f"{space_code} {day.isoformat()}", row.stamp.instant)
    return Printed(
        f"affiche-{space_code}-{day.isoformat()}.pdf", f"Affiche{NBSP}{row.room}, {format_date(day)}", pdf
    )


def _week(session: Session, desk: Desk, site_name: str, monday: date) -> WeekPlanning:
    reference = desk.reference(session)
    site = _site_named(reference, site_name)
    rooms = in_tree_order(
        space for space in reference.spaces.values() if space.site_id == site.id and space.active
    )
    days = [monday + timedelta(days=n) for n in range(7)]
    monday_after = datetime.combine(days[-1] + timedelta(days=1), time())
    whole = place(datetime.combine(days[0], time()), monday_after, site.zone)
    weekend = place(datetime.combine(days[5], time()), monday_after, site.zone)
    found = occurrences_between(session, whole, now(session), [room.id for room in rooms])
    shown = 7 if any(one.span.overlaps(weekend) for one in found if _drawn(one)) else 5
    opening = _opening(site)
    planned = tuple(_room(reference, room, rooms, found, days[:shown], opening) for room in rooms)
    acronyms = {entry.organisation for room in planned for entry in room.entries if entry.organisation}
    names = {row.acronym: row.name for row in reference.directory.organisations.values()}
    return WeekPlanning(
        site=site_place(reference, site.id),
        monday=monday,
        opening=opening,
        rooms=planned,
        contact=contact_of(session, reference, site.id),
        stamp=stamp(session, desk, WEEK_DIFFUSION),
        days=shown,
        holidays=tuple((day, name) for day, name in reference.directory.observed.items() if day in days),
        acronyms=tuple((acronym, names[acronym]) for acronym in sorted(acronyms)),
    )


def _site_named(reference: Reference, name: str) -> SiteRow:
    found = next((site for site in reference.directory.sites.values() if site.name == name), None)
    if found is None:
        raise RefusedError("unknown_site", f"Aucun immeuble ne porte le nom «{NBSP}{name}{NBSP}».")
    return found


def in_tree_order(spaces: Iterable[SpaceRow]) -> list[SpaceRow]:
    """Rooms by name, each followed by its parts."""
    rows = sorted(spaces, key=lambda space: (space.sort_key, space.id))
    known = {space.id for space in rows}
    ordered: list[SpaceRow] = []

    def visit(space: SpaceRow) -> None:
        ordered.append(space)
        for part in rows:
            if part.parent_id == space.id:
                visit(part)

    for space in rows:
        if space.parent_id not in known:
            visit(space)
    return ordered


def _drawn(one: OccurrenceRow) -> bool:
    return one.state in HOLDING or one.state is OccurrenceState.REQUESTED


def _room(
    reference: Reference,
    room: SpaceRow,
    rooms: Sequence[SpaceRow],
    found: Sequence[OccurrenceRow],
    days: Sequence[date],
    opening: tuple[time, time],
) -> PlannedRoom:
    facts = reference.facts[room.id]
    entries = [_entry(reference, one, room) for one in found if one.space_id == room.id and _drawn(one)]
    entries += [
        _entry(reference, one, room)
        for one in found
        if one.space_id in facts.related and one.state in HOLDING
    ]
    entries += _closed(reference, room, days, opening)
    codes = {space.id: space.code for space in rooms}
    return PlannedRoom(
        code=room.code,
        name=room.name,
        capacity=room.capacity,
        entries=tuple(sorted(entries, key=lambda entry: (entry.start, entry.end))),
        accessible=room.accessible,
        equipment=equipment_words(reference, room.id),
        parent=codes.get(room.parent_id, "") if room.parent_id else "",
        holidays_open=bool(facts.terms.holidays_open),
    )


def _entry(reference: Reference, one: OccurrenceRow, room: SpaceRow) -> PlannedEntry:
    zone = reference.zone(room.id)
    related = one.space_id != room.id
    kind = PlannedKind.CONFIRMED if one.state in HOLDING else PlannedKind.REQUESTED
    return PlannedEntry(
        start=to_wall(one.span.start, zone),
        end=to_wall(one.span.end, zone),
        kind=PlannedKind.RELATED if related else kind,
        text=one.purpose,
        organisation=one.acronym,
        related=reference.spaces[one.space_id].code if related else "",
    )


def _closed(
    reference: Reference, room: SpaceRow, days: Sequence[date], opening: tuple[time, time]
) -> list[PlannedEntry]:
    """Closures, and what lies outside the bookable hours within the strip of each day."""
    facts = reference.facts[room.id]
    entries = []
    hours = facts.terms.hours or ALWAYS
    for day in days:
        strip = place(datetime.combine(day, opening[0]), datetime.combine(day, opening[1]), facts.zone)
        closures = [one for one in facts.closures if one.span.overlaps(strip)]
        entries += [_closure(one, strip, reference, room) for one in closures]
        open_ = [*open_spans(hours, day, day, facts.zone), *(one.span for one in closures)]
        entries += [
            _closure(Closure(left, _OUTSIDE), strip, reference, room) for left in subtract([strip], open_)
        ]
    return entries


def _closure(closure: Closure, strip: Span, reference: Reference, room: SpaceRow) -> PlannedEntry:
    zone = reference.zone(room.id)
    shown = closure.span.intersection(strip) or strip
    return PlannedEntry(
        start=to_wall(shown.start, zone),
        end=to_wall(shown.end, zone),
        kind=PlannedKind.CLOSED,
        text=closure.reason,
    )


def _opening(site: SiteRow) -> tuple[time, time]:
    """The earliest and latest of the site's weekly hours, else 8 h to 17 h."""
    if not site.hours:
        return _DEFAULT_OPENING
    ranges = [one for day in range(7) for one in parse_hours(site.hours).on(_WEEK + timedelta(days=day))]
    if not ranges:
        return _DEFAULT_OPENING
    first, last = min(start for start, _ in ranges), max(end for _, end in ranges)
    return _clock(first), _clock(min(last, 23 * 60 + 59))


_WEEK = date(2026, 11, 23)
"""Any Monday."""


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _door(session: Session, desk: Desk, space_code: str, day: date) -> DoorSheet:
    reference = desk.reference(session)
    space_id = reference.by_code.get(space_code)
    if space_id is None:
        raise RefusedError("unknown_space", f"Aucun espace ne porte le code «{NBSP}{space_code}{NBSP}».")
    space, facts = reference.spaces[space_id], reference.facts[space_id]
    whole = place(
        datetime.combine(day, time()), datetime.combine(day + timedelta(days=1), time()), facts.zone
    )
    found = occurrences_between(session, whole, now(session), {space_id} | facts.related)
    closure = next((one for one in facts.closures if one.span.overlaps(whole)), None)
    holiday = "" if facts.terms.holidays_open else reference.directory.observed.get(day, "")
    return DoorSheet(
        room=space.name,
        site=site_place(reference, space.site_id),
        day=day,
        bookings=tuple(_door_bookings(found, space_id, facts.related, reference)),
        contact=contact_of(session, reference, space.site_id),
        stamp=stamp(session, desk, DOOR_DIFFUSION),
        floor=room_words(reference, space_id).partition(", ")[2],
        capacity=space.capacity,
        accessible=space.accessible,
        closed=closure.reason if closure else holiday,
    )


def _door_bookings(
    found: Sequence[OccurrenceRow], space_id: int, related: Collection[int], reference: Reference
) -> Iterable[DoorBooking]:
    zone = reference.zone(space_id)
    for one in found:
        if one.state in HOLDING and (one.space_id == space_id or one.space_id in related):
            yield DoorBooking(
                to_wall(one.span.start, zone), to_wall(one.span.end, zone), one.acronym, one.purpose
            )
