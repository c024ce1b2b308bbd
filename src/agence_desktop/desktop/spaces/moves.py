"""Moving on a calendar: the ghost's answer while one drags, the command on release, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from agence_desktop.core.clock import to_wall
from agence_desktop.core.errors import StaleError
from agence_desktop.core.french import format_slot
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Ghost
from agence_desktop.desktop.calendar.view import CalendarView
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces import compare_texts
from agence_desktop.desktop.spaces import move_texts as texts
from agence_desktop.desktop.spaces.compare_dialog import CompareDialog
from agence_desktop.desktop.spaces.gateway import BookingPage, Gateway
from agence_desktop.desktop.spaces.ghost_words import ghost_of, hint_words, why_not
from agence_desktop.desktop.spaces.local_judging import Candidate, LocalJudge
from agence_desktop.desktop.spaces.move_work import (
    Moved,
    MoveWish,
    judge_move,
    send_move,
    take_move_back,
)
from agence_desktop.desktop.spaces.reading import Reading
from agence_desktop.desktop.spaces.scope_dialog import ScopeDialog
from agence_desktop.desktop.spaces.versions import date_versions
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.rows import JudgedDate, Judgement, OccurrenceState, Outcome

if TYPE_CHECKING:
    from agence_desktop.spaces.commands.revising import Changed
    from agence_desktop.spaces.queries.reference import Reference

REST_MS = 60
"""The base is asked once a drag has rested this long on a target."""


class Moves(QObject):
    """Answers the ghosts of one view and carries out its moves; ``reading`` gives what the view shows."""

    def __init__(
        self, desk: Workbench, gateway: Gateway, view: CalendarView, reading: Callable[[], Reading | None]
    ) -> None:
        super().__init__(view)
        self._desk, self._gateway, self._view, self._reading = desk, gateway, view, reading
        self._asked: tuple[int, Span, str] | None = None
        self._cancel: Cancel | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._ask)
        view.ghost_requested.connect(self._wonder)
        view.move_requested.connect(lambda block, row, span: self.move(int(block), int(row), span))
        view.resize_requested.connect(lambda block, span: self.move(int(block), None, span))

    def occurrence(self, occurrence_id: int) -> OccurrenceRow | None:
        """A date that is shown."""
        reading = self._reading()
        rows = reading.agenda.occurrences if reading else ()
        return next((row for row in rows if row.id == occurrence_id), None)

    # The ghost.

    def _wonder(self, row_key: str, span: Span, block_key: str) -> None:
        if self._cancel is not None:
            self._cancel.request()
        self._asked = (int(row_key), span, block_key)
        if block_key:
            self._timer.start()
        else:
            self._answer_new(int(row_key), span)

    def _answer_new(self, space_id: int, span: Span) -> None:
        """A new booking is judged by what is shown: who will ask for it is not known yet."""
        reading = self._reading()
        if reading is None:
            return
        now = self._desk.session.clock.now()
        judge = LocalJudge(reading, now)
        facts = reading.agenda.reference.facts[space_id]
        verdict = judge.judge(space_id, span)
        if judge.passes(space_id, span):
            self._view.show_ghost(Ghost(str(space_id), span, True))
            return
        date = JudgedDate(
            space_id,
            span,
            verdict.busy,
            to_wall(span.start, facts.zone),
            None,
            verdict.reasons,
            None,
            verdict.blockers,
        )
        title, message = why_not(reading.agenda.reference, date, now)
        candidate = next(judge.nearest(space_id, span), None)
        hint = hint_words(candidate, reading.agenda.reference) if candidate else ""
        self._view.show_ghost(Ghost(str(space_id), span, False, title, message, hint))

    def _ask(self) -> None:
        asked, reading = self._asked, self._reading()
        row = self.occurrence(int(asked[2])) if asked and asked[2] else None
        if asked is None or reading is None or row is None:
            return
        self._cancel = Cancel()
        self._desk.tasks.run(
            judge_move,
            self._gateway,
            _wish(row, asked[0], asked[1]),
            owner=self,
            cancel=self._cancel,
            done=partial(self._answered, reading, row, asked[0], asked[1]),
            failed=partial(self._ghost_failed, asked[0], asked[1]),
        )

    def _answered(
        self, reading: Reading, row: OccurrenceRow, space_id: int, span: Span, judgement: Judgement
    ) -> None:
        reference, now = reading.agenda.reference, self._desk.session.clock.now()
        ghost = ghost_of(str(space_id), span, judgement, reference, now, row.participants)
        self._view.show_ghost(ghost)
        if not ghost.ok:
            candidate = next(LocalJudge(reading, now, row).nearest(space_id, span), None)
            if candidate is not None:
                self._confirm(row, candidate, ghost, reference)

    def _confirm(self, row: OccurrenceRow, candidate: Candidate, ghost: Ghost, reference: Reference) -> None:
        """What seems to do instead is offered once the base agrees."""

        def answered(judgement: Judgement) -> None:
            if judgement.outcome is not Outcome.REFUSED:
                hint = hint_words(candidate, reference)
                self._view.show_ghost(
                    Ghost(ghost.row_key, ghost.span, False, ghost.title, ghost.message, hint)
                )

        self._desk.tasks.run(
            judge_move,
            self._gateway,
            _wish(row, candidate.space_id, candidate.span),
            owner=self,
            cancel=self._cancel,
            done=answered,
            failed=lambda _failure: None,
        )

    def _ghost_failed(self, space_id: int, span: Span, failure: Failure) -> None:
        self._view.show_ghost(Ghost(str(space_id), span, False, "", failure.sentence))

    # The move.

    def move(self, occurrence_id: int, space_id: int | None, span: Span) -> None:
        """Move a date that is shown; of a series, ask which dates go along."""
        row = self.occurrence(occurrence_id)
        if row is None:
            return
        wish = _wish(row, row.space_id if space_id is None else space_id, span)
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

    def _taken_back(self, moved: Moved, answers: list[Changed]) -> None:
        self._desk.hub.publish([answer.change for answer in answers if answer.change is not None])
        refused = next((one.judgement for one in answers if one.change is None and one.judgement), None)
        if refused is None:
            self._desk.tell(texts.moved_back(moved.page.booking.number, len(moved.after)))
            return
        date = next(one for one in refused.dates if one.reasons)
        _title, sentence = why_not(moved.page.reference, date, self._desk.session.clock.now())
        self._desk.tell(texts.not_moved(sentence, 1, 1), kind="danger")


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


def _wish(row: OccurrenceRow, space_id: int, span: Span) -> MoveWish:
    return MoveWish(row.booking_id, row.id, row.version, space_id, span)
