"""Sends moves of one screen: the question about a series, the command, its refusal, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from agence_desktop.core.clock import to_wall
from agence_desktop.core.errors import StaleError
from agence_desktop.core.french import format_slot
from agence_desktop.core.spans import Span
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.calendars import move_texts as texts
from agence_desktop.desktop.spaces.calendars.ghost_words import why_not
from agence_desktop.desktop.spaces.calendars.move_work import Moved, MoveWish, send_move, take_move_back
from agence_desktop.desktop.spaces.calendars.scope_dialog import ScopeDialog
from agence_desktop.desktop.spaces.facts import compare_texts
from agence_desktop.desktop.spaces.facts.compare_dialog import CompareDialog
from agence_desktop.desktop.spaces.facts.versions import date_versions
from agence_desktop.desktop.spaces.gateway import BookingPage, Gateway
from agence_desktop.desktop.tasks import Failure
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.rows import OccurrenceState

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.revising import Changed


class MoveSender(QObject):
    """Carries out the moves of one screen."""

    def __init__(self, desk: Workbench, gateway: Gateway, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._gateway = desk, gateway

    def move(self, row: OccurrenceRow, space_id: int, span: Span) -> None:
        """Move a date; of a series, ask which dates go along."""
        wish = wish_of(row, space_id, span)
        if not row.recurring:
            self._send(row, wish)
            return
        dialog = ScopeDialog(
            self._desk.parent_widget,
            texts.SCOPE_TITLE_MOVE,
            texts.MOVE,
            lambda scope: self._send(row, replace(wish, scope=scope)),
        )
        dialog.open()

    def _send(self, row: OccurrenceRow, wish: MoveWish) -> None:
        self._desk.tasks.run(
            send_move,
            self._gateway,
            wish,
            owner=self,
            done=partial(self._moved, row),
            failed=partial(self._move_failed, row, wish),
        )

    def _moved(self, row: OccurrenceRow, moved: Moved) -> None:
        if moved.changed.change is None:
            self._tell_refusal(row, moved)
            return
        self._desk.hub.publish([moved.changed.change])
        sentence = moved_sentence(moved)
        self._desk.offer_undo(sentence, partial(self._take_back, moved))

    def _tell_refusal(self, row: OccurrenceRow, moved: Moved) -> None:
        judgement = moved.changed.judgement
        dates = [] if judgement is None else [date for date in judgement.dates if date.reasons]
        if judgement is None or not dates:
            return
        now = self._desk.session.clock.now()
        _title, sentence = why_not(moved.page.reference, dates[0], now, row.participants)
        self._desk.tell(texts.not_moved(sentence, len(dates), len(judgement.dates)), kind="danger")

    def _move_failed(self, row: OccurrenceRow, wish: MoveWish, failure: Failure) -> None:
        if isinstance(failure.error, StaleError):
            compare_date(
                self,
                self._desk,
                self._gateway,
                row,
                (wish.space_id, wish.span),
                lambda version: self._send(row, replace(wish, version=version)),
            )
        else:
            self._desk.tell(failure.sentence, kind="danger")

    def _take_back(self, moved: Moved) -> None:
        self._desk.tasks.run(
            take_move_back,
            self._gateway,
            moved,
            owner=self._desk.parent_widget,
            done=partial(self._taken_back, moved),
            failed=lambda failure: self._desk.tell(failure.sentence, kind="danger"),
        )

    def _taken_back(self, moved: Moved, changed: Changed) -> None:
        if changed.change is not None:
            self._desk.hub.publish([changed.change])
            self._desk.tell(texts.moved_back(moved.page.booking.number, len(moved.after)))


def compare_date(
    owner: QObject,
    desk: Workbench,
    gateway: Gateway,
    seen: OccurrenceRow,
    wanted: tuple[int, Span] | None,
    again: Callable[[int], object],
) -> None:
    """Show a date that was changed elsewhere as it was and as it is; ``again`` gets its present version."""

    def show(page: BookingPage) -> None:
        version = next(date.version for date in page.booking.occurrences if date.id == seen.id)
        dialog = CompareDialog(
            desk.parent_widget,
            f"{page.booking.number}, {compare_texts.TITLE.lower()}",
            date_versions(seen, page, wanted),
            lambda: again(version),
        )
        dialog.open()

    desk.tasks.run(gateway.booking, seen.booking_id, owner=owner, done=show)


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
