"""Sends moves of one screen: the question about a series, the command, its refusal, and the way back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import format_slot
from agence_desktop.core.spans import Span
from agence_desktop.desktop.spaces.calendars import move_texts as texts
from agence_desktop.desktop.spaces.calendars.date_sender import DateSender
from agence_desktop.desktop.spaces.calendars.ghost_words import why_not
from agence_desktop.desktop.spaces.calendars.move_work import Moved, MoveWish, send_move, take_move_back
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.rows import OccurrenceState

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.revising import Changed


class MoveSender(DateSender):
    """Carries out the moves of one screen."""

    def move(self, row: OccurrenceRow, space_id: int, span: Span) -> None:
        """Move a date; of a series, ask which dates go along."""
        wish = wish_of(row, space_id, span)
        self._ask(
            row,
            texts.SCOPE_TITLE_MOVE,
            texts.MOVE,
            lambda scope: self._send(row, replace(wish, scope=scope)),
        )

    def _send(self, row: OccurrenceRow, wish: MoveWish) -> None:
        self._run(
            send_move,
            wish,
            row,
            partial(self._moved, row),
            lambda version: self._send(row, replace(wish, version=version)),
            (wish.space_id, wish.span),
        )

    def _moved(self, row: OccurrenceRow, moved: Moved) -> None:
        if moved.changed.change is None:
            self._tell_refusal(row, moved)
            return
        self._desk.hub.publish([moved.changed.change])
        undo = partial(self._take_back, take_move_back, moved, self._taken_back)
        self._desk.offer_undo(moved_sentence(moved), undo)

    def _tell_refusal(self, row: OccurrenceRow, moved: Moved) -> None:
        judgement = moved.changed.judgement
        dates = [] if judgement is None else [date for date in judgement.dates if date.reasons]
        if judgement is None or not dates:
            return
        now = self._desk.session.clock.now()
        _title, sentence = why_not(moved.page.reference, dates[0], now, row.participants)
        self._desk.tell(texts.not_moved(sentence, len(dates), len(judgement.dates)), kind="danger")

    def _taken_back(self, moved: Moved, changed: Changed) -> None:
        if changed.change is not None:
            self._desk.hub.publish([changed.change])
            self._desk.tell(texts.moved_back(moved.page.booking.number, len(moved.after)))


def moved_sentence(moved: Moved) -> str:
    """Where the first date stands now, and whether the host decides again."""
    first, reference = moved.after[0], moved.page.reference
    zone = reference.zone(first.space_id)
    slot = format_slot(to_wall(first.span.start, zone), to_wall(first.span.end, zone))
    where = f"{reference.spaces[first.space_id].name}, {slot}"
    sentence = texts.moved(moved.page.booking.number, where, len(moved.after))
    ids = {slot.occurrence_id for slot in moved.after}
    asked = [
        date.state is OccurrenceState.REQUESTED for date in moved.page.booking.occurrences if date.id in ids
    ]
    if all(asked):
        return f"{sentence} {texts.APPROVAL_AGAIN}"
    return f"{sentence} {texts.APPROVAL_AGAIN_SOME}" if any(asked) else sentence


def wish_of(row: OccurrenceRow, space_id: int, span: Span) -> MoveWish:
    """The wish to move a date as it is on the screen."""
    return MoveWish(row.booking_id, row.id, row.version, space_id, span)
