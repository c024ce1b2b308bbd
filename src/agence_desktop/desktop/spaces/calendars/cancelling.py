"""Cancelling dates from a screen: at once for one date, with the way back in the message."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from agence_desktop.core.errors import StaleError
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.calendars import move_texts as texts
from agence_desktop.desktop.spaces.calendars.ghost_words import why_not
from agence_desktop.desktop.spaces.calendars.move_sender import compare_date
from agence_desktop.desktop.spaces.calendars.move_work import (
    Cancelled,
    CancelWish,
    restore_cancelled,
    send_cancel,
)
from agence_desktop.desktop.spaces.calendars.scope_dialog import ScopeDialog
from agence_desktop.desktop.spaces.facts.card_facts import free_until
from agence_desktop.desktop.spaces.facts.changing import Scope
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.tasks import Failure
from agence_desktop.spaces.journal import OccurrenceRow

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.revising import Changed


class Cancelling(QObject):
    """Carries out the cancellations of one screen."""

    def __init__(self, desk: Workbench, gateway: Gateway, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._gateway = desk, gateway

    def cancel(self, row: OccurrenceRow) -> None:
        """Cancel a date that is shown; of a series, ask which dates go along."""
        wish = CancelWish(row.booking_id, row.id, row.version)
        if not row.recurring:
            self._send(row, wish)
            return
        dialog = ScopeDialog(
            self._desk.parent_widget,
            texts.SCOPE_TITLE_CANCEL,
            texts.CANCEL,
            lambda scope: self._send(row, replace(wish, scope=Scope(scope))),
            danger=True,
        )
        dialog.open()

    def _send(self, row: OccurrenceRow, wish: CancelWish) -> None:
        self._desk.tasks.run(
            send_cancel,
            self._gateway,
            wish,
            owner=self,
            done=self._cancelled,
            failed=partial(self._failed, row, wish),
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
        self._desk.offer_undo(sentence, partial(self._restore, cancelled))

    def _failed(self, row: OccurrenceRow, wish: CancelWish, failure: Failure) -> None:
        if isinstance(failure.error, StaleError):
            compare_date(
                self,
                self._desk,
                self._gateway,
                row,
                None,
                lambda version: self._send(row, replace(wish, version=version)),
            )
        else:
            self._desk.tell(failure.sentence, kind="danger")

    def _restore(self, cancelled: Cancelled) -> None:
        self._desk.tasks.run(
            restore_cancelled,
            self._gateway,
            cancelled,
            owner=self._desk.parent_widget,
            done=partial(self._restored, cancelled),
            failed=lambda failure: self._desk.tell(failure.sentence, kind="danger"),
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
