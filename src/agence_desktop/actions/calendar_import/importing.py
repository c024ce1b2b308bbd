"""Imports another system's calendar of one room: one transaction, all or nothing, or a mere trial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from agence_desktop.actions.calendar_import import texts
from agence_desktop.actions.calendar_import.events import ExternalEvent, ExternalFault
from agence_desktop.actions.calendar_import.reading import one_year_after, read_calendar
from agence_desktop.core.changes import Change
from agence_desktop.core.errors import InputError
from agence_desktop.core.roles import Actor
from agence_desktop.spaces.answers import Answer
from agence_desktop.spaces.clock_sentences import skipped_hours
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.commands.syncing import Step, sync
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import BookingDraft, DateDraft, OnConflict
from agence_desktop.storage.work import Database, Session

_NO_SLOT = datetime.combine(date.min, time())
"""Of an event that no longer takes the room: it only cancels."""


class EventOutcome(StrEnum):
    """What became of an event; ``skipped``: no date of it could be had, where conflicts are skipped."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"
    REFUSED = "refused"
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True, slots=True)
class EventResult:
    """One event and what became of it; ``answer`` is that of a booking request where one was judged.

    ``notes`` tell of hours that were moved because clocks skip them.
    """

    row: int
    uid: str
    summary: str
    outcome: EventOutcome
    answer: Answer | None = None
    code: str = ""
    sentence: str = ""
    cut_at: date | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarImport:
    """What to import: a file, its room and organisation, where endless series end, how conflicts are met."""

    path: Path
    space_code: str
    acronym: str
    until: date | None = None
    on_conflict: OnConflict = OnConflict.REFUSE
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class CalendarReport:
    """Every event's outcome, and the change where something was stored."""

    results: tuple[EventResult, ...]
    changes: tuple[Change, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether an event is refused, so that nothing of the file was stored."""
        return any(one.outcome is EventOutcome.REFUSED for one in self.results)


class _UndoError(Exception):
    def __init__(self, report: CalendarReport) -> None:
        super().__init__("rolled back")
        self.report = report


def import_calendar(database: Database, actor: Actor, wanted: CalendarImport) -> CalendarReport:
    """Bring the bookings of a room in step with its calendar elsewhere; UID and RECURRENCE-ID are the key.

    Dates of the past are loaded as they are. Raises InputError ``bad_calendar``, ``unreadable``,
    ``unknown_space`` or ``unknown_organisation``, RightMissingError.
    """
    try:
        data = wanted.path.read_bytes()
    except OSError as error:
        raise InputError("unreadable", texts.unreadable(str(wanted.path))) from error
    desk = Desk(actor, judge_past=False)
    zone, until = database.read(partial(_bounds, desk=desk, wanted=wanted))
    # Read before the transaction that writes: nobody waits for a large file to be understood.
    events = read_calendar(data, zone, until)
    try:
        return database.write(partial(_import, desk=desk, wanted=wanted, events=events))
    except _UndoError as undone:
        return undone.report


def _bounds(session: Session, desk: Desk, wanted: CalendarImport) -> tuple[ZoneInfo, date]:
    """The clock of the room, and the day after which endless series are cut."""
    reference = desk.reference(session)
    space_id, _ = _resolved(reference, wanted)
    return reference.zone(space_id), wanted.until or one_year_after(reference.today)


def _import(
    session: Session,
    desk: Desk,
    wanted: CalendarImport,
    events: Sequence[ExternalEvent | ExternalFault],
) -> CalendarReport:
    space_id, organisation_id = _resolved(desk.reference(session), wanted)
    zone = desk.reference(session).zone(space_id)
    results: list[EventResult] = []
    changes: list[Change] = []
    for event in events:
        if isinstance(event, ExternalFault):
            results.append(_faulty(event))
            continue
        draft = _draft(event, space_id, organisation_id, wanted.on_conflict)
        synced = sync(session, desk, draft)
        result = _result(event, synced.step, synced.answer, wanted.on_conflict)
        results.append(replace(result, notes=_notes(event, zone)) if result.answer else result)
        changes += [synced.change] if synced.change else []
    report = CalendarReport(tuple(results), tuple(changes))
    if report.refused:
        raise _UndoError(CalendarReport(_rolled_back(results)))
    if wanted.dry_run:
        raise _UndoError(CalendarReport(tuple(_untold(one) for one in results)))
    return report


def _resolved(reference: Reference, wanted: CalendarImport) -> tuple[int, int]:
    space_id = reference.by_code.get(wanted.space_code)
    if space_id is None:
        raise InputError("unknown_space", texts.unknown_space(wanted.space_code))
    organisation_id = reference.directory.by_acronym.get(wanted.acronym)
    if organisation_id is None:
        raise InputError("unknown_organisation", texts.unknown_organisation(wanted.acronym))
    return space_id, organisation_id


def _draft(
    event: ExternalEvent, space_id: int, organisation_id: int, on_conflict: OnConflict
) -> BookingDraft:
    dates = tuple(DateDraft(space_id, one.start, one.end, one.origin, span=one.span) for one in event.dates)
    first = event.dates[0] if event.dates else None
    return BookingDraft(
        space_id=space_id,
        start=first.start if first else _NO_SLOT,
        end=first.end if first else _NO_SLOT,
        organisation_id=organisation_id,
        purpose=event.summary[:300],
        on_conflict=on_conflict,
        dates=dates,
        uid=event.uid[:300],
    )


def _faulty(event: ExternalFault) -> EventResult:
    return EventResult(
        event.row, event.uid, event.summary, EventOutcome.REFUSED, code=event.code, sentence=event.sentence
    )


def _result(event: ExternalEvent, step: Step, answer: Answer, on_conflict: OnConflict) -> EventResult:
    outcome = EventOutcome(str(step))
    if step is Step.REFUSED and on_conflict is OnConflict.SKIP:
        outcome = EventOutcome.SKIPPED
    return EventResult(event.row, event.uid, event.summary, outcome, answer, cut_at=event.cut_at)


def _notes(event: ExternalEvent, zone: ZoneInfo) -> tuple[str, ...]:
    told = (skipped_hours(*one.written, zone) for one in event.dates if one.written is not None)
    return tuple(sentence for sentence in told if sentence)


def _rolled_back(results: Sequence[EventResult]) -> tuple[EventResult, ...]:
    kept = (EventOutcome.REFUSED, EventOutcome.UNCHANGED)
    return tuple(
        _untold(one) if one.outcome in kept else replace(_untold(one), outcome=EventOutcome.ROLLED_BACK)
        for one in results
    )


def _untold(one: EventResult) -> EventResult:
    """Without the number that was given back."""
    if one.answer is None or one.outcome is not EventOutcome.CREATED:
        return one
    return replace(one, answer={**one.answer, "number": None})
