"""Import bookings from the rows of a file, all or none: new ones as `reserver` does, known ones by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import AgenceError, RefusedError
from agence_desktop.core.roles import Role, require
from agence_desktop.spaces.answers import Answer, faulty, local
from agence_desktop.spaces.commands import import_texts as texts
from agence_desktop.spaces.commands.desk import Desk, month_of
from agence_desktop.spaces.commands.editing import Edit, edit
from agence_desktop.spaces.commands.loading import LoadedBooking, LoadedDate, LoadedEvent, load_bookings
from agence_desktop.spaces.commands.requests import notes_of, request
from agence_desktop.spaces.form import COLUMNS, FieldFault, Lookup, RawBooking, examine_form, tell_faults
from agence_desktop.spaces.journal import EventKind
from agence_desktop.spaces.model import Booking, Occurrence
from agence_desktop.spaces.placing import place_dates
from agence_desktop.spaces.queries.exporting import (
    BOOKING_COLUMNS,
    NUMBER,
    STATE,
    STATES,
    BookingCells,
    booking_rows,
)
from agence_desktop.spaces.queries.lookup import known_persons, lookup_of
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.readers import readable_by
from agence_desktop.spaces.rows import BookingDraft, FormFault, Mode, OccurrenceState, Outcome, PlacedDate
from agence_desktop.spaces.sentences import REASON_LABELS, fault_sentence
from agence_desktop.spaces.states import release_instant
from agence_desktop.storage.commands import fingerprint_of, once
from agence_desktop.storage.context import now
from agence_desktop.storage.tabular import Cell, Sheet, SheetRow, require_columns
from agence_desktop.storage.work import Database

_S = OccurrenceState

CREATED: Final = "created"
UPDATED: Final = "updated"
UNCHANGED: Final = "unchanged"
REFUSED: Final = "refused"
ROLLED_BACK: Final = "rolled_back"

_TOLD: Final = tuple(word for word, state in STATES.items() if state is not _S.OFFERED)
"""States that a file may tell: an offer ends by itself."""
_PASSED: Final = (_S.CONFIRMED, _S.REQUESTED)
_LATER: Final = frozenset({_S.PRESENT, _S.ENDED, _S.NO_SHOW})
"""States that only time and presence bring to a confirmed date."""
_HOLD_NOTHING: Final = frozenset({_S.WAITLISTED, _S.REFUSED, _S.CANCELLED, _S.NOT_OBTAINED})
"""States that are stored as they are told: they take nothing from anybody."""
_FREE_FIELDS: Final = frozenset(
    {
        "purpose",
        "person_id",
        "participants",
        "layout",
        "equipment",
        "accessibility",
        "support",
        "note",
        "phone",
    }
)
"""What a row may change of a booking it names by number."""


@dataclass(frozen=True, slots=True)
class ImportedBooking:
    """What became of one row: the answer as `reserver` gives it, and French where it is refused.

    ``notes`` tell of hours that were moved because clocks skip them.
    """

    line: int
    answer: Answer
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the row is refused."""
        return bool(self.answer["outcome"] == REFUSED)

    def undone(self) -> ImportedBooking:
        """The same where another row was refused: nothing was kept of this one."""
        if self.refused:
            return self
        return replace(self, answer={**self.answer, "number": None, "outcome": ROLLED_BACK})

    def tried(self) -> ImportedBooking:
        """The same in a dry run: no number was taken."""
        kept = self.answer["outcome"] in (UPDATED, UNCHANGED)
        return self if kept else replace(self, answer={**self.answer, "number": None})


@dataclass(frozen=True, slots=True)
class BookingsReport:
    """What became of a file of bookings; ``refusal`` is a rule that refuses it as a whole."""

    rows: tuple[ImportedBooking, ...]
    refusal: AgenceError | None = None

    @property
    def refused(self) -> bool:
        """Whether a row or the whole is refused."""
        return self.refusal is not None or any(row.refused for row in self.rows)


def import_file(database: Database, desk: Desk, sheet: Sheet, *, dry_run: bool = False) -> BookingsReport:
    """Import the whole sheet in one transaction, or nothing of it; a dry run tells and takes it back.

    Raises InputError for the columns, RightMissingError.
    """
    require_columns(sheet, BOOKING_COLUMNS)

    def work(session: Session) -> BookingsReport:
        report = BookingsReport(tuple(import_bookings(session, desk, sheet)))
        if dry_run or report.refused:
            session.rollback()
        return report

    try:
        report = database.write(work)
    except RefusedError as refusal:
        rows = (ImportedBooking(row.line, {**faulty(()), "outcome": ROLLED_BACK}) for row in sheet.rows)
        return BookingsReport(tuple(rows), refusal)
    if dry_run:
        return replace(report, rows=tuple(row.tried() for row in report.rows))
    return replace(report, rows=tuple(row.undone() for row in report.rows)) if report.refused else report


def import_bookings(session: Session, desk: Desk, sheet: Sheet) -> list[ImportedBooking]:
    """Import every row in order within the caller's transaction, to be rolled back where one is refused.

    The past is not judged. Raises RightMissingError, StaleError.
    """
    return _Import(session, replace(desk, judge_past=False), sheet).rows()


def all_rows(session: Session, desk: Desk) -> list[list[Cell]]:
    """The rows of an export of what the actor may take away, cells in the order of ``BOOKING_COLUMNS``."""
    readable = readable_by(desk.actor)
    bookings = booking_rows(session, desk.reference(session), now(session), readable=readable)
    return [list(cells.values()) for rows in bookings.values() for cells in rows]


class _Import:
    def __init__(self, session: Session, desk: Desk, sheet: Sheet) -> None:
        self._session, self._desk, self._sheet = session, desk, sheet
        self._moment = now(session)
        self._reference = desk.reference(session)
        numbers = {row.cells.get(NUMBER, "").strip() for row in sheet.rows} - {""}
        self._stored = booking_rows(session, self._reference, self._moment, numbers)
        emails = [row.cells.get("demandeur", "") for row in sheet.rows]
        emails += [cells["demandeur"] for rows in self._stored.values() for cells in rows]
        self._lookup: Lookup = lookup_of(
            self._reference, known_persons(session, emails, to_wall(self._moment, QUEBEC).date())
        )
        self._left: dict[str, list[BookingCells]] = {}
        """Rows of known bookings that no row of the file has named yet."""

    def rows(self) -> list[ImportedBooking]:
        return [
            self._known(row) if row.cells.get(NUMBER, "").strip() else self._new(row)
            for row in self._sheet.rows
        ]

    def _new(self, row: SheetRow) -> ImportedBooking:
        word = row.cells.get(STATE, "").strip()
        raw = RawBooking.from_cells({name: row.cells[name] for name in COLUMNS if name in row.cells})
        found = examine_form(raw, self._lookup)
        faults = () if isinstance(found, BookingDraft) else found
        sentences = [fault_sentence(fault) for fault in faults]
        state = STATES.get(word)
        if word and (state is None or state is _S.OFFERED):
            sentences.append(texts.BAD_STATE.format(word=word, known=", ".join(_TOLD)))
        if sentences or not isinstance(found, BookingDraft):
            codes = tell_faults(faults) if not word or state else (*tell_faults(faults), FormFault.BAD_CHOICE)
            return _refused(row.line, dict.fromkeys(codes or (FormFault.BAD_CHOICE,)), sentences)
        if state is None:
            done = self._booked(row.line, found)
        else:
            self._require_host(found)
            done = self._once(row.line, found, state)
        return replace(done, notes=notes_of(found, done.answer, self._reference))

    def _booked(self, line: int, draft: BookingDraft) -> ImportedBooking:
        answered = request(self._session, self._desk, draft)
        return ImportedBooking(line, answered.answer, tuple(map(fault_sentence, answered.faults)))

    def _once(self, line: int, draft: BookingDraft, state: OccurrenceState) -> ImportedBooking:
        """A booking told with its state; under a key it is stored once, and told alike ever after."""
        if draft.key is None:
            return self._stated(line, draft, state)

        def act(_session: Session) -> dict[str, Any]:
            done = self._stated(line, replace(draft, key=None), state)
            return {"answer": done.answer, "sentences": done.sentences}

        content = fingerprint_of({**asdict(draft), "state": state})
        try:
            kept, _replayed = once(self._session, draft.key, content, act)
        except RefusedError as refusal:
            if refusal.code != FormFault.KEY_REUSED:
                raise
            fault = FieldFault("cle", FormFault.KEY_REUSED, str(draft.key))
            return _refused(line, (fault.fault,), [fault_sentence(fault)])
        return ImportedBooking(line, kept["answer"], tuple(kept["sentences"]))

    def _stated(self, line: int, draft: BookingDraft, state: OccurrenceState) -> ImportedBooking:
        if state in _HOLD_NOTHING:
            return ImportedBooking(line, self._told(draft, state))
        if state is _S.REQUESTED:
            return self._booked(line, replace(draft, mode=Mode.REQUEST))
        booked = self._booked(line, draft)
        return booked if booked.refused else self._settled(booked, state)

    def _require_host(self, draft: BookingDraft) -> None:
        host = self._reference.facts[draft.space_id].host_id
        require(self._desk.actor, (Role.HOST, Role.ADMINISTRATOR), host, texts.STATING)

    def _settled(self, booked: ImportedBooking, state: OccurrenceState) -> ImportedBooking:
        """Give the dates that passed the state they are told to have."""
        number = booked.answer["number"]
        passed = select(Booking.id).where(Booking.number == number).scalar_subquery()
        dates = self._session.execute(
            select(Occurrence.id, Occurrence.starts, Occurrence.ends).where(
                Occurrence.booking_id == passed, Occurrence.state.in_(_PASSED)
            )
        ).all()
        if state in _LATER and any(
            (ends if state is _S.ENDED else starts) > self._moment for _, starts, ends in dates
        ):
            return _refused(booked.line, (FormFault.BAD_CHOICE,), [texts.TOO_EARLY])
        self._session.execute(
            update(Occurrence).where(Occurrence.id.in_([row.id for row in dates])).values(state=state.value),
            execution_options={"synchronize_session": False},
        )
        occurrences = [
            {**date, "state": state.value} if date["state"] in _PASSED else date
            for date in booked.answer["occurrences"]
        ]
        partly = booked.answer["outcome"] == Outcome.PARTLY
        outcome = str(Outcome.PARTLY if partly else Outcome.CONFIRMED)
        return replace(booked, answer={**booked.answer, "outcome": outcome, "occurrences": occurrences})

    def _told(self, draft: BookingDraft, state: OccurrenceState) -> Answer:
        """Store a booking that holds nothing as it is told, without judging it."""
        uid, login = f"{uuid4()}@agence", self._desk.actor.login
        dates = tuple(
            _loaded(date, state, self._reference, self._moment)
            for date in place_dates(draft, self._reference.facts)
        )
        events = (LoadedEvent(self._moment, login, EventKind.IMPORTED),)
        load_bookings(self._session, [LoadedBooking(draft, uid, self._moment, login, dates, events)])
        number = self._session.scalars(select(Booking.number).where(Booking.uid == uid)).one()
        return {
            "number": number,
            "outcome": CREATED,
            "reasons": [],
            "occurrences": [_shown(one, self._reference) for one in dates],
        }

    def _known(self, row: SheetRow) -> ImportedBooking:
        """A booking named by its number: its own fields may change, its dates and states may not."""
        number = row.cells[NUMBER].strip()
        stored = self._stored.get(number)
        if stored is None:
            return _refused(row.line, (texts.UNKNOWN_NUMBER,), [texts.NO_NUMBER.format(number=number)])
        given = {name: cell.strip() for name, cell in row.cells.items()}
        left = self._left.setdefault(number, list(stored))
        for cells in left:
            if all(cells[name].strip() == cell for name, cell in given.items()):
                left.remove(cells)
                return ImportedBooking(row.line, _answer(number, UNCHANGED))
        if len(stored) > 1 or given.get(STATE, stored[0][STATE]) != stored[0][STATE]:
            return _refused(row.line, (texts.NOT_BY_FILE,), [texts.DATES_BY_COMMAND])
        return self._edited(row.line, number, stored[0], {**stored[0], **given})

    def _edited(self, line: int, number: str, before: BookingCells, after: BookingCells) -> ImportedBooking:
        was, wanted = (
            examine_form(RawBooking.from_cells({name: cells[name] for name in COLUMNS}), self._lookup)
            for cells in (before, after)
        )
        if not isinstance(wanted, BookingDraft):
            return _refused(line, tell_faults(wanted), [fault_sentence(fault) for fault in wanted])
        changed = {
            name
            for name in BookingDraft.__dataclass_fields__
            if not isinstance(was, BookingDraft) or getattr(was, name) != getattr(wanted, name)
        }
        if not changed:
            return ImportedBooking(line, _answer(number, UNCHANGED))
        if changed - _FREE_FIELDS:
            return _refused(line, (texts.NOT_BY_FILE,), [texts.DATES_BY_COMMAND])
        booking = self._session.execute(
            select(Booking.id, Booking.version).where(Booking.number == number)
        ).one()
        values: dict[str, Any] = {name: getattr(wanted, name) for name in _FREE_FIELDS}
        done = edit(self._session, self._desk, Edit(booking.id, booking.version, **values))
        if not done.done:
            dates = done.judgement.dates if done.judgement else ()
            reasons = tuple(dict.fromkeys(one for date in dates for one in date.reasons))
            why = "; ".join(REASON_LABELS[one].lower() for one in reasons)
            return _refused(line, reasons, [texts.CHANGE_REFUSED.format(why=why)])
        return ImportedBooking(line, _answer(number, UPDATED))


def _answer(number: str, outcome: str) -> Answer:
    return {"number": number, "outcome": outcome, "reasons": [], "occurrences": []}


def _refused(line: int, codes: Any, sentences: Sequence[str]) -> ImportedBooking:
    answer = {**faulty(()), "reasons": [str(code) for code in codes]}
    return ImportedBooking(line, answer, tuple(sentences))


def _loaded(date: PlacedDate, state: OccurrenceState, reference: Reference, moment: datetime) -> LoadedDate:
    facts = reference.facts[date.space_id]
    year, month = month_of(reference, date.space_id, date.span.start)
    return LoadedDate(
        space_id=date.space_id,
        host_id=facts.host_id,
        origin=date.origin,
        span=date.span,
        busy=date.span.widened(facts.terms.buffer_before or 0, facts.terms.buffer_after or 0),
        month=year * 100 + month,
        state=state,
        price=None,
        requested_at=moment,
        release_at=release_instant(date.span, facts.terms.release_minutes),
    )


def _shown(date: LoadedDate, reference: Reference) -> Mapping[str, Any]:
    zone = reference.zone(date.space_id)
    return {
        "start": local(date.span.start, zone),
        "end": local(date.span.end, zone),
        "state": date.state.value,
        "reasons": [],
        "price": None,
    }
