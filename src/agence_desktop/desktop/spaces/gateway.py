"""What the screens of room booking ask of the database; every method runs on the database thread.

Commands and queries are imported when first used: the window opens before the database library is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Actor
from agence_desktop.core.spans import Span
from agence_desktop.spaces.alternatives import Alternatives
from agence_desktop.spaces.journal import BookingDetail, BookingRow, OccurrenceRow
from agence_desktop.spaces.rows import BookingDraft, JudgedDate, Judgement

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed
    from agence_desktop.directory.commands import PersonDraft
    from agence_desktop.directory.rows import PersonRow
    from agence_desktop.spaces.commands.attending import Attend
    from agence_desktop.spaces.commands.booking import Booked
    from agence_desktop.spaces.commands.cancelling import Cancel, Restore
    from agence_desktop.spaces.commands.editing import Edit
    from agence_desktop.spaces.commands.moving import Move
    from agence_desktop.spaces.commands.revising import Changed
    from agence_desktop.spaces.commands.taking_back import TakeBack
    from agence_desktop.spaces.queries.booking_pages import BookingFilter
    from agence_desktop.spaces.queries.reference import Reference
    from agence_desktop.storage.work import Database, Session

    Keyed = BookingDraft | Move | Edit | Cancel | Restore | TakeBack | Attend

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a calendar draws: reference data, and the occurrences whose busy interval overlaps the span."""

    reference: Reference
    span: Span
    occurrences: tuple[OccurrenceRow, ...]
    read_at: datetime


@dataclass(frozen=True, slots=True)
class BookingPage:
    """A booking with the reference data by which it is told."""

    reference: Reference
    booking: BookingDetail


class Gateway:
    """One database, one person; used by one thread at a time (the database thread)."""

    def __init__(self, database: Database, actor: Actor) -> None:
        from agence_desktop.spaces.commands.desk import Desk

        self.database = database
        self.actor = actor
        self._desk = Desk(actor)

    def reference(self) -> Reference:
        """Reference data, read again only when it changed."""
        return self.database.read(self._reference)

    def read(self, work: Callable[[Session, Reference, datetime], T]) -> T:
        """Read in one transaction with the reference data it sees, and the present instant."""
        return self.database.read(
            lambda session: work(session, self._reference(session), self.database.clock.now())
        )

    def agenda(self, span: Span, space_ids: Collection[int] | None = None) -> Agenda:
        """The occurrences of these spaces (None: all) over a span."""
        from agence_desktop.spaces.queries.planning import occurrences_between

        def work(session: Session) -> Agenda:
            reference, now = self._reference(session), self.database.clock.now()
            rows = occurrences_between(session, span, now, space_ids)
            return Agenda(reference, span, tuple(rows), now)

        return self.database.read(work)

    def booking(self, booking_id: int) -> BookingPage:
        """A booking whole; RefusedError ``unknown_booking`` where there is none."""
        from agence_desktop.spaces.commands.revising import unknown_booking
        from agence_desktop.spaces.queries.bookings import booking_detail

        def work(session: Session) -> BookingPage:
            reference = self._reference(session)
            found = booking_detail(session, reference, booking_id, self.database.clock.now())
            if found is None:
                raise unknown_booking()
            return BookingPage(reference, found)

        return self.database.read(work)

    def booking_numbered(self, number: str) -> BookingPage:
        """The booking that bears a number; RefusedError ``unknown_booking`` where there is none."""
        from agence_desktop.spaces.commands.revising import unknown_booking
        from agence_desktop.spaces.queries.bookings import booking_id_of

        found = self.database.read(lambda session: booking_id_of(session, number))
        if found is None:
            raise unknown_booking()
        return self.booking(found)

    def bookings(self, wanted: BookingFilter, limit: int, offset: int = 0) -> list[BookingRow]:
        """One page of the list of bookings."""
        from agence_desktop.spaces.queries.bookings import list_bookings

        def work(session: Session) -> list[BookingRow]:
            reference, now = self._reference(session), self.database.clock.now()
            return list_bookings(session, reference, wanted, now, limit=limit, offset=offset)

        return self.database.read(work)

    def people(self, key: str, organisation_id: int | None = None, limit: int = 200) -> list[PersonRow]:
        """People whose search key holds every word of ``key``."""
        from agence_desktop.directory.queries import people

        today = to_wall(self.database.clock.now(), QUEBEC).date()
        return self.database.read(lambda session: people(session, today, key, organisation_id, limit))

    def person(self, person_id: int) -> PersonRow | None:
        """A person of the directory, None where there is none."""
        from agence_desktop.directory.queries import person

        today = to_wall(self.database.clock.now(), QUEBEC).date()
        return self.database.read(lambda session: person(session, person_id, today))

    def preview(self, draft: BookingDraft) -> Judgement:
        """What booking would answer."""
        from agence_desktop.spaces.commands.booking import preview

        return self.database.read(lambda session: preview(session, self._desk, draft))

    def alternatives(
        self, draft: BookingDraft, wanted: Sequence[JudgedDate], others: Sequence[JudgedDate]
    ) -> Mapping[datetime, Alternatives]:
        """By origin, what may take the place of the dates wanted while the others of the draft stay."""
        from agence_desktop.spaces.queries.series import alternatives_for

        return self.read(
            lambda session, reference, now: alternatives_for(session, reference, draft, wanted, others, now)
        )

    def free_equipment(self, site_id: int, slots: Sequence[Span]) -> Mapping[int, int]:
        """What is left of each equipment of a site on the tightest of these slots."""
        from agence_desktop.spaces.queries.series import free_equipment

        return self.read(
            lambda session, reference, now: free_equipment(session, reference, site_id, slots, now)
        )

    def add_person(self, draft: PersonDraft) -> PersonRow:
        """Add a person to the directory, and read it back."""
        from agence_desktop.directory.commands import add_person
        from agence_desktop.directory.queries import people_by_email

        def work(session: Session) -> PersonRow:
            add_person(session, self.actor, draft)
            today = to_wall(self.database.clock.now(), QUEBEC).date()
            email = draft.email.strip().lower()
            return people_by_email(session, [email], today)[email]

        if self.database.read_only:
            raise _read_only()
        return self.database.write(work)

    def book(self, draft: BookingDraft) -> Booked:
        """Book; a refusal comes back as an answer."""
        from agence_desktop.spaces.commands.booking import book

        return self._write(lambda session: book(session, self._desk, draft), draft)

    def judge_move(self, wanted: Move) -> Judgement:
        """What a move would answer: for the ghost under a drag."""
        from agence_desktop.spaces.commands.moving import judge_move

        return self.database.read(lambda session: judge_move(session, self._desk, wanted))

    def move(self, wanted: Move) -> Changed:
        """Move dates of a booking."""
        from agence_desktop.spaces.commands.moving import move

        return self._write(lambda session: move(session, self._desk, wanted), wanted)

    def edit(self, wanted: Edit) -> Changed:
        """Edit the fields of a booking."""
        from agence_desktop.spaces.commands.editing import edit

        return self._write(lambda session: edit(session, self._desk, wanted), wanted)

    def cancel(self, wanted: Cancel) -> Changed:
        """Cancel dates of a booking."""
        from agence_desktop.spaces.commands.cancelling import cancel

        return self._write(lambda session: cancel(session, self._desk, wanted), wanted)

    def restore(self, wanted: Restore) -> Changed:
        """Take a cancellation back."""
        from agence_desktop.spaces.commands.cancelling import restore

        return self._write(lambda session: restore(session, self._desk, wanted), wanted)

    def take_back(self, wanted: TakeBack) -> Changed:
        """Take a move back."""
        from agence_desktop.spaces.commands.taking_back import take_back

        return self._write(lambda session: take_back(session, self._desk, wanted), wanted)

    def note_presence(self, wanted: Attend) -> Changed:
        """Note presence at a date."""
        from agence_desktop.spaces.commands.attending import note_presence

        return self._write(lambda session: note_presence(session, self._desk, wanted), wanted)

    def take_presence_back(self, wanted: Attend) -> Changed:
        """Take back a presence noted by mistake."""
        from agence_desktop.spaces.commands.attending import take_presence_back

        return self._write(lambda session: take_presence_back(session, self._desk, wanted), wanted)

    def print_confirmation(self, number: str) -> Printed:
        """The confirmation of a booking; the print is on record."""
        from agence_desktop.actions.printing.confirmations import print_confirmation

        return print_confirmation(self.database, self._desk, number)

    def print_week(self, site: str, day: date) -> Printed:
        """The planning of a building over the week of a day; the print is on record."""
        from agence_desktop.actions.printing.plannings import print_week

        return print_week(self.database, self._desk, site, day)

    def print_door(self, space_code: str, day: date) -> Printed:
        """The sheet of a door for a day; the print is on record."""
        from agence_desktop.actions.printing.plannings import print_door

        return print_door(self.database, self._desk, space_code, day)

    def _reference(self, session: Session) -> Reference:
        return self._desk.reference(session)

    def _write(self, work: Callable[[Session], T], wanted: Keyed) -> T:
        if self.database.read_only:
            raise _read_only()
        return self.database.write(work, key=wanted.key)


def _read_only() -> RefusedError:
    return RefusedError(
        "read_only", "La base est ouverte en consultation seulement\u00a0: rien ne peut être enregistré."
    )
