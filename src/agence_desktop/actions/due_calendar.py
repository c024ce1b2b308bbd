"""The due dates that a substitute could be asked for, as a calendar for their own program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from agence_desktop.actions import due_calendar_texts as texts
from agence_desktop.core.clock import QUEBEC
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.positions.dues import Due, dues_of, for_person, substitutes_in
from agence_desktop.positions.queries.dues import unit_dues
from agence_desktop.positions.queries.posts import EVERYTHING, Scope
from agence_desktop.positions.rows import PersonRef
from agence_desktop.storage.audit import record_event
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Session

if TYPE_CHECKING:
    from icalendar import Event

HALF_HOUR = timedelta(minutes=30)
"""How long the entry of a task with an hour stands before it."""
_HOST = "echeances.agence"


@dataclass(frozen=True, slots=True)
class DueCalendar:
    """A calendar ready to write: the file name proposed, for whom, how many dates, and its bytes."""

    name: str
    person: PersonRef
    count: int
    ics: bytes


def due_calendar(
    session: Session, actor: Actor, person_id: int, first: date, last: date, scope: Scope = EVERYTHING
) -> DueCalendar:
    """The due dates of a period that a person could do instead of the holders, with stable UIDs; recorded.

    Their own, or those of anybody for clerks and managers of the organisations. Raises RefusedError
    ``no_dues``, RightMissingError.
    """
    unit = unit_dues(session, first, first, last, scope)
    person = next((one for one in substitutes_in(unit) if one.id == person_id), None)
    dues = for_person(dues_of(unit, first, last), person_id)
    if person is None or not dues:
        raise RefusedError("no_dues", texts.NO_DUES)
    if person_id != actor.person_id:
        for organisation in {due.position.unit.organisation_id for due in dues}:
            require(actor, (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR), organisation, texts.EXPORT)
    stamp = now(session)
    ics = write_calendar(dues, person, stamp)
    detail = {"person": person_id, "first": first.isoformat(), "last": last.isoformat(), "rows": len(dues)}
    record_event(session, "export", f"echeances {person_id}", detail)
    return DueCalendar(texts.file_name(person), person, len(dues), ics)


def write_calendar(dues: list[Due], person: PersonRef, stamp: datetime) -> bytes:
    """The calendar; the UID of a date of a task never changes, so that importing again replaces it."""
    # Loaded with the first calendar that goes out.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", texts.PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", texts.calendar_name(person))
    for due in dues:
        calendar.add_component(_event(due, stamp))
    return bytes(calendar.to_ical())


def _event(due: Due, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{due.key}@{_HOST}")
    event.add("dtstamp", stamp)
    event.add("sequence", 0)
    before = due.task.due.before if due.task.due is not None else None
    if before is None:
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        end = datetime.combine(due.day, before, QUEBEC)
        event.add("dtstart", end - HALF_HOUR)
        event.add("dtend", end)
    event.add("summary", texts.summary(due))
    event.add("description", texts.description(due))
    return event
