"""Cancelling dates from a screen: at once for one date, with the way back in the message."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.desktop.spaces.calendars import move_texts as texts
from agence_desktop.desktop.spaces.calendars.date_sender import DateSender
from agence_desktop.desktop.spaces.calendars.ghost_words import why_not
from agence_desktop.desktop.spaces.calendars.move_work import (
    Cancelled,
    CancelWish,
    restore_cancelled,
    send_cancel,
)
from agence_desktop.desktop.spaces.facts.card_facts import free_until
from agence_desktop.spaces.journal import OccurrenceRow

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.revising import Changed


class Cancelling(DateSender):
    """Carries out the cancellations of one screen."""

    def cancel(self, row: OccurrenceRow) -> None:
        """Cancel a date that is shown; of a series, ask which dates go along."""
        wish = CancelWish(row.booking_id, row.id, row.version)
        self._ask(
            row,
            texts.SCOPE_TITLE_CANCEL,
            texts.CANCEL,
            lambda scope: self._send(row, replace(wish, scope=scope)),
            danger=True,
        )

    def _send(self, row: OccurrenceRow, wish: CancelWish) -> None:
        self._run(
            send_cancel,
            wish,
            row,
            self._cancelled,
            lambda version: self._send(row, replace(wish, version=version)),
        )

    def _cancelled(self, cancelled: Cancelled) -> None:
        if cancelled.changed.change is not None:
            self._desk.hub.publish([cancelled.changed.change])
        page = cancelled.page
        sentence = texts.cancelled(page.booking.number, len(cancelled.ids))
        now = self._desk.session.clock.now()
        limits = [
            free_until(date, page.reference) for date in page.booking.occurrences if date.id in cancelled.ids
        ]
        if any(limit is not None and limit <= now for limit in limits):
            sentence = f"{sentence} {texts.FREE_UNTIL_PAST}"
        self._desk.offer_undo(
            sentence, partial(self._take_back, restore_cancelled, cancelled, self._restored)
        )

    def _restored(self, cancelled: Cancelled, changed: Changed) -> None:
        number = cancelled.page.booking.number
        if changed.change is not None:
            self._desk.hub.publish([changed.change])
            self._desk.tell(texts.restored(number, len(cancelled.ids)))
        elif changed.judgement is not None:
            date = next(one for one in changed.judgement.dates if one.reasons)
            _title, sentence = why_not(cancelled.page.reference, date, self._desk.session.clock.now())
            self._desk.tell(texts.not_restored(sentence), kind="danger")
