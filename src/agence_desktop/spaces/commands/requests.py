"""Booking requests as a file gives them: read, judged and stored row by row, each in its own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.spaces.answers import Answer, faulty
from agence_desktop.spaces.clock_sentences import skipped_hours_of
from agence_desktop.spaces.commands.booking import book
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.form import FieldFault, Lookup, RawBooking, examine_form, tell_faults
from agence_desktop.spaces.queries.lookup import known_persons, lookup_of
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import BookingDraft, FormFault
from agence_desktop.storage.context import now
from agence_desktop.storage.work import Database


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one request, and what is wrong with its cells where it could not be read.

    ``notes`` tell of hours that were moved because clocks skip them.
    """

    answer: Answer
    faults: tuple[FieldFault, ...] = ()
    replayed: bool = False
    notes: tuple[str, ...] = ()


def request(session: Session, desk: Desk, draft: BookingDraft) -> Answered:
    """Book in the caller's transaction; a key that served for another content is a refusal like others."""
    try:
        booked = book(session, desk, draft)
    except RefusedError as refusal:
        if refusal.code != FormFault.KEY_REUSED:
            raise
        fault = FieldFault("cle", FormFault.KEY_REUSED, str(draft.key))
        return Answered(faulty([FormFault.KEY_REUSED]), (fault,))
    return Answered(booked.answer, replayed=booked.replayed)


def notes_of(draft: BookingDraft, answer: Answer, reference: Reference) -> tuple[str, ...]:
    """What is told of the hours of an answered request that clocks skip."""
    days = {datetime.fromisoformat(date["start"]).date() for date in answer["occurrences"]}
    return skipped_hours_of(draft, days, reference.zone(draft.space_id))


class Counter:
    """Takes the requests of one file in turn; each sees what the ones before it have stored."""

    def __init__(self, database: Database, desk: Desk, raws: Sequence[RawBooking]) -> None:
        self._database = database
        self._desk = desk
        emails = {raw.person for raw in raws}
        self._persons = database.read(
            lambda session: known_persons(session, emails, to_wall(now(session), QUEBEC).date())
        )
        self._kept: tuple[Reference, Lookup] | None = None
        self._require_rights(raws)

    def take(self, raw: RawBooking) -> Answered:
        """Answer one request; nothing is stored of one that cannot be read."""
        read = examine_form(raw, self._lookup())
        if not isinstance(read, BookingDraft):
            return Answered(faulty(tell_faults(read)), read)
        draft = read
        answered = self._database.write(lambda session: request(session, self._desk, draft), key=draft.key)
        assert self._kept is not None
        return replace(answered, notes=notes_of(draft, answered.answer, self._kept[0]))

    def _lookup(self) -> Lookup:
        reference = self._database.read(self._desk.reference)
        if self._kept is None or self._kept[0] is not reference:
            self._kept = reference, lookup_of(reference, self._persons)
        return self._kept[1]

    def _require_rights(self, raws: Sequence[RawBooking]) -> None:
        """Raise RightMissingError before anything is stored, not after half of the file."""
        lookup = self._lookup()
        reference = self._database.read(self._desk.reference)
        for organisation, space in sorted({(raw.organisation.strip(), raw.space.strip()) for raw in raws}):
            if organisation in lookup.organisations and space in lookup.spaces:
                self._desk.require_booking(
                    reference, lookup.organisations[organisation], [lookup.spaces[space].space_id]
                )
