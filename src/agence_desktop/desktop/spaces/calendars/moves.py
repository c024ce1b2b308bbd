"""Moving on a calendar: the ghost's answer while one drags, the command on release, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from agence_desktop.core.clock import to_wall
from agence_desktop.core.spans import Span
from agence_desktop.desktop.calendar.items import Ghost
from agence_desktop.desktop.calendar.view import CalendarView
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.spaces.calendars.ghost_words import ghost_of, hint_words, why_not
from agence_desktop.desktop.spaces.calendars.local_judging import Candidate, LocalJudge
from agence_desktop.desktop.spaces.calendars.move_sender import MoveSender, wish_of
from agence_desktop.desktop.spaces.calendars.move_work import judge_move
from agence_desktop.desktop.spaces.calendars.reading import Reading
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.desktop.tasks import Cancel, Failure
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.rows import JudgedDate, Judgement, Outcome

if TYPE_CHECKING:
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
        self._sender = MoveSender(desk, gateway, self)
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
            wish_of(row, asked[0], asked[1]),
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
            wish_of(row, candidate.space_id, candidate.span),
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
        if row is not None:
            self._sender.move(row, row.space_id if space_id is None else space_id, span)
